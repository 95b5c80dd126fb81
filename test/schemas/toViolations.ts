import { isObject, member } from '../../src/base/json.ts'
import { fromPointer, getAt, toPointer } from '../../src/base/pointer.ts'
import type { Schema } from '../../src/schema/language.ts'
import { schemaAt } from '../../src/schema/schemaAt.ts'

/** An error as ajv gives it. */
export interface RawError {
  keyword: string
  instancePath: string
  schemaPath: string
}

/** A violated keyword of JSON Schema at a path of the data. */
export interface Violation {
  keyword: string
  path: string[]
}

/** Keywords that only say that something below them failed. */
const aggregates = new Set(['properties', 'patternProperties', 'items', 'allOf', 'if', 'then', 'else', '$ref', 'false'])

/** Of several violations at one path, the first of these is told. */
const priority = [
  'required',
  'type',
  'additionalProperties',
  'const',
  'enum',
  'oneOf',
  'anyOf',
  'minProperties',
  'maxProperties',
  'minLength',
  'maxLength',
]

function missing(schema: Schema, schemaPath: string, object: unknown): string[] {
  const names = getAt(schema, fromPointer(decodeURIComponent(schemaPath.replace(/^#/, ''))))
  if (!Array.isArray(names)) return []
  return names.filter((name): name is string => typeof name === 'string' && member(object, name) === undefined)
}

function unknownMembers(schema: Schema | undefined, object: unknown): string[] {
  return isObject(object) ? Object.keys(object).filter((key) => member(schema?.properties, key) === undefined) : []
}

/**
 * Brings the errors of ajv to the form of the package's validator: one violation for each path, a missing or unknown member at its own
 * path, nothing that only repeats what failed below it.
 */
export function toViolations(errors: readonly RawError[], schema: Schema, data: unknown): Violation[] {
  if (errors.length === 0) return []
  const unions = errors.filter(({ keyword }) => keyword === 'oneOf' || keyword === 'anyOf' || keyword === 'not')
  const inUnion = ({ schemaPath }: RawError): boolean =>
    unions.some((union) => schemaPath.startsWith(union.schemaPath + '/'))
  const found = new Map<string, Violation>()
  const add = (keyword: string, path: string[]): void => {
    const key = toPointer(path)
    const rank = (one: string): number => (priority.includes(one) ? priority.indexOf(one) : priority.length)
    const other = found.get(key)
    if (!other || rank(keyword) < rank(other.keyword)) found.set(key, { keyword, path })
  }
  // Where several members are missing, or unknown, there is an error for each, and each is read as all of them.
  const told = new Set<string>()
  for (const error of errors) {
    const { keyword, schemaPath } = error
    const place = `${schemaPath} ${error.instancePath}`
    if (aggregates.has(keyword) || inUnion(error) || told.has(place)) continue
    told.add(place)
    const path = fromPointer(error.instancePath)
    const at = path.length === 0 ? data : getAt(data, path)
    if (keyword === 'required') for (const name of missing(schema, schemaPath, at)) add(keyword, [...path, name])
    else if (keyword === 'additionalProperties') {
      const known = schemaAt(schema, path)
      if (known?.additionalProperties === false)
        for (const name of unknownMembers(known, at)) add(keyword, [...path, name])
    } else add(keyword, path)
  }
  return [...found.values()]
}
