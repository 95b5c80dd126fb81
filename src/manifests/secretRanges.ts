import { markLength, parseTree, readTrees } from '../text/parseText.ts'
import type { TextRange, TextTrees } from '../text/parseText.ts'
import { isMerge, keyText, mergeSources, resolveAlias } from '../text/textNode.ts'
import type { CollectionNode, TextNode } from '../text/textNode.ts'
import { lastApplied } from '../schema/manifest.ts'

/** The parts of a Secret without its values. Anything else may be a misspelled `data` or `stringData`. */
const plainParts = new Set<string | undefined>(['apiVersion', 'kind', 'metadata', 'type', 'immutable'])

function mapAt(node: TextNode | undefined): CollectionNode | undefined {
  const found = node && resolveAlias(node)
  return found?.kind === 'map' ? found : undefined
}

/** Yields the entries of a map, including those from merge keys. */
function* entriesOf(map: CollectionNode, depth = 0): Generator<{ key: string | undefined; value: TextNode }> {
  for (const entry of map.entries) {
    if (!isMerge(entry)) yield { key: keyText(entry), value: entry.value }
    else if (depth < 10) for (const source of mergeSources(entry) ?? []) yield* entriesOf(source, depth + 1)
  }
}

function valueOf(map: CollectionNode | undefined, key: string): TextNode | undefined {
  for (const entry of map ? entriesOf(map) : []) if (entry.key === key) return entry.value
  return undefined
}

function textOf(node: TextNode | undefined): string {
  const found = node && resolveAlias(node)
  return found?.kind === 'scalar' ? found.source : ''
}

/** Collects every scalar in a value, following aliases. */
function collect(node: TextNode, into: Set<TextNode>, depth = 0): void {
  const found = resolveAlias(node)
  if (!found || depth > 20) return
  if (found.kind === 'scalar') into.add(found)
  else if (found.kind === 'seq' || found.kind === 'map') {
    for (const entry of found.entries) collect(entry.value, into, depth + 1)
  }
}

/** Returns the objects of a document: its root, or the items of a List. */
function objectsOf(root: TextNode): CollectionNode[] {
  const map = mapAt(root)
  const items = valueOf(map, 'items')
  const list = items && resolveAlias(items)
  if (list?.kind !== 'seq') return map ? [map] : []
  return list.entries.flatMap((entry) => mapAt(entry.value) ?? [])
}

/** The key of a Secret's values, anywhere in a line. */
const partKey = /(?:^|[^\w.-])(?:data|stringData)["']?\s*:/
/** A line of the object around the values, or of the next one. */
const around =
  /^\s*(?:-\s+)*(?:---|["']?(?:(?:apiVersion|kind|metadata|immutable)["']?\s*:|type["']?\s*:\s*["']?(?:Opaque|kubernetes\.io)))/

/** Yields the range after the key on each line from `data:` or `stringData:` on, whether the text can be parsed or not. */
export function* linesBelow(text: string): Generator<TextRange> {
  let inside = -1
  let at = 0
  for (const line of text.split('\n')) {
    const indentation = line.length - line.trimStart().length
    // Text that was pasted without its indentation still belongs to the values.
    if (indentation <= inside && around.test(line)) inside = -1
    const opened = inside < 0 ? partKey.exec(line) : undefined
    if (inside >= 0 || opened) {
      const key = /^\s*(?:[\w.-]+|"[\w.-]+"):(?:\s+|$)/.exec(line)?.[0].length ?? indentation
      const from = opened ? opened.index + opened[0].length : key
      const end = line.trimEnd().length
      const start = line.length - line.slice(from).trimStart().length
      if (end > start) yield { from: at + start, to: at + end }
    }
    if (opened) inside = indentation
    at += line.length + 1
  }
}

/**
 * Returns the ranges of the values of Secrets in a text, in its order and including quotes. If the text can't be
 * parsed, adds ranges guessed from its lines. Never throws.
 */
export function secretRanges(text: string, trees: TextTrees = readTrees(text)): TextRange[] {
  const mark = markLength(text)
  const { documents, errors } = parseTree(trees)
  const found = new Set<TextNode>()
  for (const { root } of documents) {
    for (const object of objectsOf(root)) {
      // An object without a kind may be a Secret whose kind is misspelled.
      if (!/secret|^$/i.test(textOf(valueOf(object, 'kind')))) continue
      for (const { key, value } of entriesOf(object)) if (!plainParts.has(key)) collect(value, found)
      const annotations = mapAt(valueOf(mapAt(valueOf(object, 'metadata')), 'annotations'))
      const copy = valueOf(annotations, lastApplied)
      if (copy) collect(copy, found)
    }
  }
  const ranges = [...found].map(({ from, to }) => ({ from: from + mark, to: to + mark }))
  if (errors.length > 0) ranges.push(...linesBelow(text))
  return mergeRanges(ranges.map(({ from, to }) => ({ from, to: from + text.slice(from, to).trimEnd().length })))
}

/** Returns the ranges in the order of the text, with overlapping ones merged and empty ones removed. */
export function mergeRanges(ranges: readonly TextRange[]): TextRange[] {
  const merged: TextRange[] = []
  for (const range of ranges.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    const last = merged.at(-1)
    if (range.to <= range.from) continue
    if (last && range.from < last.to) last.to = Math.max(last.to, range.to)
    else merged.push({ ...range })
  }
  return merged
}
