import type { BackupStorageClient, ObjectReference, WriteOptions } from '../client.ts'
import type { ResourceType } from '../../schema/manifest.ts'
import { fieldManager } from '../fieldManager.ts'
import type { JsonObject } from '../../base/json.ts'
import { isObject, member, textOf } from '../../base/json.ts'
import type { Manifest } from '../../schema/manifest.ts'
import { secretForms } from '../server/secretForms.ts'
import { statusOf } from '../submit/answers.ts'
import { type Target, createApi } from './api.ts'
import type { Attempt } from './attempt.ts'
import { itemsOf, readPages, watchSource } from './collections.ts'
import { notKubernetesError } from './explain.ts'
import type { KubernetesClientOptions } from './KubernetesClientOptions.ts'
import { KubernetesError } from './KubernetesError.ts'
import { readSecretTable, withoutSecretValues } from './secretValues.ts'
import { accessReviews, defaultResource, groupOf, namespaces, secrets } from './servedResources.ts'
import { checkPatch, collectionPath, namespacePath, objectPath, toBody } from './targets.ts'
import { unlimited } from './turns.ts'
import { watchCollection } from './watch.ts'

/** A client with every method that the components can use. */
export type KubernetesClient = Required<BackupStorageClient>

/** A list as a table: for a Secret, it has the number of keys but no values. */
const table = 'application/json;as=Table;g=meta.k8s.io;v=v1'

/**
 * Creates a client that uses only `fetch`. It handles the resource, Secrets and the names of namespaces. Every call
 * rejects with a `KubernetesError`, or with the signal's reason if it was aborted. Drops the values of Secrets that the
 * server returns. Doesn't follow redirects.
 *
 * @throws {KubernetesError} if `baseUrl` contains credentials or a query, or is no address
 */
export function createKubernetesClient(options: KubernetesClientOptions): KubernetesClient {
  const api = createApi(options)
  const resource = options.resource ?? defaultResource

  /** Sends an object, or a patch for one. */
  async function write(
    attempt: Attempt,
    method: string,
    target: Target,
    { dryRun, signal, onWarning }: WriteOptions,
  ): Promise<Manifest> {
    const query: Record<string, string> =
      dryRun === true
        ? { dryRun: 'All', fieldManager, fieldValidation: 'Strict' }
        : { fieldManager, fieldValidation: 'Warn' }
    const sent = { ...target, query, onWarning }
    const secret = secretForms({ ...target.body, kind: attempt.resource.kind } as Manifest)
    return toManifest(await api.call({ ...attempt, dryRun, secret }, method, sent, signal), attempt.resource)
  }

  async function read(attempt: Attempt & { name: string }, signal?: AbortSignal): Promise<Manifest> {
    const path = objectPath(attempt.resource, attempt.namespace, attempt.name)
    return toManifest(await api.call(attempt, 'GET', { path }, signal), attempt.resource)
  }

  async function listAll(attempt: Attempt, signal?: AbortSignal): Promise<Manifest[]> {
    const pages = await readPages(api, attempt, { signal })
    return pages.flatMap((body) => itemsOf(body, attempt)).map((item) => toManifest(item, attempt.resource))
  }

  function served(object: object): ResourceType {
    const [apiVersion, kind] = [member(object, 'apiVersion'), member(object, 'kind')]
    const found = [resource, secrets].find((one) => one.apiVersion === apiVersion && one.kind === kind)
    if (found !== undefined) return found
    throw new KubernetesError({
      status: 0,
      reason: 'NotServed',
      message:
        `This client handles ${resource.kind} (${resource.apiVersion}) and ${secrets.kind} (${secrets.apiVersion}), ` +
        `not ${textOf(kind)} (${textOf(apiVersion)}). Correct apiVersion and kind, or pass the resource to the client.`,
    })
  }

  function toManifest(object: JsonObject, type: ResourceType): Manifest {
    const metadata = isObject(object.metadata) ? object.metadata : {}
    // Items of built-in lists carry neither apiVersion nor kind.
    return withoutSecretValues({ ...object, apiVersion: type.apiVersion, kind: type.kind, metadata })
  }

  /** Returns the resource of an object, and its namespace and name. */
  function targetOf(reference: ObjectReference): { resource: ResourceType; namespace: string; name: string } {
    return { resource: served(reference), namespace: reference.namespace, name: reference.name }
  }

  return {
    async list({ resource: type = resource, namespace = '', name, signal } = {}) {
      try {
        return await listAll({ verb: 'list', resource: type, namespace, ...(name !== undefined && { name }) }, signal)
      } catch (error) {
        if (name === undefined || namespace === '' || statusOf(error) !== 403) throw error
      }
      // A user may be allowed to get an object but not to list it.
      try {
        return [await read({ verb: 'get', resource: type, namespace, name }, signal)]
      } catch (error) {
        if (error instanceof KubernetesError && error.reason === 'NotFound') return []
        throw error
      }
    },

    get: async (reference, { signal } = {}) => read({ verb: 'get', ...targetOf(reference) }, signal),

    async create(manifest, options = {}) {
      const body = toBody(manifest)
      const target = targetOf({ ...body, ...idOf(body) } as unknown as ObjectReference)
      objectPath(target.resource, target.namespace, target.name) // checks the name, which is only in the body
      const path = namespacePath(target.resource, target.namespace)
      return write({ verb: 'create', ...target }, 'POST', { path, body }, options)
    },

    async update(manifest, options = {}) {
      const body = toBody(manifest)
      const target = targetOf({ ...body, ...idOf(body) } as unknown as ObjectReference)
      const path = objectPath(target.resource, target.namespace, target.name)
      return write({ verb: 'update', ...target }, 'PUT', { path, body }, options)
    },

    async patch(reference, changes, options = {}) {
      const target = targetOf(reference)
      const path = objectPath(target.resource, target.namespace, target.name)
      const body = toBody(changes)
      checkPatch(body, target)
      const contentType = 'application/merge-patch+json'
      return write({ verb: 'patch', ...target }, 'PATCH', { path, body, contentType }, options)
    },

    async delete(reference, { preconditions, signal } = {}) {
      const target = targetOf(reference)
      const path = objectPath(target.resource, target.namespace, target.name)
      const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { ...preconditions } }
      await api.call({ verb: 'delete', ...target }, 'DELETE', preconditions ? { path, body } : { path }, signal)
    },

    watch({ resource: type = resource, namespace = '', name, signal } = {}) {
      const collection = { resource: type, namespace, ...(name !== undefined && { name }) }
      return watchCollection(
        watchSource(api, collection, (item) => toManifest(item, type)),
        signal,
        unlimited,
      )
    },

    async permission(verb, { resource: asked = resource, namespace = '' }, { signal } = {}) {
      const { apiVersion, kind } = accessReviews
      const resourceAttributes = { namespace, verb, group: groupOf(asked), resource: asked.plural }
      const body = { apiVersion, kind, spec: { resourceAttributes } }
      const attempt: Attempt = { verb: 'create', resource: accessReviews, namespace: '', name: '', dryRun: true }
      const path = collectionPath(accessReviews, '')
      const { status } = await api.call(attempt, 'POST', { path, body }, signal)
      return { allowed: member(status, 'allowed') === true, reason: textOf(member(status, 'reason')) }
    },

    async secrets(namespace, { signal } = {}) {
      namespacePath(secrets, namespace) // rejects an empty namespace, which means all
      const attempt: Attempt = { verb: 'list', resource: secrets, namespace }
      return (await readPages(api, attempt, { accept: table, signal })).flatMap(readSecretTable)
    },

    async secret(namespace, name, { signal } = {}) {
      const attempt: Attempt = { verb: 'get', resource: secrets, namespace, name }
      const target = { path: objectPath(secrets, namespace, name), accept: table }
      const body = await api.call(attempt, 'GET', target, signal)
      const [found] = readSecretTable(body)
      if (found === undefined) throw notKubernetesError(attempt, 200, '')
      return found
    },

    async namespaces({ signal } = {}) {
      const found = await listAll({ verb: 'list', resource: namespaces, namespace: '' }, signal)
      return found.map(({ metadata }) => textOf(metadata['name'])).filter((name) => name !== '')
    },
  }
}

function idOf({ metadata }: JsonObject): { namespace: string; name: string } {
  return { namespace: textOf(member(metadata, 'namespace')), name: textOf(member(metadata, 'name')) }
}
