import type { Manifest } from 'backupstorage-forms/core'
import type { WatchEvent } from 'backupstorage-forms/cluster'
import { createKubernetesClient, type KubernetesClient } from 'backupstorage-forms/kubernetes'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { pauseBefore } from '../../src/cluster/kubernetes/watch.ts'
import { answerOf, recording } from './recordings.ts'

// The live features of the client: updates, permissions, the names of Secrets, and continuous watches.

interface Asked {
  method: string
  url: URL
  headers: Headers
  body: unknown
}

type Answer = Response | Error

function clientOf(...answers: Answer[]): { client: KubernetesClient; asked: Asked[] } {
  const asked: Asked[] = []
  const client = createKubernetesClient({
    baseUrl: 'http://cluster.test',
    fetch: async (input, init) => {
      const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined
      asked.push({ method: init?.method ?? '', url: new URL(String(input)), headers: new Headers(init?.headers), body })
      const answer = answers.shift()
      if (answer instanceof Response) return answer
      if (answer) throw answer
      // Sends nothing more until the signal aborts it.
      return new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))))
    },
  })
  return { client, asked }
}

const alpha = { apiVersion: 'storage.kubestash.com/v1alpha1', kind: 'BackupStorage', namespace: 'demo', name: 'alpha' }
const write = { fieldManager: 'backupstorage-forms', fieldValidation: 'Strict' }
const querySeen = ({ url }: Asked): object => Object.fromEntries(url.searchParams)

describe('updates', () => {
  it('replace the object that was read', async () => {
    const { request, response } = recording('update-200')
    const { client, asked } = clientOf(answerOf(recording('update-200')))
    expect(await client.update(request.body as Manifest)).toEqual(response.body)
    expect(asked[0]).toMatchObject({ method: 'PUT', body: request.body })
    expect(asked[0]?.url.pathname).toBe(request.path)
    expect(querySeen(asked[0] as Asked)).toEqual(write)
  })

  it('are rejected if the object changed in the meantime', async () => {
    const { client } = clientOf(
      answerOf(recording('update-stale-409')),
      answerOf(recording('update-without-version-422')),
    )
    const manifest = recording('update-stale-409').request.body as Manifest
    await expect(client.update(manifest)).rejects.toMatchObject({
      status: 409,
      reason: 'Conflict',
      message:
        'BackupStorage demo/alpha was changed by someone else in the meantime (409). Reload it, then make your change again.',
    })
    await expect(client.update(manifest)).rejects.toMatchObject({
      status: 422,
      causes: [{ field: 'metadata.resourceVersion' }],
    })
  })

  it('patch members of an object, or dry-run the patch', async () => {
    const { request, response } = recording('patch-merge-200')
    const { client, asked } = clientOf(answerOf(recording('patch-merge-200')), answerOf(recording('patch-merge-200')))
    expect(await client.patch(alpha, request.body as object)).toEqual(response.body)
    await client.patch(alpha, request.body as object, { dryRun: true })
    expect(asked[0]).toMatchObject({ method: 'PATCH', body: request.body })
    expect(asked[0]?.url.pathname).toBe(request.path)
    expect(asked[0]?.headers.get('content-type')).toBe('application/merge-patch+json')
    expect(asked.map(querySeen)).toEqual([write, { dryRun: 'All', ...write }])
  })

  it('never expose the values of a Secret in errors or results', async () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'demo' } }
    const value = 'made-up-and-long'
    const said = { kind: 'Status', code: 500, reason: 'InternalError', message: `cannot store ${value}` }
    const { client } = clientOf(
      Response.json(said, { status: 500 }),
      Response.json({ ...secret, data: { KEY: btoa(value) } }),
    )
    const reference = { apiVersion: 'v1', kind: 'Secret', namespace: 'demo', name: 's' }
    const error: unknown = await client.patch(reference, { stringData: { KEY: value } }).catch((one: unknown) => one)
    expect(error).toMatchObject({ status: 500 })
    expect(String(error)).not.toContain(value)
    expect(await client.update({ ...secret, stringData: { KEY: value } } as Manifest)).toEqual(secret)
  })

  it('report an unknown outcome if the response is lost', async () => {
    const { client } = clientOf(new TypeError('fetch failed'))
    await expect(client.patch(alpha, {})).rejects.toMatchObject({
      status: 0,
      message: expect.stringContaining('It may have been changed') as string,
    })
  })
})

describe('deletions', () => {
  it('delete only the given version of an object', async () => {
    const gone = Response.json({ kind: 'Status', status: 'Success' })
    const { client, asked } = clientOf(gone.clone(), gone)
    const preconditions = { uid: 'made-up', resourceVersion: '7' }
    await client.delete(alpha, { preconditions })
    await client.delete(alpha)
    expect(asked[0]).toMatchObject({
      method: 'DELETE',
      body: { apiVersion: 'v1', kind: 'DeleteOptions', preconditions },
    })
    expect(asked[1]?.body).toBeUndefined()
  })
})

describe('related kinds', () => {
  it('are listed and watched if the cluster serves them', async () => {
    const resource = {
      apiVersion: 'core.kubestash.com/v1alpha1',
      kind: 'BackupConfiguration',
      plural: 'backupconfigurations',
    }
    const item = { metadata: { name: 'nightly', namespace: 'demo' } }
    const { client, asked } = clientOf(Response.json({ items: [item] }), Response.json({ items: [item] }))
    const found = { apiVersion: resource.apiVersion, kind: resource.kind, ...item }
    expect(await client.list({ resource })).toEqual([found])
    const { value } = (await client.watch({ resource, namespace: 'demo' })[Symbol.asyncIterator]().next()) as {
      value: WatchEvent
    }
    expect(value).toMatchObject({ type: 'listed', objects: [found] })
    expect(asked.map(({ url }) => url.pathname)).toEqual([
      '/apis/core.kubestash.com/v1alpha1/backupconfigurations',
      '/apis/core.kubestash.com/v1alpha1/namespaces/demo/backupconfigurations',
    ])
  })
})

describe('permissions', () => {
  it.each([
    ['access-review-allowed-201', true],
    ['access-review-denied-201', false],
  ])('reads %s', async (name, allowed) => {
    const { request } = recording(name)
    const { client, asked } = clientOf(answerOf(recording(name)))
    expect(await client.permission('create', { namespace: 'demo' })).toMatchObject({ allowed })
    expect(asked[0]?.url.pathname).toBe(request.path)
    expect(asked[0]?.body).toMatchObject({ kind: 'SelfSubjectAccessReview', apiVersion: 'authorization.k8s.io/v1' })
    expect(asked[0]?.body).toHaveProperty('spec.resourceAttributes.verb', 'create')
    expect(asked[0]?.body).toHaveProperty('spec.resourceAttributes.resource', 'backupstorages')
    expect(querySeen(asked[0] as Asked)).toEqual({})
  })
})

describe('Secrets', () => {
  it('are read as a table, without values', async () => {
    const { client, asked } = clientOf(answerOf(recording('secret-table-200')))
    expect(await client.secrets('demo')).toContainEqual({
      namespace: 'demo',
      name: 'alpha-storage-cred',
      type: 'Opaque',
      keys: 1,
      labels: {},
      annotations: {},
      created: expect.stringMatching(/^2\d{3}-.*Z$/) as string,
    })
    expect(asked[0]?.headers.get('accept')).toBe(recording('secret-table-200').request.headers['Accept'])
  })

  it('are listed from the start when the list expires', async () => {
    const { response } = recording('secret-table-200')
    const body = response.body as object
    const more = Response.json({ ...body, metadata: { continue: 'more' } })
    const { client, asked } = clientOf(
      more,
      Response.json({ kind: 'Status', code: 410 }, { status: 410 }),
      Response.json(body),
    )
    const found = await client.secrets('demo')
    expect(new Set(found.map(({ name }) => name)).size).toBe(found.length)
    expect(asked.map(({ url }) => url.searchParams.get('continue'))).toEqual([null, 'more', null])
  })

  it('are read individually as a table, too', async () => {
    const { client, asked } = clientOf(answerOf(recording('secret-table-200')))
    expect(await client.secret('demo', 'alpha-storage-cred')).toMatchObject({ keys: 1 })
    expect(asked[0]?.url.pathname).toBe('/api/v1/namespaces/demo/secrets/alpha-storage-cred')
    expect(asked[0]?.headers.get('accept')).toContain('as=Table')
  })

  it('are omitted if the server sends anything else', async () => {
    const odd = { kind: 'SecretList', items: [{ data: { KEY: 'bWFkZS11cA==' } }], rows: [null, {}, { cells: ['x'] }] }
    const { client } = clientOf(Response.json(odd))
    expect(await client.secrets('demo')).toEqual([])
  })
})

describe('watch', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const page = (version: string, items: object[], next = ''): Response =>
    Response.json({ kind: 'BackupStorageList', metadata: { resourceVersion: version, continue: next }, items })
  const storage = (name: string, resourceVersion: string): object => ({
    apiVersion: alpha.apiVersion,
    kind: alpha.kind,
    metadata: { name, namespace: 'demo', resourceVersion },
  })
  const line = (type: string, object: object): string => `${JSON.stringify({ type, object })}\n`

  /** Returns a response that streams the parts and then ends, breaks or stays open. */
  function stream(parts: readonly string[], end: 'ends' | 'breaks' | 'stays' = 'stays'): Response {
    const encoder = new TextEncoder()
    const rest = [...parts]
    return new Response(
      new ReadableStream({
        pull(controller) {
          const part = rest.shift()
          if (part !== undefined) controller.enqueue(encoder.encode(part))
          else if (end === 'ends') controller.close()
          else if (end === 'breaks') controller.error(new TypeError('terminated'))
          else return new Promise(() => undefined)
          return undefined
        },
      }),
    )
  }

  /** Returns a response that breaks after the given number of milliseconds. */
  function lasting(time: number): Response {
    return new Response(
      new ReadableStream({
        start: (controller) => void setTimeout(() => controller.error(new TypeError('terminated')), time),
      }),
    )
  }

  /** Summarizes the next events. */
  async function next(events: AsyncIterator<WatchEvent>, count: number): Promise<string[]> {
    const received: string[] = []
    while (received.length < count) {
      const coming = events.next()
      await vi.advanceTimersByTimeAsync(60_000)
      const { value, done } = await coming
      if (done === true) break
      const event = value as WatchEvent
      if (event.type === 'listed') {
        const ends = `${event.isFirst ? 'first ' : ''}${event.isLast ? 'last ' : ''}`
        received.push(`${ends}page: ${event.objects.map(({ metadata }) => metadata.name).join(' ')}`)
      } else if (event.type === 'interrupted')
        received.push(`interrupted: ${String((event.error as { status?: number }).status)}`)
      else if (event.type === 'resumed' || event.type === 'paused') received.push(event.type)
      else received.push(`${event.type}: ${String(event.object.metadata.name)}`)
    }
    return received
  }

  function watching(...answers: Answer[]): { events: AsyncIterator<WatchEvent>; asked: Asked[]; stop: () => void } {
    const abort = new AbortController()
    const { client, asked } = clientOf(...answers)
    const events = client.watch({ namespace: 'demo', signal: abort.signal })[Symbol.asyncIterator]()
    return { events, asked, stop: () => abort.abort(new Error('stopped')) }
  }

  it("lists page by page and watches from the list's version", async () => {
    const { events, asked } = watching(
      page('7', [storage('a', '5')], 'more'),
      page('7', [storage('b', '6')]),
      stream([]),
    )
    expect(await next(events, 2)).toEqual(['first page: a', 'last page: b'])
    void events.next().catch(() => undefined)
    await vi.advanceTimersByTimeAsync(0)
    expect(asked.map(querySeen)).toEqual([
      { limit: '500' },
      { limit: '500', continue: 'more' },
      { watch: '1', allowWatchBookmarks: 'true', resourceVersion: '7' },
    ])
  })

  it('reports the recorded events, however they are split into chunks', async () => {
    const { response } = recording('watch-200')
    const { events: recorded } = response as unknown as { events: { type: string; object: Manifest }[] }
    const text = recorded.map(({ type, object }) => line(type, object)).join('')
    const parts = text.match(/[\s\S]{1,37}/g) ?? []
    const told = recorded
      .filter(({ type }) => type !== 'BOOKMARK')
      .map(({ type, object }) => `${type === 'DELETED' ? 'deleted' : 'changed'}: ${String(object.metadata.name)}`)
    expect(told.length).toBeGreaterThan(2)
    const { events } = watching(page('570', []), stream(parts))
    expect(await next(events, 1 + told.length)).toEqual(['first last page: ', ...told])
  })

  it('resumes from the last bookmark without an event when the server closes the connection', async () => {
    const { events, asked } = watching(
      page('1', []),
      stream([line('BOOKMARK', storage('', '40'))], 'ends'),
      stream([line('ADDED', storage('new', '41'))]),
    )
    expect(await next(events, 2)).toEqual(['first last page: ', 'changed: new'])
    expect(asked.map(({ url }) => url.searchParams.get('resourceVersion'))).toEqual([null, '1', '40'])
  })

  it('lists again when the version is too old', async () => {
    const { response } = recording('watch-expired-200')
    const [expired] = (response as unknown as { events: { type: string; object: object }[] }).events
    const { events } = watching(
      page('1', [storage('a', '1')]),
      stream([line('ERROR', expired?.object ?? {})], 'ends'),
      page('9', [storage('b', '9')]),
      stream([line('MODIFIED', storage('b', '10'))]),
    )
    expect(await next(events, 3)).toEqual(['first last page: a', 'first last page: b', 'changed: b'])
  })

  it('reports an interruption and resumes', async () => {
    const { events, asked } = watching(
      page('1', []),
      stream([line('ADDED', storage('a', '2'))], 'breaks'),
      new TypeError('fetch failed'),
      Response.json({ kind: 'Status', code: 429 }, { status: 429, headers: { 'Retry-After': '3' } }),
      stream([line('ADDED', storage('b', '3'))]),
    )
    expect(await next(events, 7)).toEqual([
      'first last page: ',
      'changed: a',
      'interrupted: 0',
      'interrupted: 0',
      'interrupted: 429',
      'resumed',
      'changed: b',
    ])
    // Nothing is listed again: the watch sends the missed events.
    expect(asked.map(({ url }) => url.searchParams.get('resourceVersion'))).toEqual([null, '1', '2', '2', '2'])
  })

  it('restarts an interrupted list from the first page', async () => {
    const { events } = watching(
      page('7', [storage('a', '5')], 'more'),
      new TypeError('fetch failed'),
      page('8', [storage('a', '5')], 'more'),
      page('8', [storage('b', '6')]),
    )
    expect(await next(events, 5)).toEqual([
      'first page: a',
      'interrupted: 0',
      'resumed',
      'first page: a',
      'last page: b',
    ])
  })

  it("doesn't increase the delay after connections that lasted", async () => {
    const answers: Answer[] = [page('1', [])]
    for (let i = 0; i < 8; i++) answers.push(lasting(5000))
    const { events } = watching(...answers)
    await events.next()
    const pauses: number[] = []
    for (let i = 0; i < 8; i++) {
      const coming = events.next()
      await vi.advanceTimersByTimeAsync(5000)
      const { value } = (await coming) as { value: WatchEvent }
      if (value.type === 'resumed') continue
      if (value.type === 'interrupted') pauses.push(value.retryIn)
    }
    expect(pauses.length).toBeGreaterThan(3)
    expect(Math.max(...pauses)).toBeLessThanOrEqual(500)
  })

  it('retries when a proxy reports the API as unavailable with a web page', async () => {
    const away = new Response('<html><body>502 Bad Gateway</body></html>', { status: 502 })
    const { events } = watching(page('1', []), away, stream([line('ADDED', storage('a', '2'))]))
    expect(await next(events, 4)).toEqual(['first last page: ', 'interrupted: 502', 'resumed', 'changed: a'])
  })

  it.each(['<!doctype html><title>Sign in</title>', '<html>\n<title>Sign in</title>\n</html>\n'])(
    'fails on a sign-in page: %j',
    async (html) => {
      const { events } = watching(page('1', []), stream([html], 'ends'))
      await events.next()
      await expect(events.next()).rejects.toMatchObject({ reason: 'NotKubernetes' })
    },
  )

  it('reads a truncated line again', async () => {
    const whole = line('ADDED', storage('a', '2'))
    const { events } = watching(page('1', []), stream([whole.slice(0, 20)], 'ends'), stream([whole]))
    expect(await next(events, 2)).toEqual(['first last page: ', 'changed: a'])
  })

  it.each([
    ['forbidden-list-403', 403],
    ['unauthorized-401', 401],
    ['kind-not-served-404', 404],
  ])('fails where a retry is pointless: %s', async (name, status) => {
    const { events } = watching(answerOf(recording(name)))
    await expect(events.next()).rejects.toMatchObject({ status })
  })

  it("rejects with the signal's reason, both while pausing and while waiting for events", async () => {
    const open = watching(page('1', []), stream([]))
    await open.events.next()
    const outcomeOf = (coming: Promise<unknown>): Promise<unknown> => coming.catch((error: unknown) => error)
    const waiting = outcomeOf(open.events.next())
    await vi.advanceTimersByTimeAsync(10)
    open.stop()
    expect(await waiting).toMatchObject({ message: 'stopped' })

    const pausing = watching(page('1', []), new TypeError('fetch failed'))
    await pausing.events.next()
    await pausing.events.next()
    const paused = outcomeOf(pausing.events.next())
    await vi.advanceTimersByTimeAsync(10)
    pausing.stop()
    expect(await paused).toMatchObject({ message: 'stopped' })
  })

  it('backs off with jitter, and respects the delay requested by the server', () => {
    const first = [1, 2, 3, 20].map((failures) => pauseBefore(failures, 0, () => 1))
    expect(first).toEqual([500, 1000, 2000, 30_000])
    expect(pauseBefore(3, 0, () => 0)).toBe(1000)
    expect(pauseBefore(1, 7, () => 0)).toBe(7000)
  })
})
