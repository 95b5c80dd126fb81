import { configurationStatus } from './configurationStatus.ts'
import { type StoredObject, objectAt, stringAt } from './objects.ts'
import { type Reference, referenceTo, secretNameOf, storageOf } from './references.ts'
import { backupConfigurationResource, backupStorageResource, repositoryResource } from './resources.ts'
import { storageStatus } from './storageStatus.ts'

/** Returns the objects with the statuses that the operator would have set after their creation. */
export function withStatuses(objects: readonly StoredObject[]): StoredObject[] {
  const known = new Map(objects.map((object) => [keyOf(object.kind, referenceTo(object)), object]))
  const repositories = new Map<string, StoredObject[]>()
  for (const object of objects) {
    if (object.kind !== repositoryResource.kind) continue
    const key = keyOf(backupStorageResource.kind, storageOf(object))
    repositories.set(key, [...(repositories.get(key) ?? []), object])
  }
  const phaseOf = (kind: string, reference: Reference): string | undefined => {
    const object = known.get(keyOf(kind, reference))
    return object === undefined ? undefined : stringAt(objectAt(object, 'status'), 'phase')
  }

  const storages = objects.map((object) => {
    if (object.kind !== backupStorageResource.kind) return object
    const { namespace } = referenceTo(object)
    const key = keyOf(object.kind, referenceTo(object))
    const surroundings = {
      secretFound: known.has(keyOf('Secret', { namespace, name: secretNameOf(object) })),
      repositories: (repositories.get(key) ?? []).sort(byPlace),
    }
    const status = storageStatus(object, surroundings, stringAt(object.metadata, 'creationTimestamp'))
    const storage = { ...object, status }
    known.set(key, storage)
    return storage
  })
  return storages.map((object) => {
    if (object.kind !== backupConfigurationResource.kind) return object
    const surroundings = {
      storagePhase: (reference: Reference) => phaseOf(backupStorageResource.kind, reference),
      repositoryPhase: (reference: Reference) => phaseOf(repositoryResource.kind, reference),
      hasRetentionPolicy: (reference: Reference) => known.has(keyOf('RetentionPolicy', reference)),
    }
    const time = stringAt(object.metadata, 'creationTimestamp')
    return { ...object, status: configurationStatus(object, surroundings, time) }
  })
}

/** In the order of the store's lists. */
function byPlace(a: StoredObject, b: StoredObject): number {
  return keyOf('', referenceTo(a)) < keyOf('', referenceTo(b)) ? -1 : 1
}

function keyOf(kind: string, { namespace, name }: Reference): string {
  return `${kind} ${namespace}/${name}`
}
