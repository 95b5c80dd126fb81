import type { IncomingMessage, ServerResponse } from 'node:http'
import { managedBy } from './managedFields.ts'
import type { StoredObject } from './objects.ts'
import { startOperator } from './operator.ts'
import { type Answer, type Cluster, create, get, list, patch, remove, verbOf } from './requests.ts'
import { resources, apiVersionOf } from './resources.ts'
import { findRoute } from './route.ts'
import { seedObjects } from './seedObjects.ts'
import { StatusError, forbidden } from './status.ts'
import { Store, timestamp } from './store.ts'

/** Who wants to do what. */
interface Access {
  user: string
  verb: string
  group: string
  resource: string
  namespace: string
}

export interface EmbeddedApiOptions {
  /** The clock. @default the system's */
  now?: (() => Date) | undefined
  /** Milliseconds until the operator's part is played. @default 2000 */
  operatorDelay?: number | undefined
  /** Whether KubeStash's webhook sets its defaults and refuses what it refuses. @default true */
  webhook?: boolean | undefined
  /** What is there at the start. @default a few believable objects */
  objects?: readonly StoredObject[] | undefined
  /** Who may do what; the user is the one of `Impersonate-User`. @default everybody everything */
  allow?: ((access: Access) => boolean) | undefined
}

/** A Kubernetes API in memory. It is a simulation: nothing is backed up anywhere. */
export interface EmbeddedApi {
  /** Answers a request whose URL begins at the root of the API, `/api/…`. */
  handler: (request: IncomingMessage, response: ServerResponse) => void
  store: Store
  /** Stops the operator. */
  stop: () => void
}

/** Creates the embedded Kubernetes API (simulated): a handler for `node:http` and for Vite's servers. */
export function createEmbeddedApi(options: EmbeddedApiOptions = {}): EmbeddedApi {
  const { now = (): Date => new Date(), operatorDelay = 2000, webhook = true, allow } = options
  const store = new Store(now)
  for (const object of options.objects ?? seedObjects(now())) {
    const resource = resources.find((one) => one.kind === object.kind && apiVersionOf(one) === object.apiVersion)
    if (resource === undefined) throw new Error(`The embedded API serves no ${object.apiVersion} ${object.kind}.`)
    const managed = managedBy('kubectl-create', object, object.apiVersion, timestamp(now()))
    store.create(resource, { ...object, metadata: { ...object.metadata, managedFields: [managed] } })
  }
  const stop = startOperator(store, now, operatorDelay)
  const cluster: Cluster = { store, now, webhook }

  async function answer(request: IncomingMessage): Promise<Answer | undefined> {
    const url = new URL(request.url ?? '/', 'http://embedded')
    const route = findRoute(url.pathname)
    if (route === undefined) return undefined
    const verb = verbOf(request.method ?? 'GET', route)
    const user = String(request.headers['impersonate-user'] ?? 'embedded-admin')
    const { resource, namespace, name } = route
    if (allow?.({ user, verb, group: resource.group, resource: resource.plural, namespace }) === false) {
      throw forbidden(resource, { user, verb, namespace, name })
    }
    switch (verb) {
      case 'list':
        return list(cluster, route, url.searchParams)
      case 'get':
        return get(cluster, route)
      case 'create':
        return create(cluster, route, url.searchParams, request)
      case 'patch':
        return patch(cluster, route, url.searchParams, request)
      case 'delete':
        return remove(cluster, route, url.searchParams)
    }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const found = await answer(request)
      if (found === undefined) return send(response, 404, 'text/plain; charset=utf-8', '404 page not found\n')
      for (const warning of found.warnings ?? []) response.appendHeader('Warning', `299 - ${JSON.stringify(warning)}`)
      send(response, found.code, 'application/json', JSON.stringify(found.body))
    } catch (error) {
      const known = error instanceof StatusError
      const status = known
        ? error
        : new StatusError(500, 'InternalError', 'Internal error occurred in the embedded API')
      if (!known) console.error(error)
      send(response, status.code, 'application/json', JSON.stringify(status.body()))
    }
  }

  return { handler: (request, response) => void handle(request, response), store, stop }
}

function send(response: ServerResponse, code: number, type: string, body: string): void {
  response.writeHead(code, { 'Content-Type': type, 'Cache-Control': 'no-cache, private' })
  response.end(body)
}
