import type { BackupStorageValues } from '../generated/types.ts'
import { isObject } from '../base/json.ts'
import type { Manifest } from '../schema/manifest.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import { editManifests } from './editManifests.ts'
import { isSecret } from './findStorage.ts'
import { parseManifests } from './parseManifests.ts'
import { stringifyManifests } from './stringifyManifests.ts'
import { toManifests } from './toManifests.ts'

/** Returns a live object without the status and `managedFields`, which only the server writes. */
export function withoutStatus({ status: _status, ...live }: Manifest): Manifest {
  const { managedFields: _managed, ...metadata } = live.metadata
  return { ...live, metadata } as Manifest
}

/**
 * Returns the manifests to send to the cluster for these values, in the order to apply them. While a live object is
 * edited, that is the object with the changed values: unknown fields and the resource version stay, the status and
 * `managedFields` are omitted.
 */
export function manifestsToApply(values: BackupStorageValues, options: Options = {}): Manifest[] {
  const context = contextOf(options)
  const { editing } = context
  if (!isObject(editing)) return toManifests(values, context)
  const text = stringifyManifests([withoutStatus(editing as Manifest)], 'json')
  const { manifests } = parseManifests(editManifests(text, values, context))
  return [...manifests.filter(isSecret), ...manifests.filter((one) => !isSecret(one))]
}
