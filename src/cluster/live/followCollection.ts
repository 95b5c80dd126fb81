import type { BackupStorageClient, CollectionOptions, WatchEvent } from '../client.ts'
import type { Manifest } from '../../schema/manifest.ts'
import { pause } from '../pause.ts'
import { isVisible, untilVisible } from '../visible.ts'
import { getAt } from '../../base/pointer.ts'

/** The objects of a kind, and how current they are. */
export interface Collection {
  readonly objects: readonly Manifest[]
  /**
   * `loading`: the list is being read, for the first time or after a pause. `live`: the objects are up to date.
   * `polled`: they are complete, but read every 15 seconds, because watching is not possible. `interrupted`: they may be
   * outdated, and a retry follows by itself. `failed`: they could not be read, and no retry follows.
   */
  readonly state: 'loading' | 'live' | 'polled' | 'interrupted' | 'failed'
  /** Whether the list was read to its end once. */
  readonly isComplete: boolean
  /** The reason for `interrupted` or `failed`; for `polled`, the refusal of the watch, if the client has one. */
  readonly error?: Error
  /** The time of the next try, in ms since 1970, while `interrupted`. */
  readonly retryAt?: number
}

/** A store that follows objects as long as it has listeners. */
export interface CollectionStore {
  getState(): Collection
  /** Calls the listener after changes, once for those close together. Returns a function that unsubscribes it. */
  subscribe(listener: () => void): () => void
  /** Reads everything again, at once. */
  retry(): void
}

/** How long changes are gathered before listeners are called, in ms. */
const gathering = 50
/** How often to list when watching is not possible, and the longest pause while it fails, in ms. */
const pollInterval = { usual: 15_000, longest: 60_000 }

/**
 * Follows the objects of a kind as long as the store has listeners. Without listeners it sends no requests, and keeps
 * the last objects.
 */
export function followCollection(
  client: Pick<BackupStorageClient, 'list' | 'watch'>,
  options: Omit<CollectionOptions, 'signal'> = {},
): CollectionStore {
  const listeners = new Set<() => void>()
  let status: Omit<Collection, 'objects'> = { state: 'loading', isComplete: false }
  /** The last published state, made of `status` and `known`. */
  let state: Collection = { ...status, objects: [] }
  let known = new Map<string, Manifest>()
  /** A list in progress, which replaces `known` once it is complete. */
  let coming = known
  /** Whether `known` has changes that are not published yet. */
  let isChanged = false
  let running: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  function notify(): void {
    clearTimeout(timer)
    timer = undefined
    state = { ...status, objects: isChanged ? inOrder(known) : state.objects }
    isChanged = false
    for (const listener of listeners) listener()
  }
  function notifySoon(): void {
    timer ??= setTimeout(notify, gathering)
  }
  function set(next: typeof status): void {
    status = next
    notify()
  }
  function take(event: WatchEvent, upToDate: Pick<Collection, 'state' | 'error'>): void {
    const { isComplete } = status
    switch (event.type) {
      case 'listed':
        if (event.isFirst) coming = new Map()
        for (const object of event.objects) coming.set(keyOf(object), object)
        // The first list shows as it arrives. If it starts over, it shows once it is as long as before.
        if (event.isLast || (!isComplete && coming.size >= known.size)) {
          known = coming
          isChanged = true
        }
        status = event.isLast ? { ...upToDate, isComplete: true } : { state: 'loading', isComplete }
        return event.isFirst ? notify() : notifySoon()
      case 'changed':
        isChanged = true
        for (const map of [known, coming]) map.set(keyOf(event.object), event.object)
        return notifySoon()
      case 'deleted':
        isChanged = true
        for (const map of [known, coming]) map.delete(keyOf(event.object))
        return notifySoon()
      case 'interrupted':
        return set({ state: 'interrupted', isComplete, error: event.error, retryAt: Date.now() + event.retryIn })
      case 'paused':
        return set({ state: 'loading', isComplete })
      case 'resumed':
        return set(isComplete ? { ...upToDate, isComplete } : { state: 'loading', isComplete })
    }
  }
  async function takeAll(
    events: AsyncIterable<WatchEvent>,
    upToDate: Pick<Collection, 'state' | 'error'>,
    signal: AbortSignal,
  ): Promise<void> {
    for await (const event of events) {
      if (signal.aborted) return
      take(event, upToDate)
    }
  }
  async function follow(signal: AbortSignal): Promise<void> {
    const asked = { ...options, signal }
    let refusal: { error?: Error } = {}
    try {
      while (client.watch && !refusal.error) {
        try {
          await takeAll(client.watch(asked), { state: 'live' }, signal)
          // A watch runs until it is aborted. Restart one that ends before.
          await pause(pollInterval.usual, signal)
        } catch (error) {
          if (signal.aborted || !mayStillList(error)) throw error
          refusal = { error: toError(error) }
        }
      }
      await takeAll(poll(client, asked), { state: 'polled', ...refusal }, signal)
    } catch (error) {
      if (!signal.aborted) set({ state: 'failed', isComplete: status.isComplete, error: toError(error) })
    }
  }
  function start(): void {
    running?.abort()
    running = new AbortController()
    void follow(running.signal)
  }
  function stop(): void {
    running?.abort()
    running = undefined
    set({ state: 'loading', isComplete: status.isComplete })
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      if (running === undefined) start()
      return () => {
        listeners.delete(listener)
        // Unsubscribing and subscribing at once, as in React's strict mode, doesn't interrupt.
        queueMicrotask(() => void (listeners.size === 0 && stop()))
      }
    },
    retry() {
      set({ state: 'loading', isComplete: status.isComplete })
      if (listeners.size > 0) start()
    },
  }
}

/** Returns the key of an object in its kind: not its `uid`, since a new object may replace one of the same name. */
function keyOf(object: Manifest): string {
  return `${String(getAt(object, ['metadata', 'namespace']))}/${String(getAt(object, ['metadata', 'name']))}`
}

/** Returns the objects by namespace and name, the order in which the cluster lists them. */
function inOrder(objects: ReadonlyMap<string, Manifest>): Manifest[] {
  return [...objects].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map((entry) => entry[1])
}

/** Returns an error for any value that a client rejects with. */
function toError(error: unknown): Error {
  if (error instanceof Error) return error
  const message = typeof error === 'string' ? error : getAt(error, ['message'])
  return Object.assign(new Error(typeof message === 'string' ? message : ''), { status: getAt(error, ['status']) })
}

/** Yields the events of a client that can only list, as long as the page is visible. */
async function* poll(
  client: Pick<BackupStorageClient, 'list'>,
  options: CollectionOptions & { signal: AbortSignal },
): AsyncGenerator<WatchEvent> {
  for (let failures = 0; ;) {
    try {
      if (!isVisible()) {
        yield { type: 'paused' }
        await untilVisible(options.signal)
      }
      const objects = await client.list(options)
      if (failures > 0) yield { type: 'resumed' }
      failures = 0
      yield { type: 'listed', objects, isFirst: true, isLast: true }
      await pause(pollInterval.usual, options.signal)
    } catch (error) {
      options.signal.throwIfAborted()
      if (isFinal(error)) throw error
      const retryIn = Math.min(pollInterval.longest, pollInterval.usual * 2 ** failures++)
      yield { type: 'interrupted', error: toError(error), retryIn }
      await pause(retryIn, options.signal)
    }
  }
}

/** Returns whether another try is useless: not signed in, not allowed, not served. */
function isFinal(error: unknown): boolean {
  return [401, 403, 404].includes(Number(getAt(error, ['status'])))
}

/** Returns whether a client that refused to watch may still list: not allowed, or not served. */
function mayStillList(error: unknown): boolean {
  return [403, 404, 405].includes(Number(getAt(error, ['status'])))
}
