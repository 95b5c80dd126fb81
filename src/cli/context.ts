/** Where a command writes. */
export interface Output {
  write(text: string): unknown
  readonly isTTY?: boolean | undefined
}

/** All that a command may touch of the process, so that it can be called like any function. */
export interface CommandContext {
  /** What stands behind the name of the command. */
  readonly args: readonly string[]
  readonly stdin: AsyncIterable<Uint8Array | string>
  readonly stdout: Output
  readonly stderr: Output
  /** The folder that relative paths start from. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Fulfilled when the person ends a command that would go on by itself. */
  readonly interrupted: () => Promise<void>
  /** Loads an optional peer. It rejects with the code `ERR_MODULE_NOT_FOUND` where that is not installed. */
  readonly importPeer: (name: string) => Promise<unknown>
}

/** The exit statuses: all is well, errors were found, the command was called in a way that it cannot follow. */
export const status = { fine: 0, invalid: 1, misuse: 2 } as const

export interface Command {
  /** What `--help` prints. */
  readonly help: string
  /**
   * @returns the exit status
   * @throws {Misuse} where it cannot follow its arguments
   */
  run(context: CommandContext): Promise<number>
}

/** What keeps a command from its work, and is no fault of what it was given to look at; the message says what to do. */
export class Misuse extends Error {}

/** What is to be said of an error that may come about in any right program: a misuse, or a file system that says no. */
export function expectedMessage(error: unknown): string | undefined {
  if (error instanceof Misuse) return error.message
  const { syscall, message } = error as NodeJS.ErrnoException
  return typeof syscall === 'string' ? `${message}.` : undefined
}
