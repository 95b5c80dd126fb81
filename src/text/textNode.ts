/** The tree that locating and editing work on: each value with its exact place in the text. */
export type TextNode = ScalarNode | AliasNode | CollectionNode

export interface Mark {
  name: string
  from: number
  to: number
}

interface NodeRange {
  /** Where the value begins, its anchor and tag included. */
  start: number
  /** Where the value itself begins. */
  from: number
  /** Where it ends. A block scalar includes its last line break. */
  to: number
  anchor: Mark | undefined
  tag: Mark | undefined
  /** The entry that holds this node as its value; none for the root and for keys. */
  entry: Entry | undefined
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'empty'

export interface ScalarNode extends NodeRange {
  kind: 'scalar'
  style: ScalarStyle
  /** The text that the scalar stands for, before it is taken for a number or the like. */
  source: string
  /** What the core schema makes of it. */
  value: unknown
}

export interface AliasNode extends NodeRange {
  kind: 'alias'
  name: string
  /** The anchored node; none when no such anchor stands before, or when the alias stands inside it. */
  target: TextNode | undefined
  recursive: boolean
}

export interface CollectionNode extends NodeRange {
  kind: 'map' | 'seq'
  flow: boolean
  /** `[a: b]`: a map without braces of its own. */
  bare: boolean
  entries: Entry[]
  /** Offsets of the commas of a flow collection. */
  commas: number[]
}

export interface Entry {
  parent: CollectionNode
  index: number
  key: TextNode | undefined
  value: TextNode
  /** Where the entry begins: its key, `?` or `-`. */
  from: number
  /** Where its content ends. */
  to: number
  /** The offset after `:` or `-`; none where there is no such sign. */
  after: number | undefined
  explicit: boolean
}

/** Every node below and including this one, in the order of the text; aliases are not followed. */
export function* nodesOf(node: TextNode): Generator<TextNode> {
  yield node
  if (node.kind !== 'map' && node.kind !== 'seq') return
  for (const entry of node.entries) {
    if (entry.key) yield* nodesOf(entry.key)
    yield* nodesOf(entry.value)
  }
}

/** Follows an alias to what it stands for. */
export function resolveAlias(node: TextNode): TextNode | undefined {
  return node.kind === 'alias' ? node.target && resolveAlias(node.target) : node
}

/** The key of an entry as manifests have it: a string. Undefined for maps and lists as keys. */
export function keyText(entry: Entry): string | undefined {
  const key = entry.key && resolveAlias(entry.key)
  if (key?.kind !== 'scalar') return undefined
  return key.style === 'plain' && key.value === null ? 'null' : key.source
}

/** Whether the entry is a merge key, `<<`. */
export function isMerge(entry: Entry): boolean {
  const key = entry.key
  if (key?.kind !== 'scalar' || key.source !== '<<') return false
  return key.tag ? key.tag.name === '!!merge' : key.style === 'plain'
}

/** The maps that a merge key brings in, first wins; undefined when its value is not a map or a list of maps. */
export function mergeSources(entry: Entry): CollectionNode[] | undefined {
  const value = resolveAlias(entry.value)
  if (value?.kind === 'map') return [value]
  if (value?.kind !== 'seq') return undefined
  const sources: CollectionNode[] = []
  for (const item of value.entries) {
    const source = resolveAlias(item.value)
    if (source?.kind !== 'map') return undefined
    sources.push(source)
  }
  return sources
}
