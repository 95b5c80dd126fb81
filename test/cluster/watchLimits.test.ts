import type { JsonObject, Manifest } from 'backupstorage-forms/core'
import { KubernetesError, createKubernetesClient } from 'backupstorage-forms/kubernetes'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Turn } from '../../src/cluster/kubernetes/turns.ts'
import { type WatchSource, watchCollection } from '../../src/cluster/kubernetes/watch.ts'
import { collect, line, minutes, next, page, storage, stream, watching } from './watching.ts'

describe('a watch of a silent or broken server', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('replaces a silent connection without a notice, as long as the server answers', async () => {
    const { events, asked } = watching(page('7', []), ...Array.from({ length: 100 }, () => stream([])))
    const received = collect(events)
    await minutes(60)
    expect(received).toEqual(['first last page: '])
    const versions = asked.map(({ url }) => url.searchParams.get('resourceVersion'))
    expect(versions.slice(0, 3)).toEqual([null, '7', '7'])
    // Every 75 seconds.
    expect(versions).toHaveLength(49)
  })

  it('ignores objects without a name', async () => {
    const { events } = watching(page('7', []), stream([line('ADDED', {} as JsonObject)]))
    const received = collect(events)
    await minutes(1)
    expect(received).toEqual(['first last page: '])
  })

  it('keeps a connection with bookmarks open', async () => {
    const bookmarked = new ReadableStream({
      start: (controller) => {
        const send = (): void => controller.enqueue(new TextEncoder().encode(line('BOOKMARK', storage('', '40'))))
        setInterval(send, 60_000)
      },
    })
    const { events, asked } = watching(page('7', []), new Response(bookmarked))
    const received = collect(events)
    await minutes(30)
    expect(received).toEqual(['first last page: '])
    expect(asked).toHaveLength(2)
  })

  it('reports that the objects may be outdated 85 seconds after the last sign from the server', async () => {
    const { events } = watching(page('7', []), stream([]))
    const received = collect(events)
    await vi.advanceTimersByTimeAsync(84_900)
    expect(received).toEqual(['first last page: '])
    await vi.advanceTimersByTimeAsync(2000)
    expect(received).toEqual(['first last page: ', 'interrupted: 0'])
  })

  it('lists again at once after a 410, and never shows it', async () => {
    const expired = (): Response => stream([line('ERROR', { kind: 'Status', code: 410, reason: 'Expired' })], 'ends')
    const { events, asked } = watching(page('1', []), expired(), page('2', [storage('b', '2')]), stream([]))
    const received = collect(events)
    await vi.advanceTimersByTimeAsync(10)
    expect(received).toEqual(['first last page: ', 'first last page: b'])
    expect(asked).toHaveLength(4)
  })

  it('bounds its requests if every version is too old', async () => {
    const expired = line('BOOKMARK', storage('', '9')) + line('ERROR', { kind: 'Status', code: 410 })
    let errors = 0
    const abort = new AbortController()
    const asked: string[] = []
    const client = createKubernetesClient({
      baseUrl: 'http://cluster.test',
      fetch: async (input) => {
        const isWatch = String(input).includes('watch=1')
        asked.push(isWatch ? 'watch' : 'list')
        return isWatch ? stream([expired], 'ends') : page('1', [])
      },
    })
    const events = client.watch({ signal: abort.signal })
    void (async () => {
      for await (const event of events) {
        if (event.type !== 'interrupted') continue
        errors += 1
        expect(event.error.message).not.toContain('410')
      }
    })().catch(() => undefined)
    await minutes(60)
    abort.abort()
    expect(errors).toBeGreaterThan(10)
    expect(asked.filter((one) => one === 'watch').length).toBeLessThanOrEqual(60)
    expect(asked.filter((one) => one === 'list').length).toBeLessThanOrEqual(30)
  })

  it.each([700, -1, 99.5, 'x', undefined])('goes on after an error event with the code %s', async (code) => {
    const { events } = watching(
      page('1', []),
      stream([line('ERROR', { kind: 'Status', code, message: 'strange' })], 'ends'),
      stream([line('ADDED', storage('a', '2'))]),
    )
    expect(await next(events, 4)).toEqual(['first last page: ', 'interrupted: 500', 'resumed', 'changed: a'])
  })

  it.each([
    ['whose token never changes', () => 'same'],
    ['that never end', (count: number) => `token ${count}`],
  ])('gives up a list with pages %s, and tries again later', async (_what, token) => {
    let count = 0
    const fetch = async (): Promise<Response> => page('1', [], token(++count))
    const client = createKubernetesClient({ baseUrl: 'http://cluster.test', fetch })
    await expect(client.list()).rejects.toMatchObject({ reason: 'EndlessList' })
    expect(count).toBeLessThanOrEqual(200)
    count = 0
    const abort = new AbortController()
    const received = collect(client.watch({ signal: abort.signal })[Symbol.asyncIterator]())
    await minutes(60)
    abort.abort()
    expect(received.filter((one) => one === 'interrupted: 200').length).toBeGreaterThan(10)
    expect(count).toBeLessThanOrEqual(30 * 200)
  })
})

describe('a watch with turns', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  /** Returns turns that are granted and over when the test says so. */
  function scripted() {
    const waiting: ((turn: Turn) => void)[] = []
    const turns = { ended: 0, waiting, over: new AbortController() }
    const take = (): Promise<Turn> => new Promise((resolve) => waiting.push(resolve))
    const grant = async (): Promise<void> => {
      turns.over = new AbortController()
      waiting.shift()?.({ over: turns.over.signal, end: () => void (turns.ended += 1) })
      await vi.advanceTimersByTimeAsync(2000)
    }
    return { turns, take, grant }
  }

  /** Returns a source whose connections stay open until they are aborted. */
  function open() {
    const connections: { version: string; signal: AbortSignal; send: (name: string, version: string) => void }[] = []
    const source: WatchSource = {
      async *pages() {
        yield { objects: [], version: '1', isLast: true }
      },
      async events(version, signal) {
        const queue: JsonObject[] = []
        let wake = (): void => undefined
        signal.addEventListener('abort', () => wake())
        connections.push({
          version,
          signal,
          send: (name, resourceVersion) => {
            queue.push({ type: 'ADDED', object: { metadata: { name, resourceVersion } } })
            wake()
          },
        })
        return (async function* () {
          while (!signal.aborted) {
            const event = queue.shift()
            if (event) yield event
            else await new Promise<void>((resolve) => (wake = resolve))
          }
        })()
      },
      toManifest: (object) => object as Manifest,
      toError: () => new KubernetesError({ message: 'no', status: 500, reason: '' }),
      toSilence: () => new KubernetesError({ message: 'silent', status: 0, reason: '' }),
    }
    return { source, connections }
  }

  it('holds a connection only during a turn, and goes on from its version', async () => {
    const { turns, take, grant } = scripted()
    const { source, connections } = open()
    const abort = new AbortController()
    const received = collect(watchCollection(source, abort.signal, { take }))
    await vi.advanceTimersByTimeAsync(1000)
    expect([received, connections]).toEqual([['first last page: '], []])
    await grant()
    connections[0]?.send('a', '5')
    await vi.advanceTimersByTimeAsync(1000)
    turns.over.abort()
    await vi.advanceTimersByTimeAsync(1000)
    expect(connections.map(({ version, signal }) => [version, signal.aborted])).toEqual([['1', true]])
    expect([turns.ended, turns.waiting.length]).toEqual([1, 1])
    await grant()
    expect(connections.map(({ version, signal }) => [version, signal.aborted])).toEqual([
      ['1', true],
      ['5', false],
    ])
    expect(received).toEqual(['first last page: ', 'changed: a'])
    abort.abort()
    await vi.advanceTimersByTimeAsync(0)
    expect([turns.ended, connections[1]?.signal.aborted]).toEqual([2, true])
  })

  it('reports a pause only if it is long, and resumes once the server answers', async () => {
    const { take, grant } = scripted()
    const { source } = open()
    const received = collect(watchCollection(source, undefined, { take }))
    await vi.advanceTimersByTimeAsync(80_000)
    expect(received).toEqual(['first last page: '])
    await vi.advanceTimersByTimeAsync(10_000)
    expect(received).toEqual(['first last page: ', 'paused'])
    await grant()
    expect(received).toEqual(['first last page: ', 'paused', 'resumed'])
  })

  it('ends a turn that is granted too late', async () => {
    const { turns, take, grant } = scripted()
    const abort = new AbortController()
    const received = collect(watchCollection(open().source, abort.signal, { take }))
    await minutes(2)
    abort.abort(new Error('stopped'))
    await grant()
    expect(turns.ended).toBe(1)
    expect(received.at(-1)).toBe('failed: Error: stopped')
  })
})
