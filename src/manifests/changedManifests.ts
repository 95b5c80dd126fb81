import { isObject } from '../base/json.ts'
import type { Manifest } from '../schema/manifest.ts'
import { isSecret } from './findStorage.ts'
import { saysSame } from './withoutServerFields.ts'

/** What of the manifests is to be written: all but an edited object in which nothing was changed. */
export function changedManifests(manifests: readonly Manifest[], editing: object | undefined): Manifest[] {
  if (!isObject(editing)) return [...manifests]
  return manifests.filter((one) => isSecret(one) || !saysSame(one, editing as Manifest))
}
