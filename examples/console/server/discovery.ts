import { type Resource, apiVersionOf } from './resources.ts'

const path = /^\/(?:api|apis\/(?<group>[^/]+))\/(?<version>[^/]+)\/?$/

/**
 * Returns the list of the served resources in an API group at a path such as `/apis/storage.kubestash.com/v1alpha1`, or
 * undefined if none of the known resources are in this group.
 */
export function discover(
  pathname: string,
  known: readonly Resource[],
  isServed: (resource: Resource) => boolean,
): object | undefined {
  const parts = path.exec(pathname)?.groups
  if (parts === undefined) return undefined
  const { group = '', version } = parts
  const found = known.filter((resource) => resource.group === group && resource.version === version)
  const [first] = found
  if (first === undefined) return undefined
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersionOf(first),
    resources: found
      .filter(isServed)
      .flatMap((resource) => [
        entryOf(resource, resource.plural, resource.verbs),
        ...(resource.hasStatus ? [entryOf(resource, `${resource.plural}/status`, ['get', 'patch', 'update'])] : []),
      ]),
  }
}

function entryOf({ kind, namespaced }: Resource, name: string, verbs: readonly string[]): object {
  const singularName = name.includes('/') ? '' : kind.toLowerCase()
  return { name, singularName, namespaced, kind, verbs: [...verbs].sort() }
}
