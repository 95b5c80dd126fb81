import { deepEqual, member } from '../base/json.ts'
import type { Manifest } from '../schema/manifest.ts'
import { getAt } from '../base/pointer.ts'
import type { Edit } from '../text/edit.ts'
import { applyEdits } from '../text/applyEdits.ts'
import { markLength } from '../text/parseText.ts'
import { eolOf, lineStart } from '../text/textLayout.ts'
import { changesOf, toEdits } from './changes.ts'
import type { ReadText, TextManifest } from './readText.ts'
import { readText } from './readText.ts'
import { stringifyManifests } from './stringifyManifests.ts'

/** Returns whether the object holds values of Secrets, valid or not. */
function holdsSecrets({ manifest }: TextManifest): boolean {
  const kind = member(manifest, 'kind')
  return kind === 'Secret' || kind === 'SecretList'
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

/** Returns the edits, in an order in which none shifts a later one. */
function editsOf({ manifests, documents }: ReadText, { added, at }: Replacement): Edit[] {
  const edits: Edit[] = []
  const fresh: Manifest[] = []
  for (const next of added) {
    const one = manifests.find(({ manifest }) => isSameObject(manifest, next))
    if (one) edits.push(...toEdits(one, changesOf(one.manifest, one.manifest, next)))
    else fresh.push(next)
  }
  const items = at && at.path.length > 0 ? getAt(documents[at.document]?.value, ['items']) : undefined
  if (at && Array.isArray(items)) {
    fresh.forEach((value, index) =>
      edits.push({ type: 'set', document: at.document, path: ['items', items.length + index], value }),
    )
  }
  for (const one of manifests.toReversed()) {
    const { document, path } = one
    if (one === at && !items) {
      for (const value of fresh.toReversed()) edits.push({ type: 'insertDocument', document: document + 1, value })
    }
    if (holdsSecrets(one))
      edits.push(path.length > 0 ? { type: 'delete', document, path } : { type: 'removeDocument', document })
  }
  return edits
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
  const edits = editsOf(read, replacement)
  if (edits.length === 0) return text
  const { added, at } = replacement
  const isNew = (one: Manifest): boolean => added.some((other) => isSameObject(one, other))
  const wanted = read.manifests.flatMap((one) => [
    ...(holdsSecrets(one) || isNew(one.manifest) ? [] : [one.manifest]),
    ...(one === at ? added : []),
  ])
  if (format === 'json' || wanted.length === 0) return stringifyManifests(wanted, format)
  try {
    return applyEdits(text, edits)
  } catch {
    return stringifyManifests(wanted, 'yaml')
  }
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
