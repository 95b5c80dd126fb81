import type { Command, Context } from '../context.ts'
import { status } from '../context.ts'
import { formats, hasErrors, printDiagnostics } from '../printDiagnostics.ts'
import { oneOf, readArguments } from '../readArguments.ts'
import { readProvider } from '../readProvider.ts'
import { readSources } from '../readSources.ts'
import { sameNames } from '../sameNames.ts'

const help = `Usage: backupstorage-forms check <schema…> [options]

Checks provider schemas, JSON or YAML: whether every word is one of the schema language and in its place, and whether
what the schema says holds together. A schema is a file, a pattern ("schemas/*.yaml"; folders named node_modules
are left out) or - for standard input. All faults are told, each with its place in the file, its JSON Pointer and what
to do about it.

Options:
  --format <text|json|github>  lines with file:line:column, one JSON object, or annotations of a GitHub workflow
                               (default: text)
  -h, --help                   print this

The exit status is 1 where there are errors, and 0 where there are only warnings and notes.

Examples:
  backupstorage-forms check rest-server.yaml
  backupstorage-forms check "schemas/*.{json,yaml}" --format github
`

async function run(context: Context): Promise<number> {
  const { values, positionals } = readArguments(context.args, { format: { type: 'string', default: 'text' } }, 'check')
  const format = oneOf('format', values.format, formats)
  const sources = await readSources(positionals, 'provider schemas to check', context)
  const read = sources.map(readProvider)
  const diagnostics = [...read.flatMap(({ faults }) => faults), ...sameNames(read)]
  printDiagnostics(context.stdout, { files: read.length, diagnostics }, { format, env: context.env, withPath: true })
  return hasErrors(diagnostics) ? status.faulty : status.fine
}

export const check: Command = { name: 'check', summary: 'check provider schemas: check <schema…>', help, run }
