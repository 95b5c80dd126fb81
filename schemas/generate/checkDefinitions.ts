import type { Json } from '../../src/base/json.ts'
import { isObject, member } from '../../src/base/json.ts'
import type { Path } from '../../src/base/pointer.ts'
import { fromPointer, toPointer } from '../../src/base/pointer.ts'
import { checkMeta } from '../../src/schema/checkMeta.ts'

/** An error in a schema file, with its path. */
export interface DefinitionError {
  path: Path
  message: string
}

type Kind = 'text' | 'texts' | 'number' | 'flag' | 'list' | 'data' | 'node' | 'nodes' | 'map'

const words = new Map<string, Kind>([
  ['$ref', 'text'],
  ['type', 'text'],
  ['format', 'text'],
  ['required', 'texts'],
  ['enum', 'list'],
  ['default', 'data'],
  ['pattern', 'text'],
  ['minLength', 'number'],
  ['maxLength', 'number'],
  ['minimum', 'number'],
  ['maximum', 'number'],
  ['exclusiveMinimum', 'flag'],
  ['exclusiveMaximum', 'flag'],
  ['multipleOf', 'number'],
  ['minItems', 'number'],
  ['maxItems', 'number'],
  ['uniqueItems', 'flag'],
  ['minProperties', 'number'],
  ['maxProperties', 'number'],
  ['nullable', 'flag'],
  ['properties', 'map'],
  ['items', 'node'],
  ['additionalProperties', 'node'],
  ['allOf', 'nodes'],
  ['anyOf', 'nodes'],
  ['oneOf', 'nodes'],
  ['not', 'node'],
  ['x-kubernetes-int-or-string', 'flag'],
  ['x-kubernetes-preserve-unknown-fields', 'flag'],
  ['x-kubernetes-embedded-resource', 'flag'],
])
const kindWord = 'x-kubernetes-group-version-kind'
const rootWords = ['$schema', 'description', 'definitions', 'x-advice']
const types = ['string', 'integer', 'number', 'boolean', 'object', 'array']

const isText = (value: unknown): boolean => typeof value === 'string'

const holds: Readonly<Record<Kind, readonly [string, (value: unknown) => boolean]>> = {
  text: ['a string', isText],
  texts: ['a list of strings', (value) => Array.isArray(value) && value.every(isText)],
  number: ['a number', (value) => typeof value === 'number'],
  flag: ['true or false', (value) => typeof value === 'boolean'],
  list: ['a list', Array.isArray],
  data: ['data', () => true],
  node: ['an object', isObject],
  nodes: ['a list of objects', (value) => Array.isArray(value) && value.every(isObject)],
  map: ['an object', isObject],
}

const isKind = (value: unknown): boolean =>
  isObject(value) &&
  Object.keys(value).sort().join() === 'group,kind,version' &&
  Object.values(value).every((entry) => typeof entry === 'string')

function nameOf(ref: unknown, definitions: object): string | undefined {
  const [, name] = /^#\/definitions\/(.+)$/.exec(String(ref)) ?? []
  return name !== undefined && Object.hasOwn(definitions, name) ? name : undefined
}

/** Returns the direct children of a node, each with its path. */
function childrenOf(node: object): [Path, object][] {
  return [...words].flatMap(([word, kind]): [Path, object][] => {
    const value = member(node, word)
    if (kind === 'node') return isObject(value) ? [[[word], value]] : []
    if ((kind !== 'nodes' && kind !== 'map') || typeof value !== 'object' || value === null) return []
    return Object.entries(value).flatMap(([key, child]) => (isObject(child) ? [[[word, key], child]] : []))
  })
}

function checkNode(node: unknown, path: Path, definitions: object): DefinitionError[] {
  if (!isObject(node)) return [{ path, message: 'The value must be an object.' }]
  const errors: DefinitionError[] = []
  const add = (at: Path, message: string): void => void errors.push({ path: [...path, ...at], message })
  const names = Object.keys(node)
  const { type, $ref, required, properties } = node
  for (const word of names) {
    const kind = words.get(word)
    if (word === kindWord && path.length === 2) {
      const value = node[word]
      if (!Array.isArray(value) || value.length === 0 || !value.every(isKind))
        add([word], `"${word}" must be a list of objects with "group", "version" and "kind".`)
    } else if (kind === undefined) {
      add([word], `"${word}" is not a keyword of the structure here. Remove it, or correct its spelling.`)
    } else if (!holds[kind][1](node[word])) {
      add([word], `"${word}" must be ${holds[kind][0]}.`)
    }
  }
  if (typeof type === 'string' && !types.includes(type))
    add(['type'], `"${type}" is not a type. Use one of ${types.join(', ')}.`)
  if (typeof $ref === 'string') {
    if (nameOf($ref, definitions) === undefined)
      add(['$ref'], `The definition "${$ref}" does not exist. Add it, or correct the reference.`)
    if (names.length > 1)
      add(['$ref'], "A reference can't have other keywords next to it. Move them to the definition.")
  }
  if (Array.isArray(required)) {
    for (const [index, name] of required.entries()) {
      if (member(properties, String(name)) === undefined)
        add(['required', index], `"${name}" is required but not a property. Add the property, or correct the name.`)
    }
  }
  if (isObject(properties)) {
    for (const [key, child] of Object.entries(properties)) {
      if (!isObject(child)) add(['properties', key], `"${key}" must be an object.`)
    }
  }
  return [...errors, ...childrenOf(node).flatMap(([at, child]) => checkNode(child, [...path, ...at], definitions))]
}

/** Reports definitions that refer to themselves, directly or not, and those that no kind uses. */
function checkReferences(definitions: Readonly<Record<string, unknown>>): DefinitionError[] {
  const errors: DefinitionError[] = []
  const seen = new Set<string>()
  function follow(node: object, path: Path, open: readonly string[]): void {
    const name = nameOf(member(node, '$ref'), definitions)
    if (name !== undefined) visit(name, [...path, '$ref'], open)
    for (const [at, child] of childrenOf(node)) follow(child, [...path, ...at], open)
  }
  function visit(name: string, from: Path, open: readonly string[]): void {
    if (open.includes(name)) {
      const message = `"${name}" refers to itself, which a CustomResourceDefinition can't do. Remove the circular reference.`
      errors.push({ path: from, message })
    }
    const node = definitions[name]
    if (seen.has(name) || !isObject(node)) return
    seen.add(name)
    follow(node, ['definitions', name], [...open, name])
  }
  for (const [name, node] of Object.entries(definitions)) if (member(node, kindWord) !== undefined) visit(name, [], [])
  for (const [name, node] of Object.entries(definitions)) {
    if (seen.has(name) || !isObject(node)) continue
    const message = `"${name}" is never used. Refer to it, remove it, or add "${kindWord}" if it is a kind.`
    errors.push({ path: ['definitions', name], message })
  }
  return errors
}

/**
 * Returns every error in `structure.json`. Without any, the structure is usable and not circular.
 *
 * @param meta - the meta-schema of providers, `schemas/provider.meta.json`, which defines an advice
 */
export function checkDefinitions(data: Json, meta: Json): DefinitionError[] {
  const definitions = member(data, 'definitions')
  if (!isObject(data) || !isObject(definitions))
    return [{ path: [], message: 'The structure must be an object with a "definitions" object.' }]
  const errors: DefinitionError[] = Object.keys(data)
    .filter((word) => !rootWords.includes(word))
    .map((word) => ({ path: [word], message: `"${word}" is not a keyword at the root of the structure. Remove it.` }))
  for (const [name, node] of Object.entries(definitions))
    errors.push(...checkNode(node, ['definitions', name], definitions))
  const advice = data['x-advice']
  if (advice !== undefined) {
    const { properties, definitions: shared } = meta as Record<string, Json>
    const metaOfAdvice = { properties: { 'x-advice': member(properties, 'x-advice') }, definitions: shared }
    const found = checkMeta({ 'x-advice': advice } as Json, metaOfAdvice as Json)
    errors.push(...found.map(({ path, message }) => ({ path: fromPointer(path), message })))
  }
  return [...errors, ...checkReferences(definitions)]
}

/** Formats errors as lines, each with the file and the JSON Pointer. */
export function errorLines(file: string, errors: readonly DefinitionError[]): string[] {
  return errors.map(({ path, message }) => `${file}${path.length > 0 ? `#${toPointer(path)}` : ''}: ${message}`)
}
