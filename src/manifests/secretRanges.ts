import { lastApplied } from '../schema/manifest.ts'
import { markLength, parseTree, readTrees } from '../text/parseText.ts'
import type { TextRange, TextTrees } from '../text/parseText.ts'
import { lineEnd } from '../text/textLayout.ts'
import { isMerge, keyText, mergeSources, nodesOf, resolveAlias } from '../text/textNode.ts'
import type { CollectionNode, Entry, TextNode } from '../text/textNode.ts'
import {
  isCredentialComment,
  isCredentialKey,
  isPlainField,
  isSecretKind,
  quotesManifest,
  secretKinds,
} from './secretKinds.ts'
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
/** Matches the keys of fields, and those of `managedFields`. */
const fieldKey = /^(?:[\w.$/-]+$|[fkv]:)/

/** Finds the values of Secrets in documents without errors. */
class Finder {
  readonly ranges: TextRange[] = []
  /** Whether anything is hidden outside of the Secrets. */
  hasStrays = false
  readonly #text: string
  readonly #roots: readonly TextNode[]
  readonly #isCredentialLabel: (key: string) => boolean
  readonly #seen = new Set<TextNode>()
  /** The parts of the text in which any comment can hold a value. */
  readonly #around: TextRange[] = []
  #isInSecret = false
  #isJson = false

  constructor({ text, trees }: TextTrees, isCredentialLabel: (key: string) => boolean) {
    this.#text = text
    this.#roots = trees.map(({ root }) => root)
    this.#isCredentialLabel = isCredentialLabel
    for (const { root, from, to } of trees) {
      const map = mapAt(root)
      this.#isJson = (root.kind === 'map' || root.kind === 'seq') && root.flow
      if (map) this.#hideIn(map, { from, to }, '', 0)
      else if (root.kind === 'seq') this.#hideInItems(root, { from, to }, '', 0)
      else this.#hide(root)
    }
    if (text.includes('#')) this.#hideComments()
  }

  #add(range: TextRange): void {
    this.ranges.push(range)
    this.hasStrays ||= !this.#isInSecret && range.to > range.from
  }

  #isSingleLine({ from, to }: TextRange): boolean {
    return !this.#text.slice(from, to).trimEnd().includes('\n')
  }

  /** Hides a value, with what its aliases stand for. */
  #hide(node: TextNode): void {
    if (this.#seen.has(node)) return
    this.#add({ from: node.start, to: node.to })
    for (const one of nodesOf(node)) {
      this.#seen.add(one)
      if (one.kind === 'alias' && one.target) this.#hide(one.target)
    }
  }

  /** Hides the value of an entry, and its key if that may be a part of the value. */
  #hideEntry({ from, key, value, after, explicit }: Entry): void {
    const isKey = !key || (after !== undefined && !explicit && /^[\w./-]+$/.test(textOf(key)))
    if (key && !isKey) this.#add({ from, to: key.to })
    if (key && !isKey) for (const one of nodesOf(key)) if (one.kind === 'alias') this.#hide(one)
    this.#hide(value)
  }

  /** Hides all values of a map, or anything else as a whole. */
  #hideEntries(node: TextNode): void {
    const map = mapAt(node)
    if (!map || node.anchor || node.tag) this.#hide(node)
    else for (const { entry } of entriesOf(map)) this.#hideEntry(entry)
  }

  /** Returns whether an entry of a map can only come from a Secret. */
  #isStray(entry: Entry, isChosen: boolean): boolean {
    if (isMerge(entry)) return false
    const key = keyText(entry)
    if (key === undefined || entry.after === undefined || entry.explicit || !fieldKey.test(key)) return true
    // Braces in YAML may come from JSON in a value.
    const isQuoted = entry.parent.flow && !this.#isJson
    return (isChosen && !isQuoted ? this.#isCredentialLabel : isCredentialKey)(key)
  }

  /** Hides the parts of a value that can only come from a Secret. */
  #hideStrays(node: TextNode, key: string | undefined, isSecret: boolean): void {
    if (this.#seen.has(node)) return
    if (node.kind === 'scalar') {
      const isJoined = node.style === 'plain' && key !== 'description' && !this.#isSingleLine(node)
      const isCopy = (isSecret && key === lastApplied) || quotesManifest(node.source)
      if (isJoined || isCopy) this.#hide(node)
    } else if (node.kind === 'alias') {
      if (node.target && this.#seen.has(node.target)) this.#hide(node)
    } else {
      const isChosen = !isSecret && chosenKeys.test(key ?? '')
      const hasStray = node.kind === 'map' && node.entries.some((entry) => this.#isStray(entry, isChosen))
      const holdsData =
        node.kind === 'map' && isSecretKind(textOf(valueOf(node, 'kind')), textOf(valueOf(node, 'apiVersion')))
      for (const entry of node.entries) {
        const own = entry.key && keyText(entry)
        if (own === 'stringData' || (own === 'data' && holdsData)) this.#hideEntries(entry.value)
        else if (hasStray && entry.value.kind === 'scalar') this.#hideEntry(entry)
        else this.#hideStrays(entry.value, own ?? key, isSecret)
      }
    }
  }

  /** Hides the strings that quote a Secret, and everything but strings, in a map with any keys. */
  #hideCopies(node: TextNode): void {
    const map = mapAt(node)
    if (!map) this.#hide(node)
    for (const { entry } of map ? entriesOf(map) : []) {
      const value = resolveAlias(entry.value)
      if (value?.kind !== 'scalar' || this.#seen.has(value) || quotesManifest(value.source)) this.#hideEntry(entry)
    }
  }

  /** Hides the parts of metadata that can come from a value, or all of it if it has anything unusual. */
  #hideMetadata(node: TextNode, isSecret: boolean): void {
    const map = mapAt(node)
    const entries = map ? [...entriesOf(map)] : []
    const isUsual = ({ key = '', entry }: (typeof entries)[number]): boolean => {
      const value = resolveAlias(entry.value)
      if (key === 'labels' || key === 'annotations') {
        if (value?.kind === 'scalar') return (value.value ?? '') === ''
        if (value?.kind !== 'map') return false
        return value.entries.every((one) => resolveAlias(one.value)?.kind === 'scalar')
      }
      if (value?.kind !== 'scalar') return !metadataFields.has(key)
      return metadataFields.has(key) && (isSecret ? /^[\w.:/-]*$/.test(value.source) : this.#isSingleLine(value))
    }
    if (!map || !entries.every(isUsual)) this.#hideEntries(node)
    else {
      for (const { key = '', entry } of entries) {
        const isShown = metadataFields.has(key) || key === 'labels' || key === 'annotations'
        if (isSecret && !isShown) this.#hideEntry(entry)
        else this.#hideStrays(entry.value, key, isSecret)
      }
    }
  }

  /**
   * Hides the values in an object.
   *
   * @param range - the part of the text with the object and its comments
   * @param inherited - the kind of an object without one, from the list around it
   */
  #hideIn(object: CollectionNode, range: TextRange, inherited: string, depth: number): void {
    const kind = textOf(valueOf(object, 'kind')) || inherited
    const isSecret = isSecretKind(kind, textOf(valueOf(object, 'apiVersion')))
    const isAround = this.#isInSecret
    this.#isInSecret ||= secretKinds.includes(kind)
    const before = this.ranges.length
    let isList = false
    for (const { key = '', entry } of entriesOf(object)) {
      const value = resolveAlias(entry.value)
      const isBare = value === entry.value && !value.anchor && !value.tag
      if (isBare && value.kind === 'scalar' && isPlainField(key, value.source)) continue
      if (key === 'metadata') this.#hideMetadata(entry.value, isSecret)
      else if (key === 'items' && value?.kind === 'seq' && depth < 20) {
        isList = true
        this.#hideInItems(value, { from: entry.from, to: range.to }, isSecret ? 'Secret' : '', depth + 1)
      } else if (kind === 'ConfigMap' && (key === 'data' || key === 'binaryData')) this.#hideCopies(entry.value)
      else if (parts.has(key)) this.#hideEntries(entry.value)
      else if (isSecret || isCredentialKey(key) || !value || value.kind === 'scalar') this.#hideEntry(entry)
      else if (kind === '' && key !== 'spec' && key !== 'status') this.#hideEntry(entry)
      else this.#hideStrays(entry.value, key, false)
    }
    if (!isList && (isSecret || kind === '' || this.ranges.length > before)) this.#around.push(range)
    this.#isInSecret = isAround
    // An alias of more than one value of a Secret is hidden.
    if (isSecret) for (const one of nodesOf(object)) if (one.kind !== 'scalar') this.#seen.add(one)
  }

  #hideInItems(list: CollectionNode, range: TextRange, inherited: string, depth: number): void {
    list.entries.forEach((item, index) => {
      const map = mapAt(item.value)
      const from = list.entries[index - 1]?.to ?? range.from
      const to = list.entries[index + 1]?.from ?? range.to
      if (map) this.#hideIn(map, { from, to }, inherited, depth)
      else this.#hide(item.value)
    })
  }

  /** Yields the comments: each `#` between the values and keys. */
  *#comments(): Generator<TextRange> {
    let at = 0
    for (const node of [...this.#roots.flatMap((root) => [...nodesOf(root)]), undefined]) {
      if (node?.kind === 'map' || node?.kind === 'seq') continue
      const isBlock = node?.kind === 'scalar' && (node.style === 'literal' || node.style === 'folded')
      const to = node ? (isBlock ? lineEnd(this.#text, node.from) : node.start) : this.#text.length
      for (const { index, 0: comment } of this.#text.slice(at, to).matchAll(/(?<![^\s,[\]{}])#.*/g))
        yield { from: at + index, to: at + index + comment.trimEnd().length }
      at = Math.max(at, node?.to ?? 0)
    }
  }

  /** Hides the blocks of comments that may hold a value. */
  #hideComments(): void {
    const around = mergeRanges(this.#around)
    let at = 0
    let last = 0
    let block: TextRange[] = []
    let isHidden = false
    for (const { from, to } of [...this.#comments(), { from: Infinity, to: Infinity }]) {
      if (this.#text.slice(last, from).trim() !== '' || from === Infinity) {
        if (isHidden) this.ranges.push(...block)
        block = []
        isHidden = false
      }
      const comment = this.#text.slice(from, to)
      while ((around[at]?.to ?? Infinity) < to) at++
      isHidden ||= (around[at]?.from ?? Infinity) <= from || isCredentialComment(comment)
      block.push({ from: from + (/^#+\s*/.exec(comment)?.[0].length ?? 1), to })
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
 */
export function secretRanges(text: string, trees?: TextTrees): TextRange[] {
  const ranges = secretRangesIn(text, trees)
  return text.includes('://') ? mergeRanges([...ranges, ...userInfos(text)]) : ranges
}

/** Yields the user names and passwords in URLs, also with unescaped slashes. A port before a path is none. */
export function* userInfos(text: string): Generator<TextRange> {
  const found = text.matchAll(/(?<=:\/\/)(?:[^\s/@"']{1,500}|[^\s/:@"']{0,200}:(?!\d{1,5}\/)[^\s@"']{1,300})(?=@)/g)
  for (const { index, 0: part } of found) yield { from: index, to: index + part.length }
}

function secretRangesIn(text: string, trees?: TextTrees): TextRange[] {
  if (trees && parseTree(trees).errors.length === 0) return foundRanges(text, trees)
  let start = 0
  return documentsOf(text).flatMap((document) => {
    const shift = start
    start += document.length
    const read = readTrees(document)
    const ranges = parseTree(read).errors.length > 0 ? hiddenLines(document) : foundRanges(document, read)
    return [...ranges].map(({ from, to }) => ({ from: from + shift, to: to + shift }))
  })
}

function foundRanges(text: string, trees: TextTrees): TextRange[] {
  const mark = markLength(text)
  return findSecrets(trees).ranges.map(({ from, to }) => ({ from: from + mark, to: to + mark }))
}

/**
 * Returns the ranges to hide in a text without errors, and whether a value is hidden outside of its Secrets.
 *
 * @param isCredentialLabel - whether the key of a label shows that it comes from a Secret
 */
export function findSecrets(
  trees: TextTrees,
  isCredentialLabel = (key: string): boolean => /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(key),
): { ranges: TextRange[]; hasStrays: boolean } {
  const { ranges, hasStrays } = new Finder(trees, isCredentialLabel)
  const ends = ranges.map(({ from, to }) => ({ from, to: from + trees.text.slice(from, to).trimEnd().length }))
  return { ranges: mergeRanges(ends), hasStrays }
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
