import { randomUUID } from 'node:crypto'
import { type StoredObject, namespaceOf } from './objects.ts'
import type { Resource } from './resources.ts'
import { alreadyExists, notFound } from './status.ts'

/** A change of one object, in the order of resource versions. */
export interface Change {
  type: 'ADDED' | 'MODIFIED' | 'DELETED'
  resource: Resource
  object: StoredObject
}

/**
 * The objects, in memory. Every write takes the next resource version and tells the subscribers: what the operator
 * lives on, and what a watch needs. Objects are replaced and never changed in place, so that they may be handed out.
 */
export class Store {
  readonly #collections = new Map<Resource, Map<string, StoredObject>>()
  readonly #subscribers = new Set<(change: Change) => void>()
  readonly #now: () => Date
  #version: number

  constructor(now: () => Date, firstVersion = 500) {
    this.#now = now
    this.#version = firstVersion
  }

  /** The version of the newest write. */
  get resourceVersion(): string {
    return String(this.#version)
  }

  /** Calls the subscriber after each write, until the function that comes back is called. */
  subscribe(subscriber: (change: Change) => void): () => void {
    this.#subscribers.add(subscriber)
    return () => this.#subscribers.delete(subscriber)
  }

  /** The objects of a namespace, or of all when it is empty, sorted as etcd sorts them. */
  list(resource: Resource, namespace: string): StoredObject[] {
    const prefix = namespace === '' ? '' : `${namespace}/`
    return [...this.#collection(resource)]
      .filter(([key]) => key.startsWith(prefix))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, object]) => object)
  }

  find(resource: Resource, namespace: string, name: string): StoredObject | undefined {
    return this.#collection(resource).get(keyOf(resource, namespace, name))
  }

  get(resource: Resource, namespace: string, name: string): StoredObject {
    const object = this.find(resource, namespace, name)
    if (object === undefined) throw notFound(resource, name)
    return object
  }

  /** Keeps a new object; in a dry run only says what would be kept. */
  create(resource: Resource, object: StoredObject, dryRun = false): StoredObject {
    const key = keyOf(resource, namespaceOf(object), object.metadata.name)
    if (this.#collection(resource).has(key)) throw alreadyExists(resource, object.metadata.name)
    const { resourceVersion: _sent, ...metadata } = object.metadata
    const created: StoredObject = {
      ...object,
      metadata: {
        ...metadata,
        name: object.metadata.name,
        creationTimestamp: metadata.creationTimestamp ?? timestamp(this.#now()),
        ...(resource.custom && { generation: 1 }),
        uid: randomUUID(),
      },
    }
    return dryRun ? created : this.#write('ADDED', resource, key, created)
  }

  /** Replaces an object; its generation grows when anything but metadata and status changed. */
  replace(resource: Resource, object: StoredObject, dryRun = false): StoredObject {
    const key = keyOf(resource, namespaceOf(object), object.metadata.name)
    const old = this.get(resource, namespaceOf(object), object.metadata.name)
    const generation = Number(old.metadata.generation ?? 1) + (desired(old) === desired(object) ? 0 : 1)
    const metadata = { ...object.metadata, ...(resource.custom && { generation }) }
    const replaced: StoredObject = { ...object, metadata }
    return dryRun ? replaced : this.#write('MODIFIED', resource, key, replaced)
  }

  delete(resource: Resource, namespace: string, name: string, dryRun = false): StoredObject {
    const old = this.get(resource, namespace, name)
    if (dryRun) return old
    this.#collection(resource).delete(keyOf(resource, namespace, name))
    const deleted = this.#versioned(old)
    this.#tell({ type: 'DELETED', resource, object: deleted })
    return deleted
  }

  #write(type: 'ADDED' | 'MODIFIED', resource: Resource, key: string, object: StoredObject): StoredObject {
    const written = this.#versioned(object)
    this.#collection(resource).set(key, written)
    this.#tell({ type, resource, object: written })
    return written
  }

  #versioned(object: StoredObject): StoredObject {
    this.#version += 1
    return { ...object, metadata: { ...object.metadata, resourceVersion: this.resourceVersion } }
  }

  #tell(change: Change): void {
    for (const subscriber of this.#subscribers) subscriber(change)
  }

  #collection(resource: Resource): Map<string, StoredObject> {
    let collection = this.#collections.get(resource)
    if (collection === undefined) {
      collection = new Map()
      this.#collections.set(resource, collection)
    }
    return collection
  }
}

/** The place of an object in its collection: `demo/alpha`, or `demo` for what lies in no namespace. */
export function keyOf(resource: Resource, namespace: string, name: string): string {
  return resource.namespaced ? `${namespace}/${name}` : name
}

/** A time as Kubernetes writes it, to the second. */
export function timestamp(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z')
}

function desired({ metadata: _metadata, status: _status, ...rest }: StoredObject): string {
  return JSON.stringify(rest)
}
