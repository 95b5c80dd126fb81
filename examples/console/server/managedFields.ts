import { type Json, type JsonObject, type StoredObject, isObject, stringAt } from './objects.ts'
import { timestamp } from './store.ts'

/** Who writes, and when. */
export interface Writer {
  manager: string
  operation: 'Update' | 'Apply'
  apiVersion: string
  time: string
  subresource: '' | 'status'
}

/** The paths of an object's fields, each with a string that changes with its value. */
export type Paths = Map<string, string>

const separator = '\0'

/**
 * Returns the fields that writers own, each with its value: all but `metadata`, except for its labels and annotations,
 * and the status, which has its own owners.
 */
function* rootsOf(object: JsonObject, subresource: '' | 'status'): Generator<[path: string[], value: Json]> {
  for (const [key, value] of Object.entries(object)) {
    if (key === 'apiVersion' || key === 'kind') continue
    if ((key === 'status') !== (subresource === 'status')) continue
    if (key !== 'metadata') yield [[key], value]
    else if (isObject(value)) {
      if (value.annotations !== undefined) yield [[key, 'annotations'], value.annotations]
      if (value.labels !== undefined) yield [[key, 'labels'], value.labels]
    }
  }
}

/** Returns the paths of the owned fields. Each list has a single owner, as in the CRDs and the Secret. */
export function pathsOf(object: JsonObject, subresource: '' | 'status'): Paths {
  const paths: Paths = new Map()
  for (const [path, value] of rootsOf(object, subresource)) addPaths(value, path.join(separator), paths)
  return paths
}

/** Returns the owned fields in the format of `managedFields`. */
function fieldsOf(object: JsonObject, subresource: '' | 'status'): JsonObject {
  const fields: JsonObject = {}
  for (const [[key = '', child], value] of rootsOf(object, subresource)) {
    if (child === undefined) fields[`f:${key}`] = fieldsBelow(value)
    else fields[`f:${key}`] = { ...(fields[`f:${key}`] as JsonObject), [`f:${child}`]: fieldsBelow(value) }
  }
  return fields
}

function fieldsBelow(value: Json): JsonObject {
  if (!isObject(value)) return {}
  const fields: JsonObject = {}
  for (const [key, child] of Object.entries(value)) fields[`f:${key}`] = fieldsBelow(child)
  if (Object.keys(value).length > 0) fields['.'] = {}
  return fields
}

function addPaths(value: unknown, path: string, paths: Paths): void {
  if (!isObject(value) || Object.keys(value).length === 0) return void paths.set(path, JSON.stringify(value))
  paths.set(path, inner)
  for (const [key, child] of Object.entries(value)) addPaths(child, path + separator + key, paths)
}

const inner = '{…}'

/** Returns the paths that have a value of their own, not only paths below them. */
export function leavesOf(paths: Paths): Paths {
  return new Map([...paths].filter(([, value]) => value !== inner))
}

/** Returns `managedFields` after a write: whichever writer changes a field owns it. */
export function managedAfter(old: StoredObject | undefined, next: JsonObject, writer: Writer): JsonObject[] {
  if (old === undefined) return [{ ...entryOf(writer, []), fieldsV1: fieldsOf(next, writer.subresource) }]
  const before = pathsOf(old, writer.subresource)
  const after = pathsOf(next, writer.subresource)
  const changed = [...after].flatMap(([path, value]) => (before.get(path) === value ? [] : [path]))
  const others = entriesOf(old).map((entry) => {
    if (stringAt(entry, 'subresource') !== writer.subresource) return entry
    const owned = ownedBy(entry).filter((path) => after.has(path))
    return withFields(entry, isEntryOf(writer, entry) ? owned : owned.filter((path) => !changed.includes(path)))
  })
  const own = others.find((entry) => isEntryOf(writer, entry))
  const entries =
    changed.length === 0
      ? others
      : [
          ...others.filter((entry) => entry !== own),
          entryOf(writer, [...(own === undefined ? [] : ownedBy(own)), ...changed]),
        ]
  return entries.filter((entry) => Object.keys(entry.fieldsV1 ?? {}).length > 0)
}

/** Returns the `managedFields` of an initial object. */
export function managedFromStart(object: StoredObject, now: Date): JsonObject[] {
  const { apiVersion } = object
  const time = timestamp(now)
  return managedAfter(undefined, object, {
    manager: 'kubectl-create',
    operation: 'Update',
    apiVersion,
    time,
    subresource: '',
  })
}

export function entriesOf(object: StoredObject | undefined): JsonObject[] {
  const entries = object?.metadata.managedFields
  return Array.isArray(entries) ? entries.filter((entry) => isObject(entry)) : []
}

/** Returns whether an entry belongs to the same writer. */
export function isEntryOf(writer: Writer, entry: JsonObject): boolean {
  const keys = ['manager', 'operation', 'apiVersion'] as const
  return keys.every((key) => entry[key] === writer[key]) && stringAt(entry, 'subresource') === writer.subresource
}

export function entryOf(writer: Writer, paths: readonly string[]): JsonObject {
  const { manager, operation, apiVersion, time, subresource } = writer
  const entry = { manager, operation, apiVersion, time, fieldsType: 'FieldsV1', ...(subresource && { subresource }) }
  return withFields(entry, paths)
}

export function withFields(entry: JsonObject, paths: readonly string[]): JsonObject {
  const fieldsV1: JsonObject = {}
  const nodes = paths.map((path) =>
    path.split(separator).reduce((node, key) => (node[`f:${key}`] ??= {}) as JsonObject, fieldsV1),
  )
  // Owning a field doesn't imply owning its parent.
  for (const node of nodes) if (Object.keys(node).length > 0) node['.'] = {}
  return { ...entry, fieldsV1 }
}

/** Returns the paths that an entry owns. */
export function ownedBy({ fieldsV1 }: JsonObject): string[] {
  return isObject(fieldsV1) ? pathsBelow(fieldsV1, '') : []
}

function pathsBelow(fields: JsonObject, path: string): string[] {
  return Object.entries(fields).flatMap(([key, child]) => {
    if (!key.startsWith('f:') || !isObject(child)) return []
    const childPath = path === '' ? key.slice(2) : path + separator + key.slice(2)
    const isOwned = Object.keys(child).length === 0 || '.' in child
    return [...(isOwned ? [childPath] : []), ...pathsBelow(child, childPath)]
  })
}

/** Formats a path for messages: `.spec.deletionPolicy`. */
export function shownPath(path: string): string {
  return `.${path.split(separator).join('.')}`
}

/** Returns the object without the field at a path. */
export function withoutPath(object: JsonObject, path: string): JsonObject {
  const [key = '', ...rest] = path.split(separator)
  const child = object[key]
  if (child === undefined) return object
  const { [key]: _removed, ...others } = object
  if (rest.length === 0) return others
  return isObject(child) ? { ...object, [key]: withoutPath(child, rest.join(separator)) } : object
}
