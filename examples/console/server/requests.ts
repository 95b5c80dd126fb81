import type { IncomingMessage } from 'node:http'
import { mutate, validate } from './admission.ts'
import { managedBy } from './managedFields.ts'
import { checkName } from './names.ts'
import {
  type Json,
  type JsonObject,
  type StoredObject,
  isObject,
  mergePatch,
  namespaceOf,
  stringAt,
} from './objects.ts'
import { pageOf } from './pages.ts'
import { parseObject, readBody } from './readObject.ts'
import { type Resource, apiVersionOf, backupStorageResource, namespaceResource } from './resources.ts'
import type { Route } from './route.ts'
import { check, prune, withDefaults } from './schema.ts'
import { badRequest, invalid, methodNotAllowed, notFound, notYet } from './status.ts'
import { type Store, keyOf, timestamp } from './store.ts'

/** What a request is answered with, when it succeeds. */
export interface Answer {
  code: number
  body: object
  warnings?: readonly string[]
}

/** What the requests work on. */
export interface Cluster {
  store: Store
  now: () => Date
  /** Whether KubeStash's webhook looks at what is written. */
  webhook: boolean
}

export type Verb = Resource['verbs'][number]

/** The verb that a method comes to on a route. */
export function verbOf(method: string, route: Route): Verb {
  const named = route.name !== ''
  const verbs: Record<string, Verb | undefined> = named
    ? { GET: 'get', PATCH: 'patch', DELETE: 'delete' }
    : { GET: 'list', POST: 'create' }
  const verb = verbs[method]
  const allowed = verb !== undefined && route.resource.verbs.includes(verb)
  if (!allowed || (route.subresource !== '' && verb === 'delete')) throw methodNotAllowed()
  if (verb === 'create' && route.resource.namespaced && route.namespace === '') throw methodNotAllowed()
  return verb
}

export function list({ store }: Cluster, { resource, namespace }: Route, query: URLSearchParams): Answer {
  for (const later of ['watch', 'labelSelector', 'fieldSelector']) if (query.has(later)) throw notYet(later)
  const keyed = (object: StoredObject): string => keyOf(resource, namespaceOf(object), object.metadata.name)
  const limit = Math.max(0, Number(query.get('limit') ?? 0) || 0)
  const sorted = store.list(resource, namespace)
  const page = pageOf(sorted, keyed, limit, query.get('continue') ?? '', store.resourceVersion)
  const more = page.remaining === undefined ? {} : { remainingItemCount: page.remaining }
  const token = resource.custom || page.continue !== '' ? { continue: page.continue } : {}
  const metadata = { ...token, ...more, resourceVersion: store.resourceVersion }
  // Items of built-in lists carry neither apiVersion nor kind.
  const items = resource.custom ? page.items : page.items.map(({ apiVersion: _version, kind: _kind, ...item }) => item)
  return { code: 200, body: { kind: `${resource.kind}List`, apiVersion: apiVersionOf(resource), metadata, items } }
}

export function get({ store }: Cluster, { resource, namespace, name }: Route): Answer {
  return { code: 200, body: store.get(resource, namespace, name) }
}

export function remove({ store }: Cluster, { resource, namespace, name }: Route, query: URLSearchParams): Answer {
  const { metadata } = store.delete(resource, namespace, name, isDryRun(query))
  const group = resource.group === '' ? {} : { group: resource.group }
  const details = { name, ...group, kind: resource.plural, uid: metadata.uid }
  return { code: 200, body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details } }
}

export async function create(
  cluster: Cluster,
  route: Route,
  query: URLSearchParams,
  request: IncomingMessage,
): Promise<Answer> {
  const { store, now } = cluster
  const { resource, namespace } = route
  const sent = parseObject(await readBody(request, ['application/json']), resource)
  const sentNamespace = stringAt(sent.metadata, 'namespace')
  if (sentNamespace !== '' && sentNamespace !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request')
  }
  const unknown: string[] = []
  const pruned = prune(sent, resource.schema, '', unknown) as JsonObject
  const warnings = unknown.map((field) => `unknown field "${field}"`)
  if (query.get('fieldValidation') === 'Strict' && warnings.length > 0) {
    const { kind, version } = resource
    const faults = warnings.join(', ')
    throw badRequest(`${kind} in version "${version}" cannot be handled as a ${kind}: strict decoding error: ${faults}`)
  }
  if (store.find(namespaceResource, '', namespace) === undefined) throw notFound(namespaceResource, namespace)

  const written: JsonObject = { ...pruned, metadata: { ...sent.metadata, namespace } }
  // The status of such a resource is written through its own path only.
  if (resource.custom) delete written.status
  const admitted = admit(cluster, resource, written)
  const manager = query.get('fieldManager') ?? 'unknown'
  const managed = managedBy(manager, admitted, apiVersionOf(resource), timestamp(now()))
  const object = { ...admitted, metadata: { ...admitted.metadata, managedFields: [managed] } }
  return { code: 201, body: store.create(resource, object, isDryRun(query)), warnings }
}

const patchTypes = ['application/json-patch+json', 'application/merge-patch+json', 'application/apply-patch+yaml']

export async function patch(
  cluster: Cluster,
  route: Route,
  query: URLSearchParams,
  request: IncomingMessage,
): Promise<Answer> {
  const { store } = cluster
  const { resource, namespace, name, subresource } = route
  const body = await readBody(request, patchTypes.slice(1, 2), patchTypes)
  const change = parsePatch(body)
  const old = store.get(resource, namespace, name)
  const merged = mergePatch(old, change)
  const pruned = isObject(merged) ? prune(merged, resource.schema, '', []) : merged
  if (!isObject(pruned)) throw badRequest('the patch does not leave an object')

  // A patch of the status changes nothing else, any other patch everything else; nobody changes who an object is.
  const { status: _old, ...oldRest } = old
  const { status: _new, ...newRest } = pruned
  const status = subresource === 'status' ? pruned.status : old.status
  const rest = subresource === 'status' ? oldRest : newRest
  const { name: _name, namespace: _namespace, uid: _uid, ...metadata } = isObject(rest.metadata) ? rest.metadata : {}
  const identity = { name, namespace, uid: old.metadata.uid ?? '' }
  const next = { ...rest, ...(status !== undefined && { status }), metadata: { ...metadata, ...identity } }
  return { code: 200, body: store.replace(resource, admit(cluster, resource, next, old), isDryRun(query)) }
}

/** Defaults, webhook and validation, in the order of the API server. */
function admit(cluster: Cluster, resource: Resource, object: JsonObject, old?: StoredObject): StoredObject {
  const asked = cluster.webhook && resource === backupStorageResource
  const defaulted = withDefaults(resource.prepare?.(object) ?? object, resource.schema) as JsonObject
  const mutated = asked ? mutate(defaulted) : defaulted
  const metadata = isObject(mutated.metadata) ? mutated.metadata : {}
  const name = stringAt(metadata, 'name')
  const causes = [...checkName(metadata), ...checkFields(mutated, resource), ...(resource.check?.(mutated) ?? [])]
  if (causes.length > 0) throw invalid(resource, name, causes)
  const admitted: StoredObject = {
    ...mutated,
    apiVersion: apiVersionOf(resource),
    kind: resource.kind,
    metadata: { ...metadata, name },
  }
  if (asked) validate(admitted, cluster.store.list(resource, ''), old)
  return admitted
}

function checkFields(object: JsonObject, resource: Resource): ReturnType<typeof check> {
  return Object.entries(resource.schema.properties ?? {}).flatMap(([key, schema]) => {
    const value = object[key]
    return value === undefined ? [] : check(value, schema, key)
  })
}

function parsePatch(body: string): Json {
  try {
    return JSON.parse(body) as Json
  } catch {
    throw badRequest('error decoding patch: it is not JSON')
  }
}

function isDryRun(query: URLSearchParams): boolean {
  const value = query.get('dryRun')
  if (value !== null && value !== 'All')
    throw badRequest(`dryRun: Unsupported value: "${value}": supported values: "All"`)
  return value === 'All'
}
