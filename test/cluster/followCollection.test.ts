import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Manifest } from 'backupstorage-forms/core'
import type { BackupStorageClient, Collection, WatchEvent } from 'backupstorage-forms/cluster'
import { followCollection } from 'backupstorage-forms/cluster'
import { check } from '../property.ts'

const object = (name: string, version = 0, namespace = 'demo'): Manifest => ({
  apiVersion: 'v1',
  kind: 'BackupStorage',
  metadata: { namespace, name },
  spec: { version },
})
const listed = (names: string[], isFirst = true, isLast = true): WatchEvent => ({
  type: 'listed',
  objects: names.map((name) => object(name)),
  isFirst,
  isLast,
})
const changed = (name: string, version = 1): WatchEvent => ({ type: 'changed', object: object(name, version) })
const deleted = (name: string): WatchEvent => ({ type: 'deleted', object: object(name) })

/** Returns a client with a scripted watch. */
function pretend() {
  const watches: {
    say: (...events: WatchEvent[]) => Promise<void>
    fail: (error: unknown) => Promise<void>
    end: () => Promise<void>
    signal: AbortSignal | undefined
  }[] = []
  const client: Pick<BackupStorageClient, 'list' | 'watch'> = {
    list: () => Promise.reject(new Error('not asked for')),
    async *watch({ signal } = {}) {
      const waiting: (WatchEvent | { failure: unknown } | 'end')[] = []
      let wake = (): void => undefined
      const put = async (...events: typeof waiting): Promise<void> => {
        waiting.push(...events)
        wake()
        await vi.advanceTimersByTimeAsync(0)
      }
      watches.push({ say: put, fail: (failure) => put({ failure }), end: () => put('end'), signal })
      for (;;) {
        const next = waiting.shift()
        if (next === 'end') return
        if (next === undefined) await new Promise<void>((resolve) => (wake = resolve))
        else if ('failure' in next) throw next.failure
        else yield next
      }
    },
  }
  const last = () => {
    const one = watches.at(-1)
    if (!one) throw new Error('Nothing is watched.')
    return one
  }
  return { client, watches, last }
}

const namesOf = ({ objects }: Collection): unknown[] => objects.map(({ metadata }) => metadata.name)

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('followCollection', () => {
  it('starts with the first listener and stops with the last one', async () => {
    const { client, watches, last } = pretend()
    const store = followCollection(client, { namespace: 'demo' })
    expect(store.getState()).toEqual({ objects: [], state: 'loading', isComplete: false })
    expect(watches).toHaveLength(0)
    const leave = store.subscribe(() => undefined)
    const leaveToo = store.subscribe(() => undefined)
    expect(watches).toHaveLength(1)
    await last().say(listed(['a']))
    leave()
    await vi.advanceTimersByTimeAsync(1000)
    expect(last().signal?.aborted).toBe(false)
    leaveToo()
    await vi.advanceTimersByTimeAsync(0)
    expect(last().signal?.aborted).toBe(true)
    expect(namesOf(store.getState())).toEqual(['a'])
  })

  it('reports loading once it has no listeners, and keeps the last objects', async () => {
    const { client, last } = pretend()
    const store = followCollection(client)
    const leave = store.subscribe(() => undefined)
    await last().say(listed(['a']), changed('b'))
    leave()
    await vi.advanceTimersByTimeAsync(0)
    expect(store.getState()).toMatchObject({ state: 'loading', isComplete: true })
    expect(namesOf(store.getState())).toEqual(['a', 'b'])
  })

  it('shows the first page of the first list immediately, and the rest shortly after', async () => {
    const { client, last } = pretend()
    const store = followCollection(client)
    const seen: unknown[] = []
    store.subscribe(() => {
      const { objects, state, isComplete } = store.getState()
      seen.push([objects.length, state, isComplete])
    })
    await last().say(listed(['a', 'b'], true, false))
    await last().say(listed(['c'], false, false))
    await last().say(listed(['d'], false, true))
    await vi.advanceTimersByTimeAsync(1000)
    expect(seen).toEqual([
      [2, 'loading', false],
      [4, 'live', true],
    ])
  })

  it('keeps the known objects until a new list is complete', async () => {
    const { client, last } = pretend()
    const store = followCollection(client)
    store.subscribe(() => undefined)
    await last().say(listed(['a', 'b', 'c']))
    await last().say(listed(['d'], true, false))
    await vi.advanceTimersByTimeAsync(100)
    expect(namesOf(store.getState())).toEqual(['a', 'b', 'c'])
    expect(store.getState()).toMatchObject({ state: 'loading', isComplete: true })
    await last().say(listed(['a', 'e', 'f', 'g'], false, false))
    await vi.advanceTimersByTimeAsync(100)
    expect(namesOf(store.getState())).toEqual(['a', 'b', 'c'])
    await last().say(listed([], false, true))
    await vi.advanceTimersByTimeAsync(100)
    expect(namesOf(store.getState())).toEqual(['a', 'd', 'e', 'f', 'g'])
    expect(store.getState().state).toBe('live')
  })

  it('keeps its rows when the first list is interrupted and restarted', async () => {
    const { client, last } = pretend()
    const store = followCollection(client)
    store.subscribe(() => undefined)
    await last().say(listed(['a', 'b'], true, false), listed(['c', 'd'], false, false))
    await last().say({ type: 'interrupted', error: new Error('lost'), retryIn: 500 }, { type: 'resumed' })
    await last().say(listed(['a', 'b'], true, false))
    await vi.advanceTimersByTimeAsync(100)
    expect(namesOf(store.getState())).toEqual(['a', 'b', 'c', 'd'])
    await last().say(listed(['d'], false, true))
    await vi.advanceTimersByTimeAsync(100)
    expect(namesOf(store.getState())).toEqual(['a', 'b', 'd'])
  })

  it('batches changes that arrive close together', async () => {
    const { client, last } = pretend()
    const store = followCollection(client)
    const listener = vi.fn()
    store.subscribe(listener)
    await last().say(listed(['a', 'b']))
    listener.mockClear()
    for (let version = 1; version <= 40; version++) {
      await last().say(changed('a', version), changed(`new-${version}`), deleted('b'))
      await vi.advanceTimersByTimeAsync(1)
    }
    await vi.advanceTimersByTimeAsync(1000)
    expect(listener.mock.calls.length).toBeLessThanOrEqual(2)
    expect(store.getState().objects).toHaveLength(41)
    expect(store.getState().objects[0]).toEqual(object('a', 40))
  })

  it('sorts objects by namespace and name, regardless of arrival', async () => {
    const { client, last } = pretend()
    const store = followCollection(client)
    store.subscribe(() => undefined)
    await last().say(listed(['b', 'd']), changed('c'), changed('a'))
    await vi.advanceTimersByTimeAsync(1000)
    expect(namesOf(store.getState())).toEqual(['a', 'b', 'c', 'd'])
  })

  it('returns the same array as long as no object changes', async () => {
    const { client, last } = pretend()
    const store = followCollection(client)
    store.subscribe(() => undefined)
    await last().say(listed(['a', 'b']))
    const { objects } = store.getState()
    await last().say({ type: 'interrupted', error: new Error('lost'), retryIn: 500 })
    expect(store.getState().objects).toBe(objects)
    await last().say({ type: 'resumed' }, listed(['a'], true, false))
    expect(store.getState().objects).toBe(objects)
  })

  it('reports an interruption, the time of the next try, and the recovery', async () => {
    const { client, last } = pretend()
    const store = followCollection(client)
    store.subscribe(() => undefined)
    await last().say(listed(['a']))
    const error = new Error('The connection was lost.')
    const at = Date.now()
    await last().say(changed('b'), { type: 'interrupted', error, retryIn: 4000 })
    expect(store.getState()).toMatchObject({ state: 'interrupted', isComplete: true, error, retryAt: at + 4000 })
    expect(namesOf(store.getState())).toEqual(['a', 'b'])
    await last().say({ type: 'resumed' })
    expect(store.getState()).toEqual({ state: 'live', isComplete: true, objects: store.getState().objects })
    await vi.advanceTimersByTimeAsync(1000)
    expect(store.getState().state).toBe('live')
  })

  it('reports the reason of a failure, whatever was thrown, and keeps the objects', async () => {
    const refusal = Object.assign(new Error('You may not.'), { status: 401 })
    for (const [thrown, message, status] of [
      [refusal, 'You may not.', 401],
      ['no words', 'no words', undefined],
      [{ message: 'An object.', status: 401 }, 'An object.', 401],
      [undefined, '', undefined],
      [null, '', undefined],
      [{}, '', undefined],
    ] as const) {
      const { client, last } = pretend()
      const store = followCollection(client)
      store.subscribe(() => undefined)
      await last().say(listed(['a']))
      await last().fail(thrown)
      const { error, state, objects, isComplete } = store.getState()
      expect([state, isComplete, objects.length]).toEqual(['failed', true, 1])
      expect(error).toBeInstanceOf(Error)
      expect(error?.message).toBe(message)
      expect((error as { status?: number }).status).toBe(status)
    }
  })

  it('reloads everything on retry, and ignores the previous watch', async () => {
    const { client, watches, last } = pretend()
    const store = followCollection(client)
    store.subscribe(() => undefined)
    await last().say(listed(['a']))
    await last().fail(new Error('Broken.'))
    store.retry()
    expect(store.getState()).toMatchObject({ state: 'loading', isComplete: true })
    expect(store.getState().error).toBeUndefined()
    expect(watches).toHaveLength(2)
    store.retry()
    expect(watches).toHaveLength(3)
    expect(watches[1]?.signal?.aborted).toBe(true)
    await watches[1]?.say(listed(['late']))
    await watches[1]?.fail(new Error('late'))
    await last().say(listed(['b']))
    expect(namesOf(store.getState())).toEqual(['b'])
    expect(store.getState().state).toBe('live')
  })

  it("doesn't start on retry without listeners", async () => {
    const { client, watches } = pretend()
    const store = followCollection(client)
    store.retry()
    expect(watches).toHaveLength(0)
    store.subscribe(() => undefined)
    expect(watches).toHaveLength(1)
  })

  it('continues when a listener is replaced immediately', async () => {
    const { client, watches, last } = pretend()
    const store = followCollection(client)
    store.subscribe(() => undefined)()
    store.subscribe(() => undefined)
    await vi.advanceTimersByTimeAsync(0)
    expect(watches).toHaveLength(1)
    await last().say(listed(['a']))
    expect(namesOf(store.getState())).toEqual(['a'])
  })

  it('reloads for a later listener', async () => {
    const { client, watches, last } = pretend()
    const store = followCollection(client)
    const leave = store.subscribe(() => undefined)
    await last().say(listed(['a', 'b']))
    leave()
    await vi.advanceTimersByTimeAsync(0)
    store.subscribe(() => undefined)
    expect(watches).toHaveLength(2)
    expect(namesOf(store.getState())).toEqual(['a', 'b'])
    await last().say(listed(['b']))
    expect(namesOf(store.getState())).toEqual(['b'])
  })

  it('restarts after a delay when the client ends its watch', async () => {
    const { client, watches, last } = pretend()
    const store = followCollection(client)
    store.subscribe(() => undefined)
    await last().say(listed(['a']))
    await last().end()
    expect(watches).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(watches).toHaveLength(2)
    await last().say(listed(['b']))
    expect(namesOf(store.getState())).toEqual(['b'])
  })

  it('accepts objects without a name or metadata', async () => {
    const { client, last } = pretend()
    const store = followCollection(client)
    store.subscribe(() => undefined)
    const odd = { apiVersion: 'v1', kind: 'BackupStorage' } as unknown as Manifest
    await last().say({ type: 'listed', objects: [odd], isFirst: true, isLast: true })
    expect(store.getState()).toMatchObject({ state: 'live', objects: [odd] })
  })
})

describe('a pause', () => {
  it('makes no claim that the objects are up to date until the watch resumes', async () => {
    const { client, last } = pretend()
    const store = followCollection(client)
    store.subscribe(() => undefined)
    await last().say(listed(['a']), { type: 'paused' })
    expect(store.getState()).toMatchObject({ state: 'loading', isComplete: true })
    expect(namesOf(store.getState())).toEqual(['a'])
    await last().say({ type: 'resumed' })
    expect(store.getState()).toMatchObject({ state: 'live', isComplete: true })
  })
})

describe('a client whose watch is refused', () => {
  it.each([403, 404, 405])('is polled after a %i, and reports the reason', async (status) => {
    const { client, last } = pretend()
    const list = vi.fn(() => Promise.resolve([object('b')]))
    const store = followCollection({ ...client, list })
    store.subscribe(() => undefined)
    await last().say(listed(['a']))
    await last().fail({ status, message: 'You may not watch.' })
    const error = expect.objectContaining({ message: 'You may not watch.', status }) as Error
    expect(store.getState()).toMatchObject({ state: 'polled', isComplete: true, error })
    expect(namesOf(store.getState())).toEqual(['b'])
    await vi.advanceTimersByTimeAsync(15_000)
    expect(list).toHaveBeenCalledTimes(2)
    expect(store.getState()).toMatchObject({ state: 'polled', error })
  })

  it('fails if listing is refused as well, with its reason', async () => {
    const { client, last } = pretend()
    const list = vi.fn(() => Promise.reject(Object.assign(new Error('You may not list.'), { status: 403 })))
    const store = followCollection({ ...client, list })
    store.subscribe(() => undefined)
    await last().fail({ status: 403, message: 'You may not watch.' })
    expect(store.getState()).toMatchObject({ state: 'failed', error: { message: 'You may not list.' } })
    await vi.advanceTimersByTimeAsync(120_000)
    expect(list).toHaveBeenCalledTimes(1)
  })

  it('watches again on retry', async () => {
    const { client, watches, last } = pretend()
    const store = followCollection({ ...client, list: () => Promise.resolve([object('b')]) })
    store.subscribe(() => undefined)
    await last().fail({ status: 403, message: 'You may not watch.' })
    store.retry()
    expect(watches).toHaveLength(2)
    await last().say(listed(['c']))
    expect(store.getState().state).toBe('live')
  })
})

describe('a client without watch', () => {
  it('is polled as long as there are listeners', async () => {
    const list = vi.fn(() => Promise.resolve([object('a')]))
    const store = followCollection({ list }, { namespace: 'demo' })
    const leave = store.subscribe(() => undefined)
    await vi.advanceTimersByTimeAsync(0)
    expect(store.getState()).toMatchObject({ state: 'polled', isComplete: true })
    expect(list.mock.calls).toEqual([[expect.objectContaining({ namespace: 'demo' })]])
    list.mockResolvedValue([object('b')])
    await vi.advanceTimersByTimeAsync(15_000)
    expect(namesOf(store.getState())).toEqual(['b'])
    leave()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(list).toHaveBeenCalledTimes(2)
  })

  it('is polled only while the page is visible, and at once when it is shown again', async () => {
    const page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
    vi.stubGlobal('document', page)
    const show = async (visibilityState: 'visible' | 'hidden'): Promise<void> => {
      page.visibilityState = visibilityState
      page.dispatchEvent(new Event('visibilitychange'))
      await vi.advanceTimersByTimeAsync(0)
    }
    try {
      const list = vi.fn(() => Promise.resolve([object('a')]))
      const store = followCollection({ list })
      const leave = store.subscribe(() => undefined)
      await vi.advanceTimersByTimeAsync(30_000)
      expect(list).toHaveBeenCalledTimes(3)
      await show('hidden')
      await vi.advanceTimersByTimeAsync(3_600_000)
      expect(list).toHaveBeenCalledTimes(3)
      expect(store.getState()).toMatchObject({ state: 'loading', isComplete: true })
      await show('visible')
      expect(list).toHaveBeenCalledTimes(4)
      expect(store.getState()).toMatchObject({ state: 'polled', isComplete: true })
      await show('hidden')
      await vi.advanceTimersByTimeAsync(60_000)
      leave()
      await vi.advanceTimersByTimeAsync(0)
      await show('visible')
      await vi.advanceTimersByTimeAsync(60_000)
      expect(list).toHaveBeenCalledTimes(4)
    } finally {
      vi.unstubAllGlobals()
    }
  })

  it('is polled less often while it fails, reports the error, and recovers', async () => {
    const list = vi.fn((): Promise<Manifest[]> => Promise.reject(new Error('No answer.')))
    const store = followCollection({ list })
    store.subscribe(() => undefined)
    await vi.advanceTimersByTimeAsync(0)
    const pauses: number[] = []
    for (let i = 0; i < 6; i++) {
      const { state, error, retryAt = 0 } = store.getState()
      expect([state, error?.message]).toEqual(['interrupted', 'No answer.'])
      pauses.push(retryAt - Date.now())
      await vi.advanceTimersByTimeAsync(retryAt - Date.now())
      expect(list).toHaveBeenCalledTimes(i + 2)
    }
    expect(pauses).toEqual([15_000, 30_000, 60_000, 60_000, 60_000, 60_000])
    list.mockResolvedValue([object('a')])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(store.getState()).toMatchObject({ state: 'polled', isComplete: true })
    list.mockRejectedValue(new Error('No answer.'))
    await vi.advanceTimersByTimeAsync(15_000)
    expect((store.getState().retryAt ?? 0) - Date.now()).toBe(15_000)
  })

  it.each([401, 403, 404])('is no longer polled after a %i', async (status) => {
    const list = vi.fn((): Promise<Manifest[]> => Promise.resolve([object('a')]))
    const store = followCollection({ list })
    store.subscribe(() => undefined)
    await vi.advanceTimersByTimeAsync(0)
    list.mockRejectedValue({ status, message: 'No.' })
    await vi.advanceTimersByTimeAsync(120_000)
    expect(list).toHaveBeenCalledTimes(2)
    expect(store.getState()).toMatchObject({ state: 'failed', error: { message: 'No.', status } })
    expect(namesOf(store.getState())).toEqual(['a'])
  })
})

describe('arbitrary events', () => {
  const names = fc.constantFrom('a', 'b', 'c', 'd', 'e')
  const event: fc.Arbitrary<WatchEvent | 'pause'> = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(names, fc.nat(9)).map(([name, version]) => changed(name, version)) },
    { weight: 3, arbitrary: names.map(deleted) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.uniqueArray(names), fc.boolean(), fc.boolean())
        .map(([some, isFirst, isLast]) => listed(some, isFirst, isLast)),
    },
    fc.constant<WatchEvent>({ type: 'interrupted', error: new Error('lost'), retryIn: 1000 }),
    fc.constant<WatchEvent>({ type: 'resumed' }),
    fc.constant('pause' as const),
  )

  it('lead to the same objects as a map, without losses or duplicates', async () => {
    await check(
      fc.asyncProperty(fc.array(event, { maxLength: 40 }), fc.uniqueArray(names), async (events, final) => {
        const { client, last } = pretend()
        const store = followCollection(client)
        const leave = store.subscribe(() => undefined)
        const expected = new Map<string, Manifest>()
        // Starts with a complete list, and completes any list that was started.
        for (const one of [listed(['a']), ...events, listed(final, false, true)]) {
          if (one === 'pause') {
            await vi.advanceTimersByTimeAsync(60)
            continue
          }
          await last().say(one)
          if (one.type === 'listed') {
            if (one.isFirst) expected.clear()
            for (const each of one.objects) expected.set(String(each.metadata.name), each)
          } else if (one.type === 'changed') expected.set(String(one.object.metadata.name), one.object)
          else if (one.type === 'deleted') expected.delete(String(one.object.metadata.name))
          const shown = namesOf(store.getState())
          expect(new Set(shown).size).toBe(shown.length)
        }
        await vi.advanceTimersByTimeAsync(60)
        const sorted = [...expected].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each)
        expect(store.getState().objects).toEqual(sorted)
        leave()
        await vi.advanceTimersByTimeAsync(0)
      }),
      300,
    )
  })
})
