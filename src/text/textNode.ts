/** The tree that locating and editing work on: each value with its exact range in the text. */
export type TextNode = ScalarNode | AliasNode | CollectionNode

export interface Mark {
  name: string
  from: number
  to: number
}

interface NodeRange {
  /** Where the value begins, including its anchor and tag. */
  start: number
  /** Where the value itself begins. */
  from: number
  /** Where it ends. A block scalar includes its last line break. */
  to: number
  anchor: Mark | undefined
  tag: Mark | undefined
  /** The entry that has this node as its value; undefined for the root and for keys. */
  entry: Entry | undefined
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'empty'

export interface ScalarNode extends NodeRange {
  kind: 'scalar'
  style: ScalarStyle
  /** The text of the scalar, before conversion to a number or another type. */
  source: string
  /** Its value as YAML 1.1 readers such as kubectl read it. */
  value: unknown
  /** Its value in YAML 1.2. */
  otherValue: unknown
}

export interface AliasNode extends NodeRange {
  kind: 'alias'
  name: string
  /** The anchored node; undefined if no such anchor comes before the alias, or if the alias is inside it. */
  target: TextNode | undefined
  recursive: boolean
}

export interface CollectionNode extends NodeRange {
  kind: 'map' | 'seq'
  flow: boolean
  /** Whether it is a map without braces of its own, as in `[a: b]`. */
  bare: boolean
  entries: Entry[]
  /** The own entries of a map by their keys, without merge keys. The first of equal keys wins. */
  byKey: Map<string, Entry>
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
  /** The offset after `:` or `-`; undefined if there is no such sign. */
  after: number | undefined
  explicit: boolean
}

/** Yields this node and every node below it, in the order of the text, without following aliases. */
export function* nodesOf(node: TextNode): Generator<TextNode> {
  yield node
  if (node.kind !== 'map' && node.kind !== 'seq') return
  for (const entry of node.entries) {
    if (entry.key) yield* nodesOf(entry.key)
    yield* nodesOf(entry.value)
  }
}

/** Returns the node that an alias refers to; other nodes as they are. */
export function resolveAlias(node: TextNode): TextNode | undefined {
  return node.kind === 'alias' ? node.target && resolveAlias(node.target) : node
}

/** Returns the short form of a tag, such as `!!str`. */
export function shortTag(name: string): string {
  return name.startsWith('!<tag:yaml.org,2002:') ? `!!${name.slice(20, -1)}` : name
}

/** Returns the key of an entry as a string, as in manifests; undefined for maps and lists as keys. */
export function keyText(entry: Entry): string | undefined {
  const key = entry.key && resolveAlias(entry.key)
  if (key?.kind !== 'scalar') return undefined
  return key.style === 'plain' && key.value === null ? 'null' : key.source
}

/** Returns whether the entry is a merge key, `<<`. */
export function isMerge(entry: Entry): boolean {
  const key = entry.key
  if (key?.kind !== 'scalar' || key.source !== '<<') return false
  return key.tag ? key.tag.name === '!!merge' : key.style === 'plain'
}

/** Returns the maps that a merge key brings in, first wins; undefined if its value is not a map or a list of maps. */
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
