import { checkConformance } from '../../manifests/checkConformance.ts'
import { choices, chooseOptions, kindHelp } from '../chooseOptions.ts'
import type { Command, CommandContext } from '../context.ts'
import { status } from '../context.ts'
import { formats, hasErrors, printDiagnostics } from '../printDiagnostics.ts'
import { oneOf, readArguments } from '../readArguments.ts'
import { readCrd } from '../readCrd.ts'
import { readProvider } from '../readProvider.ts'
import { readSources } from '../readSources.ts'
import { sameNames } from '../sameNames.ts'

const help = `Usage: backupstorage-forms check <schema…> [options]

Checks provider schemas in JSON or YAML. Errors are unknown or misused keywords, examples that the schema itself
rejects, required fields that may be left empty, secrets that the preview would show, and values that are lost on the
way to manifests and back. Warnings are about missing or long texts.

A schema is a file, a pattern in quotes ("schemas/*.yaml") or - for standard input. Patterns skip node_modules.

Options:
  --format <text|json|github>  lines with file:line:column, one JSON object, or GitHub Actions annotations
                               (default: text)
  --crd <file>                 warn about fields that are missing from your cluster's CustomResourceDefinition
${kindHelp}
  -h, --help                   show this help

The exit status is 1 if there are errors, and 0 if there are only warnings and notes.

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
  const sources = await readSources(positionals, '<schema…>', context)
  const read = sources.map((source) => readProvider(source, options.resource))
  const found = read.flatMap(({ provider, errors, located }) =>
    provider ? located(checkConformance(provider, options)) : errors,
  )
  const diagnostics = [...found, ...sameNames(read)]
  printDiagnostics(context.stdout, { files: read.length, diagnostics }, { format, env: context.env, withPath: true })
  return hasErrors(diagnostics) ? status.invalid : status.fine
}

export const check: Command = { help, run }
