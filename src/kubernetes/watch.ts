import type { WatchEvent } from '../core/client.ts'
import type { JsonObject } from '../core/json.ts'
import { isObject, member } from '../core/json.ts'
import type { Manifest } from '../core/manifest.ts'
import { KubernetesError } from './KubernetesError.ts'

/** One page of a list. */
export interface Page {
  items: JsonObject[]
  /** Where the next page begins; empty after the last. */
  next: string
  /** Where a watch goes on from. */
  version: string
}

/** How a collection is read. */
export interface WatchSource {
  page: (token: string) => Promise<Page>
  /** The events since a version, until the server ends the connection. */
  events: (version: string) => AsyncIterable<JsonObject>
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
  return ![400, 401, 403, 404, 405, 406, 415].includes(error.status) && error.reason !== 'NotKubernetes'
}

/** Lists a collection and follows it, over lost connections and versions that ran out, until the signal is aborted. */
export async function* watchCollection(source: WatchSource, signal?: AbortSignal): AsyncGenerator<WatchEvent> {
  let version = ''
  let failures = 0
  for (;;) {
    const start = Date.now()
    try {
      if (version === '') {
        let token = ''
        let isFirst = true
        do {
          const page = await source.page(token)
          token = page.next
          version = page.version
          yield { type: 'listed', objects: page.items.map(source.toManifest), isFirst, isLast: token === '' }
          isFirst = false
        } while (token !== '')
      }
      for await (const { type, object } of source.events(version)) {
        if (!isObject(object)) continue
        if (type === 'ERROR') throw source.toError(object)
        failures = 0
        const metadata = member(object, 'metadata')
        const next = member(metadata, 'resourceVersion')
        if (typeof next === 'string') version = next
        if (type === 'ADDED' || type === 'MODIFIED') yield { type: 'changed', object: source.toManifest(object) }
        else if (type === 'DELETED') yield { type: 'deleted', object: source.toManifest(object) }
      }
      // A server ends each watch after some minutes. One that ends at once, again and again, is not to be kept busy.
      if (Date.now() - start < tooShort) await pause(pauseBefore(++failures), signal)
    } catch (error) {
      signal?.throwIfAborted()
      if (error instanceof KubernetesError && error.status === 410) {
        version = ''
        // Listing takes the place of what was lost; only a list that cannot be read to its end is something to tell.
        if (failures++ === 0) continue
      } else if (!isPassing(error)) throw error
      else failures++
      const retryIn = pauseBefore(failures, error.retryAfter)
      yield { type: 'interrupted', error, retryIn }
      await pause(retryIn, signal)
    }
    signal?.throwIfAborted()
  }
}

function pause(time: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const stop = (): void => {
      clearTimeout(timer)
      reject(signal?.reason as Error)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, time)
    signal?.addEventListener('abort', stop, { once: true })
  })
}

/** The longest line that is read, in characters: an object has at most 1.5 MiB (etcd's limit for a request). */
const longestLine = 8 * 1024 * 1024

/**
 * The JSON objects of a stream, one on each line. Lines that are none are left out. It ends with the stream, or when the
 * signal is aborted: also where the stream does not know of it.
 */
export async function* readLines(body: ReadableStream<Uint8Array>, signal?: AbortSignal): AsyncGenerator<JsonObject> {
  const reader = body.getReader()
  const stop = (): void => void reader.cancel().catch(() => undefined)
  signal?.addEventListener('abort', stop, { once: true })
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      const lines = (rest + decoder.decode(value, { stream: !done })).split('\n')
      rest = done ? '' : (lines.pop() ?? '')
      if (rest.length > longestLine) throw new Error('A line of the answer is too long.')
      for (const line of lines) {
        const object = line.trim() === '' ? undefined : parseObject(line)
        if (object) yield object
      }
      if (done) return
    }
  } finally {
    signal?.removeEventListener('abort', stop)
    stop()
  }
}

/** The object that a JSON text says; undefined where it says something else, or nothing that can be read. */
export function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? (value as JsonObject) : undefined
  } catch {
    return undefined
  }
}
