import type { Json, JsonObject } from '../base/json.ts'
import { losesDigits } from './plainValue.ts'
import { duplicateKey, limits, tooDeep } from './textError.ts'
import type { TextError } from './textError.ts'
import { isMerge, keyText, mergeSources, shortTag } from './textNode.ts'
import type { CollectionNode, ScalarNode, TextNode } from './textNode.ts'
import { setMember } from '../base/json.ts'

interface Reading {
  errors: TextError[] | undefined
  /** The number of aliases and merges around the current node. */
  borrowed: number
  cost: number
  exhausted: boolean
}

/** Returns the plain data of a node. Adds errors to `errors`, each once. */
export function readValue(node: TextNode, errors?: TextError[]): Json {
  return read({ errors, borrowed: 0, cost: 0, exhausted: false }, node, 0)
}

function read(reading: Reading, node: TextNode, depth: number): Json {
  if (reading.borrowed > 0) {
    reading.cost += 16 + (node.kind === 'scalar' ? node.source.length : 0)
    if (reading.cost > limits.aliasCost) return exhaust(reading, node)
  }
  if (reading.exhausted) return null
  if (node.kind === 'scalar') return readScalar(reading, node)
  if (node.kind === 'alias') return readAlias(reading, node, depth)
  if (depth >= limits.depth) {
    report(reading, tooDeep(node.from, node.to))
    reading.exhausted = true
    return null
  }
  reportTag(reading, node, node.kind === 'map' ? '!!map' : '!!seq')
  if (node.kind === 'map') return readMap(reading, node, depth)
  return node.entries.map((entry) => read(reading, entry.value, depth + 1))
}

function readMap(reading: Reading, node: CollectionNode, depth: number): JsonObject {
  const result: JsonObject = {}
  const own = new Set<string>()
  for (const entry of node.entries) {
    if (isMerge(entry)) {
      merge(reading, result, entry.value, mergeSources(entry), depth)
      continue
    }
    const key = keyText(entry)
    const at = entry.key ?? entry.value
    if (key === undefined) {
      report(reading, { code: 'non-string-key', sentence: 'keyIsNoText', from: at.from, to: at.to })
      continue
    }
    reportKey(reading, entry.key)
    if (own.has(key)) report(reading, duplicateKey(at.from, at.to))
    own.add(key)
    setMember(result, key, read(reading, entry.value, depth + 1))
  }
  return result
}

function merge(
  reading: Reading,
  result: JsonObject,
  value: TextNode,
  sources: CollectionNode[] | undefined,
  depth: number,
): void {
  if (!sources) {
    report(reading, { code: 'bad-merge', sentence: 'badMerge', from: value.from, to: value.to })
    return
  }
  reading.borrowed++
  for (const source of sources) {
    if (reading.exhausted) break
    const more = read(reading, source, depth)
    if (more === null || typeof more !== 'object' || Array.isArray(more)) continue
    const keys = Object.keys(more)
    reading.cost += 4 * keys.length
    for (const key of keys) if (!Object.hasOwn(result, key)) setMember(result, key, more[key] as Json)
  }
  reading.borrowed--
}

function readAlias(reading: Reading, node: TextNode & { kind: 'alias' }, depth: number): Json {
  if (node.recursive) {
    report(reading, { code: 'alias-bomb', sentence: 'recursiveAlias', from: node.from, to: node.to })
    return null
  }
  if (!node.target) {
    report(reading, { code: 'unknown-alias', sentence: 'unknownAlias', from: node.from, to: node.to })
    return null
  }
  reading.borrowed++
  const value = read(reading, node.target, depth)
  reading.borrowed--
  return value
}

function exhaust(reading: Reading, node: TextNode): null {
  if (!reading.exhausted) {
    report(reading, { code: 'alias-bomb', sentence: 'aliasBomb', from: node.from, to: node.to }, true)
  }
  reading.exhausted = true
  return null
}

/** The tags of scalars, with a check of whether a value fits the tag. */
const scalarTags: Record<string, (value: unknown) => boolean> = {
  '!': isText,
  '!!str': isText,
  '!!int': Number.isInteger,
  '!!float': (value) => typeof value === 'number',
  '!!bool': (value) => typeof value === 'boolean',
  '!!null': (value) => value === null,
  '!!timestamp': isText,
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}

function readScalar(reading: Reading, node: ScalarNode): Json {
  const { value, source, from, to } = node
  reportTag(reading, node, 'scalar')
  if (typeof value === 'number') {
    if (Number.isFinite(value) && !losesDigits(source, value)) return value === 0 ? 0 : value
    if (Number.isFinite(value)) report(reading, { code: 'inexact-number', sentence: 'inexactNumber', from, to })
    else report(reading, { code: 'unsupported-number', sentence: 'unsupportedNumber', from, to })
    return source
  }
  return typeof value === 'string' || typeof value === 'boolean' || value === null ? value : source
}

function reportTag(reading: Reading, node: TextNode, expected: string): void {
  if (!node.tag) return
  const name = shortTag(node.tag.name)
  if (node.kind === 'scalar') {
    const fits = Object.hasOwn(scalarTags, name) ? scalarTags[name] : undefined
    if (fits?.(node.value)) return
    if (fits) {
      const { from, to } = node.tag
      return report(reading, { code: 'unknown-tag', sentence: 'TAG_RESOLVE_FAILED', from, to })
    }
  } else if (name === expected || name === '!') return
  report(reading, { code: 'unknown-tag', sentence: 'unknownTag', from: node.tag.from, to: node.tag.to })
}

function reportKey(reading: Reading, key: TextNode | undefined): void {
  if (key) reportTag(reading, key, 'scalar')
  if (key?.kind !== 'scalar' || (typeof key.otherValue === 'string' && key.style !== 'empty')) return
  report(reading, { code: 'non-string-key', sentence: 'keyIsNoString', from: key.from, to: key.to })
}

function report(reading: Reading, error: TextError, always = false): void {
  // Errors in an aliased value are reported where that value is written.
  if (reading.borrowed > 0 && !always && error.code !== 'text-too-deep') return
  if (reading.errors && reading.errors.length < limits.errors) reading.errors.push(error)
}
