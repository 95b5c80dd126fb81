import type { Answer } from './cluster.ts'
import type { Resource } from './resources.ts'
import { anyObject } from './schema.ts'

/** A request for the user's own name. It isn't stored. */
export const selfReviewResource: Resource = {
  group: 'authentication.k8s.io',
  version: 'v1',
  kind: 'SelfSubjectReview',
  plural: 'selfsubjectreviews',
  namespaced: false,
  verbs: ['create'],
  custom: false,
  hasStatus: false,
  schema: anyObject,
  columns: [],
}

/** Returns a review with the name of the user. */
export function reviewSelf(username: string): Answer {
  const { kind, group, version } = selfReviewResource
  const userInfo = { username, groups: ['system:authenticated'] }
  const metadata = { creationTimestamp: null }
  return { code: 201, body: { kind, apiVersion: `${group}/${version}`, metadata, status: { userInfo } } }
}
