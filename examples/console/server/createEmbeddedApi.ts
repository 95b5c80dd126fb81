import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { accessReviewResource, reviewAccess } from './accessReview.ts'
import { startActivity } from './activity.ts'
import type { Answer, Cluster } from './cluster.ts'
import { control } from './control.ts'
import { remove } from './deleting.ts'
import { discover } from './discovery.ts'
import { type Fault, type FaultEffect, Faults, failureOf, headerFaults, isMet } from './faults.ts'
import { managedFromStart } from './managedFields.ts'
import type { StoredObject } from './objects.ts'
import { startOperator } from './operator.ts'
import { type OptionsKind, checkOptions, timeoutOf } from './query.ts'
import { get, list } from './reading.ts'
import { type Resource, type Verb, apiVersionOf, namespaceResource, resources } from './resources.ts'
import { type Route, findRoute, verbOf } from './route.ts'
import { seedMany } from './seedMany.ts'
import { seedObjects } from './seedObjects.ts'
import { reviewSelf, selfReviewResource } from './selfReview.ts'
import { selectedName } from './selectors.ts'
import { StatusError, forbidden, timedOut, unauthorized } from './status.ts'
import { Store } from './store.ts'
import { formOf } from './table.ts'
import { type Access, allowByUser, authenticate as authenticateByHeader } from './users.ts'
import { type WatchTimes, Watches } from './watches.ts'
import { create, patch, update } from './writing.ts'

export interface EmbeddedApiOptions extends Partial<WatchTimes> {
  /** The clock. @default the system's */
  now?: (() => Date) | undefined
  /** The delay of the simulated operator, in milliseconds. @default 2000 */
  operatorDelay?: number | undefined
  /** The interval between automatic backups, in milliseconds. @default 0, none */
  activity?: number | undefined
  /** Whether KubeStash's webhook sets defaults and rejects invalid objects. @default true */
  webhook?: boolean | undefined
  /** The objects at the start. @default a few realistic ones */
  objects?: readonly StoredObject[] | undefined
  /** The number of additional made-up BackupStorages, the same ones each time. @default 0 */
  seed?: number | undefined
  /** Returns the user of a request; undefined means 401. @default the one in `Impersonate-User`, or `embedded-admin` */
  authenticate?: ((headers: IncomingHttpHeaders) => string | undefined) | undefined
  /** Returns whether a user may do something, for requests and access reviews. @default see `allowByUser` */
  allow?: ((access: Access) => boolean) | undefined
  /** Whether users may ask for their own name, as in Kubernetes 1.28 and later. @default true */
  selfReview?: boolean | undefined
  /** The time limit of requests other than watches, in milliseconds. @default 60000 */
  requestTimeout?: number | undefined
  /** Simulated failures. More can be added at run time, see `control`. @default none */
  faults?: readonly Fault[] | undefined
  /**
   * The resource version at the start. @default the time in ms: it is greater than all earlier versions, so a page that
   * stayed open over a restart gets the error that its version is too old
   */
  firstVersion?: number | undefined
  /** The number of changes to remember, so that watches and long lists can continue. @default 1000 */
  historyLimit?: number | undefined
  /** How long to remember a change, in ms. @default 300000 */
  historyLifetime?: number | undefined
}

/** A simulated Kubernetes API in memory. It makes no real backups. */
export interface EmbeddedApi {
  /** Handles a request whose URL starts at the root of the API, `/api/…`. */
  handler: (request: IncomingMessage, response: ServerResponse) => void
  store: Store
  faults: Faults
  /** The open watches. */
  watches: Watches
  /** Stops the operator, and ends all watches. */
  stop: () => void
}

/** Creates the embedded Kubernetes API (simulated): a handler for `node:http` and for Vite's servers. */
export function createEmbeddedApi(options: EmbeddedApiOptions = {}): EmbeddedApi {
  const { now = (): Date => new Date(), operatorDelay = 2000, activity = 0, webhook = true, seed = 0 } = options
  const { authenticate = authenticateByHeader, allow = allowByUser, firstVersion = now().getTime() } = options
  const { selfReview = true, requestTimeout = 60_000 } = options
  const { historyLimit, historyLifetime, bookmarkInterval = 60_000, watchTimeout = 30 * 60_000 } = options
  const store = new Store({ now, firstVersion, historyLimit, historyLifetime })
  fill(store, [...(options.objects ?? seedObjects(now())), ...(seed > 0 ? seedMany(seed, now()) : [])], now())
  const cluster: Cluster = { store, now, webhook }
  const watches = new Watches(cluster, { bookmarkInterval, watchTimeout })
  const isServed = (resource: Resource): boolean => selfReview || resource !== selfReviewResource
  const faults = new Faults()
  faults.add(options.faults ?? [])
  const stopping = [startOperator(store, now, operatorDelay)]
  if (activity > 0) stopping.push(startActivity(store, now, activity))

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://embedded')
    const controlled = await control(pathname, request, { faults, store })
    if (controlled !== undefined) return sendAnswer(response, controlled)
    const user = authenticate(request.headers)
    const discovered = request.method === 'GET' ? discover(pathname, known, isServed) : undefined
    if (discovered !== undefined) {
      if (user === undefined) throw unauthorized()
      return sendAnswer(response, { code: 200, body: discovered })
    }
    const route = findRoute(pathname, known)
    if (route === undefined || !isServed(route.resource)) return sendNotServed(response)

    const verb = verbOf(request.method ?? 'GET', route, query)
    const effect = effectOn(request, route, { verb, query, user: user ?? '' })
    const timeout = verb === 'watch' ? Infinity : timeoutOf(query, requestTimeout)
    if (effect.delay !== undefined) await pause(Math.min(effect.delay, timeout))
    if (effect.delay !== undefined && effect.delay >= timeout) throw timedOut()
    if (effect.html !== undefined) return sendPage(response, effect.html)
    if (effect.notServed === true) return sendNotServed(response)
    if (effect.status !== undefined && !(verb === 'watch' && effect.status === 410)) throw failureOf(effect)

    if (user === undefined) throw unauthorized()
    const { resource } = route
    const access = accessTo(route, verb, user, query)
    if (![accessReviewResource, selfReviewResource].includes(resource) && !allow(access))
      throw forbidden(resource, access)

    if (verb === 'watch') {
      const error = effect.status === undefined ? undefined : failureOf(effect)
      return watches.open(route, query, formOf(request.headers.accept), response, { cut: effect.cut, error })
    }
    const options = optionsOf[verb]
    if (options !== undefined) checkOptions(query, options)
    const answer = await answerTo(verb, user, route, query, request)
    if (effect.loseAnswer === true) return void response.destroy()
    sendAnswer(response, answer)
  }

  function effectOn(
    request: IncomingMessage,
    { resource, namespace, name }: Route,
    { verb, query, user }: { verb: Verb; query: URLSearchParams; user: string },
  ): FaultEffect {
    const dryRun = query.get('dryRun') === 'All'
    const target = { verb, resource: resource.plural, namespace, name, user, dryRun }
    const own = headerFaults(request.headers['embedded-faults']).find((fault) => isMet(fault, target))
    return own?.then ?? faults.meet(target) ?? {}
  }

  function answerTo(
    verb: Exclude<Verb, 'watch'>,
    user: string,
    route: Route,
    query: URLSearchParams,
    request: IncomingMessage,
  ): Answer | Promise<Answer> {
    if (route.resource === accessReviewResource) return reviewAccess(user, request, allow)
    if (route.resource === selfReviewResource) return reviewSelf(user)
    switch (verb) {
      case 'list':
        return list(cluster, route, query, formOf(request.headers.accept))
      case 'get':
        return get(cluster, route, query, formOf(request.headers.accept))
      case 'create':
        return create(cluster, route, query, request)
      case 'update':
        return update(cluster, route, query, request)
      case 'patch':
        return patch(cluster, route, query, request)
      case 'delete':
        return remove(cluster, route, query, request)
    }
  }

  return {
    handler(request, response) {
      handle(request, response).catch((error: unknown) => sendFailure(response, error))
    },
    store,
    faults,
    watches,
    stop() {
      for (const stop of stopping) stop()
      watches.endAll()
    },
  }
}

/** All resources: the stored ones, and the reviews. */
const known = [...resources, accessReviewResource, selfReviewResource]

const optionsOf: Partial<Record<Verb, OptionsKind>> = {
  create: 'CreateOptions',
  update: 'UpdateOptions',
  patch: 'PatchOptions',
  delete: 'DeleteOptions',
}

/** Returns the access that a request needs. A namespace counts as in itself. */
function accessTo(
  { resource, namespace, name, subresource }: Route,
  verb: Verb,
  user: string,
  query: URLSearchParams,
): Access {
  return {
    user,
    verb,
    group: resource.group,
    resource: resource.plural,
    subresource,
    namespace: resource === namespaceResource ? name : namespace,
    name: name === '' && (verb === 'list' || verb === 'watch') ? selectedName(query) : name,
  }
}

/** Adds the initial objects to the store. */
function fill(store: Store, objects: readonly StoredObject[], now: Date): void {
  const collections = new Map(resources.map((resource) => [resource, [] as StoredObject[]]))
  for (const object of objects) {
    const resource = resources.find((one) => one.kind === object.kind && apiVersionOf(one) === object.apiVersion)
    if (resource === undefined)
      throw new Error(`The embedded API does not serve ${object.kind} (${object.apiVersion}).`)
    collections.get(resource)?.push(object)
  }
  for (const [resource, loaded] of collections) store.load(resource, loaded, (object) => managedFromStart(object, now))
}

function sendFailure(response: ServerResponse, error: unknown): void {
  const known = error instanceof StatusError
  const status = known ? error : new StatusError(500, 'InternalError', 'Internal error occurred in the embedded API')
  if (!known) console.error(error)
  const { retryAfterSeconds } = status.details ?? {}
  if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(retryAfterSeconds))
  send(response, status.code, 'application/json', JSON.stringify(status.body()))
}

function sendAnswer(response: ServerResponse, { code, body, warnings = [] }: Answer): void {
  for (const warning of warnings) response.appendHeader('Warning', `299 - ${JSON.stringify(warning)}`)
  send(response, code, 'application/json', JSON.stringify(body))
}

function sendNotServed(response: ServerResponse): void {
  send(response, 404, 'text/plain; charset=utf-8', '404 page not found\n')
}

function sendPage(response: ServerResponse, code: number): void {
  const title = code === 200 ? 'Sign in' : '502 Bad Gateway'
  const page = `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`
  send(response, code, 'text/html; charset=utf-8', page)
}

function send(response: ServerResponse, code: number, type: string, body: string): void {
  response.writeHead(code, { 'Content-Type': type, 'Cache-Control': 'no-cache, private' })
  response.end(body)
}
