import type {
  CallOptions,
  LiveClient,
  ObjectReference,
  Permission,
  SecretSummary,
  Verb,
  WatchEvent,
  WriteOptions,
} from '../core/client.ts'
import type { JsonObject } from '../core/json.ts'
import { isObject, member } from '../core/json.ts'
import type { Manifest } from '../core/manifest.ts'
import { quotesSecret, secretForms } from '../core/server/secretForms.ts'
import type { Attempt } from './attempt.ts'
import { connectionError, notKubernetesError, responseError } from './explain.ts'
import { KubernetesError } from './KubernetesError.ts'
import { readWarnings } from './readWarnings.ts'
import { readSecretTable, withoutSecretValues } from './secretValues.ts'
import {
  type ServedResource,
  accessReviews,
  defaultResource,
  groupOf,
  namespaces,
  resourcePath,
  secrets,
} from './servedResources.ts'
import { type Page, parseObject, readLines, watchCollection } from './watch.ts'

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
/** A list as a table: of a Secret it has the number of keys, and no value. */
const table = 'application/json;as=Table;g=meta.k8s.io;v=v1'
const withheldWarning = 'a warning that is not shown, because it may quote the Secret'
const writeParameters = { fieldManager: 'backupstorage-forms', fieldValidation: 'Strict' }

/**
 * A client over `fetch` alone. It handles the resource, Secrets and the names of namespaces. Every call rejects with a
 * `KubernetesError`, or with the signal's reason when it was aborted. The values of Secrets that the server sends back
 * are dropped here.
 */
export function createKubernetesClient(options: KubernetesClientOptions): LiveClient {
  const baseUrl = options.baseUrl.replace(/\/+$/, '')
  const resource = options.resource ?? defaultResource
  const fetcher = options.fetch ?? ((input, init): Promise<Response> => globalThis.fetch(input, init))

  async function send(attempt: Attempt, method: string, target: Target, signal?: AbortSignal): Promise<Response> {
    const headers = new Headers(options.headers)
    headers.set('Accept', target.accept ?? 'application/json')
    if (target.body !== undefined) headers.set('Content-Type', target.contentType ?? 'application/json')
    const query = new URLSearchParams(target.query).toString()
    const url = baseUrl + target.path + (query === '' ? '' : `?${query}`)
    const init: RequestInit = { method, headers }
    if (target.body !== undefined) init.body = JSON.stringify(target.body)
    if (signal !== undefined) init.signal = signal
    return unlessLost(attempt, signal, () => fetcher(url, init))
  }

  /** What comes of reading an answer; a connection that breaks on the way is told as that. */
  async function unlessLost<T>(attempt: Attempt, signal: AbortSignal | undefined, read: () => Promise<T>): Promise<T> {
    try {
      signal?.throwIfAborted()
      return await read()
    } catch (error) {
      if (signal?.aborted === true) throw signal.reason
      throw connectionError(attempt, baseUrl, error)
    }
  }

  async function call(attempt: Attempt, method: string, target: Target, signal?: AbortSignal): Promise<JsonObject> {
    const response = await send(attempt, method, target, signal)
    const text = await unlessLost(attempt, signal, () => response.text())
    const body = parseObject(text)
    if (!response.ok) throw responseError(attempt, response, body, text)
    if (body === undefined) throw notKubernetesError(attempt, response.status, text)
    for (const warning of readWarnings(response.headers.get('warning'))) {
      target.onWarning?.(quotesSecret(warning, attempt.secret ?? []) ? withheldWarning : warning)
    }
    return body
  }

  /** Writes an object, or changes of one. */
  async function write(
    attempt: Attempt,
    method: string,
    target: Target,
    { dryRun, signal, onWarning }: WriteOptions,
  ): Promise<Manifest> {
    const query = dryRun === true ? { dryRun: 'All', ...writeParameters } : writeParameters
    const sent = { ...target, query, onWarning }
    const secret = secretForms({ ...target.body, kind: attempt.resource.kind } as Manifest)
    return toManifest(await call({ ...attempt, dryRun, secret }, method, sent, signal), attempt.resource)
  }

  async function readPage(attempt: Attempt, path: string, token: string, signal?: AbortSignal): Promise<Page> {
    const query: Record<string, string> = { limit: pageSize }
    if (token !== '') query.continue = token
    const page = await call(attempt, 'GET', { path, query }, signal)
    if (!Array.isArray(page.items)) throw notKubernetesError(attempt, 200, '')
    return {
      items: page.items.filter((item) => isObject(item)) as JsonObject[],
      next: stringOf(member(page.metadata, 'continue')),
      version: stringOf(member(page.metadata, 'resourceVersion')),
    }
  }

  async function* readEvents(
    attempt: Attempt,
    path: string,
    version: string,
    signal?: AbortSignal,
  ): AsyncGenerator<JsonObject> {
    const query = { watch: '1', allowWatchBookmarks: 'true', resourceVersion: version }
    const response = await send(attempt, 'GET', { path, query }, signal)
    if (!response.ok || response.body === null) {
      const text = await unlessLost(attempt, signal, () => response.text())
      throw responseError(attempt, response, parseObject(text), text)
    }
    const lines = readLines(response.body, signal)
    try {
      for (;;) {
        const { done, value } = await unlessLost(attempt, signal, () => lines.next())
        if (done === true) return
        yield value
      }
    } finally {
      await lines.return(undefined)
    }
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
      const page = await readPage(attempt, path, token, signal)
      items.push(...page.items)
      token = page.next
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

    async create(manifest: Manifest, options: WriteOptions = {}) {
      const type = served(manifest)
      const { namespace, name } = placeOf(manifest)
      const target = { path: resourcePath(type, namespace), body: manifest }
      return write({ verb: 'create', resource: type, namespace, name }, 'POST', target, options)
    },

    async update(manifest: Manifest, options: WriteOptions = {}) {
      const type = served(manifest)
      const { namespace, name } = placeOf(manifest)
      const target = { path: resourcePath(type, namespace, name), body: manifest }
      return write({ verb: 'update', resource: type, namespace, name }, 'PUT', target, options)
    },

    async patch(reference: ObjectReference, changes: object, options: WriteOptions = {}) {
      const type = served(reference)
      const { namespace, name } = reference
      const body = changes as JsonObject
      const target = { path: resourcePath(type, namespace, name), body, contentType: 'application/merge-patch+json' }
      return write({ verb: 'patch', resource: type, namespace, name }, 'PATCH', target, options)
    },

    async delete(reference: ObjectReference, { signal }: CallOptions = {}) {
      const type = served(reference)
      const { namespace, name } = reference
      const path = resourcePath(type, namespace, name)
      await call({ verb: 'delete', resource: type, namespace, name }, 'DELETE', { path }, signal)
    },

    watch({
      namespace = '',
      signal,
    }: CallOptions & { namespace?: string | undefined } = {}): AsyncIterable<WatchEvent> {
      const path = resourcePath(resource, namespace)
      const listed: Attempt = { verb: 'list', resource, namespace }
      const watched: Attempt = { verb: 'watch', resource, namespace }
      return watchCollection(
        {
          page: (token) => readPage(listed, path, token, signal),
          events: (version) => readEvents(watched, path, version, signal),
          toManifest: (item) => toManifest(item, resource),
          toError: (status) => {
            const code = typeof status['code'] === 'number' && status['code'] >= 400 ? status['code'] : 500
            return responseError(watched, new Response(null, { status: code }), status, JSON.stringify(status))
          },
        },
        signal,
      )
    },

    async permission(
      verb: Verb,
      { namespace = '', ...type }: { apiVersion: string; kind: string; namespace?: string | undefined },
      { signal }: CallOptions = {},
    ): Promise<Permission> {
      const asked = served(type)
      const { apiVersion, kind } = accessReviews
      const resourceAttributes = { namespace, verb, group: groupOf(asked), resource: asked.plural }
      const body = { apiVersion, kind, spec: { resourceAttributes } }
      const attempt: Attempt = { verb: 'create', resource: accessReviews, namespace: '', name: '', dryRun: true }
      const { status } = await call(attempt, 'POST', { path: resourcePath(accessReviews, ''), body }, signal)
      return { allowed: member(status, 'allowed') === true, reason: stringOf(member(status, 'reason')) }
    },

    async secrets(namespace: string, { signal }: CallOptions = {}) {
      const attempt: Attempt = { verb: 'list', resource: secrets, namespace }
      const found: SecretSummary[] = []
      let token = ''
      do {
        const query: Record<string, string> = { limit: pageSize, ...(token === '' ? {} : { continue: token }) }
        const page = await call(
          attempt,
          'GET',
          { path: resourcePath(secrets, namespace), query, accept: table },
          signal,
        )
        found.push(...readSecretTable(page))
        token = stringOf(member(page.metadata, 'continue'))
      } while (token !== '')
      return found
    },

    async namespaces({ signal }: CallOptions = {}) {
      const found = await listAll(namespaces, '', signal)
      return found.map((item) => stringOf(member(item.metadata, 'name'))).filter((name) => name !== '')
    },
  }
}

interface Target {
  path: string
  query?: Record<string, string>
  body?: JsonObject
  contentType?: string
  accept?: string
  onWarning?: WriteOptions['onWarning']
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function placeOf({ metadata }: Manifest): { namespace: string; name: string } {
  return { namespace: stringOf(metadata.namespace), name: stringOf(metadata.name) }
}
