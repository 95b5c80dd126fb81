import type { Json } from '../base/json.ts'
import { deepEqual, isObject } from '../base/json.ts'
import type { Manifest } from '../schema/manifest.ts'
import type { Path } from '../base/pointer.ts'
import { getAt, setAt, toPointer } from '../base/pointer.ts'
import type { Edit } from '../text/edit.ts'
import type { TextManifest } from './readText.ts'

/** A change of a manifest; without a value, it removes the path. */
export interface Change {
  path: Path
  value?: Json
}

/** Returns the scalars, lists and empty objects of a manifest, by pointer. */
function leaves(data: unknown, path: Path = [], into = new Map<string, { path: Path; value: Json }>()): typeof into {
  if (isObject(data) && Object.keys(data).length > 0) {
    for (const [key, value] of Object.entries(data)) leaves(value, [...path, key], into)
  } else into.set(toPointer(path), { path, value: data as Json })
  return into
}

/** Returns the topmost object with nothing but the leaf that the wanted manifest lacks, or the leaf itself. */
function emptied(present: Manifest, wanted: Manifest | undefined, path: Path): Path {
  let top = path
  while (top.length > 1) {
    const parent = top.slice(0, -1)
    const value = getAt(present, parent)
    if (!isObject(value) || Object.keys(value).length > 1 || getAt(wanted, parent) !== undefined) break
    top = parent
  }
  return top
}

/** Returns the changes from `before` to `after`, for a manifest that may hold more than `before`. */
export function changesOf(present: Manifest, before: Manifest | undefined, after: Manifest): Change[] {
  const old = leaves(before ?? {})
  const wanted = leaves(after)
  const changes: Change[] = []
  let rest = present
  for (const [pointer, { path }] of old) {
    if (path.length === 0 || wanted.has(pointer) || getAt(after, path) !== undefined) continue
    const top = emptied(rest, after, path)
    changes.push({ path: top })
    rest = setAt(rest, top, undefined)
  }
  for (const [pointer, { path, value }] of wanted) {
    const was = old.get(pointer)
    if ((was && deepEqual(was.value, value)) || deepEqual(getAt(rest, path), value)) continue
    if (isObject(value) && isObject(getAt(rest, path))) continue
    // Write a missing object as a whole.
    const gap = path.findIndex((_key, index) => getAt(rest, path.slice(0, index + 1)) === undefined)
    const top = gap < 0 ? path : path.slice(0, gap + 1)
    const part = gap < 0 ? value : (getAt(after, top) as Json)
    changes.push({ path: top, value: part })
    rest = setAt(rest, top, part)
  }
  return changes
}

/** Returns the changes as edits of the text that holds the manifest. */
export function toEdits(at: TextManifest, changes: readonly Change[]): Edit[] {
  return changes.map(({ path, value }): Edit => {
    const here = { document: at.document, path: [...at.path, ...path] }
    return value === undefined ? { type: 'delete', ...here } : { type: 'set', ...here, value }
  })
}
