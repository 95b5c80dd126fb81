import { type JsonObject, type StoredObject, isObject, namespaceOf, objectAt, stringAt } from './objects.ts'

/** Identifies an object. */
export interface Reference {
  namespace: string
  name: string
}

export function referenceTo(object: StoredObject): Reference {
  return { namespace: namespaceOf(object), name: object.metadata.name }
}

/** Returns the target of a field such as `storageRef`. The default namespace is the object's own. */
export function referenceAt(owner: StoredObject, fields: JsonObject, key: string): Reference {
  const reference = objectAt(fields, key)
  return { namespace: stringAt(reference, 'namespace') || namespaceOf(owner), name: stringAt(reference, 'name') }
}

/** Returns the BackupStorage of a Repository. */
export function storageOf(repository: StoredObject): Reference {
  return referenceAt(repository, objectAt(repository, 'spec'), 'storageRef')
}

/** Returns the name of a BackupStorage's Secret, which is in the same namespace; empty if it has none. */
export function secretNameOf(storage: StoredObject): string {
  const spec = objectAt(objectAt(storage, 'spec'), 'storage')
  return stringAt(objectAt(spec, stringAt(spec, 'provider')), 'secretName')
}

/** Returns the backends of a BackupConfiguration. */
export function backendsOf(configuration: StoredObject): JsonObject[] {
  return listAt(objectAt(configuration, 'spec'), 'backends')
}

/** Returns whether a BackupConfiguration writes to a BackupStorage, or uses a RetentionPolicy. */
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

/** Returns the objects in a list; an empty array if it isn't a list. */
export function listAt(object: JsonObject, key: string): JsonObject[] {
  const list = object[key]
  return Array.isArray(list) ? list.filter((item) => isObject(item)) : []
}
