import type { BackupStorageValues, Options, Provider } from 'backupstorage-forms/core'
import { initialValues } from 'backupstorage-forms/core'

type Schema = Provider['schema']['properties'][string]
type Data = Readonly<Record<string, unknown>>

/** The values that the user entered for a provider, including those of fields that it no longer has. */
export type Typed = Readonly<Record<'auth' | 'spec', Data>>

export const nothingTyped: Typed = { auth: {}, spec: {} }

const isObject = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value)

const data = (value: unknown): Data => (isObject(value) ? value : {})

const isGroup = (schema: Schema): boolean => schema?.properties !== undefined

const isChoice = ({ minProperties, maxProperties }: Schema): boolean => minProperties === 1 && maxProperties === 1

/** Updates the entered values with the current ones. Fields in the schema take their current value, even if empty. */
function remember(before: Data, now: Data, schema: Schema | undefined): Data {
  const result: Record<string, unknown> = { ...before }
  for (const [key, child] of Object.entries(schema?.properties ?? {})) {
    const value = isGroup(child) ? remember(data(before[key]), data(now[key]), child) : now[key]
    if (value === undefined) delete result[key]
    else result[key] = value
  }
  return result
}

function fits(value: unknown, { type, oneOf, enum: values }: Schema): boolean {
  const options = oneOf?.map((one) => one.const) ?? values
  if (options) return options.some((option) => option === value)
  if (type === 'integer' || type === 'number') return typeof value === 'number'
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return isObject(value)
  return typeof value === type
}

/** Returns values for a schema: the entered ones that fit, and the initial ones of fields that are new. */
function fitted(typed: Data, schema: Schema | undefined, before: Schema | undefined, start: Data): Data {
  const result: Record<string, unknown> = {}
  const entries = Object.entries(schema?.properties ?? {})
  // A choice has a single branch: the entered one, if it still exists.
  const branch =
    schema && isChoice(schema) ? [typed, start].flatMap(Object.keys).find((key) => schema.properties?.[key]) : undefined
  for (const [key, child] of entries) {
    if (schema && isChoice(schema) && key !== branch) continue
    const old = before?.properties?.[key]
    if (isGroup(child)) {
      const inside = fitted(data(typed[key]), child, old, data(start[key]))
      if (Object.keys(inside).length > 0 || key in start || key === branch) result[key] = inside
    } else if (fits(typed[key], child)) result[key] = typed[key]
    else if (old?.type !== child.type && key in start) result[key] = start[key]
  }
  return result
}

function credentialsFit({ credentials }: BackupStorageValues['backend'], { schema, identity }: Provider): boolean {
  if (!schema.properties['auth']) return credentials.source === 'new'
  return credentials.source !== 'workloadIdentity' || identity !== undefined
}

/**
 * Returns values for the new version of a provider. Entered values are kept if they still fit.
 *
 * @param typed - the values entered earlier, including those of fields that the old version doesn't have
 * @param options - options whose providers include the new version
 */
export function keepTyped(
  values: BackupStorageValues,
  typed: Typed,
  before: Provider,
  after: Provider,
  options: Options,
): { values: BackupStorageValues; typed: Typed } {
  const start = initialValues(after.name, options)
  const { backend } = values
  const part = (name: 'auth' | 'spec'): Data => remember(typed[name], backend[name], before.schema.properties[name])
  const now: Typed = { auth: part('auth'), spec: part('spec') }
  const fit = (name: 'auth' | 'spec'): Record<string, unknown> => ({
    ...fitted(now[name], after.schema.properties[name], before.schema.properties[name], start.backend[name]),
  })
  const credentials = credentialsFit(backend, after) ? backend.credentials : start.backend.credentials
  const fresh = { provider: after.name, credentials, auth: fit('auth'), spec: fit('spec') }
  return { values: { ...values, backend: { ...backend, ...fresh } }, typed: now }
}
