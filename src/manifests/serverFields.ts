import type { Path } from '../base/pointer.ts'
import { lastApplied } from '../schema/manifest.ts'

const ofMetadata = [
  'managedFields',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'selfLink',
]

/** The paths in a live object that only the server and kubectl write. */
export const serverFields: readonly Path[] = [
  ['status'],
  ...ofMetadata.map((key) => ['metadata', key]),
  ['metadata', 'annotations', lastApplied],
]
