import { backupsStatus, snapshotOf } from './backups.ts'
import { type Condition, conditionsOf } from './conditions.ts'
import type { JsonObject, StoredObject } from './objects.ts'
import { apiVersionOf, backupStorageResource, repositoryResource } from './resources.ts'

interface StorageSeed {
  provider: string
  block: JsonObject
  default?: boolean
  deletionPolicy?: string
  from?: string
  labels?: Record<string, string>
  annotations?: Record<string, string>
  finalizers?: string[]
  securityContext?: JsonObject
}

export function namespace(name: string, created: string): StoredObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, creationTimestamp: created, labels: { 'kubernetes.io/metadata.name': name } },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  }
}

export function secret(
  inNamespace: string,
  name: string,
  created: string,
  values: Record<string, string>,
): StoredObject {
  const data = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, Buffer.from(value).toString('base64')]),
  )
  const metadata = { name, namespace: inNamespace, creationTimestamp: created }
  return { apiVersion: 'v1', kind: 'Secret', metadata, data, type: 'Opaque' }
}

export function storage(inNamespace: string, name: string, created: string, seed: StorageSeed): StoredObject {
  const { labels, annotations, finalizers, securityContext } = seed
  return {
    apiVersion: apiVersionOf(backupStorageResource),
    kind: backupStorageResource.kind,
    metadata: {
      name,
      namespace: inNamespace,
      creationTimestamp: created,
      ...(labels !== undefined && { labels }),
      ...(annotations !== undefined && { annotations }),
      ...(finalizers !== undefined && { finalizers }),
    },
    spec: {
      ...(seed.default === true && { default: true }),
      deletionPolicy: seed.deletionPolicy ?? 'Delete',
      ...(securityContext !== undefined && { runtimeSettings: { pod: { securityContext } } }),
      storage: { provider: seed.provider, [seed.provider]: seed.block },
      usagePolicy: { allowedNamespaces: { from: seed.from ?? 'Same' } },
    },
  }
}

interface RepositorySeed {
  storageRef: JsonObject
  appRef: JsonObject
  paused?: boolean
  integrity?: boolean
  /** The reason that it isn't ready. */
  fault?: string
}

/** Returns a Repository; `backups` is the summary in its status. */
export function repository(
  inNamespace: string,
  name: string,
  created: string,
  { storageRef, appRef, paused = false, integrity = true, fault }: RepositorySeed,
  backups: JsonObject = {},
): StoredObject {
  const object: StoredObject = {
    apiVersion: apiVersionOf(repositoryResource),
    kind: repositoryResource.kind,
    metadata: { name, namespace: inNamespace, creationTimestamp: created },
    spec: {
      appRef,
      deletionPolicy: 'Delete',
      encryptionSecret: { name: 'encrypt-secret', namespace: inNamespace },
      path: `/${inNamespace}/${name}`,
      ...(paused && { paused }),
      storageRef,
    },
  }
  const isReady = fault === undefined
  const condition: Condition = {
    type: 'RepositoryInitialized',
    status: isReady ? 'True' : 'False',
    reason: isReady ? 'RepositoryInitializationSucceeded' : 'RepositoryInitializationFailed',
    message: fault ?? 'Successfully initialized repository',
  }
  const status = {
    conditions: conditionsOf(object, [condition], created),
    ...(isReady && { integrity }),
    phase: isReady ? 'Ready' : 'NotReady',
    snapshotCount: 0,
    ...backups,
  }
  return { ...object, status }
}

interface BackupsSeed {
  by: [configuration: string, session: string]
  count: number
  last: Date
  /** The interval between two backups, in milliseconds. */
  every: number
  /** The size of the last backup. */
  bytes: number
}

/** Returns a Repository with backups, and its Snapshots. */
export function repositoryWithBackups(
  inNamespace: string,
  name: string,
  created: string,
  seed: RepositorySeed,
  { by: [configuration, session], count, last, every, bytes }: BackupsSeed,
): StoredObject[] {
  const empty = repository(inNamespace, name, created, seed)
  const snapshots = Array.from({ length: count }, (_, index) => {
    const age = count - 1 - index
    const time = new Date(last.getTime() - age * every)
    return snapshotOf(empty, { configuration, session, time, bytes: Math.round(bytes * (1 - age / 100)) })
  })
  const backups = { componentPaths: [`repository/v1/${session}/dump`], ...backupsStatus(snapshots) }
  return [repository(inNamespace, name, created, seed, backups), ...snapshots]
}
