import { type Json, type JsonObject, isObject } from './objects.ts'

/** The entry of `managedFields` for one who wrote the whole object. */
export function managedBy(manager: string, object: JsonObject, apiVersion: string, time: string): JsonObject {
  const owned: JsonObject = {}
  for (const [key, value] of Object.entries(object)) {
    if (key === 'apiVersion' || key === 'kind' || key === 'status') continue
    if (key !== 'metadata') owned[`f:${key}`] = fieldsOf(value)
    else if (isObject(value)) Object.assign(owned, metadataFields(value))
  }
  return { manager, operation: 'Update', apiVersion, time, fieldsType: 'FieldsV1', fieldsV1: owned }
}

function metadataFields(metadata: JsonObject): JsonObject {
  const owned: JsonObject = {}
  for (const key of ['annotations', 'labels']) {
    const value = metadata[key]
    if (value !== undefined) owned[`f:${key}`] = fieldsOf(value)
  }
  return Object.keys(owned).length === 0 ? {} : { 'f:metadata': owned }
}

function fieldsOf(value: Json): JsonObject {
  if (!isObject(value)) return {}
  const fields: JsonObject = { '.': {} }
  for (const [key, child] of Object.entries(value)) fields[`f:${key}`] = fieldsOf(child)
  return fields
}
