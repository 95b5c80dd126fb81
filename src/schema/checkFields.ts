import type { Diagnostic } from './diagnostics.ts'
import type { Json } from '../base/json.ts'
import { isObject, member } from '../base/json.ts'
import type { Path } from '../base/pointer.ts'
import { fromPointer } from '../base/pointer.ts'
import { schemaError } from './checkMeta.ts'
import type { Schema, Section } from './language.ts'
import { isChoice } from './language.ts'
import type { Slowness } from './slowPattern.ts'

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
    const message = `The schema is nested more than ${maxDepth} levels deep. Make it flatter.`
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
  found.push(schemaError('too-large', '', 'The schema has more than 20,000 values. Leave out fields or options.'))
}

export function forbidden(path: Path, name: string): Diagnostic {
  return schemaError('forbidden-name', path, `${JSON.stringify(name)} cannot be a name. Choose another.`)
}

/** Checks the names in a list of required members. */
function checkNamed(names: readonly string[] | undefined, path: Path, found: Findings): void {
  for (const [index, name] of names?.entries() ?? [])
    if (isForbidden(name)) found.errors.push(forbidden([...path, index], name))
}

export function checkPointer(pointer: string | undefined, path: Path, found: Findings): void {
  const name = pointer === undefined ? undefined : fromPointer(pointer).find(isForbidden)
  if (name === undefined) return
  const message = `The place must not go through ${JSON.stringify(name)}. Choose another.`
  found.errors.push(schemaError('forbidden-name', path, message))
}

const slowSentences: Readonly<Record<Slowness, string>> = {
  exponential:
    'On some texts the time of this pattern doubles with each character, and the page would stand still. Let each text be read in one way only: a+ for (a+)+, [ab]+ for (a|b|ab)+, [a-z]+(-[a-z]+)* for ([a-z]+-?)+.',
  polynomial:
    'More than three repeated parts of this pattern take the same characters, so that its time grows with more than the cube of a length. Join them, or put a character between them that they do not take.',
  backreference:
    'How long a pattern with a back reference takes cannot be told beforehand. Write once more what it refers to, or leave it out.',
  complicated:
    'This pattern is too long or too complicated to tell how long it takes: at most 1,000 characters are looked at. Shorten it, or use a format or maxLength.',
}

export function checkPattern(pattern: string | undefined, path: Path, found: Findings, word = 'pattern'): void {
  if (pattern === undefined) return
  const here = [...path, word]
  try {
    new RegExp(pattern, 'u')
  } catch (error) {
    const reason = (error as Error).message.replace(/^Invalid regular expression: \/[^]*\/u: /, '')
    const message = `The pattern is no regular expression of JavaScript with the flag u (${reason}). Correct it; a backslash stands only before what needs one.`
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
  checkNamed(schema.contentSchema?.required, [...path, 'contentSchema', 'required'], found)
  if (!properties) return
  for (const [index, name] of (schema.required ?? []).entries()) {
    const here = [...path, 'required', index]
    const child = member(properties, name) as Schema | undefined
    if (isForbidden(name)) continue
    if (!child) {
      const message = `"${name}" is required but is no property here. Add the property, or remove the name.`
      found.errors.push(schemaError('unknown-required', here, message))
    } else if (child['x-when']) {
      const message = `"${name}" has x-when, so it is not always there and cannot be required. Remove the name, or the x-when.`
      found.errors.push(schemaError('conditional-required', here, message))
    }
  }
  if (typeof schema.additionalProperties === 'object') {
    const message =
      'An object has either properties or free keys. Remove additionalProperties, or put the map into a property of its own.'
    found.errors.push(schemaError('mixed-object', [...path, 'additionalProperties'], message))
  }
  for (const [key, child] of Object.entries(properties)) {
    const here = [...path, 'properties', key]
    if (isChoice(schema) && child.type !== 'object') {
      const message =
        'Each property of a choice is an object, as only that can be chosen while it is empty. Make it one.'
      found.errors.push(schemaError('choice-of-objects', [...here, 'type'], message))
    }
    for (const word of ['x-when', 'x-show'] as const) {
      for (const [name, values] of Object.entries(child[word] ?? {})) {
        const at = [...here, word, name]
        const sibling = member(properties, name) as Schema | undefined
        if (!sibling) {
          const message = `"${name}" is no property beside this one, so the condition could never hold. Correct the name.`
          found.errors.push(schemaError('unknown-sibling', at, message))
        }
        const options = sibling && optionsOf(sibling)
        const strange = options && values.find((value) => !options.includes(value))
        if (strange === undefined) continue
        const message = `${JSON.stringify(strange)} is no option of "${name}": it has ${options?.map((one) => JSON.stringify(one)).join(', ')}. Correct the value.`
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
  checkObject(schema, path, found)
  const pointer = schema['x-manifest']
  if (typeof pointer === 'string') {
    const here = [...path, 'x-manifest']
    checkPointer(pointer, here, found)
    if (listed)
      found.errors.push(
        schemaError('no-place', here, 'What lies in a list or a map goes where that goes. Remove the x-manifest.'),
      )
  }
  for (const [key, child] of Object.entries(schema.properties ?? {}))
    checkField(child, [...path, 'properties', key], listed, found)
  if (schema.items) checkField(schema.items, [...path, 'items'], true, found)
  if (typeof schema.additionalProperties === 'object')
    checkField(schema.additionalProperties, [...path, 'additionalProperties'], true, found)
}

export function checkCondition(
  schema: Schema & { not?: Schema; anyOf?: readonly Schema[] },
  path: Path,
  found: Findings,
): void {
  checkPattern(schema.pattern, path, found)
  checkNamed(schema.required, [...path, 'required'], found)
  if (schema.not) checkCondition(schema.not, [...path, 'not'], found)
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
          schemaError('unknown-field', here, `"${entry}" is no property here. Correct the name, or remove it.`),
        )
    })
  }
  visit(schema['x-sections'] ?? [], [...path, 'x-sections'])
  for (const [key, child] of Object.entries(schema.properties ?? {}))
    checkSections(child, [...path, 'properties', key], found)
}
