import type { JsonObject } from '../../base/json.ts'
import { member, textOf } from '../../base/json.ts'
import type { Manifest } from '../../schema/manifest.ts'
import { type Api, parseObject } from './api.ts'
import type { Attempt } from './attempt.ts'
import { endlessError, notKubernetesError, responseError, silenceError } from './explain.ts'
import { KubernetesError } from './KubernetesError.ts'
import { type Line, readLines } from './readLines.ts'
import { collectionPath, nameSelector } from './targets.ts'
import { type WatchSource, isNamed } from './watch.ts'

const pageSize = 500
/** The most pages of a list. */
const mostPages = 200

/** Options for reading a collection. */
export interface Reading {
  accept?: string | undefined
  signal?: AbortSignal | undefined
}

interface Page {
  body: JsonObject
  /** The version from which a watch continues. */
  version: string
  isLast: boolean
}

/** Returns the path and the selector of a collection. */
function targetOf({ resource, namespace, name }: Attempt): { path: string; query: Record<string, string> } {
  const query: Record<string, string> = name === undefined ? {} : { fieldSelector: nameSelector(resource, name) }
  return { path: collectionPath(resource, namespace), query }
}

/** Yields the pages of a list, which starts over when it is called again. */
async function* pagesOf(api: Api, attempt: Attempt, { accept, signal }: Reading): AsyncGenerator<Page> {
  const { path, query } = targetOf(attempt)
  let token = ''
  for (let count = 1; ; count++) {
    const paging = { limit: String(pageSize), ...(token !== '' && { continue: token }) }
    const body = await api.call(attempt, 'GET', { path, query: { ...query, ...paging }, accept }, signal)
    const next = textOf(member(body.metadata, 'continue'))
    if (next !== '' && (next === token || count === mostPages)) throw endlessError(attempt)
    token = next
    yield { body, version: textOf(member(body.metadata, 'resourceVersion')), isLast: next === '' }
    if (next === '') return
  }
}

/** Reads all pages of a list. */
export async function readPages(api: Api, attempt: Attempt, reading: Reading): Promise<JsonObject[]> {
  for (let isRestarted = false; ; isRestarted = true) {
    const pages: JsonObject[] = []
    try {
      for await (const page of pagesOf(api, attempt, reading)) pages.push(page.body)
      return pages
    } catch (error) {
      // The token of a long list expires if reading takes too long: start over, once.
      const isExpired = error instanceof KubernetesError && error.status === 410 && pages.length > 0
      if (isRestarted || !isExpired) throw error
    }
  }
}

/** Returns the objects of a page. */
export function itemsOf(body: JsonObject, attempt: Attempt): JsonObject[] {
  if (!Array.isArray(body.items)) throw notKubernetesError(attempt, 200, '')
  return body.items.filter((item) => isNamed(item)) as JsonObject[]
}

/** Returns the functions that follow a collection. */
export function watchSource(
  api: Api,
  collection: Omit<Attempt, 'verb'>,
  toManifest: (object: JsonObject) => Manifest,
): WatchSource {
  const listed: Attempt = { ...collection, verb: 'list' }
  const watched: Attempt = { ...collection, verb: 'watch' }
  return {
    async *pages(signal) {
      for await (const { body, ...page } of pagesOf(api, listed, { signal })) {
        yield { ...page, objects: itemsOf(body, listed).map(toManifest) }
      }
    },

    async events(version, signal) {
      const { path, query } = targetOf(watched)
      const watching = {
        watch: '1',
        allowWatchBookmarks: 'true',
        resourceVersion: version,
        // Random, so that the watches of many pages don't end together.
        timeoutSeconds: String(270 + Math.floor(Math.random() * 60)),
      }
      const response = await api.open(watched, { path, query: { ...query, ...watching } }, signal)
      return readEvents(api, watched, response, signal)
    },

    toManifest,
    toError: (status) => {
      const { code } = status
      const isFailure = typeof code === 'number' && Number.isInteger(code) && code >= 400 && code < 600
      const answer = { status: isFailure ? code : 500, headers: new Headers() }
      return responseError(watched, answer, status, JSON.stringify(status))
    },
    toSilence: (time) => silenceError(watched, time),
  }
}

/** Yields the events of a watch until the server ends it. */
async function* readEvents(
  api: Api,
  attempt: Attempt,
  response: Response,
  signal: AbortSignal,
): AsyncGenerator<JsonObject> {
  const lines: AsyncGenerator<Line> = readLines(response.body as ReadableStream<Uint8Array>, signal)
  try {
    for (;;) {
      const { done, value: line } = await api.unlessLost(attempt, signal, () => lines.next())
      if (done === true) return
      const event = parseObject(line.text)
      if (event !== undefined) yield event
      // A cut line comes again with the next connection; one that starts with a tag is from a web page.
      else if (line.isWhole || line.text.trimStart().startsWith('<')) {
        throw notKubernetesError(attempt, response.status, line.text)
      }
    }
  } finally {
    await lines.return(undefined)
  }
}
