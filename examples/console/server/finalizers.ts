import { type Json, type JsonObject, type StoredObject, objectAt } from './objects.ts'
import type { Cause } from './status.ts'

/** Returns the finalizers of an object. While there are any, it isn't deleted but only marked. */
export function finalizersOf(object: StoredObject): string[] {
  const own = object.kind === 'Namespace' ? objectAt(object, 'spec').finalizers : undefined
  return [...stringsIn(object.metadata.finalizers), ...stringsIn(own)]
}

/** Returns whether an object is being deleted, and waits for its finalizers to be removed. */
export function isBeingDeleted({ metadata }: StoredObject): boolean {
  return metadata.deletionTimestamp !== undefined
}

/** Returns the error for finalizers that are added to an object that is being deleted. */
export function checkFinalizers(metadata: JsonObject, old: StoredObject): Cause[] {
  const known = stringsIn(old.metadata.finalizers)
  const added = stringsIn(metadata.finalizers).filter((one) => !known.includes(one))
  if (!isBeingDeleted(old) || added.length === 0) return []
  const list = added
    .sort()
    .map((one) => JSON.stringify(one))
    .join(', ')
  const message = `Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{${list}}`
  return [{ reason: 'FieldValueForbidden', message, field: 'metadata.finalizers' }]
}

function stringsIn(list: Json | undefined): string[] {
  return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : []
}
