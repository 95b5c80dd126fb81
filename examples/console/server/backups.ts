import { createHash } from 'node:crypto'
import { type JsonObject, type StoredObject, namespaceOf, objectAt, stringAt } from './objects.ts'
import type { Reference } from './references.ts'
import { apiVersionOf, snapshotResource } from './resources.ts'
import { formatSize } from './sizes.ts'
import { type Store, timestamp } from './store.ts'

/** A run of a session of a BackupConfiguration. */
export interface Backup {
  configuration: string
  session: string
  time: Date
  bytes: number
}

const recentSnapshots = 5

/** The Snapshot that results from a backup. */
export function snapshotOf(repository: StoredObject, { configuration, session, time, bytes }: Backup): StoredObject {
  const { name: repositoryName } = repository.metadata
  const seconds = Math.floor(time.getTime() / 1000)
  const run = `${configuration}-${session}-${seconds}`
  const name = `${repositoryName}-${run}`
  const app = objectAt(objectAt(repository, 'spec'), 'appRef')
  const size = formatSize(bytes)
  const when = timestamp(time)
  return {
    apiVersion: apiVersionOf(snapshotResource),
    kind: snapshotResource.kind,
    metadata: {
      name,
      namespace: namespaceOf(repository),
      creationTimestamp: when,
      labels: {
        'kubestash.com/app-ref-kind': stringAt(app, 'kind'),
        'kubestash.com/app-ref-name': stringAt(app, 'name'),
        'kubestash.com/app-ref-namespace': stringAt(app, 'namespace'),
        'kubestash.com/repo-name': repositoryName,
      },
    },
    spec: {
      appRef: app,
      backupSession: run,
      deletionPolicy: 'Delete',
      repository: repositoryName,
      session,
      snapshotID: createHash('sha256').update(name).digest('hex').slice(0, 26).toUpperCase(),
      type: 'FullBackup',
      version: 'v1',
    },
    status: {
      components: {
        dump: {
          driver: 'Restic',
          integrity: true,
          path: `repository/v1/${session}/dump`,
          phase: 'Succeeded',
          size,
        },
      },
      integrity: true,
      phase: 'Succeeded',
      size,
      snapshotTime: when,
      totalComponents: 1,
    },
  }
}

/** Returns the summary of Snapshots in a Repository's status, from the oldest to the newest. */
export function backupsStatus(snapshots: readonly StoredObject[]): JsonObject {
  const last = snapshots.at(-1)
  if (last === undefined) return { snapshotCount: 0 }
  const status = objectAt(last, 'status')
  return {
    lastBackupTime: stringAt(status, 'snapshotTime'),
    recentSnapshots: snapshots.slice(-recentSnapshots).map((snapshot) => ({
      name: snapshot.metadata.name,
      phase: stringAt(objectAt(snapshot, 'status'), 'phase'),
      session: stringAt(objectAt(snapshot, 'spec'), 'session'),
      size: stringAt(objectAt(snapshot, 'status'), 'size'),
      snapshotTime: stringAt(objectAt(snapshot, 'status'), 'snapshotTime'),
    })),
    size: stringAt(status, 'size'),
    snapshotCount: snapshots.length,
  }
}

/** Returns the Snapshots of a Repository, oldest first. */
export function snapshotsIn(store: Store, { namespace, name }: Reference): StoredObject[] {
  const time = (snapshot: StoredObject): string => stringAt(objectAt(snapshot, 'status'), 'snapshotTime')
  return store
    .list(snapshotResource, namespace)
    .filter((snapshot) => stringAt(objectAt(snapshot, 'spec'), 'repository') === name)
    .sort((a, b) => (time(a) < time(b) ? -1 : 1))
}
