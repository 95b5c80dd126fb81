import type { BackupStorageValues } from '../generated/types.ts'
import type { Json, JsonObject } from '../base/json.ts'
import { isObject, member, toJson } from '../base/json.ts'
import { findProvider } from '../context/context.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import type { Schema } from '../schema/language.ts'
import { isChoice, isMap } from '../schema/language.ts'

/** Returns whether a group is filled in from the start: it is required or has a default, or its choice selects it. */
function isUsed(parent: Schema, key: string, child: Schema): boolean {
  if (isChoice(parent)) return member(parent.default, key) !== undefined
  return child.type !== 'object' || child.default !== undefined || parent.required?.includes(key) === true
}

/**
 * Returns the defaults of a schema and of everything below it; undefined if there are none. A constant is the default
 * of its field, but doesn't fill in an optional group.
 */
function defaults(schema: Schema, used = true): Json | undefined {
  if (schema.type !== 'object' || isMap(schema)) return toJson(schema.default ?? (used ? schema.const : undefined))
  const result: JsonObject = {}
  for (const [key, child] of Object.entries(schema.properties ?? {})) {
    const value = defaults(child, used && isUsed(schema, key, child))
    if (value !== undefined) result[key] = value
  }
  if (isObject(schema.default)) return { ...(toJson(schema.default) as JsonObject), ...result }
  return Object.keys(result).length > 0 ? result : undefined
}

/**
 * Returns the values that a new form starts with: the defaults of the schemas, for the provider with this name.
 * For an unknown name, the values have no fields of a provider.
 */
export function initialValues(provider: string, options?: Options): BackupStorageValues {
  const context = contextOf(options)
  const { schema } = context.layoutOf(findProvider(context, provider))
  const values = defaults(schema) as unknown as BackupStorageValues
  return { ...values, backend: { ...values.backend, provider } }
}
