import { backupStorage } from '../../schema/builtin.ts'
import type { ResourceType } from '../../schema/manifest.ts'

/** Secrets, which the client handles next to the resource. */
export const secrets: ResourceType = { apiVersion: 'v1', kind: 'Secret', plural: 'secrets' }

/** Namespaces, whose names the client lists. */
export const namespaces: ResourceType = { apiVersion: 'v1', kind: 'Namespace', plural: 'namespaces' }

/** Access reviews, which show what the user may do. */
export const accessReviews: ResourceType = {
  apiVersion: 'authorization.k8s.io/v1',
  kind: 'SelfSubjectAccessReview',
  plural: 'selfsubjectaccessreviews',
}

/** The default resource of the client. */
export const defaultResource: ResourceType = backupStorage

/** Returns the API group of a resource; empty for the core group. */
export function groupOf({ apiVersion }: ResourceType): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : ''
}

/** Returns the name of a resource in `kubectl` and RBAC rules: `backupstorages.storage.kubestash.com`, `secrets`. */
export function qualifiedName(resource: ResourceType): string {
  const group = groupOf(resource)
  return group === '' ? resource.plural : `${resource.plural}.${group}`
}
