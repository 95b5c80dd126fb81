import { isTrue } from './query.ts'
import type { Resource, Verb } from './resources.ts'
import { methodNotAllowed } from './status.ts'

/** The resource, namespace and object in a path. */
export interface Route {
  resource: Resource
  /** Empty for all namespaces, and for objects without a namespace. */
  namespace: string
  /** Empty for the collection. */
  name: string
  subresource: '' | 'status'
}

const pattern = new RegExp(
  '^/(?:api|apis/(?<group>[^/]+))/(?<version>[^/]+)' +
    '(?:/namespaces/(?<namespace>[^/]+)(?=/(?!status/?$)[^/]))?' +
    '/(?<plural>[^/]+)(?:/(?<name>[^/]+)(?:/(?<subresource>[^/]+))?)?/?$',
)

/** Parses a path. Returns undefined if it doesn't match a served resource. */
export function findRoute(pathname: string, known: readonly Resource[]): Route | undefined {
  const parts = pattern.exec(pathname)?.groups
  if (parts === undefined) return undefined
  const { group = '', version, plural, subresource = '' } = parts
  const namespace = decode(parts.namespace)
  const name = decode(parts.name)
  const resource = known.find(
    (candidate) => candidate.group === group && candidate.version === version && candidate.plural === plural,
  )
  if (resource === undefined || namespace === undefined || name === undefined) return undefined
  if (namespace !== '' && !resource.namespaced) return undefined
  if (namespace === '' && name !== '' && resource.namespaced) return undefined
  if (subresource !== '' && !(subresource === 'status' && resource.hasStatus)) return undefined
  return { resource, namespace, name, subresource: subresource === '' ? '' : 'status' }
}

/** Returns the verb of a method on a route. */
export function verbOf(method: string, route: Route, query: URLSearchParams): Verb {
  const { resource, namespace, name, subresource } = route
  const verbs: Record<string, Verb | undefined> =
    name === ''
      ? { GET: isTrue(query, 'watch') ? 'watch' : 'list', POST: 'create' }
      : { GET: 'get', PUT: 'update', PATCH: 'patch', DELETE: 'delete' }
  const verb = verbs[method]
  if (verb === undefined || !resource.verbs.includes(verb)) throw methodNotAllowed()
  if (subresource !== '' && verb === 'delete') throw methodNotAllowed()
  if (verb === 'create' && resource.namespaced && namespace === '') throw methodNotAllowed()
  return verb
}

function decode(part: string | undefined): string | undefined {
  try {
    return decodeURIComponent(part ?? '')
  } catch {
    return undefined
  }
}
