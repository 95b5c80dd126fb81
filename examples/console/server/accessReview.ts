import type { IncomingMessage } from 'node:http'
import type { Answer } from './cluster.ts'
import { type JsonObject, isObject, objectAt, stringAt } from './objects.ts'
import { parseObject, readBody } from './readObject.ts'
import { type Resource } from './resources.ts'
import { anyObject } from './schema.ts'
import { invalid, notSimulated } from './status.ts'
import type { Access } from './users.ts'

/** A request for what a user may do. It isn't stored. */
export const accessReviewResource: Resource = {
  group: 'authorization.k8s.io',
  version: 'v1',
  kind: 'SelfSubjectAccessReview',
  plural: 'selfsubjectaccessreviews',
  namespaced: false,
  verbs: ['create'],
  custom: false,
  hasStatus: false,
  schema: anyObject,
  columns: [],
}

/** Returns a review with its answer. */
export async function reviewAccess(
  user: string,
  request: IncomingMessage,
  allow: (access: Access) => boolean,
): Promise<Answer> {
  const { spec = {} } = parseObject(await readBody(request, ['application/json']), accessReviewResource)
  const review: JsonObject = isObject(spec) ? spec : {}
  if (isObject(review.nonResourceAttributes)) throw notSimulated('nonResourceAttributes')
  if (!isObject(review.resourceAttributes)) {
    const message = 'Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified'
    throw invalid(accessReviewResource, '', [
      { reason: 'FieldValueInvalid', message, field: 'spec.resourceAttributes' },
    ])
  }
  const attributes = objectAt(review, 'resourceAttributes')
  const said = (key: string): string => stringAt(attributes, key)
  const allowed = allow({
    user,
    verb: said('verb'),
    group: said('group'),
    resource: said('resource'),
    subresource: said('subresource'),
    namespace: said('namespace'),
    name: said('name'),
  })
  const { kind, group, version } = accessReviewResource
  const metadata = { creationTimestamp: null }
  return {
    code: 201,
    body: { kind, apiVersion: `${group}/${version}`, metadata, spec: review, status: { allowed } },
  }
}
