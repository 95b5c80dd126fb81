import type { WatchEvent } from '../client.ts'
import type { JsonObject } from '../../base/json.ts'
import { isObject, member } from '../../base/json.ts'
import type { Manifest } from '../../schema/manifest.ts'
import { pause } from '../pause.ts'
import { KubernetesError } from './KubernetesError.ts'

/** One page of a list. */
interface Page {
  objects: Manifest[]
  /** The token of the next page; empty after the last. */
  next: string
  /** The version from which a watch continues. */
  version: string
}

/** The functions that read a collection. */
interface WatchSource {
  page: (token: string) => Promise<Page>
  /** Returns the events since a version, until the server ends the connection. Resolves when the server answers. */
  events: (version: string) => Promise<AsyncIterable<JsonObject>>
  toManifest: (object: JsonObject) => Manifest
  /** Returns the error for an `ERROR` event. */
  toError: (status: JsonObject) => KubernetesError
}

/** The first and the longest pause before a retry, in ms. */
const pauses = { first: 500, longest: 30_000 }
/** A shorter connection than this, in ms, counts as failed. */
const tooShort = 1000

/** Returns the pause before a retry, in ms: doubled each time, and random so that clients don't retry together. */
export function pauseBefore(failures: number, retryAfter = 0, random: () => number = Math.random): number {
  const longest = Math.min(pauses.longest, pauses.first * 2 ** (failures - 1))
  return Math.round(Math.max(retryAfter * 1000, longest * (0.5 + random() / 2)))
}

/** Returns whether a retry can help, without the user signing in, getting a permission or installing something. */
function isPassing(error: unknown): error is KubernetesError {
  if (!(error instanceof KubernetesError)) return false
  if (error.reason === 'NotKubernetes') return error.status >= 500
  return ![400, 401, 403, 404, 405, 406, 415].includes(error.status)
}

/** Lists a collection and follows it, across lost connections and expired versions, until the signal is aborted. */
export async function* watchCollection(source: WatchSource, signal?: AbortSignal): AsyncGenerator<WatchEvent> {
  let version = ''
  let failures = 0
  let isInterrupted = false
  for (;;) {
    let start = Number.POSITIVE_INFINITY
    try {
      if (version === '') {
        let token = ''
        let isFirst = true
        for (;;) {
          const page = await source.page(token)
          token = page.next
          if (isInterrupted) yield { type: 'resumed' }
          isInterrupted = false
          yield { type: 'listed', objects: page.objects, isFirst, isLast: token === '' }
          isFirst = false
          // Only now: a list that breaks off before its last page starts over.
          if (token !== '') continue
          version = page.version
          break
        }
      }
      const events = await source.events(version)
      start = Date.now()
      if (isInterrupted) yield { type: 'resumed' }
      isInterrupted = false
      for await (const { type, object } of events) {
        if (!isObject(object)) continue
        if (type === 'ERROR') throw source.toError(object)
        failures = 0
        const next = member(member(object, 'metadata'), 'resourceVersion')
        if (typeof next === 'string') version = next
        if (type === 'ADDED' || type === 'MODIFIED') yield { type: 'changed', object: source.toManifest(object) }
        else if (type === 'DELETED') yield { type: 'deleted', object: source.toManifest(object) }
      }
      // A server ends each watch after some minutes. If it ends them at once, slow down.
      if (Date.now() - start < tooShort) await pause(pauseBefore(++failures), signal)
      else failures = 0
    } catch (error) {
      signal?.throwIfAborted()
      if (Date.now() - start >= tooShort) failures = 0
      if (error instanceof KubernetesError && error.status === 410) {
        version = ''
        // Listing again recovers what was lost. Report an interruption only if the list fails as well.
        if (failures++ === 0) continue
      } else if (!isPassing(error)) throw error
      else failures++
      const retryIn = pauseBefore(failures, error.retryAfter)
      isInterrupted = true
      yield { type: 'interrupted', error, retryIn }
      await pause(retryIn, signal)
    }
    signal?.throwIfAborted()
  }
}
