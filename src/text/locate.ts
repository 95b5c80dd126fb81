import type { Path } from '../base/pointer.ts'
import { isMerge, mergeSources, resolveAlias } from './textNode.ts'
import type { CollectionNode, Entry, TextNode } from './textNode.ts'

/** Returns the map's own entry for a key, without merges. */
export function ownEntry(map: CollectionNode, key: string): Entry | undefined {
  return map.byKey.get(key)
}

/** Returns the entry for a key, including merged entries. A map that many merges lead to is searched once. */
export function findEntry(map: CollectionNode, key: string, seen = new Set<CollectionNode>()): Entry | undefined {
  if (seen.has(map)) return undefined
  seen.add(map)
  const own = ownEntry(map, key)
  if (own) return own
  for (const entry of map.entries) {
    if (!isMerge(entry)) continue
    for (const source of mergeSources(entry) ?? []) {
      const found = findEntry(source, key, seen)
      if (found) return found
    }
  }
  return undefined
}

/** Returns whether a merge key of the map brings in the key. */
export function isMerged(map: CollectionNode, key: string): boolean {
  return map.entries.some(
    (entry) => isMerge(entry) && (mergeSources(entry) ?? []).some((source) => findEntry(source, key)),
  )
}

/** Returns the node at a path, or the first alias on the path. The root is the node of the empty path. */
export function locateNode(root: TextNode, path: Path): TextNode | undefined {
  const found = walk(root, path)
  return found?.alias ?? found?.node
}

/** Returns the entry at a path, following aliases; undefined if there is none. */
export function locateEntry(root: TextNode, path: Path): Entry | undefined {
  return walk(root, path)?.entry
}

function walk(
  root: TextNode,
  path: Path,
): { node: TextNode; entry: Entry | undefined; alias: TextNode | undefined } | undefined {
  let node: TextNode = root
  let entry: Entry | undefined
  let alias: TextNode | undefined
  for (const step of path) {
    if (node.kind === 'alias') alias ??= node
    const at = resolveAlias(node)
    if (at?.kind === 'map') entry = findEntry(at, String(step))
    else if (at?.kind === 'seq') entry = typeof step === 'number' ? at.entries[step] : undefined
    else entry = undefined
    if (!entry) return undefined
    node = entry.value
  }
  return { node, entry, alias }
}
