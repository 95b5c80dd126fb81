import type { IncomingMessage } from 'node:http'
import type { Answer, Cluster } from './cluster.ts'
import { type JsonObject, isObject, objectAt } from './objects.ts'
import { isDryRun } from './query.ts'
import { readBody } from './readObject.ts'
import type { Route } from './route.ts'
import { badRequest, conflict } from './status.ts'

/** Deletes an object, but only the version that the `DeleteOptions` in the body require, if any. */
export async function remove(
  { store }: Cluster,
  { resource, namespace, name }: Route,
  query: URLSearchParams,
  request: IncomingMessage,
): Promise<Answer> {
  const options = parseOptions(await readBody(request, ['application/json']))
  const { metadata } = store.get(resource, namespace, name)
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
  const asked = Array.isArray(options.dryRun) && options.dryRun.includes('All')
  if (!isDryRun(query) && !asked) store.delete(resource, namespace, name)
  const group = resource.group === '' ? {} : { group: resource.group }
  const details = { name, ...group, kind: resource.plural, uid: metadata.uid }
  return { code: 200, body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details } }
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
