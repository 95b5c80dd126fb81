import type { Json, JsonObject } from '../base/json.ts'
import { deleteEntry } from './deleteEntry.ts'
import { setMember } from '../base/json.ts'
import { deleteIn, setIn } from './editValue.ts'
import type { Path } from '../base/pointer.ts'
import { entryLines, insertEntry, mapOf } from './insertEntry.ts'
import { keepAliases, nodeAndAround } from './keepAliases.ts'
import { findEntry, isMerged, ownEntry } from './locate.ts'
import { readValue } from './readValue.ts'
import { renderFlowEntry } from './renderText.ts'
import { replaceNode } from './replaceNode.ts'
import { column, flowStyleOf, joinLines, lineEnd, trimmedEnd } from './textLayout.ts'
import type { Change, Surroundings } from './textLayout.ts'
import { isMerge, keyText, mergeSources } from './textNode.ts'
import type { CollectionNode, Entry, TextNode } from './textNode.ts'

type Changes = Change[] | undefined

/** Returns the changes that set a value at a path. */
export function setChanges(at: Surroundings, path: Path, value: Json): Changes {
  return changesAt(at, path, (old, rest) => setIn(old, rest, value), undefined)
}

/** Returns the changes that delete the value at a path, which must exist. */
export function deleteChanges(at: Surroundings, path: Path): Changes {
  return changesAt(at, path, (old, rest) => deleteIn(old ?? null, rest), remove)
}

/** Follows the path as far as the text is plain, then replaces, inserts or removes there. */
function changesAt(
  at: Surroundings,
  path: Path,
  change: (old: Json | undefined, rest: Path) => Json,
  removal: ((at: Surroundings, entry: Entry) => Changes) | undefined,
): Changes {
  let node: TextNode = at.document.root
  for (const [index, step] of path.entries()) {
    const rest = path.slice(index + 1)
    if (node.kind === 'map') {
      const key = String(step)
      const own = ownEntry(node, key)
      if (own && removal && rest.length === 0) return removal(at, own)
      if (own) {
        node = own.value
        continue
      }
      const merged = findEntry(node, key)
      if (merged && removal && rest.length === 0) return undefined
      return insert(at, node, key, change(merged && readValue(merged.value), rest))
    }
    if (node.kind === 'seq' && typeof step === 'number') {
      const item: Entry | undefined = node.entries[step]
      if (item && removal && rest.length === 0) return removal(at, item)
      if (item) {
        node = item.value
        continue
      }
      if (step === node.entries.length) return insert(at, node, undefined, change(undefined, rest))
    }
    return replace(at, node, change(readValue(node), path.slice(index)))
  }
  return replace(at, node, change(readValue(node), []))
}

/** Returns the changes that replace a node with a value and keep the values of its aliases. */
export function replace(at: Surroundings, node: TextNode, value: Json): Changes {
  const region = { from: node.start, to: node.to }
  const kept = keepAliases(at, region, node.entry ? nodeAndAround(node.entry.parent) : [])
  const changes = kept && replaceNode(at, node, value, kept.dropped.has(node) ? 'drop' : 'keep')
  return changes && [...kept.changes, ...changes]
}

/** Returns the changes that rewrite an entry of a block map or list, including its key. */
export function replaceEntry(at: Surroundings, node: TextNode, value: Json): Changes {
  const { entry } = node
  if (!entry || entry.parent.flow) return undefined
  const key = keyText(entry)
  if (entry.parent.kind === 'map' && (key === undefined || isMerge(entry))) return undefined
  const region = { from: entry.from, to: lineEnd(at.text, trimmedEnd(at.text, entry.from, entry.to)) }
  const kept = keepAliases(at, region, nodeAndAround(entry.parent))
  const spaces = column(at.text, entry.from)
  const written = joinLines(entryLines(at, key, value), spaces, at.eol).slice(spaces)
  return kept && [...kept.changes, { ...region, insert: written }]
}

function insert(at: Surroundings, collection: CollectionNode, key: string | undefined, value: Json): Changes {
  if (collection.entries.length === 0) return replace(at, collection, key === undefined ? [value] : mapOf(key, value))
  const kept = keepAliases(at, { from: 0, to: 0 }, nodeAndAround(collection))
  const changes = kept && insertEntry(at, collection, key, value)
  return changes && [...kept.changes, ...changes]
}

function remove(at: Surroundings, entry: Entry): Changes {
  if (entry.parent.entries.length === 1) return replace(at, entry.parent, entry.parent.kind === 'map' ? {} : [])
  const kept = keepAliases(at, entry, nodeAndAround(entry.parent))
  const changes = kept && deleteEntry(at, entry)
  return changes && [...kept.changes, ...changes]
}

/** Returns the map that has the key at the path by a merge, if the path to it is plain. */
export function mergingMap(root: TextNode, path: Path): CollectionNode | undefined {
  let node: TextNode | undefined = root
  for (const step of path.slice(0, -1)) {
    if (node?.kind === 'map') node = ownEntry(node, String(step))?.value
    else if (node?.kind === 'seq' && typeof step === 'number') node = node.entries[step]?.value
    else return undefined
  }
  return node?.kind === 'map' && isMerged(node, String(path[path.length - 1])) ? node : undefined
}

/** Returns the changes that write out the merge keys of a map that bring in `key`, without that key. */
export function unmergeChanges(at: Surroundings, map: CollectionNode, key: string): Changes {
  const seen = new Set([key])
  for (const entry of map.entries) if (!isMerge(entry)) seen.add(keyText(entry) ?? '')
  const own = map.entries.length - map.entries.filter(isMerge).length
  let region: { from: number; to: number } | undefined
  const changes: Change[] = []
  for (const entry of map.entries) {
    if (!isMerge(entry)) continue
    const values = mergedValues(entry)
    const remaining = Object.keys(values).filter((one) => !seen.has(one))
    for (const one of Object.keys(values)) seen.add(one)
    if (!Object.hasOwn(values, key)) continue
    const change =
      remaining.length === 0
        ? map.entries.length === 1 || own === 0
          ? undefined
          : deleteEntry(at, entry)
        : [writeOut(at, entry, values, remaining)]
    if (!change) return replace(at, map, withoutKey(readValue(map), key))
    if (region) return undefined
    region = entry
    changes.push(...change)
  }
  if (!region) return undefined
  const kept = keepAliases(at, region, nodeAndAround(map))
  return kept && [...kept.changes, ...changes]
}

function withoutKey(value: Json, key: string): Json {
  return deleteIn(value, [key])
}

function mergedValues(entry: Entry): JsonObject {
  const result: JsonObject = {}
  for (const source of mergeSources(entry) ?? []) {
    const values = readValue(source) as JsonObject
    for (const key of Object.keys(values)) if (!Object.hasOwn(result, key)) setMember(result, key, values[key] as Json)
  }
  return result
}

function writeOut(at: Surroundings, entry: Entry, values: JsonObject, keys: readonly string[]): Change {
  const to = trimmedEnd(at.text, entry.from, entry.to)
  if (entry.parent.flow) {
    const style = flowStyleOf(at, entry.parent)
    const written = keys.map((key) => renderFlowEntry(key, values[key] as Json, style))
    return { from: entry.from, to, insert: written.join(', ') }
  }
  const spaces = column(at.text, entry.from)
  const written = keys.flatMap((key) => entryLines(at, key, values[key] as Json))
  return { from: entry.from, to, insert: joinLines(written, spaces, at.eol).slice(spaces) }
}
