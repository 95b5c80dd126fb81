import type { BackupStorageValues } from '../generated/types.ts'
import type { Json } from '../base/json.ts'
import { deepEqual, isObject, member, setMember, toJson } from '../base/json.ts'
import type { Context } from '../context/context.ts'
import { findProvider } from '../context/context.ts'
import { fromPointer, getAt, putAt, setAt, toPointer } from '../base/pointer.ts'
import type { Provider } from '../schema/provider.ts'
import { credentialSources } from '../schema/provider.ts'
import type { Field } from '../schema/layout.ts'
import type { Schema } from '../schema/language.ts'
import { normalizeValues } from '../values/normalizeValues.ts'
import type { DraftState, DraftText, Snapshot } from './state.ts'

/**
 * A host's storage for a draft between visits, such as an entry of `sessionStorage`: `load` parses it, `save` writes it,
 * and `clear` removes it. Exceptions are ignored.
 */
export interface DraftStorage {
  /** Returns the data saved last. Anything that isn't a draft is ignored. */
  load(): unknown
  /** Saves the data: plain JSON without secrets. */
  save(data: unknown): void
  /** Deletes the saved data, once nothing is unsaved. */
  clear(): void
}

/** The limit of saved data, in characters of JSON: more than a form holds. */
const limit = 1_000_000

/** Returns whether the field goes into a Secret, or a schema around or inside it has `writeOnly`. */
function isSecret(root: Schema, { path, target }: Field): boolean {
  let schema: Schema | undefined = root
  const around = path.some((key) => (schema = schema?.properties?.[key])?.writeOnly)
  return target.document === 'secret' || around || /"writeOnly":true/.test(JSON.stringify(schema))
}

/** Returns whether a value contains a URL with a user name or a password. */
function hasUserInfo(value: unknown): boolean {
  const words = (JSON.stringify(value) ?? '').split(/[\s"]/)
  const authorities = words.flatMap((word) => word.split('://').slice(1))
  return authorities.some((text) => {
    const before = text.slice(0, Math.max(0, text.lastIndexOf('@')))
    return text.includes('@') && (!before.includes('/') || /^[^/:]*:/.test(before))
  })
}

/** Returns whether a value fits the type of its schema. A number may be any string, as typed. */
function fits({ type, items, properties, additionalProperties: others }: Schema, value: unknown): boolean {
  if (type === 'array') return Array.isArray(value) && value.every((item) => fits(items ?? {}, item))
  if (type === 'object') {
    return (
      isObject(value) &&
      Object.entries(value).every(([key, one]) => fits((member(properties, key) ?? others ?? {}) as Schema, one))
    )
  }
  const found = typeof value
  const isNumeric = type === 'integer' || type === 'number'
  return type === undefined || found === type || (isNumeric && (found === 'string' || found === 'number'))
}

/**
 * Copies the fields that may be saved: only those in the schemas, so that nothing unknown is included. Secrets are
 * omitted and added to `missing`. Other missing values are those of an empty form.
 */
function copyFields(values: unknown, provider: Provider, context: Context, missing: Set<string>): BackupStorageValues {
  const blank = { backend: { provider: provider.name, credentials: { source: 'new' } } }
  const copy = normalizeValues(blank as BackupStorageValues, context)
  const target = copy as unknown as Record<string, unknown>
  const { schema, fields } = context.layoutOf(provider)
  for (const field of fields) {
    const { path, branch } = field
    const value = getAt(values, path)
    if (value === undefined || value === '' || hasUserInfo(value)) continue
    if (branch) {
      if (isObject(value) && getAt(copy, path) === undefined) putAt(target, path, {})
    } else if (isSecret(schema, field)) missing.add(`${provider.name}#${toPointer(path)}`)
    else if (fits(field.schema, value)) putAt(target, path, value)
  }
  const source = getAt(values, ['backend', 'credentials', 'source'])
  const known = credentialSources(provider).find((one) => one === source)
  if (known) putAt(target, ['backend', 'credentials', 'source'], known)
  return copy
}

/** Returns the values without their secrets, which are added to `missing`. Undefined if no known provider is selected. */
function valuesOf(values: unknown, context: Context, missing: Set<string>): BackupStorageValues | undefined {
  const provider = findProvider(context, getAt(values, ['backend', 'provider']))
  return provider && copyFields(values, provider, context, missing)
}

/** Returns the text, and the values that it was saved with. */
function textOf(data: unknown, values: BackupStorageValues | undefined, context: Context): DraftText | undefined {
  const [yaml, json] = [member(data, 'yaml'), member(data, 'json')]
  if (typeof yaml !== 'string') return undefined
  const unread = valuesOf(member(data, 'unread'), context, new Set()) ?? values
  return { yaml, ...(typeof json === 'string' ? { json } : {}), ...(unread ? { unread } : {}) }
}

/** Returns the snapshot without its secrets: of a state to save, or of saved data to restore. */
function withoutSecrets(data: unknown, context: Context): Partial<Snapshot> | undefined {
  const left = member(data, 'missing')
  const missing = new Set<string>(Array.isArray(left) ? left.filter((one) => typeof one === 'string') : [])
  const values = valuesOf(member(data, 'values'), context, missing)
  const text = textOf(member(data, 'text'), values, context)
  if (!values) return text && { text }
  const kept = {}
  for (const [key, value] of Object.entries(member(data, 'kept') ?? {})) {
    const [owner, pointer = '', variant] = key.split('#')
    const provider = findProvider(context, owner || variant)
    if (!provider) continue
    const path = fromPointer(pointer)
    const copy = getAt(copyFields(setAt({}, path, value), provider, context, missing), path)
    // The copy must name its variant: as the provider, the source, or the key of the branch.
    if (isObject(copy) && [...Object.keys(copy), ...Object.values(copy)].includes(variant)) setMember(kept, key, copy)
  }
  return { values, kept, missing: [...missing], text }
}

/**
 * Returns the data to save: plain JSON without secrets. Undefined if no known provider is selected and no text was
 * edited.
 *
 * @param text - the edited text, without secrets
 */
export function toSaved(state: DraftState, text: DraftText | undefined, context: Context): Json | undefined {
  return toJson(withoutSecrets({ ...state, text }, context))
}

/** Returns the draft in saved data: only fields in the schemas, with values of the right type, and the edited text. */
export function fromSaved(data: unknown, context: Context): Partial<Snapshot> | undefined {
  const plain = toJson(data)
  return plain !== undefined && JSON.stringify(plain).length < limit ? withoutSecrets(plain, context) : undefined
}

/** Updates the list of missing secrets to fill in again, for the selected provider and source. */
export function refill(state: DraftState, context: Context): DraftState {
  const { values, missing } = state
  const { provider, credentials } = values.backend
  const toRefill: string[] = []
  if (missing.length > 0) {
    for (const { path, target } of context.layoutOf(findProvider(context, provider)).fields) {
      const pointer = toPointer(path)
      const used = target.document === 'resource' || credentials.source === 'new'
      if (used && missing.includes(`${provider}#${pointer}`) && !getAt(values, path)) toRefill.push(pointer)
    }
  }
  return deepEqual(toRefill, state.toRefill) ? state : { ...state, toRefill }
}
