import type { Manifest } from 'backupstorage-forms/core'
import type { WatchEvent } from 'backupstorage-forms/cluster'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { pauseBefore } from '../../src/cluster/kubernetes/watch.ts'
import { type Answer, clientOf, querySeen } from './clientOf.ts'
import { answerOf, recording } from './recordings.ts'
import { collect, lasting, line, next, page, storage, stream, watching } from './watching.ts'

describe('watch', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

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
      {
        watch: '1',
        allowWatchBookmarks: 'true',
        resourceVersion: '7',
        timeoutSeconds: expect.stringMatching(/^(2[789]\d|3[012]\d)$/) as string,
      },
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
    expect(await next(events, 4)).toEqual(['first page: a', 'interrupted: 0', 'first page: a', 'last page: b'])
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

  const signIn = '<!doctype html><title>Sign in</title>'

  it.each([signIn, '<html>\n<title>Sign in</title>\n</html>\n'])('retries after a sign-in page: %j', async (html) => {
    const { events } = watching(page('1', []), stream([html], 'ends'), stream([line('ADDED', storage('a', '2'))]))
    expect(await next(events, 4)).toEqual(['first last page: ', 'interrupted: 200', 'resumed', 'changed: a'])
  })

  it('fails if a web page answers from the start', async () => {
    const { events } = watching(new Response(signIn))
    await expect(events.next()).rejects.toMatchObject({ reason: 'NotKubernetes' })
  })

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

  it('reads only the object with the given name', async () => {
    const { client, asked } = clientOf(page('7', [storage('a', '5')]), stream([]))
    const received = collect(client.watch({ namespace: 'demo', name: 'a' })[Symbol.asyncIterator]())
    await vi.advanceTimersByTimeAsync(10)
    expect(received).toEqual(['first last page: a'])
    expect(asked.map(({ url }) => url.searchParams.get('fieldSelector'))).toEqual([
      'metadata.name=a',
      'metadata.name=a',
    ])
  })

  it('backs off with jitter, and respects the delay requested by the server', () => {
    const first = [1, 2, 3, 20].map((failures) => pauseBefore(failures, 0, () => 1))
    expect(first).toEqual([500, 1500, 4500, 70_000])
    expect(pauseBefore(3, 0, () => 0)).toBe(2250)
    expect(pauseBefore(20, 0, () => 0)).toBe(75_000)
    expect(pauseBefore(1, 7, () => 0)).toBe(7000)
  })
})
