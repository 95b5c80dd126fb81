import { isObject, member } from '../../base/json.ts'
import type { JsonObject } from '../../base/json.ts'
import type { ResourceType } from '../../schema/manifest.ts'
import { KubernetesError } from './KubernetesError.ts'

/** The most characters that a name may have (RFC 1123, section 2.1). */
const longestName = 253

/** Returns the error for a call that was refused before a request was sent. */
export function notSent(problem: string): KubernetesError {
  return new KubernetesError({ status: 0, reason: 'NotSent', message: `Nothing was sent: ${problem}` })
}

/** Returns the reason why a text can't be a name in the path of a request; undefined if it can. */
function problemOf(name: unknown): string | undefined {
  if (typeof name !== 'string' || name === '') return 'is missing'
  if (name === '.' || name === '..') return `can't be "${name}"`
  // The same characters that Kubernetes excludes from any name.
  const [excluded] = /[/%]/.exec(name) ?? []
  if (excluded !== undefined) return `can't contain "${excluded}"`
  if (/[\p{Cc}\p{Cs}]/u.test(name)) return 'contains a character that is not text'
  return name.length > longestName ? `is longer than ${longestName} characters` : undefined
}

function segment(name: unknown, owner: string): string {
  const problem = problemOf(name)
  if (problem !== undefined) throw notSent(`the ${owner} ${problem}. Correct it, then try again.`)
  return encodeURIComponent(name as string)
}

/**
 * Returns the path of all objects of a kind, in one namespace or, if it is empty, in all.
 *
 * @throws {KubernetesError} if the namespace can't be in a path
 */
export function collectionPath({ apiVersion, kind, plural }: ResourceType, namespace: string): string {
  const checked = (part: string): string => segment(part, `resource of ${kind}`)
  const root = [apiVersion.includes('/') ? 'apis' : 'api', ...apiVersion.split('/').map(checked)]
  const scope = namespace === '' ? [] : ['namespaces', segment(namespace, `namespace of the ${kind}`)]
  return `/${[...root, ...scope, checked(plural)].join('/')}`
}

/**
 * Returns the path of the objects of a kind in one namespace: `/api/v1/namespaces/demo/secrets`.
 *
 * @throws {KubernetesError} if the namespace is missing or can't be in a path
 */
export function namespacePath(resource: ResourceType, namespace: string): string {
  segment(namespace, `namespace of the ${resource.kind}`)
  return collectionPath(resource, namespace)
}

/**
 * Returns the path of one object: `/api/v1/namespaces/demo/secrets/x`.
 *
 * @throws {KubernetesError} if the namespace or the name is missing or can't be in a path
 */
export function objectPath(resource: ResourceType, namespace: string, name: string): string {
  const checked = segment(name, `name of the ${resource.kind}`)
  return `${namespacePath(resource, namespace)}/${checked}`
}

/**
 * Returns the selector of the only object with a name.
 *
 * @throws {KubernetesError} if the name is missing or can't be in a path
 */
export function nameSelector(resource: ResourceType, name: string): string {
  segment(name, `name of the ${resource.kind}`)
  return `metadata.name=${name.replaceAll(/[\\,=]/g, '\\$&')}`
}

/**
 * Returns the address of an API without trailing slashes.
 *
 * @throws {KubernetesError} if paths can't follow it, or if it contains credentials; it is not quoted
 */
export function checkedBaseUrl(baseUrl: string): string {
  const root = baseUrl.replace(/\/+$/, '')
  const fix = 'Use the address alone, such as /k8s or https://api.example.com.'
  const parsed = parseUrl(`${root}/api`) ?? parseUrl(`${root}/api`, 'http://localhost')
  if (!parsed?.host) throw notSent(`baseUrl is not the address of an API. ${fix}`)
  if (parsed.username !== '' || parsed.password !== '') {
    throw notSent(`baseUrl contains a user name or password. ${fix} Pass credentials as headers.`)
  }
  if (!parsed.pathname.endsWith('/api')) throw notSent(`baseUrl contains a query or a fragment. ${fix}`)
  return root
}

function parseUrl(url: string, base?: string): URL | undefined {
  try {
    return new URL(url, base)
  } catch {
    return undefined // the error quotes the address
  }
}

/**
 * Returns the object as it is sent.
 *
 * @throws {KubernetesError} if it is not plain JSON data; its values are not quoted
 */
export function toBody(object: unknown): JsonObject {
  try {
    const body: unknown = JSON.parse(JSON.stringify(object))
    if (isObject(body)) return body as JsonObject
  } catch {
    // The error may quote a value.
  }
  throw notSent('the object is not plain JSON data. Remove values such as a BigInt or a reference to itself.')
}

/** Throws if a patch would give the object another name or namespace. */
export function checkPatch(changes: JsonObject, reference: { namespace: string; name: string }): void {
  for (const key of ['namespace', 'name'] as const) {
    const changed = member(changes['metadata'], key)
    if (changed !== undefined && changed !== reference[key]) {
      throw notSent(`a patch can't change the ${key} of an object. Create a new one, then delete this one.`)
    }
  }
}
