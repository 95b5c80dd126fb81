import type { IncomingMessage } from 'node:http'
import { parse as parseYaml } from 'yaml'
import { admit } from './admit.ts'
import { applied } from './apply.ts'
import type { Answer, Cluster } from './cluster.ts'
import { type Writer, managedAfter } from './managedFields.ts'
import { type Json, type JsonObject, type StoredObject, isObject, mergePatch, objectAt, stringAt } from './objects.ts'
import { duplicateFields } from './duplicateFields.ts'
import { isTerminating } from './namespaces.ts'
import { fieldManager, fieldValidation, isDryRun, isTrue } from './query.ts'
import { parseObject, readBody } from './readObject.ts'
import { type Resource, apiVersionOf, namespaceResource } from './resources.ts'
import type { Route } from './route.ts'
import { prune } from './schema.ts'
import {
  StatusError,
  badRequest,
  conflict,
  modified,
  notFound,
  notSimulated,
  refused,
  versionMissing,
} from './status.ts'
import { timestamp } from './store.ts'

export async function create(
  cluster: Cluster,
  route: Route,
  query: URLSearchParams,
  request: IncomingMessage,
): Promise<Answer> {
  const { resource } = route
  const body = await readBody(request, ['application/json'])
  const sent = parseObject(body, resource)
  checkPlace(sent, route)
  const { object, warnings } = pruned(sent, body, resource, query)
  if (sent.metadata.resourceVersion !== undefined) {
    throw new StatusError(500, '', 'resourceVersion should not be set on objects to be created')
  }
  return { code: 201, body: keepNew(cluster, route, query, object), warnings }
}

export async function update(
  cluster: Cluster,
  route: Route,
  query: URLSearchParams,
  request: IncomingMessage,
): Promise<Answer> {
  const { resource, namespace, name } = route
  const body = await readBody(request, ['application/json'])
  const sent = parseObject(body, resource)
  checkPlace(sent, route)
  const sentName = stringAt(sent.metadata, 'name')
  if (sentName !== name) {
    throw badRequest(`the name of the object (${sentName}) does not match the name on the URL (${name})`)
  }
  const { object, warnings } = pruned(sent, body, resource, query)
  const old = cluster.store.get(resource, namespace, name)
  if (resource.custom && stringAt(sent.metadata, 'resourceVersion') === '') throw versionMissing(resource, name)
  return { code: 200, body: keepChanged(cluster, route, query, object, old), warnings }
}

const mergePatchType = 'application/merge-patch+json'
const applyType = 'application/apply-patch+yaml'
const unsimulated = ['application/json-patch+json', 'application/strategic-merge-patch+json']

export async function patch(
  cluster: Cluster,
  route: Route,
  query: URLSearchParams,
  request: IncomingMessage,
): Promise<Answer> {
  const { resource, namespace, name } = route
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim() ?? ''
  if (unsimulated.includes(type)) throw notSimulated(type)
  const body = await readBody(
    request,
    [mergePatchType, applyType],
    ['application/json-patch+json', mergePatchType, applyType],
  )
  if (type === applyType) return apply(cluster, route, query, body)
  const change = parsePatch(body)
  const old = cluster.store.get(resource, namespace, name)
  const merged = mergePatch(old, change)
  if (!isObject(merged)) throw badRequest('the patch does not leave an object')
  const { object, mistakes: faults } = prunedFields(merged, body, resource)
  if (fieldValidation(query) === 'Strict' && faults.length > 0) {
    const cause = `Invalid value: ${JSON.stringify(body)}: strict decoding error: ${faults.join(', ')}`
    const causes = [{ reason: 'FieldValueInvalid', message: cause, field: 'patch' }]
    throw new StatusError(422, 'Invalid', ` "" is invalid: patch: ${cause}`, { causes })
  }
  const answer = { code: 200, body: keepChanged(cluster, route, query, object, old) }
  return fieldValidation(query) === 'Warn' ? { ...answer, warnings: faults } : answer
}

/** Server-side apply. */
function apply(cluster: Cluster, route: Route, query: URLSearchParams, body: string): Answer {
  const { resource, namespace, name, subresource } = route
  if (!query.has('fieldManager')) {
    const message = 'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch'
    throw new StatusError(422, 'Invalid', message)
  }
  const json = JSON.stringify(parsed(body))
  const sent = parseObject(json, resource)
  checkPlace(sent, route)
  const { object, warnings } = pruned(sent, json, resource, query)
  const old = cluster.store.find(resource, namespace, name)
  const writer = writerOf(cluster, resource, query, 'Apply', subresource)
  const result = applied(old, resource.prepare?.(object) ?? object, writer, isTrue(query, 'force'))
  const metadata = { ...(isObject(result.object.metadata) && result.object.metadata), name }
  const next = { ...result.object, metadata }
  return old === undefined
    ? { code: 201, body: keepNew(cluster, route, query, next, result.managedFields), warnings }
    : { code: 200, body: keepChanged(cluster, route, query, next, old, result.managedFields), warnings }
}

/** Stores a new object; `managed` are its `managedFields`, if already computed. */
function keepNew(
  cluster: Cluster,
  { resource, namespace }: Route,
  query: URLSearchParams,
  object: JsonObject,
  managed?: JsonObject[],
): StoredObject {
  if (resource.namespaced) checkNamespace(cluster, resource, namespace, stringAt(objectAt(object, 'metadata'), 'name'))
  const metadata = { ...ownMetadata(object), ...(resource.namespaced && { namespace }) }
  const written: JsonObject = { ...object, metadata }
  // The status of such a resource has its own path.
  if (resource.hasStatus) delete written.status
  const admitted = admit(cluster, resource, written)
  const managedFields = managed ?? managedAfter(undefined, admitted, writerOf(cluster, resource, query, 'Update', ''))
  const kept = { ...admitted, metadata: { ...admitted.metadata, managedFields } }
  return cluster.store.create(resource, kept, isDryRun(query))
}

/** Replaces an existing object. */
function keepChanged(
  cluster: Cluster,
  { resource, namespace, name, subresource }: Route,
  query: URLSearchParams,
  object: JsonObject,
  old: StoredObject,
  managed?: JsonObject[],
): StoredObject {
  const sent = isObject(object.metadata) ? object.metadata : {}
  const { uid = '', creationTimestamp = '', deletionTimestamp, deletionGracePeriodSeconds } = old.metadata
  if (sent.uid !== undefined && sent.uid !== uid) {
    const cause = `Precondition failed: UID in precondition: ${String(sent.uid)}, UID in object meta: ${String(uid)}`
    throw conflict(resource, name, cause)
  }
  const version = stringAt(sent, 'resourceVersion')
  if (version !== '' && version !== old.metadata.resourceVersion) throw modified(resource, name)

  // A write of the status changes only the status, and any other write everything else. The identity never changes.
  const { status: oldStatus, ...oldRest } = old
  const { status: newStatus, ...newRest } = object
  const isStatus = subresource === 'status'
  const status = isStatus || !resource.hasStatus ? newStatus : oldStatus
  const rest: JsonObject = isStatus ? oldRest : newRest
  const metadata = {
    ...ownMetadata(rest),
    name,
    ...(resource.namespaced && { namespace }),
    uid,
    creationTimestamp,
    ...(deletionTimestamp !== undefined && { deletionTimestamp }),
    ...(deletionGracePeriodSeconds !== undefined && { deletionGracePeriodSeconds }),
  }
  const next = { ...rest, ...(status !== undefined && { status }), metadata }
  const admitted = admit(cluster, resource, next, old)
  const managedFields =
    managed ?? managedAfter(old, admitted, writerOf(cluster, resource, query, 'Update', subresource))
  const kept = { ...admitted, metadata: { ...admitted.metadata, managedFields } }
  return cluster.store.replace(resource, kept, isDryRun(query))
}

/** Returns the metadata without the fields that only the server sets. */
function ownMetadata(object: JsonObject): JsonObject {
  const {
    uid: _uid,
    resourceVersion: _version,
    generation: _generation,
    creationTimestamp: _created,
    deletionTimestamp: _deleted,
    deletionGracePeriodSeconds: _grace,
    managedFields: _managed,
    selfLink: _link,
    ...metadata
  } = isObject(object.metadata) ? object.metadata : {}
  return metadata
}

/** Rejects a new object in a namespace that doesn't exist or is being deleted. */
function checkNamespace({ store }: Cluster, resource: Resource, namespace: string, name: string): void {
  const found = store.find(namespaceResource, '', namespace)
  if (found === undefined) throw notFound(namespaceResource, namespace)
  if (!isTerminating(found)) return
  const message = `unable to create new content in namespace ${namespace} because it is being terminated`
  const cause = `namespace ${namespace} is being terminated`
  throw refused(resource, name, message, [
    { reason: 'NamespaceTerminating', message: cause, field: 'metadata.namespace' },
  ])
}

function checkPlace(sent: JsonObject & { metadata: JsonObject }, { namespace }: Route): void {
  const sentNamespace = stringAt(sent.metadata, 'namespace')
  if (sentNamespace !== '' && sentNamespace !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request')
  }
}

/** Returns the object without unknown fields. The response warns about mistakes, unless they are rejected. */
function pruned(
  sent: JsonObject & { metadata: JsonObject },
  body: string,
  resource: Resource,
  query: URLSearchParams,
): { object: JsonObject; warnings: string[] } {
  const { object, mistakes } = prunedFields(sent, body, resource)
  const validation = fieldValidation(query)
  if (validation === 'Strict' && mistakes.length > 0) {
    const { kind, version } = resource
    const faults = mistakes.join(', ')
    throw badRequest(`${kind} in version "${version}" cannot be handled as a ${kind}: strict decoding error: ${faults}`)
  }
  return { object, warnings: validation === 'Ignore' ? [] : mistakes }
}

/** The metadata that every kind has. */
const metadataFields = [
  'annotations',
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'finalizers',
  'generateName',
  'generation',
  'labels',
  'managedFields',
  'name',
  'namespace',
  'ownerReferences',
  'resourceVersion',
  'selfLink',
  'uid',
]

/** Returns the object without unknown fields, and a description of each unknown field and duplicate in the body. */
function prunedFields(sent: JsonObject, body: string, resource: Resource): { object: JsonObject; mistakes: string[] } {
  const unknown: string[] = []
  const object = prune(sent, resource.schema, '', unknown) as JsonObject
  const known = Object.entries(objectAt(sent, 'metadata')).filter(([key]) => metadataFields.includes(key))
  const unknownMetadata = Object.keys(objectAt(sent, 'metadata')).filter((key) => !metadataFields.includes(key))
  const mistakes = [
    ...duplicateFields(body).map((field) => `duplicate field "${field}"`),
    ...unknownMetadata.sort().map((key) => `unknown field "metadata.${key}"`),
    // Sorted only for custom resources, as in Kubernetes.
    ...(resource.custom ? unknown.sort() : unknown).map((field) => `unknown field "${field}"`),
  ]
  return { object: { ...object, metadata: Object.fromEntries(known) }, mistakes }
}

function writerOf(
  { now }: Cluster,
  resource: Resource,
  query: URLSearchParams,
  operation: Writer['operation'],
  subresource: Writer['subresource'],
): Writer {
  const time = timestamp(now())
  return { manager: fieldManager(query), operation, apiVersion: apiVersionOf(resource), time, subresource }
}

function parsePatch(body: string): Json {
  try {
    return JSON.parse(body) as Json
  } catch {
    throw badRequest('error decoding patch: not JSON')
  }
}

function parsed(yaml: string): Json {
  try {
    return parseYaml(yaml) as Json
  } catch {
    throw badRequest('error decoding YAML: not YAML')
  }
}
