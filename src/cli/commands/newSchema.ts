import { existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command, CommandContext } from '../context.ts'
import { Misuse, status } from '../context.ts'
import { onlyArgument, readArguments } from '../readArguments.ts'
import { schemaTemplate } from '../schemaTemplate.ts'

const help = `Usage: backupstorage-forms new <name> [options]

Creates <name>.yaml in the current folder: a valid provider schema whose comments explain what to change.
<name> is the value of spec.storage.provider: letters, digits and hyphens.

Options:
  --stdout     print the schema instead of creating a file; "new <name> -" does the same
  --force      overwrite an existing file
  -h, --help   show this help

Examples:
  backupstorage-forms new rest-server
  backupstorage-forms new rest-server --stdout > schemas/rest-server.yaml
`

const nextSteps = (file: string): string => `Next steps:
  1. Edit the schema. Its comments explain each part.
  2. Check it: backupstorage-forms check ${file}
  3. Use it: pass it to defineProvider from backupstorage-forms/core, and the result to the "providers" option.
     Or compile a folder of schemas: backupstorage-forms generate <dir> --out <dir>
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
    '<name>',
    'new',
  )
  if (!/^[a-zA-Z0-9][a-zA-Z0-9-]{0,62}$/.test(name))
    throw new Misuse(
      `Invalid provider name: ${name}. Use up to 63 letters, digits and hyphens, starting with a letter or digit.`,
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
    throw new Misuse(`${file} already exists. Choose another name, or overwrite the file with --force.`)
  writeFileSync(path, text)
  context.stdout.write(`Wrote ${file}. ${nextSteps(file)}`)
  return status.fine
}

export const newSchema: Command = { help, run }
