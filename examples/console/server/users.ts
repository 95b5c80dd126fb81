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
  /** Empty for all names. A list or a watch that selects one name has this name. */
  name: string
}

/** Returns the user of a request, from `Impersonate-User`. `system:anonymous` counts as unknown, which leads to 401. */
export function authenticate(headers: IncomingHttpHeaders): string | undefined {
  const user = String(headers['impersonate-user'] ?? 'embedded-admin')
  return user === 'system:anonymous' ? undefined : user
}

/** What a user may do, like a rule of an RBAC role. An omitted list allows everything. */
interface Rule {
  verbs?: readonly string[]
  resources?: readonly string[]
  /** The names of the only allowed objects. Lists and watches are allowed if they select one of these names. */
  resourceNames?: readonly string[]
  namespaces?: readonly string[]
}

const reading = ['get', 'list', 'watch']
const writing = ['create', 'update', 'patch', 'delete']
const readable = [
  'backupstorages',
  'repositories',
  'snapshots',
  'retentionpolicies',
  'backupconfigurations',
  'namespaces',
]

/** The users with limited access. All others do everything. */
const roles: Record<string, readonly Rule[]> = {
  /** Reads everything but Secrets. */
  'embedded-viewer': [{ verbs: reading, resources: readable }],
  /** Does everything in the namespace demo, and lists namespaces. */
  'embedded-demo': [{ namespaces: ['demo'] }, { verbs: reading, resources: ['namespaces'] }],
  /** Does everything, but can't watch. */
  'embedded-no-watch': [{ verbs: ['get', 'list', ...writing] }],
  /** Reads and changes a single storage. */
  'embedded-one': [
    {
      verbs: [...reading, 'update', 'patch', 'delete'],
      resources: ['backupstorages'],
      resourceNames: ['azure'],
      namespaces: ['demo'],
    },
  ],
}

/** Returns what users may do, from their roles. */
export function allowByUser({ user, verb, resource, namespace, name }: Access): boolean {
  const rules = roles[user] ?? [{}]
  return rules.some(
    ({ verbs, resources, resourceNames, namespaces }: Rule) =>
      includes(verbs, verb) &&
      includes(resources, resource) &&
      includes(resourceNames, name) &&
      includes(namespaces, namespace),
  )
}

function includes(allowed: readonly string[] | undefined, value: string): boolean {
  return allowed?.includes(value) ?? true
}
