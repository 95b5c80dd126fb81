import type { Diagnostic } from './diagnostics.ts'
import type { Json } from '../base/json.ts'
import { isObject, member } from '../base/json.ts'
import type { Path } from '../base/pointer.ts'
import { fromPointer } from '../base/pointer.ts'
import { schemaError } from './checkMeta.ts'
import type { Schema, Section } from './language.ts'
import { isChoice } from './language.ts'
import type { Slowness } from './patternAutomaton.ts'

const maxDepth = 60

/** The most object members and list items at all depths, to bound the work that a schema can cause. */
const maxValues = 20_000

/** The errors found so far, and the check for slow patterns. */
export interface Findings {
  readonly errors: Diagnostic[]
  readonly slowness: (pattern: string) => Slowness | undefined
}

/** Returns whether a name is inherited by every object, so that it always seems present, or has a lone surrogate. */
export function isForbidden(name: string): boolean {
  return name === 'prototype' || name in Object.prototype || /\p{Surrogate}/u.test(name)
}

/** Reports names that reach for prototypes, and data that is nested absurdly deep or absurdly large. */
export function checkNames(data: unknown, path: Path, found: Diagnostic[], count = { values: 0 }): void {
  if (path.length > maxDepth) {
    const message = `The schema is nested more than ${maxDepth} levels deep. Flatten it.`
    const tooDeep = schemaError('too-deep', path.slice(0, 3), message)
    if (found.every(({ code, path: other }) => code !== tooDeep.code || other !== tooDeep.path)) found.push(tooDeep)
    return
  }
  if (typeof data !== 'object' || data === null) return
  for (const [key, value] of Object.entries(data)) {
    if (++count.values > maxValues) return
    const here = [...path, key]
    if (isObject(data) && isForbidden(key)) found.push(forbidden(here, key))
    else checkNames(value, here, found, count)
  }
  if (path.length > 0 || count.values <= maxValues) return
  found.push(schemaError('too-large', '', 'The schema has more than 20,000 values. Remove fields or options.'))
}

export function forbidden(path: Path, name: string): Diagnostic {
  return schemaError('forbidden-name', path, `${JSON.stringify(name)} can't be used as a name. Choose another.`)
}

/** Checks the names in a list of required members. */
function checkNamed(names: readonly string[] | undefined, path: Path, found: Findings): void {
  for (const [index, name] of names?.entries() ?? [])
    if (isForbidden(name)) found.errors.push(forbidden([...path, index], name))
}

export function checkPointer(pointer: string | undefined, path: Path, found: Findings): void {
  const name = pointer === undefined ? undefined : fromPointer(pointer).find(isForbidden)
  if (name === undefined) return
  const message = `A pointer can't contain ${JSON.stringify(name)}. Choose another.`
  found.errors.push(schemaError('forbidden-name', path, message))
}

const slowSentences: Readonly<Record<Slowness, string>> = {
  exponential:
    'This pattern can take exponential time and freeze the page. Let it match each string in only one way: a+ instead of (a+)+, [ab]+ instead of (a|b|ab)+, [a-z]+(-[a-z]+)* instead of ([a-z]+-?)+.',
  polynomial:
    'This pattern takes too much time on long strings: several repeated parts match the same characters. Merge the parts, separate them with a character that they do not match, or start the pattern with ^.',
  backreference:
    'The running time of a pattern with a backreference is unpredictable. Repeat the referenced part of the pattern instead, or remove it.',
  complicated:
    'This pattern is too long (over 1,000 characters) or too complicated to estimate its running time. Simplify it, or use "format" or "maxLength" instead.',
}

export function checkPattern(pattern: string | undefined, path: Path, found: Findings, word = 'pattern'): void {
  if (pattern === undefined) return
  const here = [...path, word]
  try {
    new RegExp(pattern, 'u')
  } catch (error) {
    const reason = (error as Error).message.replace(/^Invalid regular expression: \/[^]*\/u: /, '')
    const message = `The pattern is not a valid JavaScript regular expression with the u flag (${reason}). Fix it; remove backslashes that are not needed.`
    found.errors.push(schemaError('bad-pattern', here, message))
    return
  }
  const slowness = found.slowness(pattern)
  if (slowness) found.errors.push(schemaError('slow-pattern', here, slowSentences[slowness]))
}

/** Returns the values that a field may have, if there is a finite number of them. */
function optionsOf({ oneOf, enum: options, const: only, type }: Schema): readonly Json[] | undefined {
  if (oneOf) return oneOf.map((one) => one.const ?? null)
  if (options || only !== undefined) return options ?? [only ?? null]
  return type === 'boolean' ? [true, false] : undefined
}

/** Reports combinations of keywords that JSON Schema allows but that can't be followed here. */
function checkObject(schema: Schema, path: Path, found: Findings): void {
  const { properties } = schema
  checkNamed(schema.required, [...path, 'required'], found)
  if (!properties) return
  for (const [index, name] of (schema.required ?? []).entries()) {
    const here = [...path, 'required', index]
    const child = member(properties, name) as Schema | undefined
    if (isForbidden(name)) continue
    if (!child) {
      const message = `"${name}" is required but not a property of this object. Add the property, or remove the name.`
      found.errors.push(schemaError('unknown-required', here, message))
    } else if (child['x-when']) {
      const message = `"${name}" can't be required because its x-when can hide it. Remove the name here, or the x-when.`
      found.errors.push(schemaError('conditional-required', here, message))
    }
  }
  if (typeof schema.additionalProperties === 'object') {
    const message =
      "An object with properties can't have a schema in additionalProperties. Remove it, or move the map to a property of its own."
    found.errors.push(schemaError('mixed-object', [...path, 'additionalProperties'], message))
  }
  for (const [key, child] of Object.entries(properties)) {
    const here = [...path, 'properties', key]
    if (isChoice(schema) && child.type !== 'object') {
      const message =
        'Each property of a choice must be an object, so that it can be selected while empty. Set its type to object.'
      found.errors.push(schemaError('choice-of-objects', [...here, 'type'], message))
    }
    for (const word of ['x-when', 'x-show'] as const) {
      for (const [name, values] of Object.entries(child[word] ?? {})) {
        const at = [...here, word, name]
        const sibling = member(properties, name) as Schema | undefined
        if (!sibling) {
          const message = `"${name}" is not a property of the same object, so the condition can never be met. Correct the name.`
          found.errors.push(schemaError('unknown-sibling', at, message))
        }
        const options = sibling && optionsOf(sibling)
        const strange = options && values.find((value) => !options.includes(value))
        if (strange === undefined) continue
        const message = `${JSON.stringify(strange)} is not an option of "${name}". Use one of ${options?.map((one) => JSON.stringify(one)).join(', ')}.`
        found.errors.push(schemaError('unknown-option', at, message))
      }
    }
  }
}

/** @param listed - whether the field is inside a list or a map, and so has no manifest path of its own */
export function checkField(schema: Schema, path: Path, listed: boolean, found: Findings): void {
  checkPattern(schema.pattern, path, found)
  schema.allOf?.forEach((rule, index) => checkPattern(rule.pattern, [...path, 'allOf', index], found))
  checkPattern(schema.propertyNames?.pattern, [...path, 'propertyNames'], found)
  if (schema.contentSchema) checkCondition(schema.contentSchema, [...path, 'contentSchema'], found)
  checkObject(schema, path, found)
  const pointer = schema['x-manifest']
  if (typeof pointer === 'string') {
    const here = [...path, 'x-manifest']
    checkPointer(pointer, here, found)
    if (listed)
      found.errors.push(
        schemaError(
          'no-place',
          here,
          "A field inside a list or map can't have its own manifest path. Remove x-manifest.",
        ),
      )
  }
  for (const [key, child] of Object.entries(schema.properties ?? {}))
    checkField(child, [...path, 'properties', key], listed, found)
  if (schema.items) checkField(schema.items, [...path, 'items'], true, found)
  if (typeof schema.additionalProperties === 'object')
    checkField(schema.additionalProperties, [...path, 'additionalProperties'], true, found)
}

export function checkCondition(schema: Schema, path: Path, found: Findings): void {
  checkPattern(schema.pattern, path, found)
  checkNamed(schema.required, [...path, 'required'], found)
  for (const word of ['not', 'if', 'then', 'contentSchema'] as const) {
    const child = schema[word]
    if (child) checkCondition(child, [...path, word], found)
  }
  for (const word of ['allOf', 'anyOf'] as const)
    schema[word]?.forEach((one, index) => checkCondition(one, [...path, word, index], found))
  for (const [key, child] of Object.entries(schema.properties ?? {}))
    checkCondition(child, [...path, 'properties', key], found)
}

/** Reports sections that name an unknown field of their object. */
export function checkSections(schema: Schema, path: Path, found: Diagnostic[]): void {
  function visit(entries: readonly (string | Section)[], at: Path): void {
    entries.forEach((entry, index) => {
      const here = [...at, index]
      if (typeof entry !== 'string') visit(entry.fields, [...here, 'fields'])
      else if (!Object.hasOwn(schema.properties ?? {}, entry))
        found.push(
          schemaError(
            'unknown-field',
            here,
            `"${entry}" is not a property of this object. Correct the name, or remove it.`,
          ),
        )
    })
  }
  visit(schema['x-sections'] ?? [], [...path, 'x-sections'])
  for (const [key, child] of Object.entries(schema.properties ?? {}))
    checkSections(child, [...path, 'properties', key], found)
}
