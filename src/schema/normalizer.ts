import type { Json, JsonObject } from '../base/json.ts'
import { isObject, member, setMember, toJson } from '../base/json.ts'
import type { Schema } from './language.ts'
import { holds, isChoice, isMap } from './language.ts'

/** Returns a value without its empty optional parts; undefined if nothing is left. */
export type Normalizer = (value: unknown) => Json | undefined

/** Returns the value that the cluster assumes for a missing one. */
function absent(schema: Schema): Json | undefined {
  return schema['x-absent'] ?? (isObject(schema.default) && !isChoice(schema) ? {} : undefined)
}

/** Copies a map with all its entries, even empty ones. */
function copyMap(map: Record<string, unknown>): JsonObject {
  const copy: JsonObject = {}
  for (const [key, entry] of Object.entries(map)) {
    const json = toJson(entry)
    if (json !== undefined) setMember(copy, key, json)
  }
  return copy
}

/** Normalizes the members that the schema defines, and omits all others. */
function ofMembers(schema: Schema): (object: Record<string, unknown>) => JsonObject {
  const required = new Set(schema.required)
  const members = Object.entries(schema.properties ?? {}).map(([key, child]) => ({
    key,
    // The branch of a choice counts even while it is empty.
    normalize: compile(child, child.type === 'object' ? isChoice(schema) : required.has(key)),
    isAssumed: absent(child) !== undefined,
    when: child['x-when'],
  }))
  const conditional = members.filter(({ when }) => when)
  return (object) => {
    const result: JsonObject = {}
    for (const { key, normalize, isAssumed } of members) {
      if (!isAssumed && !Object.hasOwn(object, key)) continue
      const entry = normalize(member(object, key))
      if (entry !== undefined) result[key] = entry
    }
    for (const { key, when } of conditional) if (!holds(when, result)) delete result[key]
    return result
  }
}

/** Normalizes an item of a list. Members unknown to the schema stay, as the list is one value. */
function ofItem(schema: Schema): Normalizer {
  const normalize = compile(schema, true)
  return (item) => {
    const result = normalize(item)
    if (!isObject(result) || !isObject(item)) return result
    const unknown = Object.entries(item).filter(([key]) => member(schema.properties, key) === undefined)
    return unknown.length === 0 ? result : toJson({ ...Object.fromEntries(unknown), ...result })
  }
}

/** Compiles a schema to closures. With `keep`, an empty value stays. */
function compile(schema: Schema, keep: boolean): Normalizer {
  const assumed = absent(schema)
  if (schema.type === 'object') {
    const normalize = isMap(schema) ? copyMap : ofMembers(schema)
    return (value) => {
      const present = value ?? assumed
      if (!isObject(present)) return toJson(present)
      const result = normalize(present)
      return keep || assumed !== undefined || Object.keys(result).length > 0 ? result : undefined
    }
  }
  const item = schema.type === 'array' ? ofItem(schema.items ?? {}) : undefined
  return (value) => {
    const present = value === '' && !keep ? assumed : (value ?? assumed)
    if (!item || !Array.isArray(present)) return toJson(present)
    return present.length === 0 && !keep ? undefined : Array.from(present, (one) => item(one) ?? null)
  }
}

/** Creates a normalizer for a schema. It compiles to closures when it is first used. */
export function createNormalizer(schema: Schema): Normalizer {
  let normalize: Normalizer | undefined
  return (value) => (normalize ??= compile(schema, true))(value)
}
