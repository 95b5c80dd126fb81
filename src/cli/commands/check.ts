import { checkConformance } from '../../manifests/checkConformance.ts'
import { choices, chooseOptions } from '../chooseOptions.ts'
import type { Command, CommandContext } from '../context.ts'
import { status } from '../context.ts'
import { formats, hasErrors, printDiagnostics } from '../printDiagnostics.ts'
import { oneOf, readArguments } from '../readArguments.ts'
import { readCrd } from '../readCrd.ts'
import { readProvider } from '../readProvider.ts'
import { readSources } from '../readSources.ts'
import { sameNames } from '../sameNames.ts'

const help = `Usage: backupstorage-forms check <schema…> [options]

Checks provider schemas, JSON or YAML: whether every word is one of the schema language and in its place, and whether
the provider does what every provider must do. Its examples are valid, each required field is asked for, each secret is
masked, and what a form holds comes into manifests and back. Words that people would miss are warnings.

A schema is a file, a pattern ("schemas/*.yaml"; folders named node_modules are left out) or - for standard input.
All faults are told, each with its place in the file, its JSON Pointer and what to do about it.

Options:
  --format <text|json|github>  lines with file:line:column, one JSON object, or annotations of a GitHub workflow
                               (default: text)
  --crd <file>                 the CustomResourceDefinition of your cluster: tells what the cluster would drop
  --kind <name>                another kind of storage than BackupStorage: a name of a contributed kind of the
                               package
  -h, --help                   print this

The exit status is 1 where there are errors, and 0 where there are only warnings and notes.

Examples:
  backupstorage-forms check rest-server.yaml
  backupstorage-forms check "schemas/*.{json,yaml}" --format github
`

async function run(context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(
    context.args,
    { format: { type: 'string', default: 'text' }, crd: { type: 'string' }, kind: choices.kind },
    'check',
  )
  const format = oneOf('format', values.format, formats)
  const chosen = await chooseOptions({ kind: values.kind }, context)
  const options = values.crd === undefined ? chosen : { ...chosen, crd: readCrd(values.crd, chosen, context) }
  const sources = await readSources(positionals, 'provider schemas to check', context)
  const read = sources.map((source) => readProvider(source, options.resource))
  const found = read.flatMap(({ provider, errors, located }) =>
    provider ? located(checkConformance(provider, options)) : errors,
  )
  const diagnostics = [...found, ...sameNames(read)]
  printDiagnostics(context.stdout, { files: read.length, diagnostics }, { format, env: context.env, withPath: true })
  return hasErrors(diagnostics) ? status.invalid : status.fine
}

export const check: Command = { help, run }
