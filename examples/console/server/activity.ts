import { backupsStatus, snapshotOf, snapshotsIn } from './backups.ts'
import { type StoredObject, namespaceOf, objectAt, stringAt } from './objects.ts'
import { listAt, referenceTo, storageOf } from './references.ts'
import {
  backupConfigurationResource,
  backupStorageResource,
  repositoryResource,
  snapshotResource,
} from './resources.ts'
import { parseSize } from './sizes.ts'
import type { Store } from './store.ts'

/** The number of Snapshots that each Repository keeps: a single rule for all (simulated). */
const snapshotsKept = 12

/** Makes a backup (simulated) at intervals, to bring the example to life. Returns a function that stops it. */
export function startActivity(store: Store, now: () => Date, interval: number): () => void {
  let turn = 0
  const timer = setInterval(() => backUpNext(store, turn++, now()), interval).unref()
  return () => clearInterval(timer)
}

/** Makes a backup into one of the Repositories that can take one, in turn. */
function backUpNext(store: Store, turn: number, time: Date): void {
  const repositories = store.list(repositoryResource, '').filter((one) => takesBackups(store, one))
  const repository = repositories[turn % repositories.length]
  if (repository === undefined) return
  const status = objectAt(repository, 'status')
  const [session, configuration] = sessionOf(store, repository)
  // Each backup is larger than the last, by a varying amount.
  const bytes = Math.round(parseSize(stringAt(status, 'size')) * (1 + ((turn % 7) + 1) / 500))
  const snapshot = snapshotOf(repository, { configuration, session, time, bytes })
  const { namespace, name } = referenceTo(snapshot)
  if (store.find(snapshotResource, namespace, name) !== undefined) return
  store.create(snapshotResource, snapshot)
  const snapshots = snapshotsIn(store, referenceTo(repository))
  const old = snapshots.slice(0, -snapshotsKept)
  for (const { metadata } of old) store.delete(snapshotResource, namespace, metadata.name)
  const next = { ...status, ...backupsStatus(snapshots.slice(old.length)) }
  store.replace(repositoryResource, { ...repository, status: next })
}

function takesBackups(store: Store, repository: StoredObject): boolean {
  const { namespace, name } = storageOf(repository)
  const storage = store.find(backupStorageResource, namespace, name)
  const isReady = (object: StoredObject): boolean => stringAt(objectAt(object, 'status'), 'phase') === 'Ready'
  return (
    isReady(repository) &&
    objectAt(repository, 'spec').paused !== true &&
    storage !== undefined &&
    isReady(storage) &&
    stringAt(objectAt(repository, 'status'), 'size') !== ''
  )
}

/** Returns the session that backs up into a Repository, and the name of its BackupConfiguration. */
function sessionOf(store: Store, repository: StoredObject): [session: string, configuration: string] {
  for (const configuration of store.list(backupConfigurationResource, namespaceOf(repository))) {
    for (const session of listAt(objectAt(configuration, 'spec'), 'sessions')) {
      const writes = listAt(session, 'repositories').some(({ name }) => name === repository.metadata.name)
      if (writes) return [stringAt(session, 'name'), configuration.metadata.name]
    }
  }
  return ['manual', 'backup']
}
