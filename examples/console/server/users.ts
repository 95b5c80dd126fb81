import type { IncomingHttpHeaders } from 'node:http'

/** Who wants to do what. */
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

/** Who sends a request: the user of `Impersonate-User`. Nobody knows `system:anonymous`, who is answered with 401. */
export function authenticate(headers: IncomingHttpHeaders): string | undefined {
  const user = String(headers['impersonate-user'] ?? 'embedded-admin')
  return user === 'system:anonymous' ? undefined : user
}

const reading = ['get', 'list', 'watch']

/**
 * What the users may do: `embedded-viewer` reads all but Secrets, `embedded-demo` does everything in the namespace demo
 * and sees which namespaces there are, and all others do everything.
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
