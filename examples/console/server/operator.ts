import { snapshotsIn } from './backups.ts'
import { type ConfigurationSurroundings, configurationStatus } from './configurationStatus.ts'
import { isBeingDeleted } from './finalizers.ts'
import { isTerminating } from './namespaces.ts'
import { type JsonObject, type StoredObject, namespaceOf, objectAt, stringAt } from './objects.ts'
import { type Reference, referenceTo, refersTo, secretNameOf, storageOf } from './references.ts'
import {
  type Resource,
  backupConfigurationResource,
  backupStorageResource,
  namespaceResource,
  repositoryResource,
  resources,
  retentionPolicyResource,
  secretResource,
  snapshotResource,
} from './resources.ts'
import { storageStatus } from './storageStatus.ts'
import { type Change, type Store, timestamp } from './store.ts'

/** The finalizer of storages that delete their backups: the operator removes it once they are gone. */
export const cleanupFinalizer = 'kubestash.com/cleanup'

/**
 * Simulates KubeStash's operator: some time after a write, it updates the statuses of all dependent objects. When a
 * BackupStorage is deleted, it deletes its Repositories and their Snapshots. Like the controllers of Kubernetes, it also
 * deletes the content of a deleted namespace. Returns a function that stops it.
 */
export function startOperator(store: Store, now: () => Date, delay: number): () => void {
  const timers = new Map<string, NodeJS.Timeout>()

  function schedule(resource: Resource, { namespace, name }: Reference): void {
    const key = `${resource.plural} ${namespace}/${name}`
    clearTimeout(timers.get(key))
    const timer = setTimeout(() => {
      timers.delete(key)
      reconcile(store, resource, { namespace, name }, timestamp(now()))
    }, delay)
    timer.unref()
    timers.set(key, timer)
  }

  const unsubscribe = store.subscribe((change) => {
    for (const { resource, reference } of affected(store, change)) schedule(resource, reference)
  })

  return () => {
    unsubscribe()
    for (const timer of timers.values()) clearTimeout(timer)
    timers.clear()
  }
}

interface Affected {
  resource: Resource
  reference: Reference
}

/** Returns the objects to check after a change. */
function affected(store: Store, change: Change): Affected[] {
  const { type, object } = change
  const namespace = store.find(namespaceResource, '', namespaceOf(object))
  const isLeaving = type === 'DELETED' && isTerminating(namespace)
  const leaving = { resource: namespaceResource, reference: { namespace: '', name: namespaceOf(object) } }
  return isLeaving ? [...dependents(store, change), leaving] : dependents(store, change)
}

/** Returns the objects whose state depends on a changed object. */
function dependents(store: Store, { resource, object }: Change): Affected[] {
  const self = referenceTo(object)
  const all = (of: Resource, namespace: string, matches: (other: StoredObject) => boolean): Affected[] =>
    store
      .list(of, namespace)
      .filter(matches)
      .map((other) => ({ resource: of, reference: referenceTo(other) }))
  const users = (key: 'storageRef' | 'retentionPolicy'): Affected[] =>
    all(backupConfigurationResource, '', (configuration) => refersTo(configuration, key, self))

  switch (resource) {
    case secretResource:
      return all(backupStorageResource, self.namespace, (storage) => secretNameOf(storage) === self.name)
    case backupStorageResource:
      return [{ resource, reference: self }, ...users('storageRef')]
    case repositoryResource:
      return [
        { resource, reference: self },
        { resource: backupStorageResource, reference: storageOf(object) },
        ...all(backupConfigurationResource, self.namespace, () => true),
      ]
    case retentionPolicyResource:
      return users('retentionPolicy')
    case backupConfigurationResource:
    case namespaceResource:
      return [{ resource, reference: self }]
    default:
      return []
  }
}

function reconcile(store: Store, resource: Resource, reference: Reference, time: string): void {
  const object = store.find(resource, reference.namespace, reference.name)
  if (resource === namespaceResource) {
    if (object !== undefined && isTerminating(object)) deleteContent(store, object)
  } else if (resource === backupStorageResource) {
    const repositories = store.list(repositoryResource, '').filter((one) => isOfStorage(one, reference))
    if (object === undefined || isBeingDeleted(object)) {
      repositories.forEach((one) => deleteObject(store, repositoryResource, one))
      if (object !== undefined) store.replace(resource, withoutFinalizer(object, cleanupFinalizer))
    } else {
      const secretFound = store.find(secretResource, reference.namespace, secretNameOf(object)) !== undefined
      writeStatus(store, resource, object, storageStatus(object, { secretFound, repositories }, time))
    }
  } else if (resource === repositoryResource) {
    if (object === undefined) snapshotsIn(store, reference).forEach((one) => deleteObject(store, snapshotResource, one))
  } else if (object !== undefined) {
    writeStatus(store, resource, object, configurationStatus(object, surroundingsIn(store), time))
  }
}

function surroundingsIn(store: Store): ConfigurationSurroundings {
  const phase = (object: StoredObject | undefined): string | undefined =>
    object === undefined ? undefined : stringAt(objectAt(object, 'status'), 'phase')
  return {
    storagePhase: ({ namespace, name }) => phase(store.find(backupStorageResource, namespace, name)),
    repositoryPhase: ({ namespace, name }) => phase(store.find(repositoryResource, namespace, name)),
    hasRetentionPolicy: ({ namespace, name }) => store.find(retentionPolicyResource, namespace, name) !== undefined,
  }
}

function writeStatus(store: Store, resource: Resource, object: StoredObject, status: JsonObject): void {
  store.replace(resource, { ...object, status })
}

function deleteObject(store: Store, resource: Resource, object: StoredObject): void {
  store.delete(resource, namespaceOf(object), object.metadata.name)
}

/** Deletes the content of a namespace and, once nothing is left, the namespace. */
function deleteContent(store: Store, namespace: StoredObject): void {
  const { name } = namespace.metadata
  const contents = resources
    .filter(({ namespaced }) => namespaced)
    .map((resource) => ({ resource, objects: store.list(resource, name) }))
  for (const { resource, objects } of contents) for (const object of objects) deleteObject(store, resource, object)
  const isEmpty = contents.every(({ resource }) => store.list(resource, name).length === 0)
  if (isEmpty) store.replace(namespaceResource, { ...namespace, spec: { finalizers: [] } })
}

function withoutFinalizer(object: StoredObject, finalizer: string): StoredObject {
  const { finalizers, ...metadata } = object.metadata
  const left = Array.isArray(finalizers) ? finalizers.filter((one) => one !== finalizer) : []
  return { ...object, metadata: { ...metadata, ...(left.length > 0 && { finalizers: left }) } }
}

function isOfStorage(repository: StoredObject, storage: Reference): boolean {
  const { namespace, name } = storageOf(repository)
  return name === storage.name && namespace === storage.namespace
}
