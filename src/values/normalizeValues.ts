// The values of a form: initial, normalized, derived, rebased. Imports `context` and the folders above it.

import type { BackupStorageValues } from '../generated/types.ts'
import type { Json, JsonObject } from '../base/json.ts'
import { deepEqual, isObject, member, setMember, toJson } from '../base/json.ts'
import { findProvider } from '../context/context.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import { getAt, setAt } from '../base/pointer.ts'
import type { Provider } from '../schema/provider.ts'
import { hasAuth } from '../schema/provider.ts'
import type { Schema } from '../schema/language.ts'
import type { Layout } from '../schema/layout.ts'
import { holds, isChoice, isMap } from '../schema/language.ts'
import { constantsOf } from './constants.ts'

/** Returns the value that the cluster assumes for a missing one. */
function absent(schema: Schema): Json | undefined {
  return schema['x-absent'] ?? (isObject(schema.default) && !isChoice(schema) ? {} : undefined)
}

/** Returns the value without empty optional parts; undefined if nothing is left. `keep` keeps an empty value. */
function prune(schema: Schema, value: unknown, keep: boolean): Json | undefined {
  const isEmpty = value === '' && !keep && schema.type !== 'object'
  const present = value === undefined || value === null || isEmpty ? absent(schema) : value
  if (present === undefined) return undefined
  if (schema.type === 'object' && isObject(present)) {
    const result: JsonObject = {}
    if (isMap(schema)) {
      for (const [key, entry] of Object.entries(present)) {
        const json = toJson(entry)
        if (json !== undefined) setMember(result, key, json)
      }
    } else {
      const required = new Set(schema.required)
      const members = Object.entries(schema.properties ?? {})
      for (const [key, child] of members) {
        const isKept = child.type === 'object' ? isChoice(schema) : required.has(key)
        const entry = prune(child, member(present, key), isKept)
        if (entry !== undefined) result[key] = entry
      }
      for (const [key, child] of members) {
        if (child['x-when'] && !holds(child['x-when'], result)) delete result[key]
      }
    }
    return Object.keys(result).length > 0 || keep || absent(schema) !== undefined ? result : undefined
  }
  if (schema.type === 'array' && Array.isArray(present)) {
    if (present.length === 0 && !keep) return undefined
    return Array.from(present, (item) => pruneItem(schema.items ?? {}, item) ?? null)
  }
  return toJson(present)
}

/** Prunes an item of a list. Members unknown to the schema stay, as the list is one value. */
function pruneItem(schema: Schema, item: unknown): Json | undefined {
  const pruned = prune(schema, item, true)
  if (!isObject(pruned) || !isObject(item)) return pruned
  const unknown = Object.entries(item).filter(([key]) => member(schema.properties, key) === undefined)
  return toJson({ ...Object.fromEntries(unknown), ...pruned })
}

/** Removes the members of auth and credentials that the source of the credentials doesn't use. */
function applySource(backend: JsonObject, provider: Provider | undefined, { secretFields }: Layout): void {
  const credentials = backend['credentials']
  const auth = backend['auth']
  if (!isObject(credentials) || !provider) return
  if (!hasAuth(provider)) {
    setMember(credentials, 'source', 'new')
    delete credentials['secretName']
  }
  if (!isObject(auth) || credentials['source'] === 'new') return
  for (const { target } of secretFields) if (target.document === 'secret') delete auth[target.key]
}

/**
 * Returns the values without anything that has no effect. Removes empty optional fields, members of `auth` and
 * `credentials` that the source of the credentials doesn't use, fields that the provider doesn't have, and annotations
 * that `toManifests` adds. Map entries stay, even empty ones; `labels`, `annotations`, `securityContext`, `auth` and
 * `spec` stay as `{}`. Values of the wrong type stay as they are, for `validateValues` to report. Never throws.
 */
export function normalizeValues(values: BackupStorageValues, options?: Options): BackupStorageValues {
  const context = contextOf(options)
  const provider = findProvider(context, getAt(values, ['backend', 'provider']))
  const layout = context.layoutOf(provider)
  const pruned = prune(layout.schema, isObject(values) ? values : {}, true) as JsonObject
  const backend = pruned['backend']
  if (isObject(backend)) applySource(backend as JsonObject, provider, layout)
  let result = pruned as unknown as BackupStorageValues
  if (getAt(result, ['backend', 'credentials', 'secretName']) !== undefined) {
    const { source, secretName } = result.backend.credentials
    if (source === 'new' && secretName === context.secretName(result)) {
      result = setAt(result, ['backend', 'credentials', 'secretName'], undefined)
    }
  }
  for (const constant of constantsOf(result, provider, context)) {
    for (const field of layout.fields) {
      if (field.target.document !== 'resource' || !isMap(field.schema)) continue
      const inside = constant.path.length === field.target.path.length + 1
      if (!inside || !field.target.path.every((key, index) => key === constant.path[index])) continue
      const path = [...field.path, constant.path.at(-1) ?? '']
      if (deepEqual(getAt(result, path), constant.value)) result = setAt(result, path, undefined)
    }
  }
  return result
}
