import { withoutFinalSlashes } from '../../base/withoutFinalSlashes.ts'
import type { BackupStorageClient, WriteOptions } from '../client.ts'
import type { ResourceType } from '../../schema/manifest.ts'
import { fieldManager } from '../fieldManager.ts'
import type { JsonObject } from '../../base/json.ts'
import { isObject, member, textOf } from '../../base/json.ts'
import type { Manifest } from '../../schema/manifest.ts'
import { quotesSecret, secretForms } from '../server/secretForms.ts'
import type { Attempt } from './attempt.ts'
import { connectionError, notKubernetesError, responseError } from './explain.ts'
import { KubernetesError } from './KubernetesError.ts'
import { readWarnings } from './readWarnings.ts'
import { readSecretTable, withoutSecretValues } from './secretValues.ts'
import { accessReviews, defaultResource, groupOf, namespaces, resourcePath, secrets } from './servedResources.ts'
import { type Line, readLines } from './readLines.ts'
import { watchCollection } from './watch.ts'

/** A client with every method that the components can use. */
export type KubernetesClient = Required<BackupStorageClient>

/** Options for `createKubernetesClient`. */
export interface KubernetesClientOptions {
  /** The root of the API: `/k8s`, or `http://127.0.0.1:8001` for `kubectl proxy`. In Node it must be absolute. */
  baseUrl: string
  /** The `fetch` to use, for cookies, other credentials, or tests. @default globalThis.fetch */
  fetch?: typeof globalThis.fetch | undefined
  /** Headers for every request, such as `Authorization`. */
  headers?: ConstructorParameters<typeof Headers>[0]
  /** The resource for calls without another one. @default core's `backupStorage` */
  resource?: ResourceType | undefined
}

const pageSize = '500'
/** A list as a table: for a Secret, it has the number of keys but no values. */
const table = 'application/json;as=Table;g=meta.k8s.io;v=v1'
const withheldWarning = 'a warning that is hidden because it may quote the Secret'
const writeParameters = { fieldManager, fieldValidation: 'Strict' }

/**
 * Creates a client that uses only `fetch`. It handles the resource, Secrets and the names of namespaces. Every call
 * rejects with a `KubernetesError`, or with the signal's reason if it was aborted. Drops the values of Secrets that the
 * server returns.
 */
export function createKubernetesClient(options: KubernetesClientOptions): KubernetesClient {
  const baseUrl = withoutFinalSlashes(options.baseUrl)
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

  /** Returns the result of `read`; turns its errors into connection errors. */
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

  /** Sends an object, or a patch for one. */
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

  async function readPage(attempt: Attempt, token: string, { accept, signal }: Reading): Promise<Page> {
    const path = resourcePath(attempt.resource, attempt.namespace)
    const query = token === '' ? { limit: pageSize } : { limit: pageSize, continue: token }
    const body = await call(attempt, 'GET', { path, query, accept }, signal)
    return {
      body,
      next: textOf(member(body.metadata, 'continue')),
      version: textOf(member(body.metadata, 'resourceVersion')),
    }
  }

  /** Reads all pages of a list. */
  async function readPages(attempt: Attempt, reading: Reading): Promise<JsonObject[]> {
    const pages: JsonObject[] = []
    let token = ''
    let isRestarted = false
    do {
      try {
        const page = await readPage(attempt, token, reading)
        pages.push(page.body)
        token = page.next
      } catch (error) {
        // The token of a long list expires if reading takes too long: start over, once.
        if (isRestarted || token === '' || !(error instanceof KubernetesError) || error.status !== 410) throw error
        isRestarted = true
        pages.length = 0
        token = ''
      }
    } while (token !== '' || pages.length === 0)
    return pages
  }

  function itemsOf(body: JsonObject, attempt: Attempt): JsonObject[] {
    if (!Array.isArray(body.items)) throw notKubernetesError(attempt, 200, '')
    return body.items.filter((item) => isObject(item)) as JsonObject[]
  }

  async function listAll(type: ResourceType, namespace: string, signal?: AbortSignal): Promise<JsonObject[]> {
    const attempt: Attempt = { verb: 'list', resource: type, namespace }
    const pages = await readPages(attempt, { signal })
    return pages.flatMap((body) => itemsOf(body, attempt))
  }

  /** Starts a watch; resolves when the server answers. */
  async function openWatch(
    attempt: Attempt,
    version: string,
    signal?: AbortSignal,
  ): Promise<AsyncGenerator<JsonObject>> {
    const path = resourcePath(attempt.resource, attempt.namespace)
    const query = { watch: '1', allowWatchBookmarks: 'true', resourceVersion: version }
    const response = await send(attempt, 'GET', { path, query }, signal)
    if (!response.ok || response.body === null) {
      const text = await unlessLost(attempt, signal, () => response.text())
      throw responseError(attempt, response, parseObject(text), text)
    }
    return readEvents(attempt, response.status, readLines(response.body, signal), signal)
  }

  async function* readEvents(
    attempt: Attempt,
    status: number,
    lines: AsyncGenerator<Line>,
    signal?: AbortSignal,
  ): AsyncGenerator<JsonObject> {
    try {
      for (;;) {
        const { done, value: line } = await unlessLost(attempt, signal, () => lines.next())
        if (done === true) return
        const event = parseObject(line.text)
        if (event !== undefined) yield event
        // A cut line comes again with the next connection; one that starts with a tag is from a web page.
        else if (line.isWhole || line.text.trimStart().startsWith('<')) {
          throw notKubernetesError(attempt, status, line.text)
        }
      }
    } finally {
      await lines.return(undefined)
    }
  }

  function served(object: { apiVersion: string; kind: string }): ResourceType {
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

  function toManifest(object: JsonObject, type: ResourceType): Manifest {
    const metadata = isObject(object.metadata) ? object.metadata : {}
    // Items of built-in lists carry neither apiVersion nor kind.
    return withoutSecretValues({ ...object, apiVersion: type.apiVersion, kind: type.kind, metadata })
  }

  return {
    async list({ resource: type = resource, namespace = '', signal } = {}) {
      return (await listAll(type, namespace, signal)).map((item) => toManifest(item, type))
    },

    async get(reference, { signal } = {}) {
      const type = served(reference)
      const { namespace, name } = reference
      const path = resourcePath(type, namespace, name)
      return toManifest(await call({ verb: 'get', resource: type, namespace, name }, 'GET', { path }, signal), type)
    },

    async create(manifest, options = {}) {
      const type = served(manifest)
      const { namespace, name } = idOf(manifest)
      const target = { path: resourcePath(type, namespace), body: manifest }
      return write({ verb: 'create', resource: type, namespace, name }, 'POST', target, options)
    },

    async update(manifest, options = {}) {
      const type = served(manifest)
      const { namespace, name } = idOf(manifest)
      const target = { path: resourcePath(type, namespace, name), body: manifest }
      return write({ verb: 'update', resource: type, namespace, name }, 'PUT', target, options)
    },

    async patch(reference, changes, options = {}) {
      const type = served(reference)
      const { namespace, name } = reference
      const body = changes as JsonObject
      const target = { path: resourcePath(type, namespace, name), body, contentType: 'application/merge-patch+json' }
      return write({ verb: 'patch', resource: type, namespace, name }, 'PATCH', target, options)
    },

    async delete(reference, { preconditions, signal } = {}) {
      const type = served(reference)
      const { namespace, name } = reference
      const path = resourcePath(type, namespace, name)
      const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { ...preconditions } }
      const target = preconditions ? { path, body } : { path }
      await call({ verb: 'delete', resource: type, namespace, name }, 'DELETE', target, signal)
    },

    watch({ resource: type = resource, namespace = '', signal } = {}) {
      const listed: Attempt = { verb: 'list', resource: type, namespace }
      const watched: Attempt = { verb: 'watch', resource: type, namespace }
      return watchCollection(
        {
          page: async (token) => {
            const { body, next, version } = await readPage(listed, token, { signal })
            return { objects: itemsOf(body, listed).map((item) => toManifest(item, type)), next, version }
          },
          events: (version) => openWatch(watched, version, signal),
          toManifest: (item) => toManifest(item, type),
          toError: (status) => {
            const code = typeof status['code'] === 'number' && status['code'] >= 400 ? status['code'] : 500
            return responseError(watched, new Response(null, { status: code }), status, JSON.stringify(status))
          },
        },
        signal,
      )
    },

    async permission(verb, { resource: asked = resource, namespace = '' }, { signal } = {}) {
      const { apiVersion, kind } = accessReviews
      const resourceAttributes = { namespace, verb, group: groupOf(asked), resource: asked.plural }
      const body = { apiVersion, kind, spec: { resourceAttributes } }
      const attempt: Attempt = { verb: 'create', resource: accessReviews, namespace: '', name: '', dryRun: true }
      const { status } = await call(attempt, 'POST', { path: resourcePath(accessReviews, ''), body }, signal)
      return { allowed: member(status, 'allowed') === true, reason: textOf(member(status, 'reason')) }
    },

    async secrets(namespace, { signal } = {}) {
      const pages = await readPages({ verb: 'list', resource: secrets, namespace }, { accept: table, signal })
      return pages.flatMap(readSecretTable)
    },

    async secret(namespace, name, { signal } = {}) {
      const attempt: Attempt = { verb: 'get', resource: secrets, namespace, name }
      const target = { path: resourcePath(secrets, namespace, name), accept: table }
      const body = await call(attempt, 'GET', target, signal)
      const [found] = readSecretTable(body)
      if (found === undefined) throw notKubernetesError(attempt, 200, '')
      return found
    },

    async namespaces({ signal } = {}) {
      const found = await listAll(namespaces, '', signal)
      return found.map((item) => textOf(member(item.metadata, 'name'))).filter((name) => name !== '')
    },
  }
}

interface Reading {
  accept?: string | undefined
  signal?: AbortSignal | undefined
}

interface Page {
  body: JsonObject
  /** The token of the next page; empty after the last. */
  next: string
  /** The version from which a watch continues. */
  version: string
}

interface Target {
  path: string
  query?: Record<string, string>
  body?: JsonObject
  contentType?: string
  accept?: string | undefined
  onWarning?: WriteOptions['onWarning']
}

/** Parses a JSON object; undefined if the text is anything else. */
function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? (value as JsonObject) : undefined
  } catch {
    return undefined
  }
}

function idOf({ metadata }: Manifest): { namespace: string; name: string } {
  return { namespace: textOf(metadata.namespace), name: textOf(metadata.name) }
}
