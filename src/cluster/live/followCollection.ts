import type { BackupStorageClient, CollectionOptions, WatchEvent } from '../client.ts'
import type { Manifest } from '../../schema/manifest.ts'
import { pause } from '../pause.ts'
import { getAt } from '../../base/pointer.ts'

/** What is known of the objects of a kind. */
export interface Collection {
  readonly objects: readonly Manifest[]
  /**
   * `loading`: not all of the list is there yet. `live`: what is there is what the cluster has. `interrupted`: it may be
   * out of date, and is tried again by itself. `failed`: it could not be read, and is not tried again.
   */
  readonly state: 'loading' | 'live' | 'interrupted' | 'failed'
  /** Whether the list was read to its end once. */
  readonly isComplete: boolean
  /** Why it is interrupted or failed. */
  readonly error?: Error
  /** When it is tried again, in ms since 1970, while it is interrupted. */
  readonly retryAt?: number
}

/** Objects that are followed as long as somebody listens. */
export interface CollectionStore {
  getState(): Collection
  /** Calls the listener after each change, changes that come close together at once; gives the function that ends it. */
  subscribe(listener: () => void): () => void
  /** Reads everything anew, at once. */
  retry(): void
}

/** How long changes are gathered before they are told, in ms. */
const gathering = 50
/** How often a client that cannot watch is asked, and at least while it does not answer, in ms. */
const pollInterval = { usual: 10_000, longest: 60_000 }

/**
 * Follows the objects of a kind. Nothing is asked before somebody listens, and nothing any more once nobody does; what
 * is known stays.
 */
export function followCollection(
  client: Pick<BackupStorageClient, 'list' | 'watch'>,
  options: Omit<CollectionOptions, 'signal'> = {},
): CollectionStore {
  const listeners = new Set<() => void>()
  let status: Omit<Collection, 'objects'> = { state: 'loading', isComplete: false }
  /** What was told: it follows the status and what is known. */
  let state: Collection = { ...status, objects: [] }
  let known = new Map<string, Manifest>()
  /** A list under way that takes the place of what is known once it is there in full. */
  let coming = known
  /** Whether what is known is not what was told. */
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
  function take(event: WatchEvent): void {
    const { isComplete } = status
    switch (event.type) {
      case 'listed':
        if (event.isFirst) coming = new Map()
        for (const object of event.objects) coming.set(keyOf(object), object)
        // A first list is shown as it comes; one that begins again once it is as far as the one that broke off.
        if (event.isLast || (!isComplete && coming.size >= known.size)) {
          known = coming
          isChanged = true
        }
        status = event.isLast ? { state: 'live', isComplete: true } : { state: 'loading', isComplete }
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
      case 'resumed':
        return set({ state: isComplete ? 'live' : 'loading', isComplete })
    }
  }
  async function follow(signal: AbortSignal): Promise<void> {
    const asked = { ...options, signal }
    try {
      while (!signal.aborted) {
        for await (const event of client.watch?.(asked) ?? poll(client, asked)) {
          if (signal.aborted) return
          take(event)
        }
        // A watch goes on until it is aborted; one that ends all the same is begun again.
        await pause(pollInterval.usual, signal)
      }
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
        // One who leaves and comes back in the same moment, as React's strict mode has it, interrupts nothing.
        queueMicrotask(() => void (listeners.size === 0 && stop()))
      }
    },
    retry() {
      set({ state: 'loading', isComplete: status.isComplete })
      if (listeners.size > 0) start()
    },
  }
}

/** What tells an object from the others of its kind: its place, not its `uid`, as one may take the place of another. */
function keyOf(object: Manifest): string {
  return `${String(getAt(object, ['metadata', 'namespace']))}/${String(getAt(object, ['metadata', 'name']))}`
}

/** Objects by namespace and name, in whatever order they came: that of a list that the cluster gives. */
function inOrder(objects: ReadonlyMap<string, Manifest>): Manifest[] {
  return [...objects].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map((entry) => entry[1])
}

/** The error for whatever a client rejects with. */
function toError(error: unknown): Error {
  if (error instanceof Error) return error
  const message = typeof error === 'string' ? error : getAt(error, ['message'])
  return Object.assign(new Error(typeof message === 'string' ? message : ''), { status: getAt(error, ['status']) })
}

/** The events of a client that can only list. */
async function* poll(
  client: Pick<BackupStorageClient, 'list'>,
  options: CollectionOptions & { signal: AbortSignal },
): AsyncGenerator<WatchEvent> {
  for (let failures = 0; ;) {
    try {
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

/** Whether asking again is of no use: not signed in, not allowed, not served. */
function isFinal(error: unknown): boolean {
  return [401, 403, 404].includes(Number(getAt(error, ['status'])))
}
