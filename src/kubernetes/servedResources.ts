import { backupStorage } from '../core/builtin.ts'

/** A kind and the name under which the API serves it. */
export interface ServedResource {
  apiVersion: string
  kind: string
  plural: string
}

/** Secrets, which the client writes next to the resource. */
export const secrets: ServedResource = { apiVersion: 'v1', kind: 'Secret', plural: 'secrets' }

/** Namespaces, of which the client lists the names. */
export const namespaces: ServedResource = { apiVersion: 'v1', kind: 'Namespace', plural: 'namespaces' }

/** The resource that the client serves unless it is told another. */
export const defaultResource: ServedResource = backupStorage

/** The path of a collection, or of one object in it: `/api/v1/namespaces/demo/secrets/x`. */
export function resourcePath(resource: ServedResource, namespace: string, name?: string): string {
  const root = resource.apiVersion.includes('/') ? `/apis/${resource.apiVersion}` : `/api/${resource.apiVersion}`
  const scope = namespace === '' ? '' : `/namespaces/${encodeURIComponent(namespace)}`
  const object = name === undefined ? '' : `/${encodeURIComponent(name)}`
  return `${root}${scope}/${resource.plural}${object}`
}

/** The resource as `kubectl` and RBAC rules name it: `backupstorages.storage.kubestash.com`, `secrets`. */
export function qualifiedName(resource: ServedResource): string {
  const slash = resource.apiVersion.indexOf('/')
  return slash < 0 ? resource.plural : `${resource.plural}.${resource.apiVersion.slice(0, slash)}`
}
