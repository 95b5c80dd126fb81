// Converts values to manifests and text, and back. Imports `validation` and the folders above it.

import type { BackupStorageValues } from '../generated/types.ts'
import type { JsonObject } from '../base/json.ts'
import { deepEqual, isObject, setMember } from '../base/json.ts'
import type { Manifest } from '../schema/manifest.ts'
import { findProvider } from '../context/context.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import { getAt, putAt } from '../base/pointer.ts'
import { hasAuth } from '../schema/provider.ts'
import { isMap } from '../schema/language.ts'
import { constantsOf, secretNameOf } from '../values/constants.ts'
import { normalizeValues } from '../values/normalizeValues.ts'

/** Returns whether the field is the name of the Secret. */
export function isSecretName(path: readonly string[]): boolean {
  return path[1] === 'credentials' && path[2] === 'secretName'
}

function isProviderName(path: readonly string[]): boolean {
  return path.length === 2 && path[0] === 'backend' && path[1] === 'provider'
}

/**
 * Returns the manifests for the values, in the order to apply them: a Secret for new credentials, then the storage.
 * Writes valid and invalid values alike, except those that `normalizeValues` removes. Never throws.
 */
export function toManifests(values: BackupStorageValues, options?: Options): Manifest[] {
  const context = contextOf(options)
  const normal = normalizeValues(values, context)
  const provider = findProvider(context, getAt(normal, ['backend', 'provider']))
  const secretName = secretNameOf(normal, provider, context)
  const { apiVersion, kind } = context.resource
  const resource: Manifest = { apiVersion, kind, metadata: {} }
  const stringData: JsonObject = {}
  for (const { path, target, schema, branch } of context.layoutOf(provider).fields) {
    const value = isSecretName(path)
      ? secretName
      : isProviderName(path)
        ? (provider?.writes ?? getAt(normal, path))
        : getAt(normal, path)
    if (value === undefined) continue
    if (target.document === 'secret') setMember(stringData, target.key, value)
    else if (branch) {
      if (!schema['x-omit'] && getAt(resource, target.path) === undefined) putAt(resource, target.path, {})
    } else if (!(schema['x-omit'] && deepEqual(value, schema['x-absent'])) && !(isMap(schema) && isEmpty(value))) {
      putAt(resource, target.path, value)
    }
  }
  for (const { path, value } of constantsOf(normal, provider, context)) {
    if (getAt(resource, path) === undefined) putAt(resource, path, value)
  }
  if (!hasAuth(provider) || getAt(normal, ['backend', 'credentials', 'source']) !== 'new') return [resource]
  const metadata: JsonObject = { name: secretName ?? '', namespace: normal.namespace }
  return [{ apiVersion: 'v1', kind: 'Secret', metadata, type: 'Opaque', stringData }, resource]
}

function isEmpty(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length === 0
}
