import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import {
  type EmbeddedApi,
  type EmbeddedApiOptions,
  createEmbeddedApi,
} from '../../examples/console/server/createEmbeddedApi.ts'
import type { Json, JsonObject, StoredObject } from '../../examples/console/server/objects.ts'

/** The embedded API behind a real HTTP server. */
export interface Running {
  api: EmbeddedApi
  url: string
  /** Sends a request and reads its response. */
  ask: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Asked>
  stop: () => Promise<void>
}

export interface Asked {
  status: number
  headers: Headers
  body: Body
}

/** The parts of an object, a list or a Status that tests read. */
export interface Body {
  kind: string
  metadata: { resourceVersion: string; uid: string; continue: string } & JsonObject
  items: StoredObject[]
  message: string
  status: Json
  [key: string]: unknown
}

/** Starts an embedded API that stops with the test. */
export async function startApi(options: EmbeddedApiOptions = {}, port = 0): Promise<Running> {
  const api = createEmbeddedApi({ operatorDelay: 5, ...options })
  const server: Server = createServer(api.handler)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const started: Running = {
    api,
    url,
    async ask(method, path, body, headers = {}) {
      const init: RequestInit = { method, headers: { 'content-type': 'application/json', ...headers } }
      if (body !== undefined) init.body = typeof body === 'string' ? body : JSON.stringify(body)
      const response = await fetch(url + path, init)
      const text = await response.text()
      const isJson = response.headers.get('content-type')?.startsWith('application/json') === true
      return {
        status: response.status,
        headers: response.headers,
        body: (isJson ? JSON.parse(text) : { message: text }) as Body,
      }
    },
    async stop() {
      api.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  onTestFinished(() => started.stop())
  return started
}

export const storageVersion = 'storage.kubestash.com/v1alpha1'
export const storagesPath = `/apis/${storageVersion}/backupstorages`
export const demoStoragesPath = `/apis/${storageVersion}/namespaces/demo/backupstorages`

export function namespaces(...names: string[]): StoredObject[] {
  return names.map((name) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  }))
}

export function storage(name: string, namespace = 'demo', spec?: StoredObject['spec']): StoredObject {
  return {
    apiVersion: storageVersion,
    kind: 'BackupStorage',
    metadata: { name, namespace },
    spec: spec ?? {
      deletionPolicy: 'Delete',
      storage: { provider: 'gcs', gcs: { bucket: `b-${name}`, secretName: 's' } },
    },
  }
}

/** One event of a watch. */
export interface WatchLine {
  type: string
  object: StoredObject
}

/** A watch, read line by line. */
export interface OpenWatch {
  status: number
  /** Returns the next event; undefined at the end, rejected if the connection breaks. */
  next: () => Promise<WatchLine | undefined>
  /** Disconnects. */
  leave: () => void
}

export async function openWatch(url: string, headers: Record<string, string> = {}): Promise<OpenWatch> {
  const abort = new AbortController()
  const response = await fetch(url, { signal: abort.signal, headers })
  const lines = linesOf(response)
  return {
    status: response.status,
    next: async () => (await lines.next()).value as WatchLine | undefined,
    leave: () => abort.abort(),
  }
}

async function* linesOf(response: Response): AsyncGenerator<WatchLine> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of response.body ?? []) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield JSON.parse(line) as WatchLine
  }
}
