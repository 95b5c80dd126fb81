import type { IncomingMessage } from 'node:http'
import type { Answer, Cluster } from './cluster.ts'
import { finalizersOf } from './finalizers.ts'
import { isPermanent, isTerminating } from './namespaces.ts'
import { type JsonObject, type StoredObject, isObject, objectAt } from './objects.ts'
import { isDryRun } from './query.ts'
import { readBody } from './readObject.ts'
import { namespaceResource } from './resources.ts'
import type { Route } from './route.ts'
import { badRequest, conflict, refused } from './status.ts'
import { type Store, timestamp } from './store.ts'

/**
 * Deletes an object, but only the version that the `DeleteOptions` in the body require, if any. An object that remains
 * for now, because of its finalizers, is the response.
 */
export async function remove(
  { store, now }: Cluster,
  { resource, namespace, name }: Route,
  query: URLSearchParams,
  request: IncomingMessage,
): Promise<Answer> {
  const options = parseOptions(await readBody(request, ['application/json']))
  const object = store.get(resource, namespace, name)
  const { metadata } = object
  const { uid, resourceVersion } = objectAt(options, 'preconditions')
  // A precondition names the kind, unlike other conflicts, which name the resource.
  const refuse = (cause: string): Error => conflict({ ...resource, plural: resource.kind }, name, cause)
  if (uid !== undefined && uid !== metadata.uid) {
    const place = `the UID in the precondition (${String(uid)}) does not match the UID in record (${String(metadata.uid)})`
    throw refuse(`${place}. The object might have been deleted and then recreated`)
  }
  if (resourceVersion !== undefined && resourceVersion !== metadata.resourceVersion) {
    const place = `the ResourceVersion in the precondition (${String(resourceVersion)}) does not match the ResourceVersion in record (${String(metadata.resourceVersion)})`
    throw refuse(`${place}. The object might have been modified`)
  }
  const dryRun = isDryRun(query) || (Array.isArray(options.dryRun) && options.dryRun.includes('All'))
  if (resource === namespaceResource) return { code: 200, body: terminate(store, object, now(), dryRun) }
  const deleted = store.delete(resource, namespace, name, dryRun)
  if (finalizersOf(object).length > 0) return { code: 200, body: deleted }
  const group = resource.group === '' ? {} : { group: resource.group }
  const details = { name, ...group, kind: resource.plural, uid: metadata.uid }
  return { code: 200, body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details } }
}

/** Marks a namespace as being deleted. The simulated operator deletes its content, and then the namespace. */
function terminate(store: Store, namespace: StoredObject, now: Date, dryRun: boolean): StoredObject {
  const { metadata } = namespace
  if (isPermanent(namespace)) throw refused(namespaceResource, metadata.name, 'this namespace may not be deleted')
  if (isTerminating(namespace)) return namespace
  const next = {
    ...namespace,
    metadata: { ...metadata, deletionTimestamp: timestamp(now) },
    status: { ...objectAt(namespace, 'status'), phase: 'Terminating' },
  }
  return store.replace(namespaceResource, next, dryRun)
}

function parseOptions(body: string): JsonObject {
  if (body === '') return {}
  try {
    const options: unknown = JSON.parse(body)
    if (isObject(options) && (options.kind ?? 'DeleteOptions') === 'DeleteOptions') return options
  } catch {
    // Continues to the error for a body that isn't a DeleteOptions.
  }
  throw badRequest('the body of the request is not DeleteOptions')
}
