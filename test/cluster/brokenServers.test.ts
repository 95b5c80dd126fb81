import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BackupStorageClient } from 'backupstorage-forms/cluster'
import { createKubernetesClient } from 'backupstorage-forms/kubernetes'
import { describe, expect, it, vi } from 'vitest'
import { alpha, failure } from './clientOf.ts'

// Servers that answer with nonsense, redirect, or don't answer.

const secret = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'x', namespace: 'demo' },
  stringData: { K: 'made-up-value' },
}

function answering(answer: Response): BackupStorageClient {
  return createKubernetesClient({ baseUrl: 'http://cluster.test', fetch: async () => answer })
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('answers that ask for an absurd pause', () => {
  it.each([
    [{ 'retry-after': '99999999' }, '', 3600],
    [{ 'retry-after': '9'.repeat(400) }, '', 3600],
    [{ 'retry-after': 'soon' }, '', undefined],
    [{ 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }, '', 0],
    [{}, '1e400', 3600],
    [{}, '-1e400', undefined],
    [{}, '0.5', 1],
    [{}, '"7"', undefined],
  ])('are read as a pause of at most an hour: %j %s', async (headers, seconds, expected) => {
    const details = seconds === '' ? '' : `, "details": { "retryAfterSeconds": ${seconds} }`
    const body = `{ "kind": "Status", "code": 429${details} }`
    const error = await failure(answering(new Response(body, { status: 429, headers })).list())
    expect(error.retryAfter).toBe(expected)
    expect(error.message).toMatch(!expected ? /in a moment\.$/ : new RegExp(`in ${expected} seconds?\\.$`))
  })
})

describe('a redirect', () => {
  it.each(['list', 'get', 'create', 'patch', 'delete', 'watch'] as const)(
    'to another server is not followed: %s',
    async (verb) => {
      const seen: string[] = []
      const other = createServer((request, response) => {
        seen.push(`${request.method} ${String(request.headers['x-token'])}`)
        response.end('{}')
      })
      const first = createServer((_request, response) => {
        response.writeHead(307, { Location: `${addressOf(other)}/` }).end()
      })
      try {
        await Promise.all([other, first].map((one) => new Promise<void>((done) => one.listen(0, '127.0.0.1', done))))
        const client = createKubernetesClient({ baseUrl: addressOf(first), headers: { 'X-Token': 'made-up' } })
        const call = {
          list: () => client.list(),
          get: () => client.get(alpha),
          create: () => client.create(secret),
          patch: () => client.patch(alpha, {}),
          delete: () => client.delete(alpha),
          watch: () => client.watch()[Symbol.asyncIterator]().next(),
        }[verb]
        const error = await failure(call())
        expect(error).toMatchObject({ status: 307, reason: 'NotKubernetes' })
        expect(error.message).toMatch(/answered with a redirect \(307\)/)
        expect(seen).toEqual([])
      } finally {
        other.close()
        first.close()
      }
    },
  )

  it('is explained without its status in browsers, which hide it', async () => {
    const hidden = Object.defineProperties(new Response(null), {
      type: { value: 'opaqueredirect' },
      status: { value: 0 },
      ok: { value: false },
    })
    const error = await failure(answering(hidden).list())
    expect(error).toMatchObject({ status: 0, reason: 'NotKubernetes' })
    expect(error.message).toMatch(/answered with a redirect, such as/)
  })
})

describe('a server that does not answer', () => {
  const never = (): BackupStorageClient =>
    createKubernetesClient({ baseUrl: 'http://cluster.test', fetch: () => new Promise(() => undefined) })

  it.each([
    ['read', 30, () => never().get(alpha), /didn't answer within 30 seconds\. Check the connection, then try again\.$/],
    ['list', 30, () => never().list(), /within 30 seconds/],
    ['write', 60, () => never().patch(alpha, {}), /within 60 seconds.*It may have been changed: check before/],
    ['dry run', 60, () => never().patch(alpha, {}, { dryRun: true }), /within 60 seconds\. Check the connection, then/],
  ])('is given up after a while: %s', async (_what, seconds, call, message) => {
    vi.useFakeTimers()
    try {
      const coming = failure(call())
      let isSettled = false
      void coming.then(() => (isSettled = true))
      await vi.advanceTimersByTimeAsync(seconds * 1000 - 1)
      expect(isSettled).toBe(false)
      await vi.advanceTimersByTimeAsync(1)
      const error = await coming
      expect(error).toMatchObject({ status: 0, reason: 'Timeout' })
      expect(error.message).toMatch(message)
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })

  it('is given up as well if it stops in the middle of an answer', async () => {
    const client = createKubernetesClient({
      baseUrl: 'http://cluster.test',
      timeout: 20,
      fetch: async () => new Response(new ReadableStream({ pull: () => new Promise(() => undefined) })),
    })
    expect(await failure(client.list())).toMatchObject({ reason: 'Timeout' })
  })
})

describe('a header that HTTP does not allow', () => {
  it.each(['Bearer made-up\nX-Other: 1', 'Bearer made-up-名', 'Bearer made-up\u0000'])(
    'is reported without its value: %j',
    async (Authorization) => {
      const fetch = vi.fn(globalThis.fetch)
      const client = createKubernetesClient({ baseUrl: 'http://cluster.test', headers: { Authorization }, fetch })
      const error = await failure(client.list())
      expect(error).toMatchObject({ status: 0, reason: 'NotSent' })
      expect(`${error.message} ${String(error.cause)} ${String(error.stack)}`).not.toContain('made-up')
      expect(fetch).not.toHaveBeenCalled()
    },
  )
})
