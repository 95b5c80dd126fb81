import { deepEqual, isObject } from '../../src/base/json.ts'
import { resolveStructure } from '../../src/manifests/structure/checkStructure.ts'
import type { Structure } from '../../src/schema/structure.ts'

/** A difference between our structure and that of a CustomResourceDefinition. */
export interface Difference {
  /** The path as Kubernetes writes it: `spec.storage.s3.endpoint`, `[]` for items, `*` for the values of a map. */
  path: string
  /** A full sentence. */
  message: string
}

/** A node of a schema: keywords and their values. */
type Node = Readonly<Record<string, unknown>>

const maxDepth = 100

/** Keywords that are ignored: texts, and how to merge lists and maps. */
const ignored = new Set([
  'description',
  'title',
  'example',
  'externalDocs',
  'x-kubernetes-list-type',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-map-type',
  'x-kubernetes-group-version-kind',
])

/** Keywords that are compared part by part, if they hold schemas or names. */
const structural = new Set(['properties', 'items', 'additionalProperties', 'required'])

/** The fields of every object, even if a CustomResourceDefinition doesn't mention them. */
const known = ['apiVersion', 'kind', 'metadata']

const intOrString = [{ type: 'integer' }, { type: 'string' }]

/** Returns the keywords that count. A false flag equals a missing one, and "integer or string" needs no `anyOf`. */
function wordsOf(node: Node): Node {
  const counts = (word: string, value: unknown): boolean => {
    if (ignored.has(word) || (structural.has(word) && typeof value === 'object')) return false
    if (word === 'anyOf' && node['x-kubernetes-int-or-string'] === true) return !deepEqual(value, intOrString)
    return value !== false || word === 'default'
  }
  return Object.fromEntries(Object.entries(node).filter(([word, value]) => counts(word, value)))
}

/** Returns the direct children of a node. */
function partsOf(node: Node): Map<string, Node> {
  const { properties, items, additionalProperties } = node
  const parts = new Map<string, Node>()
  for (const [key, child] of Object.entries(isObject(properties) ? properties : {}))
    if (isObject(child)) parts.set(`.${key}`, child)
  if (isObject(items)) parts.set('[]', items)
  if (isObject(additionalProperties)) parts.set('.*', additionalProperties)
  return parts
}

const namesIn = (node: Node): unknown[] => (Array.isArray(node['required']) ? node['required'] : [])

function isSame(word: string, a: unknown, b: unknown): boolean {
  if (word !== 'enum' || !Array.isArray(a) || !Array.isArray(b)) return deepEqual(a, b)
  const within = (some: unknown[], all: unknown[]): boolean => some.every((x) => all.some((y) => deepEqual(x, y)))
  return within(a, b) && within(b, a)
}

/**
 * Returns every difference between our structure and the schema of a CustomResourceDefinition, in our order.
 *
 * Descriptions, keywords about merging and everything below `metadata` are ignored.
 *
 * @param ours - with `$ref`s into the definitions
 * @param theirs - an `openAPIV3Schema`
 */
export function compareStructures(
  ours: Structure,
  definitions: Readonly<Record<string, Structure>>,
  theirs: object,
): Difference[] {
  const found: Difference[] = []

  function compareWords(own: Node, other: Node, path: string): void {
    const [here, there] = [wordsOf(own), wordsOf(other)]
    for (const word of new Set([...Object.keys(here), ...Object.keys(there)])) {
      if (isSame(word, here[word], there[word])) continue
      const [a, b] = [here[word], there[word]].map((value) => (value === undefined ? 'unset' : JSON.stringify(value)))
      found.push({ path, message: `"${word}" is ${a} here, but ${b} in the CRD.` })
    }
    const [names, otherNames] = [namesIn(own), namesIn(other)]
    for (const name of names)
      if (!otherNames.includes(name))
        found.push({ path: below(path, `.${name}`), message: 'Required here, but not in the CRD.' })
    for (const name of otherNames)
      if (!names.includes(name))
        found.push({ path: below(path, `.${name}`), message: 'Required in the CRD, but not here.' })
  }

  function compare(given: Node, other: Node, path: string, depth: number): void {
    if (depth > maxDepth) {
      found.push({ path, message: `Nested more than ${maxDepth} levels deep, so not compared.` })
      return
    }
    const own = resolveStructure(given, definitions) as Node
    compareWords(own, other, path)
    if (path === 'metadata') return
    const [here, there] = [partsOf(own), partsOf(other)]
    for (const [step, child] of here) {
      const match = there.get(step)
      const at = below(path, step)
      if (match) compare(child, match, at, depth + 1)
      else if (depth > 0 || !known.includes(at)) found.push({ path: at, message: 'Missing in the CRD.' })
    }
    for (const step of there.keys())
      if (!here.has(step)) found.push({ path: below(path, step), message: 'Missing here.' })
  }

  compare(ours as Node, theirs as Node, '', 0)
  return found
}

/** Appends a step to a path. The path of the root is empty. */
function below(path: string, step: string): string {
  return path === '' ? step.replace(/^\./, '') : path + step
}
