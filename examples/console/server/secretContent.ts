import { isDeepStrictEqual } from 'node:util'
import { type JsonObject, isObject } from './objects.ts'
import { type Cause, badRequest } from './status.ts'

const keyPattern = /^[-._a-zA-Z0-9]+$/
const keyRule =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"

/** Returns a Secret as stored: `stringData` moves into `data`, in base64, and the type is filled in. */
export function keptSecret(secret: JsonObject): JsonObject {
  const { stringData, data, ...rest } = secret
  const kept: JsonObject = {}
  for (const [key, value] of Object.entries(mapOf(data, 'data'))) {
    if (!/^[A-Za-z0-9+/\r\n]*={0,2}$/.test(value)) throw unreadable('illegal base64 data at input byte 0')
    kept[key] = value
  }
  for (const [key, value] of Object.entries(mapOf(stringData, 'stringData'))) {
    kept[key] = Buffer.from(value, 'utf8').toString('base64')
  }
  const type = typeof rest.type === 'string' && rest.type !== '' ? rest.type : 'Opaque'
  return Object.keys(kept).length === 0 ? { ...rest, type } : { ...rest, data: kept, type }
}

/** Returns the errors in the keys of a stored Secret. */
export function checkSecret(secret: JsonObject): Cause[] {
  const keys = isObject(secret.data) ? Object.keys(secret.data) : []
  return keys
    .filter((key) => !keyPattern.test(key))
    .map((key) => ({
      reason: 'FieldValueInvalid',
      message: `Invalid value: "${key}": ${keyRule}`,
      field: `data[${key}]`,
    }))
}

/** Returns the changes that a Secret doesn't allow. */
export function checkSecretUpdate(secret: JsonObject, old: JsonObject): Cause[] {
  const causes: Cause[] = []
  if (secret.type !== old.type) {
    const message = `Invalid value: ${JSON.stringify(secret.type)}: field is immutable`
    causes.push({ reason: 'FieldValueInvalid', message, field: 'type' })
  }
  for (const field of ['immutable', 'data']) {
    if (old.immutable !== true || isDeepStrictEqual(secret[field], old[field])) continue
    const message = 'Forbidden: field is immutable when `immutable` is set'
    causes.push({ reason: 'FieldValueForbidden', message, field })
  }
  return causes
}

function mapOf(value: unknown, field: string): Record<string, string> {
  if (value === undefined || value === null) return {}
  if (!isObject(value)) throw unreadable(`json: cannot unmarshal into Go struct field Secret.${field}`)
  const result: Record<string, string> = {}
  for (const [key, entry] of Object.entries(value)) {
    if (typeof entry === 'string') result[key] = entry
    else if (entry === null) result[key] = ''
    else throw unreadable(`json: cannot unmarshal ${typeof entry} into Go struct field Secret.${field} of type string`)
  }
  return result
}

function unreadable(message: string): Error {
  return badRequest(`Secret in version "v1" cannot be handled as a Secret: ${message}`)
}
