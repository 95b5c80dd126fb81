import { existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command, CommandContext } from '../context.ts'
import { Misuse, status } from '../context.ts'
import { onlyArgument, readArguments } from '../readArguments.ts'
import { schemaTemplate } from '../schemaTemplate.ts'

const help = `Usage: backupstorage-forms new <name> [options]

Writes <name>.yaml into this folder: a provider schema to start from, with comments that say what to change. It can be
used as it stands. <name> is what spec.storage.provider says: letters, digits and hyphens.

Options:
  --stdout     print the schema and write no file; "new <name> -" does the same
  --force      write over a file that is there
  -h, --help   print this

Examples:
  backupstorage-forms new rest-server
  backupstorage-forms new rest-server --stdout > schemas/rest-server.yaml
`

const nextSteps = (file: string): string => `Next:
  1. Open it: the comments say what each part is for.
  2. backupstorage-forms check ${file}
  3. Use it: in a page, defineProvider(schema) from backupstorage-forms/core gives a provider for the option
     "providers"; "backupstorage-forms generate <dir> --out <dir>" compiles the schemas of a folder ahead of time.
`

async function run(context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(
    context.args,
    { stdout: { type: 'boolean', default: false }, force: { type: 'boolean', default: false } },
    'new',
  )
  const toStdout = values.stdout || positionals[1] === '-'
  const name = onlyArgument(
    positionals.filter((one, index) => index !== 1 || one !== '-'),
    'the provider',
    'new',
  )
  if (!/^[a-zA-Z0-9][a-zA-Z0-9-]{0,62}$/.test(name))
    throw new Misuse(
      `${name} cannot be the name of a provider. Use letters, digits and hyphens, 63 at most, and start with a letter or a digit.`,
    )
  const text = schemaTemplate(name)
  const file = `${name}.yaml`
  if (toStdout) {
    context.stdout.write(text)
    context.stderr.write(nextSteps(file))
    return status.fine
  }
  const path = resolve(context.cwd, file)
  if (existsSync(path) && !values.force)
    throw new Misuse(
      `${file} is there already, and was left as it is. Choose another name, or write over it with --force.`,
    )
  writeFileSync(path, text)
  context.stdout.write(`Wrote ${file}. ${nextSteps(file)}`)
  return status.fine
}

export const newSchema: Command = { help, run }
