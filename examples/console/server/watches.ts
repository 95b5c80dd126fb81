import type { ServerResponse } from 'node:http'
import type { Cluster } from './cluster.ts'
import { type StoredObject, namespaceOf } from './objects.ts'
import { isTrue, numberOf } from './query.ts'
import { apiVersionOf } from './resources.ts'
import type { Route } from './route.ts'
import { readSelectors } from './selectors.ts'
import { type StatusError, versionTooOld } from './status.ts'
import type { Change } from './store.ts'
import { type Form, Tables } from './table.ts'

export interface WatchTimes {
  /** The interval between two bookmarks, in milliseconds. */
  bookmarkInterval: number
  /** The duration of a watch without `timeoutSeconds`, in milliseconds. */
  watchTimeout: number
}

/** When to break the connection of a watch. */
export interface Cut {
  events?: number
  milliseconds?: number
}

/** Simulated failures of a watch. */
export interface WatchFault {
  cut?: Cut | undefined
  /** An error event to send instead of any other. */
  error?: StatusError | undefined
}

/** A watch is closed if this many bytes wait for a slow client. */
const longestQueue = 16 * 1024 * 1024

type EventType = Change['type'] | 'BOOKMARK' | 'ERROR'

/** The open watches. Each is a connection that gets every change it asked for, as a line of JSON. */
export class Watches {
  readonly #cluster: Cluster
  readonly #times: WatchTimes
  readonly #open = new Set<() => void>()

  constructor(cluster: Cluster, times: WatchTimes) {
    this.#cluster = cluster
    this.#times = times
  }

  /** The number of open watches. */
  get count(): number {
    return this.#open.size
  }

  /** Ends all watches. */
  endAll(): void {
    for (const end of this.#open) end()
  }

  /** Handles a request for a watch until it ends. */
  open(route: Route, query: URLSearchParams, form: Form, response: ServerResponse, fault: WatchFault = {}): void {
    const { store, now } = this.#cluster
    const { resource, namespace } = route
    const matches = readSelectors(query, resource)
    const version = numberOf(query, 'resourceVersion')
    const timeout = numberOf(query, 'timeoutSeconds') * 1000 || this.#times.watchTimeout
    const tables = form === 'table' ? new Tables(resource, query.get('includeObject'), now) : undefined
    const { cut = {} } = fault
    let sent = 0

    const shown = (object: StoredObject): object => {
      if (tables === undefined) return object
      return tables.of([object], { resourceVersion: object.metadata.resourceVersion }, sent === 0)
    }
    const send = (type: EventType, object: object): void => {
      if (response.destroyed || response.writableEnded || sent === cut.events) return
      sent += 1
      const isLast = sent === cut.events
      response.write(`${JSON.stringify({ type, object })}\n`, () => isLast && response.destroy())
      if (response.writableLength > longestQueue) response.destroy()
    }
    const sendBookmark = (): void => {
      // Only the version is set. Other kinds than custom resources print an empty time of creation.
      const metadata = { resourceVersion: String(store.version), ...(!resource.custom && { creationTimestamp: null }) }
      const object = { kind: resource.kind, apiVersion: apiVersionOf(resource), metadata }
      send('BOOKMARK', tables === undefined ? object : tables.of([], metadata, false))
    }
    const isWanted = (object: StoredObject | undefined): boolean => object !== undefined && (matches?.(object) ?? true)
    const sendChange = (change: Change): void => {
      if (change.resource !== resource) return
      const { type, object, previous } = change
      if (namespace !== '' && namespaceOf(object) !== namespace) return
      // For the watch, an object that stops matching a selector is deleted, and one that starts to match is added.
      const before = isWanted(previous)
      const after = type !== 'DELETED' && isWanted(object)
      if (after) send(before ? 'MODIFIED' : 'ADDED', shown(object))
      else if (before) send('DELETED', shown(object))
    }

    // The version 0 means the current objects and all later changes.
    const missed = version === 0 ? [] : store.changesSince(version)
    response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache, private' })
    response.flushHeaders()
    if (cut.events === 0) return void response.destroy()
    const error = fault.error ?? (missed === undefined ? versionTooOld(version, store.oldestVersion) : undefined)
    if (error !== undefined) {
      send('ERROR', error.body())
      return void response.end()
    }

    const bookmarks = isTrue(query, 'allowWatchBookmarks')
    const timers = [
      setTimeout(() => end(), timeout),
      ...(cut.milliseconds === undefined ? [] : [setTimeout(() => response.destroy(), cut.milliseconds)]),
      ...(bookmarks ? [setInterval(sendBookmark, this.#times.bookmarkInterval)] : []),
    ]
    for (const timer of timers) timer.unref()
    const end = (): void => {
      if (bookmarks) sendBookmark()
      response.end()
    }
    const unsubscribe = store.subscribe(sendChange)
    this.#open.add(end)
    response.once('close', () => {
      unsubscribe()
      timers.forEach(clearTimeout)
      this.#open.delete(end)
    })
    if (version === 0) {
      for (const object of store.list(resource, namespace)) if (isWanted(object)) send('ADDED', shown(object))
    }
    missed?.forEach(sendChange)
  }
}
