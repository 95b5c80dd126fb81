import { Validator } from '@cfworker/json-schema'
import type { Diagnostic } from '../diagnostics.ts'
import type { Json } from '../json.ts'
import { isObject, member } from '../json.ts'
import type { Path } from '../pointer.ts'
import { fromPointer, getAt, toPointer } from '../pointer.ts'
import { deepEqual } from '../json.ts'
import type { Schema } from './language.ts'
import { isMap } from './language.ts'

const forbiddenNames = ['__proto__', 'constructor', 'prototype']
const maxDepth = 60

function fault(code: string, path: Path | string, message: string): Diagnostic {
  const pointer = typeof path === 'string' ? path : toPointer(path)
  return { code, severity: 'error', message, path: pointer, source: 'schema' }
}

function list(values: unknown): string {
  return Array.isArray(values) ? values.map((value) => JSON.stringify(value)).join(', ') : JSON.stringify(values)
}

/** What a keyword of the meta-schema asks for, in words for the author of a schema. */
function metaSentence(keyword: string, wanted: unknown, key: string): string {
  switch (keyword) {
    case 'additionalProperties':
      return `"${key}" is not a word of the schema language at this place. Remove it, or correct its spelling; schemas/README.md lists the words.`
    case 'type':
      return `"${key}" must be of type ${list(wanted)}.`
    case 'enum':
      return `"${key}" must be one of ${list(wanted)}.`
    case 'const':
      return `"${key}" must be ${JSON.stringify(wanted)}.`
    case 'pattern':
      return `"${key}" must match ${String(wanted)}.`
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return `"${key}" must not be empty.`
    default:
      return `"${key}" breaks the rule "${keyword}" of the schema language (${JSON.stringify(wanted)}).`
  }
}

const structural = new Set([
  'properties',
  'items',
  'allOf',
  'anyOf',
  '$ref',
  'propertyNames',
  'false',
  'additionalProperties',
])

function checkMeta(schema: Json, meta: Json): Diagnostic[] {
  const { errors } = new Validator(meta as object, '7', false).validate(schema)
  const found = new Map<string, Diagnostic>()
  const add = (one: Diagnostic): void => {
    if (!found.has(one.path)) found.set(one.path, one)
  }
  for (const { keyword, instanceLocation, keywordLocation } of errors) {
    const path = fromPointer(decodeURIComponent(instanceLocation.slice(1)))
    if (keyword === 'false') {
      add(fault('unknown-word', path, metaSentence('additionalProperties', undefined, path.at(-1) ?? '')))
      continue
    }
    if (structural.has(keyword)) continue
    // cfworker writes the location through a $ref as the way in the source; only the last keyword's value is needed
    const wanted = getAt(meta, resolveLocation(meta, keywordLocation))
    if (keyword === 'required' && Array.isArray(wanted)) {
      for (const name of wanted.map(String)) {
        if (member(getAt(schema, path), name) !== undefined) continue
        add(
          fault(
            'missing-word',
            [...path, name],
            `"${name}" is missing here. Add it; schemas/README.md says what it holds.`,
          ),
        )
      }
    } else add(fault('wrong-word', path, metaSentence(keyword, wanted, path.at(-1) ?? 'the schema')))
  }
  return [...found.values()]
}

/** The way of a keyword location in the meta-schema, with each `$ref` on it followed. */
function resolveLocation(meta: Json, location: string): string[] {
  let here: string[] = []
  for (const key of fromPointer(decodeURIComponent(location.slice(1)))) {
    const target = member(getAt(meta, here), '$ref')
    if (key === '$ref' && typeof target === 'string') here = fromPointer(target.slice(1))
    else here = [...here, key]
  }
  return here
}

/** Names that reach for prototypes, and data that is nested absurdly deep. */
function checkNames(data: unknown, path: Path, found: Diagnostic[]): void {
  if (path.length > maxDepth) {
    found.push(
      fault('too-deep', path.slice(0, 3), `The schema is nested more than ${maxDepth} levels deep. Make it flatter.`),
    )
    return
  }
  if (Array.isArray(data)) data.forEach((item, index) => checkNames(item, [...path, index], found))
  else if (isObject(data)) {
    for (const [key, value] of Object.entries(data)) {
      const here = [...path, key]
      if (forbiddenNames.includes(key))
        found.push(fault('forbidden-name', here, `"${key}" cannot be a name. Choose another.`))
      else checkNames(value, here, found)
    }
  }
}

function checkField(schema: Schema, path: Path, found: Diagnostic[]): void {
  if (schema.pattern !== undefined) {
    try {
      new RegExp(schema.pattern, 'u')
    } catch {
      found.push(fault('bad-pattern', [...path, 'pattern'], 'The pattern is no regular expression. Correct it.'))
    }
  }
  if (schema.properties) {
    for (const [index, name] of (schema.required ?? []).entries()) {
      if (Object.hasOwn(schema.properties, name)) continue
      const message = `"${name}" is required but is no property here. Add the property, or remove the name.`
      found.push(fault('unknown-required', [...path, 'required', index], message))
    }
  }
  for (const [key, child] of Object.entries(schema.properties ?? {}))
    checkField(child, [...path, 'properties', key], found)
  if (schema.items) checkField(schema.items, [...path, 'items'], found)
  if (typeof schema.additionalProperties === 'object')
    checkField(schema.additionalProperties, [...path, 'additionalProperties'], found)
}

/** The place of each field below `spec`, and of those of `auth` that are not in the Secret. */
function places(
  schema: Schema,
  path: Path,
  place: readonly string[] | undefined,
  into: { path: Path; place: string[] }[],
): void {
  const own = schema['x-manifest']
  const here = typeof own === 'string' ? fromPointer(own) : place
  if (schema.type === 'object' && !isMap(schema)) {
    for (const [key, child] of Object.entries(schema.properties ?? {})) {
      places(child, [...path, 'properties', key], here && [...here, key], into)
    }
  } else if (here) into.push({ path, place: [...here] })
}

function checkPlaces(schema: Schema, found: Diagnostic[]): void {
  const taken: { path: Path; place: string[] }[] = []
  for (const part of ['auth', 'spec']) {
    const child = schema.properties?.[part]
    if (child) places(child, ['properties', part], part === 'spec' ? ['{spec}'] : undefined, taken)
  }
  taken.forEach(({ path, place }, index) => {
    const other = taken.slice(0, index).find((one) => deepEqual(one.place, place))
    const forbidden = place.find((key) => forbiddenNames.includes(key))
    if (forbidden)
      found.push(fault('forbidden-name', path, `The place must not go through "${forbidden}". Choose another.`))
    if (!other) return
    const message = `This field goes to the same place of the manifest as ${toPointer(other.path)}. Give one of them another place with x-manifest.`
    found.push(fault('same-place', path, message))
  })
}

/**
 * Every fault of a provider's schema, each with its JSON Pointer and what to do about it. An empty list says that it can
 * be used. Never throws, whatever it is given.
 *
 * @param meta - the meta-schema, `schemas/provider.meta.json`
 */
export function checkProvider(schema: Json | undefined, meta: Json): Diagnostic[] {
  if (!isObject(schema)) return [fault('not-a-schema', '', 'A provider schema is a JSON object.')]
  const found: Diagnostic[] = []
  checkNames(schema, [], found)
  if (found.length > 0) return found
  found.push(...checkMeta(schema as Json, meta))
  if (found.length > 0) return found
  checkField(schema as Schema, [], found)
  checkPlaces(schema as Schema, found)
  return found
}
