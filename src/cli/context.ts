/** A stream that a command writes to. */
export interface Output {
  write(text: string): unknown
  readonly isTTY?: boolean | undefined
}

/** The parts of the process that a command may use, so that it can be called like any function. */
export interface CommandContext {
  /** The arguments after the name of the command. */
  readonly args: readonly string[]
  readonly stdin: AsyncIterable<Uint8Array | string>
  readonly stdout: Output
  readonly stderr: Output
  /** The folder that relative paths start from. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Resolves when the user ends a command that would keep running. */
  readonly interrupted: () => Promise<void>
  /** Loads an optional peer. Rejects with the code `ERR_MODULE_NOT_FOUND` if it is not installed. */
  readonly importPeer: (name: string) => Promise<unknown>
}

/** The exit statuses: success, errors found, or wrong usage. */
export const status = { fine: 0, invalid: 1, misuse: 2 } as const

export interface Command {
  /** The output of `--help`. */
  readonly help: string
  /**
   * @returns the exit status
   * @throws {Misuse} if its arguments are wrong
   */
  run(context: CommandContext): Promise<number>
}

/** An error in how a command is used, not in the files that it checks. The message says how to fix it. */
export class Misuse extends Error {}

/** Returns the message of an error that is no bug: a `Misuse` or a failed system call; otherwise undefined. */
export function expectedMessage(error: unknown): string | undefined {
  if (error instanceof Misuse) return error.message
  const { syscall, message } = error as NodeJS.ErrnoException
  return typeof syscall === 'string' ? `${message}.` : undefined
}
