import type { BackupStorageValues } from '../generated/types.ts'
import type { Diagnostic } from '../schema/diagnostics.ts'
import type { Json } from '../base/json.ts'
import { deepEqual, isObject } from '../base/json.ts'
import type { Manifest } from '../schema/manifest.ts'
import { editManifests } from './editManifests.ts'
import { fromManifests } from './fromManifests.ts'
import { parseManifests } from './parseManifests.ts'
import { stringifyManifests } from './stringifyManifests.ts'
import { toManifests } from './toManifests.ts'
import { validateManifests } from './validateManifests.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import type { Path } from '../base/pointer.ts'
import { fromPointer, getAt, setAt, toPointer } from '../base/pointer.ts'
import type { Provider } from '../schema/provider.ts'
import { credentialSources } from '../schema/provider.ts'
import type { Schema } from '../schema/language.ts'
import { isChoice, isMap } from '../schema/language.ts'
import { textsOf } from '../schema/translate.ts'
import { maskText } from './maskText.ts'
import { secretRanges } from './secretRanges.ts'
import { validateValues } from '../validation/validateValues.ts'
import { normalizeValues } from '../values/normalizeValues.ts'
import { exampleValues } from '../values/exampleValues.ts'

/** A field in a provider's schema. */
interface SchemaField {
  /** Such as `['spec', 'bucket']`. */
  path: readonly string[]
  schema: Schema
  parent: Schema
}

function fieldsOf(parent: Schema, path: readonly string[] = []): SchemaField[] {
  return Object.entries(parent.properties ?? {}).flatMap(([key, schema]) => {
    const here = [...path, key]
    return [{ path: here, schema, parent }, ...fieldsOf(schema, here)]
  })
}

/** Returns the path of a field in its schema. */
function pathInSchema(path: Path): string[] {
  return path.flatMap((key) => ['properties', String(key)])
}

/** Returns the pointer into the schema for one into the values; empty for anything outside `auth` and `spec`. */
function schemaPointer(pointer: string): string {
  const [root, ...path] = fromPointer(pointer)
  return root === 'backend' && (path[0] === 'auth' || path[0] === 'spec') ? toPointer(pathInSchema(path)) : ''
}

function finding(severity: Diagnostic['severity'], code: string, path: string, message: string): Diagnostic {
  return { code, severity, message, path, source: 'schema' }
}

function isTyped({ type, oneOf, enum: options, const: only, contentMediaType, writeOnly }: Schema): boolean {
  const isText = type === 'string' || type === 'integer' || type === 'number'
  return isText && !oneOf && !options && only === undefined && contentMediaType === undefined && writeOnly !== true
}

/** Checks the titles, examples and messages that users need. */
function checkWords({ path, schema, parent }: SchemaField): Diagnostic[] {
  if (path.length < 2) return []
  const found: Diagnostic[] = []
  const report = (code: string, message: string, within: Path = []): void =>
    void found.push(finding('warning', code, toPointer([...pathInSchema(path), ...within]), message))
  const key = path.at(-1) ?? ''
  if (schema.title === undefined) report('no-title', `Without a title, the label is "${key}". Add a title.`)
  if (/\bfor example\b|\be\.g\./i.test(schema.description ?? ''))
    report(
      'example-in-description',
      schema.examples
        ? 'The description contains an example. Remove it: the placeholder already shows one.'
        : 'The description contains an example. Move it to "examples": the first one is the placeholder.',
      ['description'],
    )
  const isNamedSecret =
    schema.type === 'string' &&
    schema.writeOnly !== true &&
    /(?:^|[_-])(?:password|passphrase|secret|token|key)$/i.test(key)
  if (isNamedSecret)
    report(
      'perhaps-secret',
      'The name suggests a secret. If it is one, add "writeOnly": true. If not, rename it if you can.',
    )
  if (isTyped(schema) && !isNamedSecret && schema.examples === undefined && schema.default === undefined)
    report('no-example', 'The field has no example. Add "examples": the first one is the placeholder.')
  if (schema.type === 'string' && schema.pattern !== undefined && schema['x-error'] === undefined)
    report('no-sentence', 'The pattern has no error message. Add x-error: what is wrong and how to fix it.')
  if (schema.type === 'string' && parent.required?.includes(key) === true && !schema.minLength && isFree(schema))
    report('empty-required', 'The field is required, but a manifest may set it to an empty string. Add "minLength": 1.')
  return found
}

/** The most characters of a description or a message. */
const maxTextLength = 140

/** Checks that descriptions and messages are short. The description of the provider itself may be longer. */
function checkLengths({ schema }: Provider): Diagnostic[] {
  return Object.entries(textsOf(schema, '')).flatMap(([key, text]) => {
    const pointer = key.slice(1)
    const isLimited = pointer !== '/description' && /\/(?:description|x-error|message)$/.test(pointer)
    if (!isLimited || text.length <= maxTextLength) return []
    const message = `The text has ${text.length} characters. Shorten it to ${maxTextLength} or fewer.`
    return [finding('warning', 'long-text', pointer, message)]
  })
}

function isFree({ oneOf, enum: options, const: only }: Schema): boolean {
  return !oneOf && !options && only === undefined
}

/** Returns options with only this provider, so that a variant reads back as itself. */
function alone(provider: Provider, options: Options): Options {
  return { ...options, providers: [provider] }
}

function errorsAt(values: BackupStorageValues, options: Options): Diagnostic[] {
  return validateValues(values, options).filter(({ severity }) => severity === 'error')
}

/** Checks the examples and the default of a field against its own schema. */
function checkExamples({ path, schema }: SchemaField, filled: BackupStorageValues, options: Options): Diagnostic[] {
  const whole = schema.default
  const isPart = schema.type === 'object' && !isMap(schema)
  const given: [way: Path, example: Json][] = (schema.examples ?? []).map((one, index) => [['examples', index], one])
  if (whole !== undefined && !isPart) given.push([['default'], whole])
  return given.flatMap(([way, example]) => {
    const at = ['backend', ...path]
    const pointer = toPointer(at)
    const found = errorsAt(setAt(filled, at, example), options).find(
      (one) => one.path === pointer || one.path.startsWith(`${pointer}/`),
    )
    if (!found) return []
    const inSchema = toPointer([...pathInSchema(path), ...way])
    return [finding('error', 'bad-example', inSchema, `The field's own schema rejects this value: ${found.message}`)]
  })
}

/** Checks that a missing required field is reported at its own path. */
function checkRequired({ path, parent }: SchemaField, filled: BackupStorageValues, options: Options): Diagnostic[] {
  const at = ['backend', ...path]
  if (!parent.required?.includes(path.at(-1) ?? '') || path.length < 2 || getAt(filled, at) === undefined) return []
  const pointer = toPointer(at)
  // A warning is enough where the operator has a value of its own.
  const found = validateValues(setAt(filled, at, undefined), options)
  if (found.some((one) => one.path === pointer || one.path.startsWith(`${pointer}/`))) return []
  const message =
    'The field is required, but a form without it passes validation. Check the conditions around the field.'
  return [finding('error', 'required-unheeded', toPointer(pathInSchema(path)), message)]
}

/** Returns the filled values and variants of them: each option once, no optional fields, each credentials source. */
function choicesOf(provider: Provider, filled: BackupStorageValues): [name: string, values: BackupStorageValues][] {
  const cases: [string, BackupStorageValues][] = [['every field', filled]]
  let bare = filled
  for (const { path, schema, parent } of fieldsOf(provider.schema)) {
    const at = ['backend', ...path]
    const name = toPointer(path)
    if (isChoice(parent)) {
      const isOther = getAt(filled, at) === undefined
      if (isOther) cases.push([name, setAt(filled, at.slice(0, -1), { [path.at(-1) ?? '']: {} })])
    } else if (path.length > 1 && !parent.required?.includes(path.at(-1) ?? '')) bare = setAt(bare, at, undefined)
    const options =
      schema.type === 'boolean'
        ? [true, false]
        : [...(schema.oneOf ?? []).map((one) => one.const), ...(schema.enum ?? [])]
    for (const option of getAt(filled, at.slice(0, -1)) === undefined ? [] : options) {
      if (option !== undefined) cases.push([`${name} = ${JSON.stringify(option)}`, setAt(filled, at, option)])
    }
  }
  cases.push(['only required fields', bare])
  for (const source of credentialSources(provider)) {
    if (source === 'new') continue
    const name = source === 'existing' ? 'secretName' : 'serviceAccountName'
    const credentials = { source, [name]: 'made-up-name' }
    cases.push([`credentials from "${source}"`, setAt(filled, ['backend', 'credentials'], credentials)])
  }
  return cases
}

/** Checks that values survive the round trip to manifests and text, and that edits reach the text. */
function checkLaws(
  [name, values]: readonly [string, BackupStorageValues],
  other: BackupStorageValues,
  options: Options,
): Diagnostic[] {
  const normal = normalizeValues(values, options)
  const manifests = toManifests(normal, options)
  const read = fromManifests(manifests, options)
  const report = (code: string, message: string): Diagnostic[] => [
    finding('error', code, '', `${message} Tested with ${name}.`),
  ]
  if (!deepEqual(read.values, normal))
    return report(
      'lossy',
      'The values are not the same after a round trip to the manifest. Check the manifest paths of the fields.',
    )
  if (read.unmapped.length > 0)
    return report('unmapped', `The manifest has paths that no field reads: ${read.unmapped.join(', ')}.`)
  for (const format of ['yaml', 'json'] as const) {
    const text = stringifyManifests(manifests, format)
    const parsed = parseManifests(text).manifests
    if (!deepEqual(parsed, manifests) || editManifests(text, read.values, options) !== text)
      return report('restless', `Editing the manifest as ${format} changes its text although no value changed.`)
    const edited = parseManifests(editManifests(text, other, options)).manifests
    if (!deepEqual(fromManifests(edited, options).values, normalizeValues(other, options)))
      return report('wrong-edit', `A change in the form is missing from the manifest text in ${format}.`)
  }
  return []
}

function leaksIn(value: unknown, text: string): boolean {
  if (isObject(value)) return Object.values(value).some((one) => leaksIn(one, text))
  return typeof value === 'string' && value.trim() !== '' && text.includes(value)
}

/** Checks that the preview of the manifests masks every secret. */
function checkMasks(fields: readonly SchemaField[], filled: BackupStorageValues, manifests: Manifest[]): Diagnostic[] {
  const shown = (['yaml', 'json'] as const).map((format) => {
    const text = stringifyManifests(manifests, format)
    return maskText(text, secretRanges(text)).shown
  })
  return fields
    .filter(
      ({ schema, path }) =>
        schema.writeOnly === true && shown.some((text) => leaksIn(getAt(filled, ['backend', ...path]), text)),
    )
    .map(({ path }) => {
      const message = 'The preview would show this secret. Move it to auth, without x-manifest.'
      return finding('error', 'open-secret', toPointer(pathInSchema(path)), message)
    })
}

/** Checks whether the cluster would drop a field that the host's CustomResourceDefinition lacks. */
function checkApi(manifests: Manifest[], options: Options): Diagnostic[] {
  if (!options.crd) return []
  const dropped = validateManifests(manifests, options).find(({ code }) => code === 'unknown-field')
  if (!dropped) return []
  return [finding('warning', 'not-in-crd', '', `The cluster would drop a field. ${dropped.message}`)]
}

/**
 * Checks that a provider meets the requirements for every provider.
 *
 * Its examples must be valid, missing required fields must be reported, secrets must be masked, and values must survive
 * the round trip to manifests and text: the examples with every option, branch and source of credentials. Missing
 * titles and examples, long texts and other problems for users are warnings. `defineProvider` already checks the schema
 * itself.
 *
 * @param options - `providers` is ignored; with `crd`, a field that the cluster would drop is a warning
 * @returns an empty list if there are none; `path` is a JSON Pointer into the provider's schema. Never throws.
 */
export function checkConformance(provider: Provider, options: Options = {}): Diagnostic[] {
  const own = contextOf(alone(provider, options))
  const filled = exampleValues(provider.name, own)
  const fields = fieldsOf(provider.schema)
  const found = [
    ...checkLengths(provider),
    ...fields.flatMap((field) => [...checkWords(field), ...checkExamples(field, filled, own)]),
  ]
  if (found.some(({ severity }) => severity === 'error')) return found
  const errors = errorsAt(filled, own)
  if (errors.length > 0) {
    const report = ({ path, message }: Diagnostic): Diagnostic => {
      const advice = `With every field as in its examples, the form has an error: ${message} Correct or add examples.`
      return finding('error', 'bad-example', schemaPointer(path), advice)
    }
    return [...found, ...errors.map(report)]
  }
  const manifests = toManifests(filled, own)
  found.push(...fields.flatMap((field) => checkRequired(field, filled, own)), ...checkMasks(fields, filled, manifests))
  const cases = choicesOf(provider, filled)
  found.push(
    ...cases.flatMap((one, index) => checkLaws(one, cases[(index + 1) % cases.length]?.[1] ?? filled, own)),
    ...checkApi(manifests, own),
  )
  return found
}
