import type { WatchEvent } from '../client.ts'
import type { JsonObject } from '../../base/json.ts'
import { isObject, member } from '../../base/json.ts'
import type { Manifest } from '../../schema/manifest.ts'
import { pause } from '../pause.ts'
import { KubernetesError } from './KubernetesError.ts'

/** One page of a list. */
interface Page {
  objects: Manifest[]
  /** Where the next page begins; empty after the last. */
  next: string
  /** Where a watch goes on from. */
  version: string
}

/** How a collection is read. */
interface WatchSource {
  page: (token: string) => Promise<Page>
  /** The events since a version, until the server ends the connection. Resolves when the server answered. */
  events: (version: string) => Promise<AsyncIterable<JsonObject>>
  toManifest: (object: JsonObject) => Manifest
  /** The error for an event that is one. */
  toError: (status: JsonObject) => KubernetesError
}

/** The shortest and the longest pause before the next try, in ms. */
const pauses = { first: 500, longest: 30_000 }
/** A connection that lasted shorter than this, in ms, counts as one that failed. */
const tooShort = 1000

/** How long to wait before a try, in ms: twice as long each time, and never as long as others who wait. */
export function pauseBefore(failures: number, retryAfter = 0, random: () => number = Math.random): number {
  const longest = Math.min(pauses.longest, pauses.first * 2 ** (failures - 1))
  return Math.round(Math.max(retryAfter * 1000, longest * (0.5 + random() / 2)))
}

/** Whether trying again by itself can help: not where one has to sign in, be allowed to or install something first. */
function isPassing(error: unknown): error is KubernetesError {
  if (!(error instanceof KubernetesError)) return false
  if (error.reason === 'NotKubernetes') return error.status >= 500
  return ![400, 401, 403, 404, 405, 406, 415].includes(error.status)
}

/** Lists a collection and follows it, over lost connections and versions that ran out, until the signal is aborted. */
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
          // Only now: a list that breaks off before its last page is read again from the start.
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
      // A server ends each watch after some minutes. One that ends at once, again and again, is not to be kept busy.
      if (Date.now() - start < tooShort) await pause(pauseBefore(++failures), signal)
      else failures = 0
    } catch (error) {
      signal?.throwIfAborted()
      if (Date.now() - start >= tooShort) failures = 0
      if (error instanceof KubernetesError && error.status === 410) {
        version = ''
        // Listing takes the place of what was lost; only a list that cannot be read to its end is something to tell.
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
