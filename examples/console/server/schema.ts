import { type Json, type JsonObject, isObject } from './objects.ts'
import type { Cause } from './status.ts'

/** The keywords of a CRD's structural schema that the embedded API supports. */
export interface Schema {
  type: 'object' | 'array' | 'string' | 'integer' | 'boolean'
  properties?: Record<string, Schema>
  /** The schema of every value of a map. */
  values?: Schema
  items?: Schema
  required?: readonly string[]
  enum?: readonly string[]
  default?: Json
  /** Keeps fields that `properties` doesn't list. */
  open?: boolean
}

export const text: Schema = { type: 'string' }
export const integer: Schema = { type: 'integer' }
export const flag: Schema = { type: 'boolean' }
/** An object whose fields are neither listed nor checked. */
export const anyObject: Schema = { type: 'object', open: true }
export const map: Schema = { type: 'object', values: text }

export function object(properties: Record<string, Schema>, more: Partial<Schema> = {}): Schema {
  return { type: 'object', properties, ...more }
}

export function list(items: Schema): Schema {
  return { type: 'array', items }
}

/** Returns the value without the fields that the schema doesn't have. Their paths are added to `unknown`. */
export function prune(value: Json, schema: Schema, path: string, unknown: string[]): Json {
  if (Array.isArray(value)) {
    const { items } = schema
    return items === undefined ? value : value.map((item, index) => prune(item, items, `${path}[${index}]`, unknown))
  }
  if (!isObject(value) || schema.open === true) return value
  const kept: JsonObject = {}
  for (const [key, child] of Object.entries(value)) {
    const childPath = path === '' ? key : `${path}.${key}`
    const childSchema = schema.properties?.[key] ?? schema.values
    if (childSchema === undefined) unknown.push(childPath)
    else kept[key] = prune(child, childSchema, childPath, unknown)
  }
  return kept
}

/** Fills in the schema's defaults. `null` counts as missing if there is a default. */
export function withDefaults(value: Json, schema: Schema): Json {
  if (Array.isArray(value)) {
    const { items } = schema
    return items === undefined ? value : value.map((item) => withDefaults(item, items))
  }
  if (!isObject(value)) return value
  const filled: JsonObject = { ...value }
  for (const [key, child] of Object.entries(schema.properties ?? {})) {
    const present = filled[key]
    if (present === undefined || present === null) {
      if (child.default !== undefined) filled[key] = child.default
    } else filled[key] = withDefaults(present, child)
  }
  return filled
}

/** Returns the errors of a value, sorted by field. */
export function check(value: Json, schema: Schema, path: string): Cause[] {
  const causes: Cause[] = []
  visit(value, schema, path, causes)
  return causes.sort((a, b) => (a.field < b.field ? -1 : a.field > b.field ? 1 : 0))
}

function visit(value: Json, schema: Schema, path: string, causes: Cause[]): void {
  const type = typeName(value)
  if (type !== schema.type) {
    const message = `Invalid value: "${type}": ${path} in body must be of type ${schema.type}: "${type}"`
    causes.push({ reason: 'FieldValueTypeInvalid', message, field: path })
    return
  }
  if (schema.enum !== undefined && typeof value === 'string' && !schema.enum.includes(value)) {
    const supported = schema.enum.map((option) => `"${option}"`).join(', ')
    const message = `Unsupported value: "${value}": supported values: ${supported}`
    causes.push({ reason: 'FieldValueNotSupported', message, field: path })
  }
  if (Array.isArray(value)) {
    const { items } = schema
    if (items !== undefined) value.forEach((item, index) => visit(item, items, `${path}[${index}]`, causes))
    return
  }
  if (!isObject(value)) return
  for (const key of schema.required ?? []) {
    if (value[key] !== undefined) continue
    causes.push({ reason: 'FieldValueRequired', message: 'Required value', field: `${path}.${key}` })
  }
  for (const [key, child] of Object.entries(value)) {
    const childSchema = schema.properties?.[key] ?? schema.values
    if (childSchema !== undefined) visit(child, childSchema, `${path}.${key}`, causes)
  }
}

function typeName(value: Json): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}
