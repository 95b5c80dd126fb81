import type { Answer } from './cluster.ts'
import type { Resource } from './resources.ts'
import { anyObject } from './schema.ts'

/** What one asks with as whom one is known. Nothing of it is kept. */
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

/** Answers as whom a user is known. */
export function reviewSelf(username: string): Answer {
  const { kind, group, version } = selfReviewResource
  const userInfo = { username, groups: ['system:authenticated'] }
  const metadata = { creationTimestamp: null }
  return { code: 201, body: { kind, apiVersion: `${group}/${version}`, metadata, status: { userInfo } } }
}
