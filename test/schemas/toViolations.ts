import { isObject, member } from '../../src/base/json.ts'
import { fromPointer, getAt, toPointer } from '../../src/base/pointer.ts'
import type { Schema } from '../../src/schema/language.ts'
import { schemaAt } from '../../src/schema/schemaAt.ts'

/** An error from ajv. */
export interface RawError {
  keyword: string
  instancePath: string
  schemaPath: string
  params?: { propertyName?: string }
}

/** A violated JSON Schema keyword at a path of the data. */
export interface Violation {
  keyword: string
  path: string[]
}

/** Keywords that only repeat violations below them. */
const aggregates = new Set(['properties', 'patternProperties', 'items', 'allOf', 'if', 'then', 'else', '$ref', 'false'])

/** The order of precedence of violations at the same path. */
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
  // The validator has no order for the others: it reports the first that it checks.
  'propertyNames',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'pattern',
  'minItems',
  'maxItems',
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
 * Converts ajv's errors to the package's format: one violation per path, missing and unknown members at their own
 * paths, and no repetitions of nested violations.
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
  // ajv reports an error for each of several missing or unknown members, and each is read as all of them.
  const handled = new Set<string>()
  for (const error of errors) {
    const { keyword, schemaPath } = error
    const place = `${schemaPath} ${error.instancePath} ${error.params?.propertyName ?? ''}`
    // `propertyNames` itself is reported for each name.
    if (aggregates.has(keyword) || inUnion(error) || handled.has(place) || schemaPath.includes('/propertyNames/'))
      continue
    handled.add(place)
    const path = fromPointer(error.instancePath)
    const at = path.length === 0 ? data : getAt(data, path)
    if (keyword === 'required') for (const name of missing(schema, schemaPath, at)) add(keyword, [...path, name])
    else if (keyword === 'propertyNames') add(keyword, [...path, error.params?.propertyName ?? ''])
    else if (keyword === 'additionalProperties') {
      const known = schemaAt(schema, path)
      if (known?.additionalProperties === false)
        for (const name of unknownMembers(known, at)) add(keyword, [...path, name])
    } else add(keyword, path)
  }
  return [...found.values()]
}
