import type { BackupStorageValues } from '../generated/types.ts'
import { imports } from '../generated/imports.ts'
import type { Diagnostic } from '../schema/diagnostics.ts'
import { decodedText } from '../base/base64.ts'
import { deepEqual, isObject, member } from '../base/json.ts'
import type { Path } from '../base/pointer.ts'
import { fromPointer, getAt, setAt } from '../base/pointer.ts'
import type { Context } from '../context/context.ts'
import { findProvider } from '../context/context.ts'
import type { ImportCondition, ImportSchema } from '../schema/importSchema.ts'
import type { Schema } from '../schema/language.ts'
import { schemaAt } from '../schema/schemaAt.ts'
import { translate } from '../schema/translate.ts'
import { initialValues } from '../values/initialValues.ts'
import { isNear, isSecret } from './findStorage.ts'
import { unknownParts } from './fromManifests.ts'
import { readCredential } from './readValues.ts'
import { serverFields } from './serverFields.ts'

/** The values in a manifest of another tool. */
export interface ReadImport {
  values: BackupStorageValues
  /** JSON Pointers to the parts that were not carried over, into the manifest and into its Secret. */
  unmapped: string[]
  notes: Diagnostic[]
}

/** Returns the kinds of other tools that fill in a form of the resource, with texts in the language of the options. */
export function importsFor({ resource, messages }: Context): ImportSchema[] {
  const { texts } = messages ?? {}
  return imports
    .filter(({ 'x-import': { into } }) => into.kind === resource.kind && into.apiVersion === resource.apiVersion)
    .map((one) => (texts ? translate(one, texts, `imports/${one['x-import'].name}`) : one))
}

/** Returns whether a manifest is of the kind. */
export function isImport({ 'x-import': { kind, apiVersion } }: ImportSchema, manifest: object): boolean {
  return member(manifest, 'kind') === kind && member(manifest, 'apiVersion') === apiVersion
}

function holdsIn(manifest: object, { at, values }: ImportCondition): boolean {
  const present = getAt(manifest, fromPointer(at)) ?? undefined
  return present !== undefined && (values?.some((one) => deepEqual(one, present)) ?? true)
}

/** Converts a value to the type of a field; undefined if it doesn't fit. */
function asTyped(value: unknown, { type }: Schema): unknown {
  if (type === 'string') return typeof value === 'string' ? value : undefined
  if (type === 'object') return isObject(value) ? value : undefined
  if (type === 'array') return Array.isArray(value) ? value : undefined
  // Some tools write all settings as strings.
  if (type === 'boolean')
    return value === true || value === 'true' || (value === false || value === 'false' ? false : undefined)
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return Number.isFinite(number) ? number : undefined
}

/** Reads a manifest of another tool, and the credentials in its Secret if that is among the manifests. */
export function readImport(
  schema: ImportSchema,
  live: object,
  manifests: readonly object[],
  context: Context,
): ReadImport {
  const manifest = serverFields.reduce((rest, path) => setAt(rest, path, undefined), live)
  const own = schema.providers.find((one) => findProvider(context, one.name) && holdsIn(manifest, one))
  const provider = findProvider(context, own?.name)
  const layout = context.layoutOf(provider)
  const initial = initialValues(own?.name ?? '', context)
  let values = { ...initial, backend: { ...initial.backend, auth: {}, spec: {} } }
  const known: Path[] = [['apiVersion'], ['kind']]
  const keys: Path[] = []
  function fill(to: string, value: unknown): boolean {
    const path = fromPointer(to)
    const typed = asTyped(value, schemaAt(layout.schema, path) ?? {})
    if (typed !== undefined) values = setAt(values, path, typed)
    return typed !== undefined
  }
  for (const { fields = {}, constants = {}, ignore = {}, decode = [] } of own ? [schema, own] : [schema]) {
    for (const [to, value] of Object.entries(constants)) fill(to, value)
    for (const [from, to] of Object.entries(fields)) {
      const value = getAt(manifest, fromPointer(from))
      const read = decode.includes(from) && typeof value === 'string' ? decodedText(value) : value
      if (fill(to, read)) known.push(fromPointer(from))
    }
    for (const [at, allowed] of Object.entries(ignore))
      if (holdsIn(manifest, { at, values: allowed })) known.push(fromPointer(at))
  }
  if (own?.values) known.push(fromPointer(own.at))
  const name = own?.secret && getAt(manifest, fromPointer(own.secret.at))
  const secret = manifests.find(
    (one) => isSecret(one) && isNear(one, manifest) && name !== undefined && getAt(one, ['metadata', 'name']) === name,
  )
  if (own?.secret && typeof name === 'string' && name !== '') {
    known.push(fromPointer(own.secret.at))
    if (!secret) values = setAt(values, ['backend', 'credentials'], { source: 'existing', secretName: name })
    for (const [key, to] of secret ? Object.entries(own.secret.keys) : [])
      if (secret && fill(to, readCredential(secret, key).value)) keys.push(['stringData', key], ['data', key])
  }
  const ofSecret: Path[] = [['apiVersion'], ['kind'], ['type'], ['metadata'], ...keys]
  return {
    values,
    unmapped: [
      ...unknownParts(manifest, known, [['metadata'], ['spec']]),
      ...(secret ? unknownParts(secret, ofSecret, [['stringData'], ['data']]) : []),
    ],
    notes: (schema.notes ?? []).flatMap(({ at, values: when, path, severity, code, message }): Diagnostic[] =>
      at === undefined || holdsIn(manifest, { at, ...(when ? { values: when } : {}) })
        ? [{ code, severity, message, path, source: 'manifest' }]
        : [],
    ),
  }
}
