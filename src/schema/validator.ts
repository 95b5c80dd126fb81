import type { Json } from '../base/json.ts'
import { deepEqual, isObject, member } from '../base/json.ts'
import { fromPointer, getAt, toPointer } from '../base/pointer.ts'
import type { Schema } from './language.ts'
import { parseJson } from '../base/parseJson.ts'
import { longestMatched } from './limits.ts'

/** A rule of a schema that data breaks. */
export interface Violation {
  /** The keyword, such as `pattern`. */
  readonly keyword: string
  /** The path in the data; a missing or unknown member has its own. */
  readonly path: readonly string[]
  /** The schema object that holds the keyword. */
  readonly schema: Schema
}

/** Checks data against a schema. Reports one violation for each path. */
export type Validator = (data: Json) => readonly Violation[]

type Report = (keyword: string, path: readonly string[], schema: Schema) => void
/** Checks a value at a path, which is only valid during the call. */
type Check = (value: unknown, path: string[], report: Report) => void
type Test = (value: unknown) => boolean

const types: Readonly<Record<string, Test>> = {
  string: (value) => typeof value === 'string',
  number: Number.isFinite,
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  object: isObject,
  array: Array.isArray,
  null: (value) => value === null,
}

/** Counts characters as JSON Schema does: code points, not UTF-16 units. */
export function lengthOf(text: string): number {
  let length = 0
  for (const _character of text) length++
  return length
}

/** Returns whether a number is a multiple of another, up to the error of the division: 0.3 is one of 0.1. */
export function isMultiple(value: number, factor: number): boolean {
  const quotient = value / factor
  return !(Math.abs(quotient - Math.round(quotient)) > Math.min(Math.abs(quotient) * 2 * Number.EPSILON, 1e-9))
}

const ofNumber = (test: (value: number) => boolean): Test => {
  return (value) => typeof value !== 'number' || test(value)
}
const ofText = (test: (value: string) => boolean): Test => {
  return (value) => typeof value !== 'string' || test(value)
}
const ofList = (test: (value: readonly unknown[]) => boolean): Test => {
  return (value) => !Array.isArray(value) || test(value)
}
const ofKeys = (test: (count: number) => boolean): Test => {
  return (value) => !isObject(value) || test(Object.keys(value).length)
}

/** The keywords that judge a value as a whole. `valid` makes a test of a nested schema. */
const tests: Readonly<Record<string, (schema: MetaSchema, valid: (schema: Schema) => Test) => Test>> = {
  type({ type = [] }) {
    const allowed = [type].flat().flatMap((name) => types[name] ?? [])
    return (value) => allowed.some((test) => test(value))
  },
  const: (schema) => (value) => deepEqual(value, schema.const),
  enum({ enum: allowed = [] }) {
    return (value) => allowed.some((one) => deepEqual(value, one))
  },
  minimum: ({ minimum = 0 }) => ofNumber((value) => value >= minimum),
  maximum: ({ maximum = 0 }) => ofNumber((value) => value <= maximum),
  exclusiveMinimum: ({ exclusiveMinimum = 0 }) => ofNumber((value) => value > exclusiveMinimum),
  exclusiveMaximum: ({ exclusiveMaximum = 0 }) => ofNumber((value) => value < exclusiveMaximum),
  multipleOf: ({ multipleOf = 1 }) => ofNumber((value) => isMultiple(value, multipleOf)),
  minLength: ({ minLength = 0 }) => ofText((value) => lengthOf(value) >= minLength),
  maxLength: ({ maxLength = 0 }) => ofText((value) => lengthOf(value) <= maxLength),
  pattern({ pattern = '' }) {
    const expression = new RegExp(pattern, 'u')
    return ofText((value) => value.length > longestMatched || expression.test(value))
  },
  minItems: ({ minItems = 0 }) => ofList((value) => value.length >= minItems),
  maxItems: ({ maxItems = 0 }) => ofList((value) => value.length <= maxItems),
  uniqueItems: () => ofList((value) => new Set(value).size === value.length),
  minProperties: ({ minProperties = 0 }) => ofKeys((count) => count >= minProperties),
  maxProperties: ({ maxProperties = 0 }) => ofKeys((count) => count <= maxProperties),
  not({ not = {} }, valid) {
    const test = valid(not)
    return (value) => !test(value)
  },
  anyOf({ anyOf = [] }, valid) {
    const each = anyOf.map(valid)
    return (value) => each.some((test) => test(value))
  },
  oneOf({ oneOf = [] }, valid) {
    const each = oneOf.map(valid)
    return (value) => each.filter((test) => test(value)).length === 1
  },
  contentSchema({ contentSchema = {} }, valid) {
    const test = valid(contentSchema)
    return ofText((value) => {
      const content = parseJson(value)
      return content !== undefined && test(content)
    })
  },
}

/** The keywords of the schema language and of the meta-schemas alone. `uniqueItems` is for lists of strings. */
interface MetaSchema extends Omit<Schema, 'type'> {
  readonly $ref?: string
  readonly type?: string | readonly string[]
}

/** Keywords by priority: of several violations at one path, the first in this list is reported, or the first found. */
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

function rankOf(keyword: string): number {
  const rank = priority.indexOf(keyword)
  return rank < 0 ? priority.length : rank
}

/**
 * Compiles a schema to functions. A referenced schema is compiled once, when it is first needed.
 *
 * @param ignored - a keyword of `tests` that asserts nothing
 */
function compileSchema(root: Schema, ignored?: string): Check {
  const compiled = new Map<Schema, Check>()
  function checkOf(schema: Schema): Check {
    let check = compiled.get(schema)
    if (!check) compiled.set(schema, (check = compile(schema)))
    return check
  }
  const valid = (schema: Schema): Test => toTest(checkOf(schema))
  function compile(schema: MetaSchema & Schema): Check {
    const { $ref, required = [], properties = {}, additionalProperties, propertyNames, items, allOf = [] } = schema
    if ($ref !== undefined) {
      // Resolved when it is used: a definition may refer to itself.
      return (value, path, report) => checkOf(getAt(root, fromPointer($ref.slice(1))) as Schema)(value, path, report)
    }
    const own = Object.keys(tests)
      .filter((keyword) => keyword !== ignored && schema[keyword as keyof Schema] !== undefined)
      .map((keyword) => ({ keyword, test: tests[keyword]?.(schema, valid) as Test }))
    const members = Object.entries(properties).map(([key, child]) => ({ key, check: checkOf(child) }))
    const others = typeof additionalProperties === 'object' ? checkOf(additionalProperties) : undefined
    const keys = propertyNames && valid(propertyNames)
    const all = allOf.map(checkOf)
    const [condition, then] = schema.if ? [valid(schema.if), checkOf(schema.then ?? {})] : []
    const item = items && checkOf(items)

    function checkObject(value: Record<string, unknown>, path: string[], report: Report): void {
      for (const key of required) {
        if (member(value, key) === undefined) report('required', [...path, key], schema)
      }
      for (const { key, check } of members) {
        if (!Object.hasOwn(value, key) || value[key] === undefined) continue
        path.push(key)
        check(value[key], path, report)
        path.pop()
      }
      if (!keys && !others && additionalProperties !== false) return
      for (const key of Object.keys(value)) {
        path.push(key)
        // No key is that long, and its pattern isn't checked.
        if (keys && (key.length > longestMatched || !keys(key))) report('propertyNames', path, propertyNames as Schema)
        if (!Object.hasOwn(properties, key)) {
          if (additionalProperties === false) report('additionalProperties', path, schema)
          else others?.(value[key], path, report)
        }
        path.pop()
      }
    }
    return (value, path, report) => {
      for (const { keyword, test } of own) if (!test(value)) report(keyword, path, schema)
      if (isObject(value)) checkObject(value, path, report)
      else if (item && Array.isArray(value)) {
        for (const [index, entry] of value.entries()) {
          path.push(String(index))
          item(entry, path, report)
          path.pop()
        }
      }
      for (const check of all) check(value, path, report)
      if (condition?.(value)) then?.(value, path, report)
    }
  }
  return checkOf(root)
}

function toTest(check: Check): Test {
  return (value) => {
    let holds = true
    check(value, [], () => (holds = false))
    return holds
  }
}

/** Creates a function that only returns whether data is valid, for example for a condition. */
export function createTest(schema: Schema): (data: Json) => boolean {
  let test: Test | undefined
  return (data) => (test ??= toTest(compileSchema(schema)))(data)
}

/**
 * Creates a validator for a schema. It compiles to closures when it is first used, and runs where code generation is
 * forbidden. It leaves `format`, media types, encodings and `contentSchema` to `validation/`, and doesn't check patterns
 * of texts that are longer than `longestMatched`.
 */
export function createValidator(schema: Schema): Validator {
  let check: Check | undefined
  return (data) => {
    const found = new Map<string, Violation>()
    check ??= compileSchema(schema, 'contentSchema')
    check(data, [], (keyword, path, broken) => {
      const pointer = toPointer(path)
      const other = found.get(pointer)
      if (!other || rankOf(keyword) < rankOf(other.keyword)) {
        found.set(pointer, { keyword, path: [...path], schema: broken })
      }
    })
    return [...found.values()]
  }
}
