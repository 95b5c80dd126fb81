import { isObject, member, setMember } from '../../base/json.ts'
import { exportManifests } from '../../manifests/exportManifests.ts'
import { stringifyManifests } from '../../manifests/stringifyManifests.ts'
import { toManifests } from '../../manifests/toManifests.ts'
import { layoutFor } from '../../context/context.ts'
import { contextOf } from '../../context/createContext.ts'
import type { Options } from '../../context/options.ts'
import { getAt } from '../../base/pointer.ts'
import type { Schema } from '../../schema/language.ts'
import { isChoice } from '../../schema/language.ts'
import { validateValues } from '../../validation/validateValues.ts'
import { initialValues } from '../../values/initialValues.ts'
import type { BackupStorageValues } from '../../generated/types.ts'
import { choices, choicesHelp, chooseOptions } from '../chooseOptions.ts'
import type { Command, CommandContext } from '../context.ts'
import { Misuse, status } from '../context.ts'
import { hasErrors, printLines } from '../printDiagnostics.ts'
import { oneOf, onlyArgument, readArguments } from '../readArguments.ts'
import { readData } from '../readData.ts'
import { readSources } from '../readSources.ts'

const help = `Usage: backupstorage-forms render <values.yaml> [options]

Prints the manifests of a storage and its Secret for the values of a form. The values are YAML or JSON, in a file or on
standard input (-). Values that you omit are the same as in a new form. If a value is invalid, the errors go to standard
error and nothing is printed.

The Secret contains the credentials: don't commit it, or omit it with --without-secret.

Options:
  --format <yaml|json>         format of the output (default: yaml)
  --without-secret             omit the Secret
${choicesHelp}
  -h, --help                   show this help

Examples:
  backupstorage-forms render values.yaml | kubectl apply -f -
  backupstorage-forms render values.yaml --without-secret > storage.yaml
  sops decrypt values.yaml | backupstorage-forms render - --format json

A minimal values.yaml:
  namespace: demo
  name: my-backups
  backend:
    provider: <name>
    auth: { <Secret key>: <value> }
    spec: { <provider field>: <value> }
`

/** Completes the given values with the initial ones. A given choice replaces the initial one as a whole. */
function fillIn(initial: unknown, given: unknown, schema: Schema | undefined): unknown {
  if (given === undefined || (given === null && isObject(initial))) return initial
  if (!isObject(initial) || !isObject(given)) return given
  const isMade = schema !== undefined && isChoice(schema) && Object.keys(given).length > 0
  const filled: Record<string, unknown> = {}
  for (const key of new Set([...(isMade ? [] : Object.keys(initial)), ...Object.keys(given)])) {
    const child = member(schema?.properties, key) as Schema | undefined
    setMember(filled, key, fillIn(member(initial, key), member(given, key), child))
  }
  return filled
}

function completeValues(data: object, options: Options): BackupStorageValues {
  const context = contextOf(options)
  const named = getAt(data, ['backend', 'provider'])
  const initial = initialValues(typeof named === 'string' ? named : '', context)
  return fillIn(initial, data, layoutFor(context, initial).schema) as BackupStorageValues
}

async function run(context: CommandContext): Promise<number> {
  const { values: given, positionals } = readArguments(
    context.args,
    { format: { type: 'string', default: 'yaml' }, 'without-secret': { type: 'boolean', default: false }, ...choices },
    'render',
  )
  const format = oneOf('format', given.format, ['yaml', 'json'])
  const named = onlyArgument(positionals, '<values.yaml>', 'render')
  const options = await chooseOptions(given, context)
  const [source, another] = await readSources([named], '<values.yaml>', context)
  if (source === undefined || another) throw new Misuse(`${named} matches more than one file. Pass one file.`)
  const { data, errors, located } = readData(source, 'A values file')
  const { env, stdout, stderr } = context
  if (data === undefined) {
    printLines(stderr, errors, { env, withPath: true })
    return status.invalid
  }
  const values = completeValues(data, options)
  const found = located(validateValues(values, options))
  printLines(stderr, found, { env, withPath: true })
  if (hasErrors(found)) return status.invalid
  const text = stringifyManifests(toManifests(values, options), format)
  const credentials = given['without-secret'] ? 'none' : 'secret'
  const exported = exportManifests(text, format, { credentials }, options)
  printLines(
    stderr,
    exported.diagnostics.map((one) => ({ ...one, file: source.file })),
    { env },
  )
  stdout.write(exported.text)
  return hasErrors(exported.diagnostics) ? status.invalid : status.fine
}

export const render: Command = { help, run }
