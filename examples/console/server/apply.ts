import {
  type Writer,
  entriesOf,
  entryOf,
  isEntryOf,
  leavesOf,
  ownedBy,
  pathsOf,
  shownPath,
  withFields,
  withoutPath,
} from './managedFields.ts'
import { type JsonObject, type StoredObject, mergePatch } from './objects.ts'
import { applyConflict } from './status.ts'

/**
 * Server-side apply: the writer owns the fields that it sends. Fields that it applied earlier and no longer sends are
 * removed. A field that another writer owns with a different value is a conflict, unless forced.
 */
export function applied(
  old: StoredObject | undefined,
  sent: JsonObject,
  writer: Writer,
  force: boolean,
): { object: JsonObject; managedFields: JsonObject[] } {
  const wanted = leavesOf(pathsOf(sent, writer.subresource))
  const live = old === undefined ? new Map<string, string>() : pathsOf(old, writer.subresource)
  const isOwn = (entry: JsonObject): boolean => isEntryOf(writer, entry)
  const others = entriesOf(old).filter((entry) => !isOwn(entry))
  const conflicts = others.flatMap((entry) =>
    ownedBy(entry)
      .filter((path) => wanted.has(path) && live.get(path) !== wanted.get(path))
      .map((path) => ({ manager: String(entry.manager), path })),
  )
  if (conflicts.length > 0 && !force) {
    throw applyConflict(conflicts.map(({ manager, path }) => ({ manager, field: shownPath(path) })))
  }
  const taken = new Set(conflicts.map(({ path }) => path))
  const left = others.map((entry) =>
    withFields(
      entry,
      ownedBy(entry).filter((path) => !taken.has(path)),
    ),
  )
  const ownedByOthers = new Set(left.flatMap(ownedBy))
  const before = entriesOf(old).filter(isOwn).flatMap(ownedBy)
  const dropped = before.filter((path) => !wanted.has(path) && !ownedByOthers.has(path))
  const merged = mergePatch(old, sent) as JsonObject
  return {
    object: dropped.reduce(withoutPath, merged),
    managedFields: [...left, entryOf(writer, [...wanted.keys()])].filter(
      (entry) => Object.keys(entry.fieldsV1 ?? {}).length > 0,
    ),
  }
}
