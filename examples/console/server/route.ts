import { type Resource, resources } from './resources.ts'

/** What a path names. */
export interface Route {
  resource: Resource
  /** Empty for all namespaces, and for what lies in none. */
  namespace: string
  /** Empty for the collection. */
  name: string
  subresource: '' | 'status'
}

const pattern = new RegExp(
  '^/(?:api|apis/(?<group>[^/]+))/(?<version>[^/]+)' +
    '(?:/namespaces/(?<namespace>[^/]+)(?=/[^/]))?' +
    '/(?<plural>[^/]+)(?:/(?<name>[^/]+)(?:/(?<subresource>[^/]+))?)?/?$',
)

/** Finds what a path names among the resources that are served; undefined when it names none. */
export function findRoute(pathname: string): Route | undefined {
  const parts = pattern.exec(pathname)?.groups
  if (parts === undefined) return undefined
  const { group = '', version, plural, subresource = '' } = parts
  const namespace = decode(parts.namespace)
  const name = decode(parts.name)
  const resource = resources.find(
    (candidate) => candidate.group === group && candidate.version === version && candidate.plural === plural,
  )
  if (resource === undefined || namespace === undefined || name === undefined) return undefined
  if (namespace !== '' && !resource.namespaced) return undefined
  if (namespace === '' && name !== '' && resource.namespaced) return undefined
  if (subresource !== '' && !(subresource === 'status' && resource.custom)) return undefined
  return { resource, namespace, name, subresource: subresource === '' ? '' : 'status' }
}

function decode(part: string | undefined): string | undefined {
  try {
    return decodeURIComponent(part ?? '')
  } catch {
    return undefined
  }
}
