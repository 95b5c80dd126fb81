import type { Diagnostic } from '../../core/diagnostics.ts'
import { textOf } from '../../core/json.ts'
import { isOfKind } from '../../core/manifests/findStorage.ts'
import { readManifests } from '../../core/manifests/fromManifests.ts'
import type { ReadText, TextManifest } from '../../core/manifests/readText.ts'
import { readText } from '../../core/manifests/readText.ts'
import { validateManifests } from '../../core/manifests/validateManifests.ts'
import type { Options } from '../../core/options.ts'
import { resolveOptions } from '../../core/options.ts'
import { fromPointer, getAt } from '../../core/pointer.ts'
import { choices, choicesHelp, chooseOptions } from '../chooseOptions.ts'
import type { Command, Context } from '../context.ts'
import { status } from '../context.ts'
import { formats, hasErrors, printDiagnostics } from '../printDiagnostics.ts'
import { oneOf, readArguments } from '../readArguments.ts'
import { readCrd } from '../readCrd.ts'
import type { FileDiagnostic } from '../readData.ts'
import { readSources } from '../readSources.ts'

const help = `Usage: backupstorage-forms validate <manifest…> [options]

Checks manifests, YAML or JSON: what the API server would drop or refuse, what would crash the operator or send backups
to the wrong place, and what the clouds would refuse. A manifest is a file, a pattern ("**/*.yaml"; folders named
node_modules are left out) or - for standard input. Each file is checked by itself: a Secret that lies in another
one is not looked at. Several storages in one file are also compared with each other. Among several files those
that hold no storage are left out, which a note on standard error says.

Options:
  --format <text|json|github>  lines with file:line:column, one JSON object, or annotations of a GitHub workflow
                               (default: text)
  --crd <file>                 the CustomResourceDefinition of your cluster, to check against it and not against
                               the API as this package knows it
${choicesHelp}
  -h, --help                   print this

The exit status is 1 where there are errors, and 0 where there are only warnings and notes.

Examples:
  backupstorage-forms validate storage.yaml
  backupstorage-forms validate "deploy/**/*.yaml" --format github
  kustomize build . | backupstorage-forms validate -
  kubectl get backupstorages -A -o yaml | backupstorage-forms validate -
  kubectl get crd backupstorages.storage.kubestash.com -o yaml > crd.yaml
  backupstorage-forms validate storage.yaml --crd crd.yaml
`

/** A manifest with its place, and what says nothing and takes exactly that place. */
interface Blanked extends TextManifest {
  readonly from: number
  readonly to: number
  readonly nothing: string
}

function blanked(text: string, { documents }: ReadText, one: TextManifest): Blanked | undefined {
  const place = documents[one.document]
  const range = one.path.length === 0 ? place : place?.locate(one.path)
  if (!range) return undefined
  const { from, to } = range
  const spaces = text.slice(from, to).replaceAll(/[^\r\n]/g, ' ')
  // A list says that there is nothing by a word: JSON has no empty item.
  return { ...one, from, to, nothing: one.path.length === 0 ? spaces : spaces.replace(/ {4}/, 'null') }
}

/**
 * What two storages that are in each other's way have in common. Not all that have are: the rules between siblings say
 * which. Asked of each pair, those would take long for hundreds of storages.
 */
function marksOf(storage: object, options: Options): string[] {
  const { values, found } = readManifests([storage], options)
  const marks = [`name ${values.name}`]
  if (values.default) marks.push(`default ${values.namespace}`)
  const places = found?.provider?.schema['x-directory']?.map((pointer) => textOf(getAt(values, fromPointer(pointer))))
  if (places) marks.push(`directory ${JSON.stringify(places).replaceAll('/', '')}`)
  return marks
}

/** For each storage, those that may be in its way. */
function rivals(storages: readonly object[], options: Options): (storage: object) => object[] {
  const marks = new Map(storages.map((one) => [one, marksOf(one, options)]))
  const marked = new Map<string, object[]>()
  for (const [one, own] of marks) for (const mark of own) marked.set(mark, [...(marked.get(mark) ?? []), one])
  return (storage) => {
    const near = new Set(marks.get(storage)?.flatMap((mark) => marked.get(mark) ?? []))
    near.delete(storage)
    return [...near]
  }
}

/**
 * What is wrong in a text with several storages, as `kustomize build` and `kubectl get` give them: each is checked alone,
 * with the other ones for the rules between siblings. Undefined where they cannot be taken apart.
 */
function checkEach(
  text: string,
  options: Options,
  read: ReadText,
  storages: readonly TextManifest[],
): Diagnostic[] | undefined {
  const places = storages.flatMap((one) => blanked(text, read, one) ?? [])
  if (places.length < storages.length) return undefined
  let empty = ''
  for (const { from, nothing } of places) empty += text.slice(empty.length, from) + nothing
  empty += text.slice(empty.length)
  const rivalsOf = rivals(
    storages.map(({ manifest }) => manifest),
    options,
  )
  const told = new Map<string, Diagnostic>()
  for (const { manifest, from, to } of places) {
    // Its Secret may stand anywhere but in another storage's place.
    const alone = empty.slice(0, from) + text.slice(from, to) + empty.slice(to)
    if (!readText(alone).parses) return undefined
    for (const one of validateManifests(alone, { ...options, existing: rivalsOf(manifest) }))
      told.set(`${one.code} ${one.path} ${one.range?.from}`, one)
  }
  return [...told.values()].toSorted((a, b) => (a.range?.from ?? -1) - (b.range?.from ?? -1))
}

interface Checked {
  readonly diagnostics: Diagnostic[]
  /** Whether there is nothing in it that the command is about. */
  readonly foreign: boolean
}

function checkText(text: string, options: Options): Checked {
  const { resource } = resolveOptions(options)
  const read = readText(text)
  const storages = read.manifests.filter(({ manifest }) => isOfKind(resource, manifest))
  const each = read.parses && storages.length > 1 ? checkEach(text, options, read, storages) : undefined
  const diagnostics = each ?? validateManifests(text, options)
  const foreign = diagnostics.some(({ code }) => code === 'missing-resource')
  return { diagnostics, foreign }
}

async function run(context: Context): Promise<number> {
  const { values, positionals } = readArguments(
    context.args,
    { format: { type: 'string', default: 'text' }, crd: { type: 'string' }, ...choices },
    'validate',
  )
  const format = oneOf('format', values.format, formats)
  const chosen = await chooseOptions(values, context)
  const options = values.crd === undefined ? chosen : { ...chosen, crd: readCrd(values.crd, chosen, context) }
  const sources = await readSources(positionals, 'manifests to validate', context)
  const checked = sources.map(({ file, text }) => ({ file, ...checkText(text, options) }))
  const isAlone = checked.every(({ foreign }) => foreign)
  const looked = checked.filter(({ foreign }) => isAlone || !foreign)
  const skipped = checked.filter((one) => !looked.includes(one)).map(({ file }) => file)
  const { kind } = resolveOptions(options).resource
  for (const file of skipped) context.stderr.write(`${file}: left out, as it holds no ${kind}.\n`)
  const diagnostics = looked.flatMap((one) =>
    one.diagnostics.map((found): FileDiagnostic => ({ ...found, file: one.file })),
  )
  printDiagnostics(context.stdout, { files: looked.length, skipped, diagnostics }, { format, env: context.env })
  return hasErrors(diagnostics) ? status.faulty : status.fine
}

export const validate: Command = {
  name: 'validate',
  summary: 'check manifests: validate <manifest…>',
  help,
  run,
}
