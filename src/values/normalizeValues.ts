// The values of a form: initial, normalized, derived, rebased. Imports `context` and the folders above it.

import type { BackupStorageValues } from '../generated/types.ts'
import type { JsonObject } from '../base/json.ts'
import { deepEqual, isObject, isTooLarge, setMember } from '../base/json.ts'
import { findProvider } from '../context/context.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import { getAt, setAt } from '../base/pointer.ts'
import type { Provider } from '../schema/provider.ts'
import { hasAuth } from '../schema/provider.ts'
import type { Layout } from '../schema/layout.ts'
import { isMap } from '../schema/language.ts'
import { constantsOf } from './constants.ts'

/** Removes the members of auth and credentials that the source of the credentials doesn't use. */
function applySource(backend: JsonObject, provider: Provider | undefined, { secretFields }: Layout): void {
  const credentials = backend['credentials']
  const auth = backend['auth']
  if (!isObject(credentials) || !provider) return
  if (!hasAuth(provider)) {
    setMember(credentials, 'source', 'new')
    delete credentials['secretName']
  }
  if (!isObject(auth) || credentials['source'] === 'new') return
  for (const { target } of secretFields) if (target.document === 'secret') delete auth[target.key]
}

/**
 * Returns the values without anything that has no effect. Removes empty optional fields, members of `auth` and
 * `credentials` that the source of the credentials doesn't use, fields that the provider doesn't have, and annotations
 * that `toManifests` adds. Map entries stay, even empty ones; `labels`, `annotations`, `securityContext`, `auth` and
 * `spec` stay as `{}`. Values of the wrong type stay as they are, for `validateValues` to report, and values that contain
 * themselves or more than a million others count as empty. Never throws for plain data.
 */
export function normalizeValues(values: BackupStorageValues, options?: Options): BackupStorageValues {
  const context = contextOf(options)
  const provider = findProvider(context, getAt(values, ['backend', 'provider']))
  const layout = context.layoutOf(provider)
  const normal = layout.normalize(isObject(values) && !isTooLarge(values) ? values : {}) as JsonObject
  const backend = normal['backend']
  if (isObject(backend)) applySource(backend as JsonObject, provider, layout)
  let result = normal as unknown as BackupStorageValues
  if (getAt(result, ['backend', 'credentials', 'secretName']) !== undefined) {
    const { source, secretName } = result.backend.credentials
    if (source === 'new' && secretName === context.secretName(result)) {
      result = setAt(result, ['backend', 'credentials', 'secretName'], undefined)
    }
  }
  for (const constant of constantsOf(result, provider, context)) {
    for (const field of layout.fields) {
      if (field.target.document !== 'resource' || !isMap(field.schema)) continue
      const inside = constant.path.length === field.target.path.length + 1
      if (!inside || !field.target.path.every((key, index) => key === constant.path[index])) continue
      const path = [...field.path, constant.path.at(-1) ?? '']
      if (deepEqual(getAt(result, path), constant.value)) result = setAt(result, path, undefined)
    }
  }
  return result
}
