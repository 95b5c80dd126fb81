import type { Json } from '../base/json.ts'
import { deepEqual } from '../base/json.ts'
import type { Manifest } from '../schema/manifest.ts'
import { getAt } from '../base/pointer.ts'
import type { Edit } from '../text/edit.ts'
import { applyEdits } from '../text/applyEdits.ts'
import { changesOf, toEdits } from './changes.ts'
import type { TextManifest } from './readText.ts'
import { readText } from './readText.ts'
import { stringifyManifests } from './stringifyManifests.ts'

function isSameObject(a: Manifest, b: Manifest, byName: boolean): boolean {
  const same = (path: string[]): boolean => deepEqual(getAt(a, path), getAt(b, path))
  return same(['kind']) && (!byName || (same(['metadata', 'name']) && same(['metadata', 'namespace'])))
}

/** Pairs the manifests of the text with the wanted ones: first by kind and name, then by kind alone. */
function pair(present: readonly TextManifest[], wanted: readonly Manifest[]): Map<TextManifest, Manifest> {
  const pairs = new Map<TextManifest, Manifest>()
  for (const byName of [true, false]) {
    for (const one of present) {
      if (pairs.has(one)) continue
      const taken = new Set(pairs.values())
      const found = wanted.find((other) => !taken.has(other) && isSameObject(one.manifest, other, byName))
      if (found) pairs.set(one, found)
    }
  }
  return pairs
}

function sameManifests(text: string, wanted: readonly Manifest[]): boolean {
  const { parses, manifests } = readText(text)
  const found = manifests.map(({ manifest }) => manifest)
  return parses && found.length === wanted.length && wanted.every((one) => found.some((other) => deepEqual(one, other)))
}

/**
 * Returns the text with its manifests replaced by the wanted ones. Comments, order, quotes and everything else with the
 * same meaning stay. If the text can't be read, or can't be edited to hold exactly these manifests, returns them as new
 * YAML.
 */
export function mergeManifests(text: string, wanted: readonly Manifest[]): string {
  const fresh = (): string => stringifyManifests(wanted, 'yaml')
  if (wanted.length === 0) return text
  const read = readText(text)
  if (!read.parses || read.manifests.length === 0) return fresh()
  const pairs = pair(read.manifests, wanted)
  const edits: Edit[] = []
  for (const [one, next] of pairs) edits.push(...toEdits(one, changesOf(one.manifest, one.manifest, next)))
  // From the end, so that a deletion doesn't shift the next ones.
  for (const one of read.manifests.toReversed()) {
    if (pairs.has(one)) continue
    const { document, path } = one
    edits.push(path.length > 0 ? { type: 'delete', document, path } : { type: 'removeDocument', document })
  }
  const known = new Set(pairs.values())
  const added = wanted.filter((one) => !known.has(one)).toReversed()
  for (const value of added) edits.push({ type: 'insertDocument', document: 0, value: value as Json })
  try {
    const merged = edits.length > 0 ? applyEdits(text, edits) : text
    return sameManifests(merged, wanted) ? merged : fresh()
  } catch {
    return fresh()
  }
}
