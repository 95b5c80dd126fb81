import type { BackupStorageValues } from '../generated/types.ts'
import { decodeBase64 } from '../base/base64.ts'
import { isObject } from '../base/json.ts'
import type { Context } from '../context/context.ts'
import { getAt, putAt } from '../base/pointer.ts'
import { hasAuth } from '../schema/provider.ts'
import type { Field } from '../schema/layout.ts'
import { normalizeValues } from '../values/normalizeValues.ts'
import type { Found } from './findStorage.ts'
import { findStorage } from './findStorage.ts'

/** Reads a credential of a Secret. As in the cluster, `stringData` wins over `data`. */
export function readCredential(secret: object, key: string): { value: unknown; broken: boolean } {
  const plain = getAt(secret, ['stringData', key]) ?? undefined
  const encoded = getAt(secret, ['data', key]) ?? undefined
  if (plain !== undefined || encoded === undefined) return { value: plain, broken: false }
  const value = typeof encoded === 'string' ? decodeBase64(encoded) : undefined
  return { value, broken: value === undefined }
}

/** Returns whether a value means the same as a missing one. */
export function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0)
}

/** Returns the normalized values of a storage and its Secret, and the fields whose `data` is not base64 of text. */
export function readValues(found: Found, context: Context): { values: BackupStorageValues; notBase64: Field[] } {
  const values: Record<string, unknown> = {}
  const notBase64: Field[] = []
  for (const field of found.layout.fields) {
    if (field.target.document === 'secret') {
      if (!found.secret) continue
      const { value, broken } = readCredential(found.secret, field.target.key)
      if (value !== undefined) putAt(values, field.path, value)
      if (broken) notBase64.push(field)
      continue
    }
    const value = getAt(found.storage, field.target.path)
    if (value === undefined || value === null) continue
    if (!field.branch) putAt(values, field.path, value)
    else if (isObject(value) && getAt(values, field.path) === undefined) putAt(values, field.path, {})
  }
  if (found.provider) putAt(values, ['backend', 'provider'], found.provider.name)
  const credentials = ['backend', 'credentials']
  const named = !isEmpty(getAt(values, [...credentials, 'secretName']) ?? '')
  const withoutSecret = named ? 'existing' : 'workloadIdentity'
  const source = !hasAuth(found.provider) || found.secret ? 'new' : withoutSecret
  putAt(values, [...credentials, 'source'], source)
  return { values: normalizeValues(values as unknown as BackupStorageValues, context), notBase64 }
}

/** Returns the values of a live object; undefined if it is of another kind. */
export function valuesOfObject(object: object, context: Context): BackupStorageValues | undefined {
  const found = findStorage([object], context)
  return found && readValues(found, context).values
}
