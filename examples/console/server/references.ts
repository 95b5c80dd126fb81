import { type JsonObject, type StoredObject, isObject, namespaceOf, objectAt, stringAt } from './objects.ts'

/** Which object is meant. */
export interface Reference {
  namespace: string
  name: string
}

export function referenceTo(object: StoredObject): Reference {
  return { namespace: namespaceOf(object), name: object.metadata.name }
}

/** What a field such as `storageRef` of an object refers to: in the object's own namespace unless it says another. */
export function referenceAt(owner: StoredObject, fields: JsonObject, key: string): Reference {
  const reference = objectAt(fields, key)
  return { namespace: stringAt(reference, 'namespace') || namespaceOf(owner), name: stringAt(reference, 'name') }
}

/** The BackupStorage of a Repository. */
export function storageOf(repository: StoredObject): Reference {
  return referenceAt(repository, objectAt(repository, 'spec'), 'storageRef')
}

/** The name of the Secret of a BackupStorage, which lies in the same namespace; empty where it names none. */
export function secretNameOf(storage: StoredObject): string {
  const spec = objectAt(objectAt(storage, 'spec'), 'storage')
  return stringAt(objectAt(spec, stringAt(spec, 'provider')), 'secretName')
}

/** The backends of a BackupConfiguration. */
export function backendsOf(configuration: StoredObject): JsonObject[] {
  return listAt(objectAt(configuration, 'spec'), 'backends')
}

/** Whether a BackupConfiguration writes to a BackupStorage, or keeps by a RetentionPolicy. */
export function refersTo(
  configuration: StoredObject,
  key: 'storageRef' | 'retentionPolicy',
  { namespace, name }: Reference,
): boolean {
  return backendsOf(configuration).some((backend) => {
    const reference = referenceAt(configuration, backend, key)
    return reference.name === name && reference.namespace === namespace
  })
}

/** The objects in a list; none where there is no list. */
export function listAt(object: JsonObject, key: string): JsonObject[] {
  const list = object[key]
  return Array.isArray(list) ? list.filter((item) => isObject(item)) : []
}
