import type { Json } from '../base/json.ts'
import { deepEqual, isObject, member } from '../base/json.ts'
import type { Manifest } from '../schema/manifest.ts'
import { getAt } from '../base/pointer.ts'
import type { Path } from '../base/pointer.ts'
import type { Edit } from '../text/edit.ts'
import { applyEdits } from '../text/applyEdits.ts'
import { header } from '../text/changeDocuments.ts'
import { locateEntry } from '../text/locate.ts'
import { markLength } from '../text/parseText.ts'
import type { TextRange } from '../text/parseText.ts'
import { applyChanges, eolOf, lineEnd, lineStart, nextLine } from '../text/textLayout.ts'
import { changesOf, toEdits } from './changes.ts'
import { itemRange } from './itemRange.ts'
import type { ReadText, TextManifest } from './readText.ts'
import { readText } from './readText.ts'
import { stringifyManifests } from './stringifyManifests.ts'

/**
 * Returns a value without the Secrets in it, valid or not, at any depth of lists; undefined if nothing else is left.
 *
 * @param gone - collects the paths of the removed items
 */
function withoutSecrets(value: Json, path: Path = [], gone: Path[] = []): Json | undefined {
  const kind = member(value, 'kind')
  const items = member(value, 'items')
  if (kind === 'Secret' || kind === 'SecretList') return undefined
  if (!isObject(value) || !Array.isArray(items)) return value
  const kept = items.flatMap((item: Json, index): Json[] => {
    const own = [...path, 'items', index]
    const inside: Path[] = []
    const left = withoutSecrets(item, own, inside)
    gone.push(...(left === undefined ? [own] : inside))
    return left === undefined ? [] : [left]
  })
  return items.length > 0 && kept.length === 0 ? undefined : ({ ...value, items: kept } as Json)
}

function isSameObject(a: Manifest, b: Manifest): boolean {
  return [['kind'], ['metadata', 'name'], ['metadata', 'namespace']].every((path) =>
    deepEqual(getAt(a, path), getAt(b, path)),
  )
}

/** The manifests that replace a Secret in a text. */
interface Replacement {
  /** The manifests to add; one that the text already has is edited where it is. */
  added: readonly Manifest[]
  /** The Secret that they replace, or else the manifest that they follow. */
  at: TextManifest | undefined
}

/** Returns the edits that add the manifests. */
function additions({ manifests, documents }: ReadText, { added, at }: Replacement): Edit[] {
  const edits: Edit[] = []
  const fresh: Manifest[] = []
  for (const next of added) {
    const one = manifests.find(({ manifest }) => isSameObject(manifest, next))
    if (one) edits.push(...toEdits(one, changesOf(one.manifest, one.manifest, next)))
    else fresh.push(next)
  }
  if (!at) return edits
  const { document } = at
  const items = at.path.length > 0 ? getAt(documents[document]?.value, ['items']) : undefined
  if (Array.isArray(items)) {
    fresh.forEach((value, index) => edits.push({ type: 'set', document, path: ['items', items.length + index], value }))
  } else {
    for (const value of fresh.toReversed()) edits.push({ type: 'insertDocument', document: document + 1, value })
  }
  return edits
}

/** Returns the parts of a text to remove with its Secrets; undefined if one shares a line with something else. */
function rangesOf({ documents, trees: { text, trees } }: ReadText): TextRange[] | undefined {
  const ranges: TextRange[] = []
  let isFirst = true
  for (const [index, { value }] of documents.entries()) {
    const tree = trees[index]
    if (!tree) return undefined
    const gone: Path[] = []
    if (withoutSecrets(value, [], gone) === undefined) {
      const kept = index === 0 ? (header.exec(text.slice(tree.from, tree.to))?.[0].length ?? 0) : 0
      ranges.push({ from: tree.from + kept, to: tree.to })
      continue
    }
    // The separator above the first document goes too if it is alone on its line.
    const { marker } = tree.syntax
    const isAlone = marker !== undefined && marker === tree.from && lineEnd(text, marker) === marker + 3
    if (isFirst && index > 0 && isAlone && trees[0]?.syntax.marker === undefined) {
      ranges.push({ from: marker, to: nextLine(text, marker) })
    }
    isFirst = false
    for (const path of gone) {
      const entry = locateEntry(tree.root, path)
      const range = entry && itemRange(text, entry)
      if (!range) return undefined
      ranges.push(range)
    }
  }
  return ranges
}

/** Returns the YAML text without its Secrets; undefined if they can't be cut out of it. */
function cutSecrets(read: ReadText): string | undefined {
  const { documents, text, trees } = read
  const changes = rangesOf(read)?.map((range) => ({ ...range, insert: '' }))
  const cut = changes && applyChanges(trees.text, changes)
  if (cut === undefined) return undefined
  const wanted = documents.flatMap(({ value }) => withoutSecrets(value) ?? [])
  const { documents: left, parses } = readText(cut)
  const isSame = parses && left.length === wanted.length && left.every(({ value }, i) => deepEqual(value, wanted[i]))
  return isSame ? text.slice(0, markLength(text)) + cut : undefined
}

/**
 * Returns the text without its Secrets and with the replacement. YAML stays byte for byte where nothing is replaced;
 * JSON is printed again.
 */
export function replaceSecrets(
  text: string,
  format: 'yaml' | 'json',
  read: ReadText,
  replacement: Replacement = { added: [], at: undefined },
): string {
  const { added, at } = replacement
  const hasSecrets = read.documents.some(({ value }) => {
    const gone: Path[] = []
    return withoutSecrets(value, [], gone) === undefined || gone.length > 0
  })
  if (added.length === 0 && !hasSecrets) return text
  const isNew = (one: Manifest): boolean => added.some((other) => isSameObject(one, other))
  const wanted = read.manifests.flatMap((one) => {
    const kept = isNew(one.manifest)
      ? undefined
      : (withoutSecrets(one.manifest as unknown as Json) as Manifest | undefined)
    return [...(kept ? [kept] : []), ...(one === at ? added : [])]
  })
  if (format === 'json' || wanted.length === 0) return stringifyManifests(wanted, format)
  try {
    return inText(read, replacement) ?? stringifyManifests(wanted, 'yaml')
  } catch {
    return stringifyManifests(wanted, 'yaml')
  }
}

/** Returns the YAML text without its Secrets and with the replacement; undefined if the Secrets can't be cut out. */
function inText(read: ReadText, replacement: Replacement): string | undefined {
  const { added, at } = replacement
  if (!at || at.path.length === 0) {
    const edits = additions(read, replacement)
    return cutSecrets(edits.length === 0 ? read : readText(applyEdits(read.text, edits)))
  }
  // Items of a List are added last, so that no comment of a Secret follows them.
  const cut = cutSecrets(read)
  const isKept = ({ value }: { value: Json }): boolean => withoutSecrets(value) !== undefined
  const list = read.documents[at.document]
  if (cut === undefined || !list || !isKept(list)) return undefined
  const document = read.documents.slice(0, at.document).filter(isKept).length
  return applyEdits(cut, additions(readText(cut), { added, at: { ...at, document } }))
}

/** Characters that are invisible, or that end a line for some YAML reader. */
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}\ufeff]/gu

/** Returns the text with a comment above a manifest. The lines come without `#`. */
export function commentAbove(
  text: string,
  isMarked: (manifest: Manifest) => boolean,
  lines: readonly string[],
): string {
  const { manifests, documents } = readText(text)
  const marked = manifests.find(({ manifest }) => isMarked(manifest))
  const document = documents[marked?.document ?? 0]
  const node = marked && document?.locate(marked.path)
  if (!document || !node || lines.length === 0) return text
  const eol = eolOf(text)
  const comment = lines.map((line) => `# ${line.replaceAll(unseen, ' ')}`.trimEnd())
  const first = markLength(text)
  // Above its first line or, if that is inside a value, above its document.
  for (const offset of [node.from, document.from]) {
    const at = Math.max(lineStart(text, offset), first)
    const indentation = /^[ \t]*/.exec(text.slice(at))?.[0] ?? ''
    const block = comment.map((line) => indentation + line + eol).join('')
    if (text.slice(0, at).endsWith(block)) return text
    const marking = text.slice(0, at) + block + text.slice(at)
    const { documents: said, parses } = readText(marking)
    const isSame =
      said.length === documents.length && said.every(({ value }, i) => deepEqual(value, documents[i]?.value))
    if (parses && isSame) return marking
  }
  const all = manifests.map(({ manifest }) => manifest)
  return `${comment.join('\n')}\n${stringifyManifests(all, 'yaml')}`
}
