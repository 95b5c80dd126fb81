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
import type { DraftState, Snapshot } from './state.ts'

/** Where a host keeps a draft between visits, such as `sessionStorage`. What it throws is ignored. */
export interface DraftStorage {
  /** What was saved last; anything that is no draft is ignored. */
  load(): unknown
  /** Keeps the data, which are plain JSON and hold no secret. */
  save(data: unknown): void
  /** Forgets what was saved: nothing is unsaved any more. */
  clear(): void
}

/** More than a form holds, in characters of JSON. */
const limit = 1_000_000

/** Whether the field goes into a Secret, or a schema around or inside it says `writeOnly`. */
function isSecret(root: Schema, { path, target }: Field): boolean {
  let schema: Schema | undefined = root
  const around = path.some((key) => (schema = schema?.properties?.[key])?.writeOnly)
  return target.document === 'secret' || around || /"writeOnly":true/.test(JSON.stringify(schema))
}

/** Whether a value has the shape of its schema's. A number may be any text: it is kept as it was typed. */
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
 * The fields of the values that may be saved, and nothing else: each is looked up by its schema, so that nothing unknown
 * comes along. Secrets are left out and listed in `missing`. What the values lack is there as an empty form has it.
 */
function copyFields(values: unknown, provider: Provider, context: Context, missing: Set<string>): BackupStorageValues {
  const blank = { backend: { provider: provider.name, credentials: { source: 'new' } } }
  const copy = normalizeValues(blank as BackupStorageValues, context)
  const target = copy as unknown as Record<string, unknown>
  const { schema, fields } = context.layoutOf(provider)
  for (const field of fields) {
    const { path, branch } = field
    const value = getAt(values, path)
    if (value === undefined || value === '') continue
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

/** The snapshot without its secrets: of the state on the way out, of what was saved on the way in. */
function withoutSecrets(data: unknown, context: Context): Snapshot | undefined {
  const values = member(data, 'values')
  const selected = findProvider(context, getAt(values, ['backend', 'provider']))
  if (!selected) return undefined
  const left = member(data, 'missing')
  const missing = new Set<string>(Array.isArray(left) ? left.filter((one) => typeof one === 'string') : [])
  const kept = {}
  for (const [key, value] of Object.entries(member(data, 'kept') ?? {})) {
    const [owner, pointer = '', variant] = key.split('#')
    const provider = findProvider(context, owner || variant)
    if (!provider) continue
    const path = fromPointer(pointer)
    const copy = getAt(copyFields(setAt({}, path, value), provider, context, missing), path)
    // The provider and the source say which variant they are, a branch is named for it.
    if (isObject(copy) && [...Object.keys(copy), ...Object.values(copy)].includes(variant)) setMember(kept, key, copy)
  }
  return { values: copyFields(values, selected, context, missing), kept, missing: [...missing] }
}

/** What to save of a state: plain JSON data without secrets. Undefined while no known provider is selected. */
export function toSaved(state: DraftState, context: Context): Json | undefined {
  return toJson(withoutSecrets(state, context))
}

/** What was saved, as far as it is a draft: only fields that the schemas know, with values of the right shape. */
export function fromSaved(data: unknown, context: Context): Snapshot | undefined {
  const plain = toJson(data)
  return plain !== undefined && JSON.stringify(plain).length < limit ? withoutSecrets(plain, context) : undefined
}

/** Finds anew which of the missing secrets are to be filled again, for the provider and the source selected now. */
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
