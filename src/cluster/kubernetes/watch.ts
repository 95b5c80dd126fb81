import type { WatchEvent } from '../client.ts'
import type { JsonObject } from '../../base/json.ts'
import { isObject, member, textOf } from '../../base/json.ts'
import type { Manifest } from '../../schema/manifest.ts'
import { pause } from '../pause.ts'
import { untilVisible } from '../visible.ts'
import { createBucket } from './bucket.ts'
import { type Joined, joined } from './joined.ts'
import { KubernetesError } from './KubernetesError.ts'
import { type Turns, unlimited } from './turns.ts'

/** The functions that read a collection. */
export interface WatchSource {
  /** Yields the pages of the list, from the first. `version` is where a watch continues. */
  pages: (signal: AbortSignal) => AsyncIterator<{ objects: Manifest[]; version: string; isLast: boolean }>
  /** Returns the events since a version, until the server ends the connection. Resolves when the server answers. */
  events: (version: string, signal: AbortSignal) => Promise<AsyncIterator<JsonObject>>
  toManifest: (object: JsonObject) => Manifest
  /** Returns the error for an `ERROR` event. */
  toError: (status: JsonObject) => KubernetesError
  /** Returns the error for a time in ms without any sign from the server. */
  toSilence: (time: number) => KubernetesError
}

/** The first and the longest pause before a retry, in ms. The longest is random up to 5 s less. */
const pauses = { first: 500, longest: 75_000 }
/** A shorter connection than this, in ms, counts as failed. */
const tooShort = 1000
/**
 * Times in ms without an event or a bookmark, which a server sends every minute: until the connection is replaced, until
 * the objects count as outdated, and from then until the request that gets no answer is given up.
 */
const silence = { replaced: 75_000, outdated: 85_000, answered: 20_000 }
/** How many requests are allowed at once, and the ms until another one: 60 tries and 30 lists per hour. */
const allowed = { tries: [8, 70_000], lists: [2, 124_500] } as const

/** Returns the pause before a retry, in ms: longer each time, and random so that clients don't retry together. */
export function pauseBefore(failures: number, retryAfter = 0, random: () => number = Math.random): number {
  const usual = pauses.first * 3 ** (failures - 1) * (0.5 + random() / 2)
  return Math.round(Math.min(Math.max(usual, retryAfter * 1000), pauses.longest - 5000 * random()))
}

/** Returns whether a retry can help, without the user getting a permission or installing something. */
function isPassing(error: unknown, wasListed: boolean): error is KubernetesError {
  if (!(error instanceof KubernetesError) || error.reason === 'NotSent') return false
  // A page that answers instead of the API: to sign in again, or because the address was wrong from the start.
  if (error.reason === 'NotKubernetes') return wasListed || error.status >= 500
  return ![400, 401, 403, 404, 405, 406, 415].includes(error.status)
}

/** Returns whether an object of an answer has a name. Without one, no request can be about it. */
export function isNamed(object: unknown): boolean {
  return textOf(member(member(object, 'metadata'), 'name')) !== ''
}

/** Waits for a promise to settle; returns whether it did within the time. */
async function settles(promise: Promise<unknown>, time: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), Math.max(0, time))))
  const settled = (): boolean => true
  const isSettled = await Promise.race([promise.then(settled, settled), late])
  clearTimeout(timer)
  return isSettled
}

/**
 * Lists a collection and follows it, across lost connections and expired versions, until the signal is aborted.
 * Connections are only open during a turn; no list is read while the page is hidden.
 */
export async function* watchCollection(
  source: WatchSource,
  aborted?: AbortSignal,
  turns: Turns = unlimited,
): AsyncGenerator<WatchEvent> {
  const life = joined(aborted)
  const { signal } = life
  const toManifest = (object: Record<string, unknown>): Manifest => source.toManifest(object as JsonObject)
  const tries = createBucket(...allowed.tries)
  const lists = createBucket(...allowed.lists)
  let version = ''
  let wasListed = false
  let failures = 0
  /** When the objects were up to date for the last time. */
  let heard = Date.now()
  /** Whether the last event said that the objects may be outdated. */
  let isOutdated = false

  /** Waits for a promise. Reports that the objects may be outdated if it takes too long. */
  async function* until<T>(promise: Promise<T>, notice: () => WatchEvent): AsyncGenerator<WatchEvent, T> {
    if (!isOutdated && !(await settles(promise, heard + silence.outdated - Date.now()))) {
      isOutdated = true
      yield notice()
    }
    return promise
  }
  const paused = (): WatchEvent => ({ type: 'paused' })
  const silent = (): WatchEvent => ({
    type: 'interrupted',
    error: source.toSilence(silence.outdated),
    retryIn: silence.answered,
  })

  function* hear(): Generator<WatchEvent> {
    heard = Date.now()
    if (isOutdated) yield { type: 'resumed' }
    isOutdated = false
  }

  async function* list(): AsyncGenerator<WatchEvent> {
    yield* until(lists.ready(signal), silent)
    yield* until(untilVisible(signal), paused)
    const pages = source.pages(signal)
    let isFirst = true
    try {
      for (;;) {
        const { value: page, done } = yield* until(pages.next(), silent)
        if (done === true) break
        heard = Date.now()
        isOutdated = false
        yield { type: 'listed', objects: page.objects, isFirst, isLast: page.isLast }
        isFirst = false
        // Only the last page counts: a list that breaks off before starts over.
        if (page.isLast) version = page.version
      }
      wasListed = true
      lists.take()
    } catch (error) {
      // A lost list costs a try; one that the server made useless counts as answered.
      const isAnswered = error instanceof KubernetesError && (error.status === 410 || error.reason === 'EndlessList')
      ;(isAnswered ? lists : tries).take()
      throw error
    }
  }

  /** Follows the changes during one connection. Returns whether the server ended it at once. */
  async function* follow(): AsyncGenerator<WatchEvent, boolean> {
    yield* until(tries.ready(signal), silent)
    const taken = turns.take(signal)
    let connection: Joined | undefined
    let start = Number.POSITIVE_INFINITY
    const since = version
    try {
      const { over } = yield* until(taken, paused)
      connection = joined(signal, over)
      tries.take()
      const events = yield* until(source.events(version, connection.signal), silent)
      start = Date.now()
      for (let isFirst = true; ; isFirst = false) {
        const coming = events.next()
        // A connection without changes counts once it has lasted: something else may have answered, and ended it.
        if (isFirst && !(await settles(coming, tooShort))) yield* hear()
        if (!(await settles(coming, silence.replaced))) return false
        const { value, done } = await coming
        if (done === true) return Date.now() - start < tooShort && !over.aborted
        const { type, object } = value
        if (!isObject(object)) continue
        if (type === 'ERROR') {
          // Don't trust the bookmarks of this connection either.
          version = since
          throw source.toError(object as JsonObject)
        }
        failures = 0
        yield* hear()
        const next = member(member(object, 'metadata'), 'resourceVersion')
        if (typeof next === 'string') version = next
        if (!isNamed(object)) continue
        if (type === 'ADDED' || type === 'MODIFIED') yield { type: 'changed', object: toManifest(object) }
        else if (type === 'DELETED') yield { type: 'deleted', object: toManifest(object) }
      }
    } catch (error) {
      signal.throwIfAborted()
      if (Date.now() - start >= tooShort) failures = 0
      // The end of a turn is no failure.
      if (connection?.signal.aborted !== true) throw error
      return false
    } finally {
      connection?.abort()
      connection?.release()
      void taken.then(
        (turn) => turn.end(),
        () => undefined,
      )
    }
  }

  try {
    for (;;) {
      try {
        if (version === '') yield* list()
        // A server ends each watch after some minutes. If it ends them at once, slow down.
        if (yield* follow()) yield* until(pause(pauseBefore(++failures), signal), silent)
        else failures = 0
      } catch (error) {
        signal.throwIfAborted()
        if (error instanceof KubernetesError && error.status === 410 && lists.wait() === 0) {
          version = ''
          continue
        }
        if (!isPassing(error, wasListed)) throw error
        failures += 1
        const allowedIn = Math.max(tries.wait(), version === '' ? lists.wait() : 0)
        const retryIn = Math.max(pauseBefore(failures, error.retryAfter), allowedIn)
        isOutdated = true
        yield { type: 'interrupted', error, retryIn }
        await pause(retryIn, signal)
      }
      signal.throwIfAborted()
    }
  } finally {
    life.abort()
    life.release()
  }
}
