import { isAlias, isCollection, isMap, isPair, isScalar } from 'yaml'
import type { CST, Node, Pair, Scalar } from 'yaml'
import { plainValue } from './plainValue.ts'
import type { SyntaxDocument } from './readSyntax.ts'
import { isMerge, keyText, shortTag } from './textNode.ts'
import type { CollectionNode, Entry, Mark, ScalarStyle, TextNode } from './textNode.ts'

interface Building {
  anchors: Map<string, TextNode>
  open: Set<TextNode>
}

type Tokens = readonly CST.SourceToken[]

/** Builds the tree of a document, even of one with errors: its unreadable parts become empty scalars. */
export function buildTree(source: SyntaxDocument): TextNode {
  const building: Building = { anchors: new Map(), open: new Set() }
  const contents = source.document.contents as Node | null
  const fallback = contents?.range?.[0] ?? source.document.range[0]
  return build(building, contents, source.props, fallback)
}

function build(building: Building, node: Node | null | undefined, props: Tokens, fallback: number): TextNode {
  const anchor = mark(props, 'anchor')
  const tag = mark(props, 'tag')
  const propsStart = Math.min(anchor?.from ?? Infinity, tag?.from ?? Infinity)
  const propsEnd = Math.max(anchor?.to ?? 0, tag?.to ?? 0)
  // An empty value is right after its sign; the library puts it after the following space.
  const empty = isScalar(node) && node.type === 'PLAIN' && node.range?.[0] === node.range?.[1]
  const from = Math.max(empty ? fallback : (node?.range?.[0] ?? fallback), propsEnd)
  const to = empty ? from : Math.max(node?.range?.[1] ?? from, from)
  const start = Math.min(propsStart, from)

  if (isAlias(node)) {
    const target = building.anchors.get(node.source)
    const recursive = target !== undefined && building.open.has(target)
    return {
      kind: 'alias',
      start,
      from,
      to,
      anchor,
      tag,
      entry: undefined,
      name: node.source,
      target: recursive ? undefined : target,
      recursive,
    }
  }
  if (isCollection(node)) {
    const kind = isMap(node) ? 'map' : 'seq'
    const collection: CollectionNode = {
      kind,
      start,
      from,
      to,
      anchor,
      tag,
      entry: undefined,
      flow: node.flow ?? false,
      bare: false,
      entries: [],
      byKey: new Map(),
      commas: [],
    }
    if (anchor) building.anchors.set(anchor.name, collection)
    building.open.add(collection)
    const token = node.srcToken
    if (kind === 'map') addPairs(building, collection, node.items as Pair[])
    else if (token && 'items' in token) addItems(building, collection, node.items as Node[], token.items)
    building.open.delete(collection)
    if (token?.type === 'flow-collection') collection.commas = commasOf(token.items)
    else collection.bare = collection.flow
    const last = collection.entries[collection.entries.length - 1]
    if (last && (!collection.flow || collection.bare)) collection.to = Math.max(last.to, from)
    return collection
  }
  const scalar: TextNode = {
    kind: 'scalar',
    start,
    from,
    to,
    anchor,
    tag,
    entry: undefined,
    style: isScalar(node) ? styleOf(node.type, node.srcToken, to > from) : 'empty',
    source: isScalar(node) ? (node.source ?? '') : '',
    value: isScalar(node) ? valueOf(node, tag) : null,
    otherValue: isScalar(node) ? node.value : null,
  }
  if (anchor) building.anchors.set(anchor.name, scalar)
  return scalar
}

const typeTags = ['int', 'float', 'bool', 'null', 'timestamp']

function valueOf({ type, source = '', value }: Scalar, tag: Mark | undefined): unknown {
  const isTyped = tag ? typeTags.includes(shortTag(tag.name).replace(/^!!/, '')) : type === 'PLAIN'
  return isTyped ? plainValue(source) : value
}

function styleOf(type: string | undefined, token: CST.Token | undefined, some: boolean): ScalarStyle {
  if (type === 'QUOTE_DOUBLE') return 'double'
  if (type === 'QUOTE_SINGLE') return 'single'
  if (type === 'BLOCK_LITERAL') return 'literal'
  if (type === 'BLOCK_FOLDED') return 'folded'
  return token && some ? 'plain' : 'empty'
}

function addPairs(building: Building, map: CollectionNode, pairs: readonly Pair[]): void {
  for (const pair of pairs) {
    if (!isPair(pair)) continue
    const item = pair.srcToken as CST.CollectionItem | undefined
    const start = item?.start ?? []
    const sep = item?.sep ?? []
    const question = start.find((token) => token.type === 'explicit-key-ind')
    const colon = sep.find((token) => token.type === 'map-value-ind')
    const keyNode = pair.key as Node | null
    const key = build(building, keyNode, start, keyNode?.range?.[0] ?? map.from)
    const after = colon && colon.offset + colon.source.length
    const value = build(building, pair.value as Node | null, sep, after ?? key.to)
    const from = question?.offset ?? key.start
    addEntry(map, { key, value, from, after, explicit: question !== undefined })
  }
}

function addItems(building: Building, seq: CollectionNode, nodes: readonly Node[], items: CST.CollectionItem[]): void {
  let index = 0
  for (const item of items) {
    const dash = item.start.find((token) => token.type === 'seq-item-ind')
    const question = item.start.find((token) => token.type === 'explicit-key-ind')
    const props = item.start.some((token) => token.type === 'anchor' || token.type === 'tag')
    if (!dash && !question && !props && !item.sep && !item.value && !item.key) continue
    if (!seq.flow && !dash) continue
    const node = nodes[index++]
    if (!node) return
    const pair = seq.flow && isMap(node) && !node.srcToken
    const fallback = dash ? dash.offset + dash.source.length : seq.from
    const value = build(building, node, pair ? [] : item.start, fallback)
    const after = dash && dash.offset + dash.source.length
    const from = question?.offset ?? dash?.offset ?? value.start
    addEntry(seq, { key: undefined, value, from, after, explicit: false })
  }
}

function addEntry(parent: CollectionNode, parts: Omit<Entry, 'parent' | 'index' | 'to'>): void {
  const to = Math.max(parts.value.to, parts.key?.to ?? 0, parts.after ?? 0)
  const { key, value, from, after, explicit } = parts
  const entry: Entry = { parent, index: parent.entries.length, key, value, from, to, after, explicit }
  parts.value.entry = entry
  parent.entries.push(entry)
  const name = isMerge(entry) ? undefined : keyText(entry)
  if (name !== undefined && !parent.byKey.has(name)) parent.byKey.set(name, entry)
}

function mark(tokens: Tokens, type: 'anchor' | 'tag'): Mark | undefined {
  const token = tokens.find((one) => one.type === type)
  if (!token) return undefined
  const name = type === 'anchor' ? token.source.slice(1) : token.source
  return { name, from: token.offset, to: token.offset + token.source.length }
}

function commasOf(items: readonly CST.CollectionItem[]): number[] {
  const commas: number[] = []
  for (const item of items) for (const token of item.start) if (token.type === 'comma') commas.push(token.offset)
  return commas
}
