import { isObject } from '../base/json.ts'
import type { Manifest } from '../schema/manifest.ts'
import { isSecret } from './findStorage.ts'
import { saysSame } from './withoutServerFields.ts'

/** Returns the manifests to write: all except the edited object if it is unchanged. */
export function changedManifests(manifests: readonly Manifest[], editing: object | undefined): Manifest[] {
  if (!isObject(editing)) return [...manifests]
  return manifests.filter((one) => isSecret(one) || !saysSame(one, editing as Manifest))
}
