import { backupStorage } from '../../schema/builtin.ts'
import type { ResourceType } from '../../schema/manifest.ts'

/** Secrets, which the client writes next to the resource. */
export const secrets: ResourceType = { apiVersion: 'v1', kind: 'Secret', plural: 'secrets' }

/** Namespaces, of which the client lists the names. */
export const namespaces: ResourceType = { apiVersion: 'v1', kind: 'Namespace', plural: 'namespaces' }

/** What the API is asked with what the user may do. */
export const accessReviews: ResourceType = {
  apiVersion: 'authorization.k8s.io/v1',
  kind: 'SelfSubjectAccessReview',
  plural: 'selfsubjectaccessreviews',
}

/** The resource that the client serves unless it is told another. */
export const defaultResource: ResourceType = backupStorage

/** The path of a collection, or of one object in it: `/api/v1/namespaces/demo/secrets/x`. */
export function resourcePath(resource: ResourceType, namespace: string, name?: string): string {
  const root = resource.apiVersion.includes('/') ? `/apis/${resource.apiVersion}` : `/api/${resource.apiVersion}`
  const scope = namespace === '' ? '' : `/namespaces/${encodeURIComponent(namespace)}`
  const object = name === undefined ? '' : `/${encodeURIComponent(name)}`
  return `${root}${scope}/${resource.plural}${object}`
}

/** The API group of a resource; empty for the core's. */
export function groupOf({ apiVersion }: ResourceType): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : ''
}

/** The resource as `kubectl` and RBAC rules name it: `backupstorages.storage.kubestash.com`, `secrets`. */
export function qualifiedName(resource: ResourceType): string {
  const group = groupOf(resource)
  return group === '' ? resource.plural : `${resource.plural}.${group}`
}
