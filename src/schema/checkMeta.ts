import { Validator } from '@cfworker/json-schema'
import type { Diagnostic } from './diagnostics.ts'
import type { Json } from '../base/json.ts'
import { isObject, member } from '../base/json.ts'
import type { Path } from '../base/pointer.ts'
import { fromPointer, getAt, toPointer } from '../base/pointer.ts'
import { nearest } from '../base/nearest.ts'

export function fault(code: string, path: Path | string, message: string): Diagnostic {
  const pointer = typeof path === 'string' ? path : toPointer(path)
  return { code, severity: 'error', message, path: pointer, source: 'schema' }
}

function list(values: unknown): string {
  return Array.isArray(values) ? values.map((value) => JSON.stringify(value)).join(', ') : JSON.stringify(values)
}

/** What a keyword of the meta-schema asks for, in words for the author of a schema. */
function metaSentence(keyword: string, wanted: unknown, key: string): string {
  switch (keyword) {
    case 'type':
      return `"${key}" must be of type ${list(wanted)}.`
    case 'enum':
      return `"${key}" must be one of ${list(wanted)}.`
    case 'const':
      return `"${key}" must be ${JSON.stringify(wanted)}.`
    case 'pattern':
      return `"${key}" must match ${String(wanted)}.`
    case 'uniqueItems':
      return `"${key}" names something twice. Remove one of them.`
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

/** That a word is not known, and which was probably meant. */
function unknownWord(key: string, words: readonly string[]): string {
  const near = nearest(key, words)
  const mend = near === undefined ? 'Remove it, or correct its spelling' : `Did you mean "${near}"? If not, remove it`
  return `"${key}" is not a word of the schema language at this place. ${mend}; schemas/README.md lists the words.`
}

export function checkMeta(schema: Json, meta: Json): Diagnostic[] {
  const { errors } = new Validator(meta as object, '7', false).validate(schema)
  const found = new Map<string, Diagnostic>()
  const add = (one: Diagnostic): void => {
    if (!found.has(one.path)) found.set(one.path, one)
  }
  /** The words that may stand at a place, as the error about the object is told before those about its members. */
  const words = new Map<string, string[]>()
  for (const { keyword, instanceLocation, keywordLocation } of errors) {
    const path = fromPointer(decodeURIComponent(instanceLocation.slice(1)))
    if (keyword === 'additionalProperties') {
      const around = getAt(meta, [...resolveLocation(meta, keywordLocation).slice(0, -1), 'properties'])
      words.set(instanceLocation, Object.keys(isObject(around) ? around : {}))
    }
    if (keyword === 'false') {
      const object = instanceLocation.slice(0, instanceLocation.lastIndexOf('/'))
      add(fault('unknown-word', path, unknownWord(path.at(-1) ?? '', words.get(object) ?? [])))
      continue
    }
    if (structural.has(keyword)) continue
    // cfworker writes the location through a $ref as the way in the source; only the last keyword's value is needed
    const location = resolveLocation(meta, keywordLocation)
    const wanted = getAt(meta, location)
    const sentence = getAt(meta, [...location.slice(0, -1), 'x-error'])
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
    } else {
      const key = path.at(-1) ?? 'the schema'
      const told = typeof sentence === 'string' ? `"${key}" ${sentence}` : metaSentence(keyword, wanted, key)
      add(fault('wrong-word', path, told))
    }
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
