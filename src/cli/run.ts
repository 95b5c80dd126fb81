import { readFileSync } from 'node:fs'
import type { Command, CommandContext } from './context.ts'
import { expectedMessage, Misuse, status } from './context.ts'
import { seeHelp, suggestion } from './readArguments.ts'

interface CommandEntry {
  readonly name: string
  /** The arguments it needs. */
  readonly usage: string
  /** One line for the list of commands. */
  readonly summary: string
  /** Loads the command. Its imports don't slow down other commands. */
  readonly load: () => Promise<Command>
}

const commands: readonly CommandEntry[] = [
  {
    name: 'new',
    usage: '<name>',
    summary: 'create a provider schema to start from',
    load: async () => (await import('./commands/newSchema.ts')).newSchema,
  },
  {
    name: 'check',
    usage: '<schema…>',
    summary: 'check provider schemas',
    load: async () => (await import('./commands/check.ts')).check,
  },
  {
    name: 'generate',
    usage: '<dir> --out <dir>',
    summary: 'compile provider schemas into a module',
    load: async () => (await import('./commands/generate.ts')).generate,
  },
  {
    name: 'render',
    usage: '<values.yaml>',
    summary: 'print the manifests for the values of a form',
    load: async () => (await import('./commands/render.ts')).render,
  },
  {
    name: 'validate',
    usage: '<manifest…>',
    summary: 'check manifests',
    load: async () => (await import('./commands/validate.ts')).validate,
  },
]

const calls = commands.map(({ name, usage, summary }) => ({ call: `${name} ${usage}`, summary }))
const width = Math.max(...calls.map(({ call }) => call.length))

const help = `Usage: backupstorage-forms <command> [options]

Checks and compiles provider schemas; renders and checks manifests of backup storages.

Commands:
${calls.map(({ call, summary }) => `  ${call.padEnd(width)}   ${summary}`).join('\n')}

Options:
  -h, --help      show this help; "backupstorage-forms <command> --help" shows the help for a command
  -v, --version   show the version

The exit status is 0 on success, 1 if errors were found, and 2 if the command was used incorrectly.
Output is colored only in a terminal. NO_COLOR and FORCE_COLOR override this.

Examples:
  backupstorage-forms new rest-server
  backupstorage-forms check rest-server.yaml
  backupstorage-forms generate schemas --out src/providers
  backupstorage-forms render values.yaml | kubectl apply -f -
  backupstorage-forms validate "deploy/**/*.yaml"
`

function version(): string {
  const file = new URL('../../package.json', import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

/** Returns whether the arguments ask for help. After `--`, there are only file names. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  return (end < 0 ? args : args.slice(0, end)).some((one) => one === '--help' || one === '-h')
}

async function dispatch(context: CommandContext): Promise<number> {
  const [name, ...args] = context.args
  const { stdout } = context
  if (name === undefined) throw new Misuse(help.trimEnd())
  if (name === '--help' || name === '-h' || name === 'help') {
    const about = await commands.find((one) => one.name === args[0])?.load()
    stdout.write(about?.help ?? help)
    return status.fine
  }
  if (name === '--version' || name === '-v') {
    stdout.write(`${version()}\n`)
    return status.fine
  }
  const entry = commands.find((one) => one.name === name)
  if (!entry) {
    const what = name.startsWith('-') ? 'option' : 'command'
    const known = what === 'option' ? ['--help', '--version'] : commands.map((one) => one.name)
    throw new Misuse(`Unknown ${what}: ${name}.${suggestion(name, known)} ${seeHelp()}`)
  }
  const command = await entry.load()
  if (asksForHelp(args)) {
    stdout.write(command.help)
    return status.fine
  }
  return command.run({ ...context, args })
}

/**
 * Runs the command that the arguments name. They don't include the name of the program.
 *
 * @returns the exit status
 */
export async function run(context: CommandContext): Promise<number> {
  try {
    return await dispatch(context)
  } catch (error) {
    const message = expectedMessage(error)
    if (message === undefined) throw error
    context.stderr.write(`${message}\n`)
    return status.misuse
  }
}
