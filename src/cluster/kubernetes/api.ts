import type { JsonObject } from '../../base/json.ts'
import { isObject } from '../../base/json.ts'
import type { WriteOptions } from '../client.ts'
import { quotesSecret } from '../server/secretForms.ts'
import { type Attempt, changes } from './attempt.ts'
import { connectionError, notKubernetesError, redirectError, responseError, timeoutError } from './explain.ts'
import { joined } from './joined.ts'
import type { KubernetesClientOptions } from './KubernetesClientOptions.ts'
import { KubernetesError } from './KubernetesError.ts'
import { readWarnings } from './readWarnings.ts'
import { checkedBaseUrl, notSent } from './targets.ts'

/** The address and the content of a request. */
export interface Target {
  path: string
  query?: Record<string, string>
  body?: JsonObject
  contentType?: string
  accept?: string | undefined
  onWarning?: WriteOptions['onWarning']
}

/** The requests that a client sends. */
export interface Api {
  /** Sends a request, and returns the object in the answer. */
  call(attempt: Attempt, method: string, target: Target, signal?: AbortSignal): Promise<JsonObject>
  /** Sends a request whose answer goes on; resolves as soon as it begins. */
  open(attempt: Attempt, target: Target, signal: AbortSignal): Promise<Response>
  /** Returns the result of `read`; turns its errors into connection errors. */
  unlessLost<T>(attempt: Attempt, signal: AbortSignal | undefined, read: () => Promise<T>): Promise<T>
}

const withheldWarning = 'a warning that is hidden because it may quote the Secret'

/** Returns the requests to an API. Each rejects with a `KubernetesError`, or with the signal's reason. */
export function createApi(options: Omit<KubernetesClientOptions, 'resource'>): Api {
  const baseUrl = checkedBaseUrl(options.baseUrl)
  const { timeout = 30_000 } = options
  const fetcher = options.fetch ?? ((input, init): Promise<Response> => globalThis.fetch(input, init))

  function headersOf({ accept, body, contentType }: Target): Headers {
    let headers: Headers
    try {
      headers = new Headers(options.headers)
    } catch {
      // The error quotes the value.
      throw notSent('a header of the client contains a line break or a letter that HTTP does not allow. Correct it.')
    }
    headers.set('Accept', accept ?? 'application/json')
    if (body !== undefined) headers.set('Content-Type', contentType ?? 'application/json')
    return headers
  }

  async function send(method: string, target: Target, signal: AbortSignal): Promise<Response> {
    const query = new URLSearchParams(target.query).toString()
    const url = baseUrl + target.path + (query === '' ? '' : `?${query}`)
    // A redirect could carry headers and body to another server. An API doesn't redirect.
    const init: RequestInit = { method, headers: headersOf(target), signal, redirect: 'manual' }
    if (target.body !== undefined) init.body = JSON.stringify(target.body)
    return fetcher(url, init)
  }

  async function unlessLost<T>(attempt: Attempt, signal: AbortSignal | undefined, read: () => Promise<T>): Promise<T> {
    try {
      signal?.throwIfAborted()
      return await read()
    } catch (error) {
      if (signal?.aborted === true) throw signal.reason
      throw error instanceof KubernetesError ? error : connectionError(attempt, baseUrl, error)
    }
  }

  /** Returns the result of `read` unless it takes too long, or the signal is aborted before. */
  async function inTime<T>(
    attempt: Attempt,
    signal: AbortSignal | undefined,
    read: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const time = changes({ ...attempt, dryRun: false }) ? timeout * 2 : timeout
    const limit = joined(signal)
    const timer = setTimeout(() => limit.abort(timeoutError(attempt, time)), time)
    try {
      return await unlessLost(attempt, limit.signal, () =>
        Promise.race([
          read(limit.signal),
          // Some implementations of fetch ignore the signal.
          new Promise<never>((_, reject) => limit.signal.addEventListener('abort', () => reject(limit.signal.reason))),
        ]),
      )
    } finally {
      clearTimeout(timer)
      limit.release()
    }
  }

  return {
    unlessLost,

    async call(attempt, method, target, signal) {
      const { response, text } = await inTime(attempt, signal, async (limit) => {
        const answer = await send(method, target, limit)
        return { response: answer, text: await answer.text() }
      })
      const body = parseObject(text)
      if (!response.ok) throw failureOf(attempt, response, body, text)
      if (body === undefined) throw notKubernetesError(attempt, response.status, text)
      for (const warning of readWarnings(response.headers.get('warning'))) {
        target.onWarning?.(quotesSecret(warning, attempt.secret ?? []) ? withheldWarning : warning)
      }
      return body
    },

    open: (attempt, target, signal) =>
      // The signal outlasts the time to the answer.
      inTime(attempt, signal, async (limit) => {
        const connection = joined(signal)
        limit.addEventListener('abort', () => connection.abort(limit.reason))
        const response = await send('GET', target, connection.signal)
        if (response.ok && response.body !== null) return response
        const text = await response.text()
        throw failureOf(attempt, response, parseObject(text), text)
      }),
  }
}

function failureOf(attempt: Attempt, response: Response, body: JsonObject | undefined, text: string): KubernetesError {
  // Browsers hide the status of a redirect.
  const isRedirect = response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)
  return isRedirect ? redirectError(attempt, response.status) : responseError(attempt, response, body, text)
}

/** Parses a JSON object; undefined if the text is anything else. */
export function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? (value as JsonObject) : undefined
  } catch {
    return undefined
  }
}
