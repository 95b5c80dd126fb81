import type { IncomingHttpHeaders } from 'node:http'

/** A user and an action. */
export interface Access {
  user: string
  verb: string
  group: string
  resource: string
  /** Empty for the object itself. */
  subresource: string
  /** Empty for all namespaces. */
  namespace: string
  /** Empty for all names. */
  name: string
}

/** Returns the user of a request, from `Impersonate-User`. `system:anonymous` counts as unknown, which leads to 401. */
export function authenticate(headers: IncomingHttpHeaders): string | undefined {
  const user = String(headers['impersonate-user'] ?? 'embedded-admin')
  return user === 'system:anonymous' ? undefined : user
}

const reading = ['get', 'list', 'watch']

/**
 * Returns what users may do: `embedded-viewer` reads everything but Secrets, `embedded-demo` does everything in the
 * namespace demo and lists namespaces, and all others do everything.
 */
export function allowByUser({ user, verb, resource, namespace }: Access): boolean {
  switch (user) {
    case 'embedded-viewer':
      return reading.includes(verb) && resource !== 'secrets'
    case 'embedded-demo':
      return namespace === 'demo' || (resource === 'namespaces' && reading.includes(verb))
    default:
      return true
  }
}
