import { Validator } from '@cfworker/json-schema'
import type { Diagnostic } from '../diagnostics.ts'
import type { Json } from '../json.ts'
import { isObject, member } from '../json.ts'
import type { Path } from '../pointer.ts'
import { fromPointer, getAt, toPointer } from '../pointer.ts'
import type { ProviderSchema, ResourceSchema, Schema } from './language.ts'
import { isChoice } from './language.ts'
import type { Field } from './layout.ts'
import { layOut } from './layout.ts'
import type { Slowness } from './slowPattern.ts'
import { patternChecker } from './slowPattern.ts'

const maxDepth = 60
/** Members of objects and items of lists, at all depths: a bound on the work that a schema may cause. */
const maxValues = 20_000

/** What is found, and what says of a pattern whether it is slow. */
export interface Findings {
  readonly faults: Diagnostic[]
  readonly slowness: (pattern: string) => Slowness | undefined
}

/** Names that every object has by inheritance, which validators take for present, and halves of characters. */
function isForbidden(name: string): boolean {
  return name === 'prototype' || name in Object.prototype || /\p{Surrogate}/u.test(name)
}

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

export function checkMeta(schema: Json, meta: Json): Diagnostic[] {
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

/** Names that reach for prototypes, and data that is nested absurdly deep or absurdly large. */
export function checkNames(data: unknown, path: Path, found: Diagnostic[], count = { values: 0 }): void {
  if (path.length > maxDepth) {
    const message = `The schema is nested more than ${maxDepth} levels deep. Make it flatter.`
    const tooDeep = fault('too-deep', path.slice(0, 3), message)
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
  found.push(fault('too-large', '', 'The schema has more than 20,000 values. Leave out fields or options.'))
}

function forbidden(path: Path, name: string): Diagnostic {
  return fault('forbidden-name', path, `${JSON.stringify(name)} cannot be a name. Choose another.`)
}

/** Names that stand as a text: in a list of required ones, or as the name of the provider. */
function checkNamed(names: readonly string[] | undefined, path: Path, found: Findings): void {
  for (const [index, name] of names?.entries() ?? [])
    if (isForbidden(name)) found.faults.push(forbidden([...path, index], name))
}

export function checkPointer(pointer: string | undefined, path: Path, found: Findings): void {
  const name = pointer === undefined ? undefined : fromPointer(pointer).find(isForbidden)
  if (name === undefined) return
  const message = `The place must not go through ${JSON.stringify(name)}. Choose another.`
  found.faults.push(fault('forbidden-name', path, message))
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

function checkPattern(pattern: string | undefined, path: Path, found: Findings, word = 'pattern'): void {
  if (pattern === undefined) return
  const here = [...path, word]
  try {
    new RegExp(pattern, 'u')
  } catch {
    found.faults.push(fault('bad-pattern', here, 'The pattern is no regular expression. Correct it.'))
    return
  }
  const slowness = found.slowness(pattern)
  if (slowness) found.faults.push(fault('slow-pattern', here, slowSentences[slowness]))
}

/** What JSON Schema allows to say and nothing here could follow. */
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
      found.faults.push(fault('unknown-required', here, message))
    } else if (child['x-when']) {
      const message = `"${name}" has x-when, so it is not always there and cannot be required. Remove the name, or the x-when.`
      found.faults.push(fault('conditional-required', here, message))
    }
  }
  if (typeof schema.additionalProperties === 'object') {
    const message =
      'An object has either properties or free keys. Remove additionalProperties, or put the map into a property of its own.'
    found.faults.push(fault('mixed-object', [...path, 'additionalProperties'], message))
  }
  for (const [key, child] of Object.entries(properties)) {
    const here = [...path, 'properties', key]
    if (isChoice(schema) && child.type !== 'object') {
      const message =
        'Each property of a choice is an object, as only that can be chosen while it is empty. Make it one.'
      found.faults.push(fault('choice-of-objects', [...here, 'type'], message))
    }
    for (const word of ['x-when', 'x-show'] as const) {
      for (const name of Object.keys(child[word] ?? {})) {
        if (Object.hasOwn(properties, name)) continue
        const message = `"${name}" is no property beside this one, so the condition could never hold. Correct the name.`
        found.faults.push(fault('unknown-sibling', [...here, word, name], message))
      }
    }
  }
}

/** The names under which the manifest has a block. */
function checkOwnName({ 'x-provider': own }: ProviderSchema, found: Findings): void {
  for (const word of ['name', 'variantOf'] as const) {
    const name = own[word]
    if (name !== undefined && isForbidden(name)) found.faults.push(forbidden(['x-provider', word], name))
  }
}

/** @param listed - whether it lies in a list or in a map, and so has no place of its own */
export function checkField(schema: Schema, path: Path, listed: boolean, found: Findings): void {
  checkPattern(schema.pattern, path, found)
  checkPattern(schema.propertyNames?.pattern, [...path, 'propertyNames'], found)
  checkObject(schema, path, found)
  const pointer = schema['x-manifest']
  if (typeof pointer === 'string') {
    const here = [...path, 'x-manifest']
    checkPointer(pointer, here, found)
    if (listed)
      found.faults.push(
        fault('no-place', here, 'What lies in a list or a map goes where that goes. Remove the x-manifest.'),
      )
  }
  const isCredential = path.length === 4 && path[1] === 'auth'
  if (schema.writeOnly === true && (!isCredential || pointer !== undefined)) {
    const message =
      'A secret here would be written into the storage itself, for everybody to read who may list storages. Put it under auth, without an x-manifest.'
    found.faults.push(fault('open-secret', [...path, 'writeOnly'], message))
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

function checkConstants(schema: Schema, found: Findings): void {
  const constants = schema['x-manifest']
  if (!Array.isArray(constants)) return
  constants.forEach(({ at, when }: { at: string; when?: Schema }, index) => {
    checkPointer(at, ['x-manifest', index, 'at'], found)
    if (when) checkCondition(when, ['x-manifest', index, 'when'], found)
  })
}

/** Fields of the provider that a rule speaks of and that it does not have. */
function checkMentions(schema: ProviderSchema, found: Findings): void {
  const known = new Set(['/backend/auth', '/backend/spec'])
  function visit(at: Schema | undefined, path: Path): void {
    known.add(toPointer(path))
    for (const [key, child] of Object.entries(at?.properties ?? {})) visit(child, [...path, key])
  }
  for (const part of ['auth', 'spec']) visit(schema.properties[part], ['backend', part])
  function mention(pointer: string | undefined, path: Path): void {
    checkPointer(pointer, path, found)
    if (pointer === undefined || known.has(pointer) || !/^\/backend\/(auth|spec)\//.test(pointer)) return
    found.faults.push(fault('unknown-field', path, `"${pointer}" is no field of this provider. Correct the pointer.`))
  }
  schema['x-directory']?.forEach((pointer, index) => mention(pointer, ['x-directory', index]))
  schema['x-paste']?.forEach(({ pattern, fill }, index) => {
    const here = ['x-paste', index]
    checkPattern(pattern, here, found)
    for (const [pointer, of] of Object.entries(fill)) {
      checkPattern(of, [...here, 'fill'], found, pointer)
      mention(pointer, [...here, 'fill', pointer])
    }
  })
  schema['x-advice']?.forEach(({ path, related, fix, when }, index) => {
    const here = ['x-advice', index]
    checkCondition(when, [...here, 'when'], found)
    mention(path, [...here, 'path'])
    related?.forEach((pointer, at) => mention(pointer, [...here, 'related', at]))
    mention(fix?.path, [...here, 'fix', 'path'])
    checkPattern(fix?.pattern, [...here, 'fix'], found)
    if (fix && (fix.value === undefined) === (fix.pattern === undefined)) {
      const message = 'A fix gives a value, or replaces what a pattern matches. Give one of the two.'
      found.faults.push(fault('fix-how', [...here, 'fix'], message))
    }
  })
  function derivations(at: Schema, path: Path): void {
    const rule = at['x-derive']
    if (rule) {
      const here = [...path, 'x-derive']
      checkPattern(rule.pattern, here, found)
      mention(rule.from, [...here, 'from'])
      checkPointer(rule.pointer, [...here, 'pointer'], found)
      if ((rule.pattern === undefined) === (rule.pointer === undefined)) {
        const message = 'A field is derived by a pointer or by a pattern. Give one of the two.'
        found.faults.push(fault('derive-how', here, message))
      }
    }
    for (const [key, child] of Object.entries(at.properties ?? {})) derivations(child, [...path, 'properties', key])
  }
  derivations(schema, [])
}

/** Stands for a resource that is not known: the provider's block has a place, and nothing else has one. */
const noResource: ResourceSchema = {
  'x-resource': { apiVersion: '', kind: '', plural: '', order: [] },
  properties: {
    backend: { type: 'object', properties: { spec: { 'x-manifest': '/{provider}' } } },
  },
}

/** Fields that would be written over each other: at one place, or one inside the other. */
function checkPlaces(schema: ProviderSchema, resource: ResourceSchema, found: Diagnostic[]): void {
  const fixed = ['apiVersion', 'kind'].map((key): Field => {
    return { path: [key], place: { document: 'resource', path: [key] }, schema: {} }
  })
  const isOwn = ({ path }: Field): boolean => path[0] === 'backend' && (path[1] === 'auth' || path[1] === 'spec')
  const pointerOf = ({ path }: Field): Path =>
    path.length === 2 ? ['x-provider', 'name'] : path.slice(1).flatMap((key) => ['properties', key])
  const told = new Set<Field>()
  function tell(field: Field, other: Field): void {
    const [own, rival] = isOwn(field) ? [field, other] : [other, field]
    if (!isOwn(own) || told.has(own)) return
    told.add(own)
    const name = isOwn(rival) ? toPointer(pointerOf(rival)) : `${toPointer(rival.path)} of the values`
    const message = `This goes to the same place of the manifest as ${name}, or inside it. Give it another place: another name, or another x-manifest.`
    found.push(fault('same-place', pointerOf(own), message))
  }
  const first = new Map<string, Field>()
  const fields = [...fixed, ...layOut(resource, schema).fields].filter(({ place }) => place.document === 'resource')
  const wayOf = ({ place }: Field): readonly string[] => (place.document === 'resource' ? place.path : [])
  for (const field of fields) {
    const pointer = toPointer(wayOf(field))
    const other = first.get(pointer)
    if (other) tell(field, other)
    else first.set(pointer, field)
  }
  for (const field of fields) {
    const way = wayOf(field)
    for (let length = 1; length < way.length; length++) {
      const other = first.get(toPointer(way.slice(0, length)))
      if (other && !other.branch) tell(field, other)
    }
  }
}

/**
 * Every fault of a provider's schema, each with its JSON Pointer and what to do about it. An empty list says that it can
 * be used. Never throws, whatever it is given.
 *
 * @param meta - the meta-schema, `schemas/provider.meta.json`
 * @param resource - whose places the provider's fields must leave alone
 */
export function checkProvider(
  schema: Json | undefined,
  meta: Json,
  resource: ResourceSchema = noResource,
): Diagnostic[] {
  if (!isObject(schema)) return [fault('not-a-schema', '', 'A provider schema is a JSON object.')]
  const faults: Diagnostic[] = []
  checkNames(schema, [], faults)
  if (faults.length > 0) return faults
  faults.push(...checkMeta(schema as Json, meta))
  if (faults.length > 0) return faults
  const checked = schema as unknown as ProviderSchema
  const found: Findings = { faults, slowness: patternChecker() }
  checkOwnName(checked, found)
  checkField(checked, [], false, found)
  checkConstants(checked, found)
  checkMentions(checked, found)
  if (faults.length > 0) return faults
  checkPlaces(checked, resource, faults)
  return faults
}
