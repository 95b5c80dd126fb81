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

/** What of a live object is sent back: not the status, nor who managed which field, which the server alone writes. */
export function withoutStatus({ status: _status, ...live }: Manifest): Manifest {
  const { managedFields: _managed, ...metadata } = live.metadata
  return { ...live, metadata } as Manifest
}

/**
 * What to send to the cluster for these values, in the order to apply it. While a live object is edited that is the object
 * with what the values change: what the form does not know stays, the resource version too. What the server alone writes
 * (the status, who managed which field) is left out.
 */
export function manifestsToApply(values: BackupStorageValues, options: Options = {}): Manifest[] {
  const context = contextOf(options)
  const { editing } = context
  if (!isObject(editing)) return toManifests(values, context)
  const text = stringifyManifests([withoutStatus(editing as Manifest)], 'json')
  const { manifests } = parseManifests(editManifests(text, values, context))
  return [...manifests.filter(isSecret), ...manifests.filter((one) => !isSecret(one))]
}
