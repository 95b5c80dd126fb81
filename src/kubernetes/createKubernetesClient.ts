import type { BackupStorageClient, CallOptions, ObjectReference, WriteOptions } from '../core/client.ts'
import type { JsonObject } from '../core/json.ts'
import type { Manifest } from '../core/manifest.ts'
import { quotesSecret, secretForms } from '../core/server/secretForms.ts'
import type { Attempt } from './attempt.ts'
import { connectionError, notKubernetesError, responseError } from './explain.ts'
import { KubernetesError } from './KubernetesError.ts'
import { readWarnings } from './readWarnings.ts'
import { withoutSecretValues } from './secretValues.ts'
import { type ServedResource, defaultResource, namespaces, resourcePath, secrets } from './servedResources.ts'

/** How to reach a Kubernetes API. */
export interface KubernetesClientOptions {
  /** Where the API begins: `/k8s`, or `http://127.0.0.1:8001` for `kubectl proxy`. In Node it must be absolute. */
  baseUrl: string
  /** The `fetch` to use, for cookies, other credentials, or tests. @default globalThis.fetch */
  fetch?: typeof globalThis.fetch | undefined
  /** Sent with every request, such as `Authorization`. */
  headers?: HeadersInit | undefined
  /** The resource that `list` reads. @default core's `backupStorage` */
  resource?: ServedResource | undefined
}

const pageSize = '500'
const withheldWarning = 'a warning that is not shown, because it may quote the Secret'
const writeParameters = { fieldManager: 'backupstorage-forms', fieldValidation: 'Strict' }

/**
 * A client over `fetch` alone. It handles the resource, Secrets and the names of namespaces. Every call rejects with a
 * `KubernetesError`, or with the signal's reason when it was aborted. The values of Secrets that the server sends back
 * are dropped here.
 */
export function createKubernetesClient(options: KubernetesClientOptions): BackupStorageClient {
  const baseUrl = options.baseUrl.replace(/\/+$/, '')
  const resource = options.resource ?? defaultResource
  const fetcher = options.fetch ?? ((input, init): Promise<Response> => globalThis.fetch(input, init))

  async function call(attempt: Attempt, method: string, target: Target, signal?: AbortSignal): Promise<JsonObject> {
    const headers = new Headers(options.headers)
    headers.set('Accept', 'application/json')
    if (target.body !== undefined) headers.set('Content-Type', 'application/json')
    const query = new URLSearchParams(target.query).toString()
    const url = baseUrl + target.path + (query === '' ? '' : `?${query}`)
    const init: RequestInit = { method, headers }
    if (target.body !== undefined) init.body = JSON.stringify(target.body)
    if (signal !== undefined) init.signal = signal

    let response: Response
    let text: string
    try {
      signal?.throwIfAborted()
      response = await fetcher(url, init)
      text = await response.text()
    } catch (error) {
      if (signal?.aborted === true) throw signal.reason
      throw connectionError(attempt, baseUrl, error)
    }
    const body = parseObject(text)
    if (!response.ok) throw responseError(attempt, response, body, text)
    if (body === undefined) throw notKubernetesError(attempt, response.status, text)
    for (const warning of readWarnings(response.headers.get('warning'))) {
      target.onWarning?.(quotesSecret(warning, attempt.secret ?? []) ? withheldWarning : warning)
    }
    return body
  }

  async function listAll(listed: ServedResource, namespace: string, signal?: AbortSignal): Promise<JsonObject[]> {
    const attempt: Attempt = { verb: 'list', resource: listed, namespace }
    const path = resourcePath(listed, namespace)
    for (let expired = 0; ; expired++) {
      try {
        return await listPages(attempt, path, signal)
      } catch (error) {
        // The token of a long list runs out when the list takes too long to read: begin again, once.
        if (expired > 0 || !(error instanceof KubernetesError) || error.status !== 410) throw error
      }
    }
  }

  async function listPages(attempt: Attempt, path: string, signal?: AbortSignal): Promise<JsonObject[]> {
    const items: JsonObject[] = []
    let token = ''
    do {
      const query: Record<string, string> = { limit: pageSize }
      if (token !== '') query.continue = token
      const page = await call(attempt, 'GET', { path, query }, signal)
      if (!Array.isArray(page.items)) throw notKubernetesError(attempt, 200, '')
      for (const item of page.items) if (isObject(item)) items.push(item)
      const next = isObject(page.metadata) ? page.metadata.continue : undefined
      token = typeof next === 'string' ? next : ''
    } while (token !== '')
    return items
  }

  function served(object: { apiVersion: string; kind: string }): ServedResource {
    const found = [resource, secrets].find(
      (candidate) => candidate.apiVersion === object.apiVersion && candidate.kind === object.kind,
    )
    if (found !== undefined) return found
    throw new KubernetesError({
      status: 0,
      reason: 'NotServed',
      message:
        `This client handles ${resource.kind} (${resource.apiVersion}) and ${secrets.kind} (${secrets.apiVersion}), ` +
        `not ${object.kind} (${object.apiVersion}). Correct apiVersion and kind, or pass the resource to the client.`,
    })
  }

  function toManifest(object: JsonObject, type: ServedResource): Manifest {
    const metadata = isObject(object.metadata) ? object.metadata : {}
    // Items of built-in lists carry neither apiVersion nor kind.
    return withoutSecretValues({ ...object, apiVersion: type.apiVersion, kind: type.kind, metadata })
  }

  return {
    async list({ namespace = '', signal }: CallOptions & { namespace?: string | undefined } = {}) {
      return (await listAll(resource, namespace, signal)).map((item) => toManifest(item, resource))
    },

    async get(reference: ObjectReference, { signal }: CallOptions = {}) {
      const type = served(reference)
      const { namespace, name } = reference
      const path = resourcePath(type, namespace, name)
      return toManifest(await call({ verb: 'get', resource: type, namespace, name }, 'GET', { path }, signal), type)
    },

    async create(manifest: Manifest, { dryRun, signal, onWarning }: WriteOptions = {}) {
      const type = served(manifest)
      const namespace = stringOf(manifest.metadata.namespace)
      const name = stringOf(manifest.metadata.name)
      const attempt: Attempt = {
        verb: 'create',
        resource: type,
        namespace,
        name,
        dryRun,
        secret: secretForms(manifest),
      }
      const query = dryRun === true ? { dryRun: 'All', ...writeParameters } : writeParameters
      const target = { path: resourcePath(type, namespace), query, body: manifest, onWarning }
      return toManifest(await call(attempt, 'POST', target, signal), type)
    },

    async delete(reference: ObjectReference, { signal }: CallOptions = {}) {
      const type = served(reference)
      const { namespace, name } = reference
      const path = resourcePath(type, namespace, name)
      await call({ verb: 'delete', resource: type, namespace, name }, 'DELETE', { path }, signal)
    },

    async namespaces({ signal }: CallOptions = {}) {
      const found = await listAll(namespaces, '', signal)
      return found
        .map((item) => (isObject(item.metadata) ? stringOf(item.metadata.name) : ''))
        .filter((name) => name !== '')
    },
  }
}

interface Target {
  path: string
  query?: Record<string, string>
  body?: JsonObject
  onWarning?: WriteOptions['onWarning']
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
