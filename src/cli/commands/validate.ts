import type { Diagnostic } from '../../schema/diagnostics.ts'
import { validateEach } from '../../manifests/validateManifests.ts'
import type { Options } from '../../context/options.ts'
import { contextOf } from '../../context/createContext.ts'
import { choices, choicesHelp, chooseOptions } from '../chooseOptions.ts'
import type { Command, CommandContext } from '../context.ts'
import { status } from '../context.ts'
import { formats, hasErrors, printDiagnostics } from '../printDiagnostics.ts'
import { oneOf, readArguments } from '../readArguments.ts'
import { readCrd } from '../readCrd.ts'
import type { FileDiagnostic } from '../readData.ts'
import { readSources } from '../readSources.ts'

const help = `Usage: backupstorage-forms validate <manifest…> [options]

Checks manifests in YAML or JSON. Finds fields that the API server would drop or reject, configurations that would crash
the operator or send backups to the wrong location, and values that the cloud provider would reject.

A manifest is a file, a pattern in quotes ("**/*.yaml") or - for standard input. Patterns skip node_modules. Each file
is checked on its own: a Secret in another file is not found. Storages in the same file are compared with each other.
If some of the files contain a storage, the others are skipped with a note on standard error.

Options:
  --format <text|json|github>  lines with file:line:column, one JSON object, or GitHub Actions annotations
                               (default: text)
  --crd <file>                 check against your cluster's CustomResourceDefinition instead of the built-in API
${choicesHelp}
  -h, --help                   show this help

The exit status is 1 if there are errors, and 0 if there are only warnings and notes.

Examples:
  backupstorage-forms validate storage.yaml
  backupstorage-forms validate "deploy/**/*.yaml" --format github
  kustomize build . | backupstorage-forms validate -
  kubectl get backupstorages -A -o yaml | backupstorage-forms validate -
  kubectl get crd backupstorages.storage.kubestash.com -o yaml > crd.yaml
  backupstorage-forms validate storage.yaml --crd crd.yaml
`

interface Checked {
  readonly diagnostics: Diagnostic[]
  /** Whether the text contains no storage. */
  readonly foreign: boolean
}

function checkText(text: string, options: Options): Checked {
  const diagnostics = validateEach(text, options)
  const foreign = diagnostics.some(({ code }) => code === 'missing-resource')
  return { diagnostics, foreign }
}

async function run(context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(
    context.args,
    { format: { type: 'string', default: 'text' }, crd: { type: 'string' }, ...choices },
    'validate',
  )
  const format = oneOf('format', values.format, formats)
  const chosen = await chooseOptions(values, context)
  const options = values.crd === undefined ? chosen : { ...chosen, crd: readCrd(values.crd, chosen, context) }
  const sources = await readSources(positionals, '<manifest…>', context)
  const checked = sources.map(({ file, text }) => ({ file, ...checkText(text, options) }))
  const isAlone = checked.every(({ foreign }) => foreign)
  const looked = checked.filter(({ foreign }) => isAlone || !foreign)
  const skipped = checked.filter((one) => !looked.includes(one)).map(({ file }) => file)
  const { kind } = contextOf(options).resource
  for (const file of skipped) context.stderr.write(`${file}: skipped, contains no ${kind}.\n`)
  const diagnostics = looked.flatMap((one) =>
    one.diagnostics.map((found): FileDiagnostic => ({ ...found, file: one.file })),
  )
  printDiagnostics(context.stdout, { files: looked.length, skipped, diagnostics }, { format, env: context.env })
  return hasErrors(diagnostics) ? status.invalid : status.fine
}

export const validate: Command = { help, run }
