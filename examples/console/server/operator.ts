import { type JsonObject, type StoredObject, isObject, namespaceOf, objectAt, stringAt } from './objects.ts'
import { backupStorageResource, secretResource } from './resources.ts'
import { type Store, keyOf, timestamp } from './store.ts'

/**
 * Plays KubeStash's operator: some time after a BackupStorage was written, or a Secret that it names, its status says
 * whether the Secret is there and the backend is ready. Comes back with the function that stops it.
 */
export function startOperator(store: Store, now: () => Date, delay: number): () => void {
  const timers = new Map<string, NodeJS.Timeout>()

  function schedule(storage: StoredObject): void {
    const { name } = storage.metadata
    const namespace = namespaceOf(storage)
    const key = keyOf(backupStorageResource, namespace, name)
    clearTimeout(timers.get(key))
    const timer = setTimeout(() => {
      timers.delete(key)
      const current = store.find(backupStorageResource, namespace, name)
      if (current !== undefined) reconcile(store, current, now())
    }, delay)
    timer.unref()
    timers.set(key, timer)
  }

  const unsubscribe = store.subscribe(({ type, resource, object }) => {
    if (resource === backupStorageResource && type !== 'DELETED') schedule(object)
    if (resource === secretResource) {
      const users = store.list(backupStorageResource, namespaceOf(object))
      users.filter((storage) => secretNameOf(storage) === object.metadata.name).forEach(schedule)
    }
  })

  return () => {
    unsubscribe()
    for (const timer of timers.values()) clearTimeout(timer)
    timers.clear()
  }
}

function reconcile(store: Store, storage: StoredObject, time: Date): void {
  const secretName = secretNameOf(storage)
  const found = secretName === '' || store.find(secretResource, namespaceOf(storage), secretName) !== undefined
  const old = objectAt(storage, 'status')
  const generation = storage.metadata.generation ?? 1
  const conditions: JsonObject[] = []
  if (secretName !== '') {
    conditions.push({
      type: 'BackendSecretFound',
      status: found ? 'True' : 'False',
      reason: found ? 'BackendSecretAvailable' : 'BackendSecretNotAvailable',
      message: found ? `secret "${secretName}" is available` : `secrets "${secretName}" not found`,
    })
  }
  if (found) {
    conditions.push({
      type: 'BackendInitialized',
      status: 'True',
      reason: 'BackendInitialized',
      message: 'backend is initialized (simulated)',
    })
  }
  const status: JsonObject = {
    ...old,
    phase: found ? 'Ready' : 'NotReady',
    conditions: conditions.map((condition) => ({
      ...condition,
      observedGeneration: generation,
      lastTransitionTime: transitionTime(old, condition) ?? timestamp(time),
    })),
  }
  if (JSON.stringify(status) !== JSON.stringify(old)) store.replace(backupStorageResource, { ...storage, status })
}

/** When the condition took the status that it has, if it had it before. */
function transitionTime(old: JsonObject, condition: JsonObject): string | undefined {
  const before = Array.isArray(old.conditions) ? old.conditions.filter(isObject) : []
  const same = before.find(({ type, status }) => type === condition.type && status === condition.status)
  return same === undefined ? undefined : stringAt(same, 'lastTransitionTime')
}

function secretNameOf(storage: StoredObject): string {
  const spec = objectAt(objectAt(storage, 'spec'), 'storage')
  return stringAt(objectAt(spec, stringAt(spec, 'provider')), 'secretName')
}
