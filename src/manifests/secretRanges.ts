import { lastApplied } from '../schema/manifest.ts'
import { outlineText } from '../text/outlineText.ts'
import { markLength, parseTree, readTrees } from '../text/parseText.ts'
import type { TextRange, TextTrees } from '../text/parseText.ts'
import { isMerge, keyText, mergeSources, nodesOf, resolveAlias } from '../text/textNode.ts'
import type { CollectionNode, Entry, TextNode } from '../text/textNode.ts'
import { isCredentialComment, isCredentialKey, isPlainField, isSecretKind, quotesManifest } from './secretKinds.ts'
import { hiddenLines } from './secretLines.ts'

/** The parts of a Secret that hold its values. */
const parts = new Set(['data', 'stringData'])
const metadataFields = new Set(
  'name,namespace,generateName,uid,resourceVersion,generation,creationTimestamp,deletionTimestamp,selfLink'.split(','),
)

function mapAt(node: TextNode | undefined): CollectionNode | undefined {
  const found = node && resolveAlias(node)
  return found?.kind === 'map' ? found : undefined
}

/** Yields the entries of a map, including those from merge keys. */
function* entriesOf(
  map: CollectionNode,
  seen = new Set<CollectionNode>(),
): Generator<{ key: string | undefined; entry: Entry }> {
  if (seen.has(map)) return
  seen.add(map)
  for (const entry of map.entries) {
    if (!isMerge(entry)) yield { key: keyText(entry), entry }
    else for (const source of mergeSources(entry) ?? []) yield* entriesOf(source, seen)
  }
}

function valueOf(map: CollectionNode, key: string): TextNode | undefined {
  for (const one of entriesOf(map)) if (one.key === key) return one.entry.value
  return undefined
}

/** Returns the text of a scalar, and of anything else nothing. */
function textOf(node: TextNode | undefined): string {
  const found = node && resolveAlias(node)
  return found?.kind === 'scalar' ? found.source : ''
}

/** Matches the keys of maps whose keys the user chooses. */
const chosenKeys = /labels|annotations|selector/i

/** Finds the values of Secrets in documents without errors. */
class Finder {
  readonly ranges: TextRange[] = []
  /** The parts of the text in which any comment can hold a value. */
  readonly around: TextRange[] = []
  readonly #seen = new Set<TextNode>()
  readonly #text: string
  readonly #isCredentialLabel: (key: string) => boolean

  constructor(text: string, isCredentialLabel: (key: string) => boolean) {
    this.#text = text
    this.#isCredentialLabel = isCredentialLabel
  }

  /** Returns whether a key of the map can only come from a Secret. */
  #hasCredential({ kind, entries }: CollectionNode, key: string | undefined): boolean {
    const isCredential = chosenKeys.test(key ?? '') ? this.#isCredentialLabel : isCredentialKey
    return kind === 'map' && entries.some((entry) => isCredential(keyText(entry) ?? ''))
  }

  #isSingleLine({ from, to }: TextRange): boolean {
    return !this.#text.slice(from, to).trimEnd().includes('\n')
  }

  /** Hides a value, with what its aliases stand for. */
  hide(node: TextNode): void {
    if (this.#seen.has(node)) return
    this.#seen.add(node)
    this.ranges.push({ from: node.start, to: node.to })
    for (const one of nodesOf(node)) if (one.kind === 'alias' && one.target) this.hide(one.target)
  }

  /** Hides the value of an entry, and its key if that may be a part of the value. */
  #hideEntry({ from, key, value, after, explicit }: Entry): void {
    const isKey = !key || (after !== undefined && !explicit && /^[\w./-]+$/.test(textOf(key)))
    if (key && !isKey) this.ranges.push({ from, to: key.to })
    if (key && !isKey) for (const one of nodesOf(key)) if (one.kind === 'alias') this.hide(one)
    this.hide(value)
  }

  /** Hides all values of a map, or anything else as a whole. */
  #hideEntries(node: TextNode): void {
    const map = mapAt(node)
    if (!map || node.anchor || node.tag) this.hide(node)
    else for (const { entry } of entriesOf(map)) this.#hideEntry(entry)
  }

  /** Hides the parts of a value that can only come from a Secret. */
  #hideStrays(node: TextNode, key: string | undefined, isFree: boolean): void {
    if (this.#seen.has(node)) return
    if (node.kind === 'scalar') {
      const isJoined = !isFree && node.style === 'plain' && key !== 'description' && !this.#isSingleLine(node)
      if (isJoined || quotesManifest(node.source)) this.hide(node)
    } else if (node.kind !== 'alias') {
      const isStray = !isFree && this.#hasCredential(node, key)
      for (const entry of node.entries) {
        const own = entry.key && keyText(entry)
        if (own === 'stringData') this.#hideEntries(entry.value)
        else if (isStray && entry.value.kind === 'scalar') this.#hideEntry(entry)
        else this.#hideStrays(entry.value, own ?? key, isFree)
      }
    }
  }

  /** Hides all values of labels or annotations if one of them can only come from a Secret. */
  #hideLabels(node: TextNode, isSecret: boolean): void {
    const map = mapAt(node)
    if (!map || this.#hasCredential(map, isSecret ? undefined : 'labels')) this.#hideEntries(node)
    else {
      for (const { key, entry } of entriesOf(map)) {
        const value = resolveAlias(entry.value)
        const isCopy = (isSecret && key === lastApplied) || quotesManifest(textOf(value))
        if (isCopy || value?.kind !== 'scalar') this.#hideEntry(entry)
      }
    }
  }

  #hideMetadata(node: TextNode, isSecret: boolean): void {
    const map = mapAt(node)
    if (!map || this.#hasCredential(map, 'metadata')) {
      this.#hideEntries(node)
      return
    }
    for (const { key = '', entry } of entriesOf(map)) {
      const value = resolveAlias(entry.value)
      const isPlain = value?.kind === 'scalar' && this.#isSingleLine(value)
      if (key === 'labels' || key === 'annotations') this.#hideLabels(entry.value, isSecret)
      else if (metadataFields.has(key) ? !isPlain : value?.kind === 'scalar') this.#hideEntry(entry)
      else this.#hideStrays(entry.value, key, false)
    }
  }

  /**
   * Hides the values in an object.
   *
   * @param range - the part of the text with the object and its comments
   * @param inherited - the kind of an object without one, from the list around it
   */
  hideIn(object: CollectionNode, range: TextRange, inherited = '', depth = 0): void {
    const kind = textOf(valueOf(object, 'kind')) || inherited
    const isSecret = isSecretKind(kind, textOf(valueOf(object, 'apiVersion')))
    const before = this.ranges.length
    let isList = false
    for (const { key = '', entry } of entriesOf(object)) {
      const value = resolveAlias(entry.value)
      const isBare = value === entry.value && !value.anchor && !value.tag
      if (isBare && value.kind === 'scalar' && isPlainField(key, value.source)) continue
      if (key === 'metadata') this.#hideMetadata(entry.value, isSecret)
      else if (key === 'items' && value?.kind === 'seq' && depth < 20) {
        isList = true
        this.hideInItems(value, { from: entry.from, to: range.to }, isSecret ? 'Secret' : '', depth + 1)
      } else if (parts.has(key) && !(key === 'data' && kind === 'ConfigMap')) this.#hideEntries(entry.value)
      else if (kind === 'ConfigMap') this.#hideStrays(entry.value, key, true)
      else if (isSecret || isCredentialKey(key) || !value || value.kind === 'scalar') this.#hideEntry(entry)
      else if (kind === '' && key !== 'spec' && key !== 'status') this.#hideEntry(entry)
      else this.#hideStrays(entry.value, key, false)
    }
    if (!isList && (isSecret || kind === '' || this.ranges.length > before)) this.around.push(range)
  }

  hideInItems(list: CollectionNode, range: TextRange, inherited: string, depth: number): void {
    list.entries.forEach((item, index) => {
      const map = mapAt(item.value)
      const from = list.entries[index - 1]?.to ?? range.from
      const to = list.entries[index + 1]?.from ?? range.to
      if (map) this.hideIn(map, { from, to }, inherited, depth)
      else if (item.value.kind === 'seq' && depth < 20) this.hideInItems(item.value, { from, to }, inherited, depth + 1)
      else this.hide(item.value)
    })
  }

  hideComments(): void {
    if (!this.#text.includes('#')) return
    const around = mergeRanges(this.around)
    let last = 0
    let wasHidden = false
    let at = 0
    for (const { from, to } of outlineText(this.#text).comments) {
      const isNext = this.#text.slice(last, from).trim() === ''
      while ((around[at]?.to ?? Infinity) < to) at++
      const isInside = (around[at]?.from ?? Infinity) <= from
      wasHidden = isInside || (isNext && wasHidden) || isCredentialComment(this.#text.slice(from, to))
      if (wasHidden) this.ranges.push({ from: from + (/^#+\s*/.exec(this.#text.slice(from, to))?.[0].length ?? 1), to })
      last = to
    }
  }
}

/** Splits a text into its documents. Each line `---` starts one, even in a string. */
export function documentsOf(text: string): string[] {
  if (/^%/m.test(text)) return [text]
  const starts = [...new Set([0, ...[...text.matchAll(/^---(?=\s|$)/gm)].map(({ index }) => index)])]
  return starts.map((from, i) => text.slice(from, starts[i + 1]))
}

/**
 * Returns the ranges to hide in a text, in its order: the values of Secrets with quotes, anchors and tags, the comments
 * of Secrets, and everything else that may be a value. In a document that can't be parsed, hides more. Never throws.
 *
 * @param trees - the trees of the text, if it is already read
 * @param isCredentialLabel - whether the key of a label shows that it comes from a Secret
 */
export function secretRanges(
  text: string,
  trees: TextTrees = readTrees(text),
  isCredentialLabel: (key: string) => boolean = (key) => /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(key),
): TextRange[] {
  const { documents, errors } = parseTree(trees)
  if (errors.length > 0) {
    const all = documentsOf(text)
    if (all.length === 1) return mergeRanges([...hiddenLines(text)])
    let at = 0
    return all.flatMap((document) => {
      const start = at
      at += document.length
      return secretRanges(document).map(({ from, to }) => ({ from: from + start, to: to + start }))
    })
  }
  const mark = markLength(text)
  const finder = new Finder(trees.text, isCredentialLabel)
  for (const { root, from, to } of documents) {
    const map = mapAt(root)
    if (map) finder.hideIn(map, { from, to })
    else if (root.kind === 'seq') finder.hideInItems(root, { from, to }, '', 0)
    else finder.hide(root)
  }
  finder.hideComments()
  return mergeRanges(
    finder.ranges.map(({ from, to }) => {
      const end = from + trees.text.slice(from, to).trimEnd().length
      return { from: from + mark, to: end + mark }
    }),
  )
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
