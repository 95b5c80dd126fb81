import type { Path } from '../pointer.ts'

/** `kubectl apply` keeps a copy of the whole object in this annotation, the values of a Secret included. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

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

/** The places of a live object that only the server and kubectl write. */
export const serverFields: readonly Path[] = [
  ['status'],
  ...ofMetadata.map((key) => ['metadata', key]),
  ['metadata', 'annotations', lastApplied],
]
