import type { Manifest } from 'backupstorage-forms/core'
import type { WatchEvent } from 'backupstorage-forms/cluster'
import { createKubernetesClient, type KubernetesClient } from 'backupstorage-forms/kubernetes'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { pauseBefore } from '../../src/cluster/kubernetes/watch.ts'
import { answerOf, recording } from './recordings.ts'

// What a page needs that is live: changes, permissions, the names of Secrets, and a watch that does not end.

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
      // Nothing comes any more, until the signal ends it.
      return new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))))
    },
  })
  return { client, asked }
}

const alpha = { apiVersion: 'storage.kubestash.com/v1alpha1', kind: 'BackupStorage', namespace: 'demo', name: 'alpha' }
const write = { fieldManager: 'backupstorage-forms', fieldValidation: 'Strict' }
const querySeen = ({ url }: Asked): object => Object.fromEntries(url.searchParams)

describe('changes', () => {
  it('an object is written in the place of the one that was read', async () => {
    const { request, response } = recording('update-200')
    const { client, asked } = clientOf(answerOf(recording('update-200')))
    expect(await client.update(request.body as Manifest)).toEqual(response.body)
    expect(asked[0]).toMatchObject({ method: 'PUT', body: request.body })
    expect(asked[0]?.url.pathname).toBe(request.path)
    expect(querySeen(asked[0] as Asked)).toEqual(write)
  })

  it('one that was changed meanwhile is not, and the error says so', async () => {
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

  it('members are merged into an object, or tried', async () => {
    const { request, response } = recording('patch-merge-200')
    const { client, asked } = clientOf(answerOf(recording('patch-merge-200')), answerOf(recording('patch-merge-200')))
    expect(await client.patch(alpha, request.body as object)).toEqual(response.body)
    await client.patch(alpha, request.body as object, { dryRun: true })
    expect(asked[0]).toMatchObject({ method: 'PATCH', body: request.body })
    expect(asked[0]?.url.pathname).toBe(request.path)
    expect(asked[0]?.headers.get('content-type')).toBe('application/merge-patch+json')
    expect(asked.map(querySeen)).toEqual([write, { dryRun: 'All', ...write }])
  })

  it('what was sent for a Secret is in no error, and what comes back has no value', async () => {
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

  it('a lost answer leaves it open whether it was done', async () => {
    const { client } = clientOf(new TypeError('fetch failed'))
    await expect(client.patch(alpha, {})).rejects.toMatchObject({
      status: 0,
      message: expect.stringContaining('It may have been changed') as string,
    })
  })
})

describe('deleting', () => {
  it('takes no other object than the one that is meant', async () => {
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
  it('are listed and watched where they are served', async () => {
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

describe('what the user may do', () => {
  it.each([
    ['access-review-allowed-201', true],
    ['access-review-denied-201', false],
  ])('%s', async (name, allowed) => {
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

describe('the Secrets of a namespace', () => {
  it('are read as a table, which has no values', async () => {
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

  it('are read again from the start where the list took too long', async () => {
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

  it('are read one by one, as a table too', async () => {
    const { client, asked } = clientOf(answerOf(recording('secret-table-200')))
    expect(await client.secret('demo', 'alpha-storage-cred')).toMatchObject({ keys: 1 })
    expect(asked[0]?.url.pathname).toBe('/api/v1/namespaces/demo/secrets/alpha-storage-cred')
    expect(asked[0]?.headers.get('accept')).toContain('as=Table')
  })

  it('are left out where a server sends something else', async () => {
    const odd = { kind: 'SecretList', items: [{ data: { KEY: 'bWFkZS11cA==' } }], rows: [null, {}, { cells: ['x'] }] }
    const { client } = clientOf(Response.json(odd))
    expect(await client.secrets('demo')).toEqual([])
  })
})

describe('a watch', () => {
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

  /** An answer whose text comes in the parts, and then ends, breaks, or stays open. */
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

  /** An answer that breaks after so many ms. */
  function lasting(time: number): Response {
    return new Response(
      new ReadableStream({
        start: (controller) => void setTimeout(() => controller.error(new TypeError('terminated')), time),
      }),
    )
  }

  /** The next events, told in short. */
  async function next(events: AsyncIterator<WatchEvent>, count: number): Promise<string[]> {
    const told: string[] = []
    while (told.length < count) {
      const coming = events.next()
      await vi.advanceTimersByTimeAsync(60_000)
      const { value, done } = await coming
      if (done === true) break
      const event = value as WatchEvent
      if (event.type === 'listed') {
        const ends = `${event.isFirst ? 'first ' : ''}${event.isLast ? 'last ' : ''}`
        told.push(`${ends}page: ${event.objects.map(({ metadata }) => metadata.name).join(' ')}`)
      } else if (event.type === 'interrupted')
        told.push(`interrupted: ${String((event.error as { status?: number }).status)}`)
      else if (event.type === 'resumed') told.push('resumed')
      else told.push(`${event.type}: ${String(event.object.metadata.name)}`)
    }
    return told
  }

  function watching(...answers: Answer[]): { events: AsyncIterator<WatchEvent>; asked: Asked[]; stop: () => void } {
    const abort = new AbortController()
    const { client, asked } = clientOf(...answers)
    const events = client.watch({ namespace: 'demo', signal: abort.signal })[Symbol.asyncIterator]()
    return { events, asked, stop: () => abort.abort(new Error('stopped')) }
  }

  it('lists page by page, and goes on from the version of the list', async () => {
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

  it('tells the recorded events, whatever the parts are that they come in', async () => {
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

  it('goes on from the last bookmark when the server ends the connection, and says nothing of it', async () => {
    const { events, asked } = watching(
      page('1', []),
      stream([line('BOOKMARK', storage('', '40'))], 'ends'),
      stream([line('ADDED', storage('new', '41'))]),
    )
    expect(await next(events, 2)).toEqual(['first last page: ', 'changed: new'])
    expect(asked.map(({ url }) => url.searchParams.get('resourceVersion'))).toEqual([null, '1', '40'])
  })

  it('lists again where the version is too old', async () => {
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

  it('says that it is interrupted, and goes on by itself', async () => {
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
    // Nothing is listed again: what came meanwhile comes with the watch.
    expect(asked.map(({ url }) => url.searchParams.get('resourceVersion'))).toEqual([null, '1', '2', '2', '2'])
  })

  it('lists again from the start where a list broke off', async () => {
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

  it('waits no longer after a connection that lasted, however many there were', async () => {
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

  it('tries again where a proxy says with a web page that the API is away', async () => {
    const away = new Response('<html><body>502 Bad Gateway</body></html>', { status: 502 })
    const { events } = watching(page('1', []), away, stream([line('ADDED', storage('a', '2'))]))
    expect(await next(events, 4)).toEqual(['first last page: ', 'interrupted: 502', 'resumed', 'changed: a'])
  })

  it.each(['<!doctype html><title>Sign in</title>', '<html>\n<title>Sign in</title>\n</html>\n'])(
    'ends where a sign-in page answers in its place: %j',
    async (html) => {
      const { events } = watching(page('1', []), stream([html], 'ends'))
      await events.next()
      await expect(events.next()).rejects.toMatchObject({ reason: 'NotKubernetes' })
    },
  )

  it('reads again what came of a line that was cut', async () => {
    const whole = line('ADDED', storage('a', '2'))
    const { events } = watching(page('1', []), stream([whole.slice(0, 20)], 'ends'), stream([whole]))
    expect(await next(events, 2)).toEqual(['first last page: ', 'changed: a'])
  })

  it.each([
    ['forbidden-list-403', 403],
    ['unauthorized-401', 401],
    ['kind-not-served-404', 404],
  ])('ends where trying again is of no use: %s', async (name, status) => {
    const { events } = watching(answerOf(recording(name)))
    await expect(events.next()).rejects.toMatchObject({ status })
  })

  it('ends with the reason of the signal, in a pause as well as while it waits for events', async () => {
    const open = watching(page('1', []), stream([]))
    await open.events.next()
    const told = (coming: Promise<unknown>): Promise<unknown> => coming.catch((error: unknown) => error)
    const waiting = told(open.events.next())
    await vi.advanceTimersByTimeAsync(10)
    open.stop()
    expect(await waiting).toMatchObject({ message: 'stopped' })

    const pausing = watching(page('1', []), new TypeError('fetch failed'))
    await pausing.events.next()
    await pausing.events.next()
    const paused = told(pausing.events.next())
    await vi.advanceTimersByTimeAsync(10)
    pausing.stop()
    expect(await paused).toMatchObject({ message: 'stopped' })
  })

  it('waits longer each time, never the same for all, and as long as the server asks for', () => {
    const first = [1, 2, 3, 20].map((failures) => pauseBefore(failures, 0, () => 1))
    expect(first).toEqual([500, 1000, 2000, 30_000])
    expect(pauseBefore(3, 0, () => 0)).toBe(1000)
    expect(pauseBefore(1, 7, () => 0)).toBe(7000)
  })
})
