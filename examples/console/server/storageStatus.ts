import { type Condition, conditionsOf } from './conditions.ts'
import { type JsonObject, type StoredObject, namespaceOf, objectAt, stringAt } from './objects.ts'
import { listAt, secretNameOf } from './references.ts'
import { formatSize, parseSize } from './sizes.ts'

/** The objects that a BackupStorage's status depends on. */
export interface StorageSurroundings {
  secretFound: boolean
  /** The Repositories in the storage. */
  repositories: readonly StoredObject[]
}

/** Returns the status of a BackupStorage: whether its Secret exists, and the contents of its backend. */
export function storageStatus(
  storage: StoredObject,
  { secretFound, repositories }: StorageSurroundings,
  time: string,
): JsonObject {
  const secretName = secretNameOf(storage)
  const found = secretName === '' || secretFound
  const conditions: Condition[] = []
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
  const size = repositories.reduce((sum, repository) => sum + parseSize(sizeOf(repository)), 0)
  return {
    phase: found ? 'Ready' : 'NotReady',
    conditions: conditionsOf(storage, conditions, time),
    ...(repositories.length > 0 && { repositories: repositories.map(entryOf), totalSize: formatSize(size) }),
  }
}

function entryOf(repository: StoredObject): JsonObject {
  const status = objectAt(repository, 'status')
  const failed = listAt(status, 'conditions').find((condition) => condition.status === 'False')
  const size = sizeOf(repository)
  return {
    name: repository.metadata.name,
    namespace: namespaceOf(repository),
    path: stringAt(objectAt(repository, 'spec'), 'path'),
    ...(size !== '' && { size }),
    synced: failed === undefined,
    ...(failed !== undefined && { error: stringAt(failed, 'message') }),
  }
}

function sizeOf(repository: StoredObject): string {
  return stringAt(objectAt(repository, 'status'), 'size')
}
