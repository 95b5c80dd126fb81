import { backupsStatus, snapshotOf } from './backups.ts'
import { conditionsOf } from './conditions.ts'
import type { JsonObject, StoredObject } from './objects.ts'
import { apiVersionOf, backupStorageResource, repositoryResource } from './resources.ts'
import { timestamp } from './store.ts'

interface StorageSeed {
  provider: string
  block: JsonObject
  default?: boolean
  deletionPolicy?: string
  from?: string
  labels?: Record<string, string>
  annotations?: Record<string, string>
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
  const { labels, annotations, securityContext } = seed
  return {
    apiVersion: apiVersionOf(backupStorageResource),
    kind: backupStorageResource.kind,
    metadata: {
      name,
      namespace: inNamespace,
      creationTimestamp: created,
      ...(labels !== undefined && { labels }),
      ...(annotations !== undefined && { annotations }),
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
  backups?: { by: [configuration: string, session: string]; count: number; last: Date; every: number }
  bytes?: number
  integrity?: boolean
  paused?: boolean
  /** Why it is not ready. */
  fault?: string
}

/** A Repository and its Snapshots. */
export function repository(
  inNamespace: string,
  name: string,
  created: Date,
  seed: RepositorySeed,
): [repository: StoredObject, ...snapshots: StoredObject[]] {
  const { storageRef, appRef, backups, bytes = 0, fault } = seed
  const object: StoredObject = {
    apiVersion: apiVersionOf(repositoryResource),
    kind: repositoryResource.kind,
    metadata: { name, namespace: inNamespace, creationTimestamp: timestamp(created) },
    spec: {
      appRef,
      deletionPolicy: 'Delete',
      encryptionSecret: { name: 'encrypt-secret', namespace: inNamespace },
      path: `/${inNamespace}/${name}`,
      ...(seed.paused === true && { paused: true }),
      storageRef,
    },
  }
  const { by: [configurationName, session] = ['', ''], count = 0, last = created, every = 0 } = backups ?? {}
  const snapshots = Array.from({ length: count }, (_, index) => {
    const age = count - 1 - index
    const time = new Date(last.getTime() - age * every)
    return snapshotOf(object, {
      configuration: configurationName,
      session,
      time,
      bytes: Math.round(bytes * (1 - age / 100)),
    })
  })
  const condition = {
    type: 'RepositoryInitialized',
    status: fault === undefined ? ('True' as const) : ('False' as const),
    reason: fault === undefined ? 'RepositoryInitializationSucceeded' : 'RepositoryInitializationFailed',
    message: fault ?? 'Successfully initialized repository',
  }
  const status = {
    ...(session !== '' && { componentPaths: [`repository/v1/${session}/dump`] }),
    conditions: conditionsOf(object, [condition], timestamp(created)),
    ...(fault === undefined && { integrity: seed.integrity ?? true }),
    phase: fault === undefined ? 'Ready' : 'NotReady',
    ...backupsStatus(snapshots),
  }
  return [{ ...object, status }, ...snapshots]
}
