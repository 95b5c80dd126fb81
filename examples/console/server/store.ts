import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { finalizersOf, isBeingDeleted } from './finalizers.ts'
import { keyOf, keysBefore, keysIn, lowerBound } from './keys.ts'
import { type JsonObject, type StoredObject, namespaceOf } from './objects.ts'
import type { Resource } from './resources.ts'
import { alreadyExists, notFound } from './status.ts'

/** A change of an object. Changes are in the order of resource versions. */
export interface Change {
  type: 'ADDED' | 'MODIFIED' | 'DELETED'
  resource: Resource
  /** The key of the object in its collection. */
  key: string
  /** The object after the change; if deleted, its last state with the version of the deletion. */
  object: StoredObject
  /** The object before the change. */
  previous: StoredObject | undefined
  version: number
  /** The time of the change, in ms. */
  time: number
}

export interface StoreOptions {
  now: () => Date
  /** The version before the first write. */
  firstVersion?: number | undefined
  /** The number of changes to remember. @default 1000 */
  historyLimit?: number | undefined
  /** How long to remember a change, in ms. @default 300000, as kube-apiserver then compacts etcd */
  historyLifetime?: number | undefined
}

/** A collection at a version. */
export interface Snapshot {
  /** In the order of etcd. */
  keys: readonly string[]
  at: (key: string) => StoredObject
}

interface Collection {
  objects: Map<string, StoredObject>
  /** The sorted keys of the objects. */
  keys: string[]
}

/**
 * The objects, in memory. Every write takes the next resource version and notifies the subscribers: the operator and
 * the watches. Changes are remembered for a while, so that a watch can continue after its last version, and all pages
 * of a list are from the same version. Objects are replaced and never mutated, so callers can keep them.
 */
export class Store {
  readonly #collections = new Map<Resource, Collection>()
  readonly #subscribers = new Set<(change: Change) => void>()
  readonly #now: () => Date
  readonly #historyLimit: number
  readonly #historyLifetime: number
  #history: Change[] = []
  /** The version after which all changes are remembered. */
  #compacted: number
  #version: number

  constructor({ now, firstVersion = 500, historyLimit = 1000, historyLifetime = 300_000 }: StoreOptions) {
    this.#now = now
    this.#version = firstVersion
    this.#compacted = firstVersion
    this.#historyLimit = historyLimit
    this.#historyLifetime = historyLifetime
  }

  /** The version of the newest write. */
  get version(): number {
    return this.#version
  }

  /** The oldest version from which a watch or a list can continue. */
  get oldestVersion(): number {
    this.#forgetOld()
    return this.#compacted
  }

  get subscriberCount(): number {
    return this.#subscribers.size
  }

  /** Calls the subscriber after each write, until the returned function is called. */
  subscribe(subscriber: (change: Change) => void): () => void {
    this.#subscribers.add(subscriber)
    return () => void this.#subscribers.delete(subscriber)
  }

  /** Returns the changes after a version, or undefined if some are no longer remembered. */
  changesSince(version: number): readonly Change[] | undefined {
    if (version < this.oldestVersion) return undefined
    return this.#history.slice(lowerBound(this.#history, (change) => change.version <= version))
  }

  /** Adds initial objects without notifying subscribers; `managedBy` owns the fields of those without owners. */
  load(resource: Resource, loaded: readonly StoredObject[], managedBy: (object: StoredObject) => JsonObject[]): void {
    const { objects, keys } = this.#collection(resource)
    for (const object of loaded) {
      const key = keyOf(resource, namespaceOf(object), object.metadata.name)
      if (objects.has(key)) throw alreadyExists(resource, object.metadata.name)
      const created = this.#created(resource, object, this.#nextVersion())
      created.metadata.managedFields ??= managedBy(created)
      objects.set(key, created)
      keys.push(key)
    }
    keys.sort()
    this.compact()
  }

  /** Forgets all changes, so clients with an earlier version must start over. */
  compact(): void {
    // In a real cluster, something always changes, so no client has the newest version.
    this.#version += 1
    this.#compacted = this.#version
    this.#history = []
  }

  /** Returns a collection at a version, or undefined if that is no longer remembered. */
  snapshot(resource: Resource, version = this.#version): Snapshot | undefined {
    const since = this.changesSince(version)
    if (since === undefined) return undefined
    const { objects, keys } = this.#collection(resource)
    const before = new Map<string, StoredObject | undefined>()
    for (const change of since) {
      if (change.resource === resource && !before.has(change.key)) before.set(change.key, change.previous)
    }
    const then = (key: string): StoredObject | undefined => (before.has(key) ? before.get(key) : objects.get(key))
    return {
      keys: before.size === 0 ? keys : keysBefore(keys, before),
      at: (key) => then(key) ?? unknownKey(key),
    }
  }

  /** Returns the objects of a namespace, or all if it is empty, in the order of etcd. */
  list(resource: Resource, namespace: string): StoredObject[] {
    const { objects, keys } = this.#collection(resource)
    return keysIn(keys, namespace).map((key) => objects.get(key) ?? unknownKey(key))
  }

  find(resource: Resource, namespace: string, name: string): StoredObject | undefined {
    return this.#collection(resource).objects.get(keyOf(resource, namespace, name))
  }

  get(resource: Resource, namespace: string, name: string): StoredObject {
    const object = this.find(resource, namespace, name)
    if (object === undefined) throw notFound(resource, name)
    return object
  }

  /** Stores a new object; a dry run only returns the result. */
  create(resource: Resource, object: StoredObject, dryRun = false): StoredObject {
    const key = keyOf(resource, namespaceOf(object), object.metadata.name)
    const { objects, keys } = this.#collection(resource)
    if (objects.has(key)) throw alreadyExists(resource, object.metadata.name)
    if (dryRun) return this.#created(resource, object)
    const created = this.#created(resource, object, this.#nextVersion())
    objects.set(key, created)
    keys.splice(
      lowerBound(keys, (other) => other < key),
      0,
      key,
    )
    this.#tell({ type: 'ADDED', resource, key, object: created, previous: undefined })
    return created
  }

  /**
   * Replaces an object. Its generation grows if anything but metadata and status changed. Without changes, nothing is
   * written. An object that is being deleted is deleted once it has no finalizers.
   */
  replace(resource: Resource, object: StoredObject, dryRun = false): StoredObject {
    const key = keyOf(resource, namespaceOf(object), object.metadata.name)
    const old = this.get(resource, namespaceOf(object), object.metadata.name)
    if (isSame(old, object)) return old
    const generation = Number(old.metadata.generation ?? 1) + (desiresSame(old, object) ? 0 : 1)
    const { resourceVersion } = old.metadata
    const metadata = {
      ...object.metadata,
      ...(resourceVersion !== undefined && { resourceVersion }),
      ...(resource.custom && { generation }),
    }
    const replaced: StoredObject = { ...object, metadata }
    if (!isBeingDeleted(old) || finalizersOf(replaced).length > 0) {
      return this.#replaced(resource, key, replaced, old, dryRun)
    }
    if (!dryRun) this.#deleted(resource, key, old)
    return replaced
  }

  /** Deletes an object. While it has finalizers, it is only marked as being deleted. */
  delete(resource: Resource, namespace: string, name: string, dryRun = false): StoredObject {
    const old = this.get(resource, namespace, name)
    const key = keyOf(resource, namespace, name)
    if (finalizersOf(old).length === 0) return dryRun ? old : this.#deleted(resource, key, old)
    if (isBeingDeleted(old)) return old
    const metadata = {
      ...old.metadata,
      deletionTimestamp: timestamp(this.#now()),
      deletionGracePeriodSeconds: 0,
      ...(resource.custom && { generation: Number(old.metadata.generation ?? 1) + 1 }),
    }
    return this.#replaced(resource, key, { ...old, metadata }, old, dryRun)
  }

  #replaced(resource: Resource, key: string, next: StoredObject, old: StoredObject, dryRun: boolean): StoredObject {
    if (dryRun) return next
    const written = this.#versioned(next)
    this.#collection(resource).objects.set(key, written)
    this.#tell({ type: 'MODIFIED', resource, key, object: written, previous: old })
    return written
  }

  #deleted(resource: Resource, key: string, old: StoredObject): StoredObject {
    const { objects, keys } = this.#collection(resource)
    objects.delete(key)
    keys.splice(
      lowerBound(keys, (other) => other < key),
      1,
    )
    const deleted = this.#versioned(old)
    this.#tell({ type: 'DELETED', resource, key, object: deleted, previous: old })
    return deleted
  }

  #created(resource: Resource, object: StoredObject, resourceVersion?: string): StoredObject {
    const { metadata } = object
    return {
      ...object,
      metadata: {
        ...metadata,
        creationTimestamp: metadata.creationTimestamp ?? timestamp(this.#now()),
        uid: metadata.uid ?? randomUUID(),
        ...(resource.custom && { generation: 1 }),
        ...(resourceVersion !== undefined && { resourceVersion }),
      },
    }
  }

  #versioned(object: StoredObject): StoredObject {
    return { ...object, metadata: { ...object.metadata, resourceVersion: this.#nextVersion() } }
  }

  #nextVersion(): string {
    this.#version += 1
    return String(this.#version)
  }

  #tell(told: Omit<Change, 'version' | 'time'>): void {
    const change: Change = { ...told, version: this.#version, time: this.#now().getTime() }
    this.#history.push(change)
    // Removes them in batches, so that not every write has to move the others.
    if (this.#history.length > this.#historyLimit * 1.5) this.#forget(this.#history.length - this.#historyLimit)
    for (const subscriber of this.#subscribers) subscriber(change)
  }

  #forgetOld(): void {
    const since = this.#now().getTime() - this.#historyLifetime
    this.#forget(lowerBound(this.#history, (change) => change.time < since))
  }

  #forget(count: number): void {
    const last = this.#history[count - 1]
    if (last === undefined) return
    this.#compacted = last.version
    this.#history = this.#history.slice(count)
  }

  #collection(resource: Resource): Collection {
    let collection = this.#collections.get(resource)
    if (collection === undefined) {
      collection = { objects: new Map(), keys: [] }
      this.#collections.set(resource, collection)
    }
    return collection
  }
}

/** Formats a time as Kubernetes does, to the second. */
export function timestamp(time: Date): string {
  return `${time.toISOString().slice(0, -5)}Z`
}

function unknownKey(key: string): never {
  throw new Error(`The store has no object at ${key}.`)
}

/** Returns whether two versions differ at most in metadata and status. */
function desiresSame(old: StoredObject, next: StoredObject): boolean {
  const desired = ({ metadata: _metadata, status: _status, ...rest }: StoredObject): object => rest
  return isDeepStrictEqual(desired(old), desired(next))
}

/** Returns whether a write changes nothing. The version, generation and owners of fields don't count. */
function isSame(old: StoredObject, next: StoredObject): boolean {
  const kept = ({ resourceVersion: _version, generation: _generation, managedFields: _managed, ...rest }: JsonObject) =>
    rest
  return isDeepStrictEqual({ ...old, metadata: kept(old.metadata) }, { ...next, metadata: kept(next.metadata) })
}
