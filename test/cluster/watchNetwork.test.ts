import fc from 'fast-check'
import { followCollection } from 'backupstorage-forms/cluster'
import type { WatchEvent } from 'backupstorage-forms/cluster'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApi } from '../../src/cluster/kubernetes/api.ts'
import { watchSource } from '../../src/cluster/kubernetes/collections.ts'
import { defaultResource } from '../../src/cluster/kubernetes/servedResources.ts'
import type { Turns } from '../../src/cluster/kubernetes/turns.ts'
import { watchCollection } from '../../src/cluster/kubernetes/watch.ts'
import { check, isDeep } from '../property.ts'
import { type Trouble, createCluster, idOf } from './simulatedCluster.ts'

// A collection that is followed for simulated hours over a network that misbehaves.

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const hour = 3_600_000

/** Returns turns that are granted only while the tab is visible. */
function createTurns(): Turns & { show: (isVisible: boolean) => void } {
  let over: AbortController | undefined = new AbortController()
  const wake: (() => void)[] = []
  return {
    show(isVisible) {
      if (isVisible === (over !== undefined)) return
      over?.abort()
      over = isVisible ? new AbortController() : undefined
      if (isVisible) for (const one of wake.splice(0)) one()
    },
    async take(signal) {
      while (over === undefined) {
        await new Promise<void>((resolve, reject) => {
          wake.push(resolve)
          signal?.addEventListener('abort', () => reject(signal.reason))
        })
      }
      return { over: over.signal, end: () => undefined }
    },
  }
}

type Step =
  | { type: 'trouble'; trouble: Trouble }
  | { type: 'wait'; time: number }
  | { type: 'hide' | 'show' | 'compact' }
  | { type: 'change'; name: string }

const troubles: readonly Trouble[] = [
  'silence',
  'cut',
  'slow',
  'ends',
  'repeats',
  'expired',
  'busy',
  'page',
  'endless',
  'none',
]
const step = (longest: number): fc.Arbitrary<Step> =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ type: fc.constant('trouble' as const), trouble: fc.constantFrom(...troubles) }),
    },
    {
      weight: 6,
      arbitrary: fc.record({ type: fc.constant('wait' as const), time: fc.integer({ min: 100, max: longest }) }),
    },
    { weight: 4, arbitrary: fc.record({ type: fc.constant('change' as const), name: fc.constantFrom('a', 'b', 'c') }) },
    {
      weight: 1,
      arbitrary: fc.record({ type: fc.constantFrom('hide' as const, 'show' as const, 'compact' as const) }),
    },
  )

/** Returns the most requests within any hour. */
function mostPerHour(times: readonly number[]): number {
  return Math.max(0, ...times.map((from) => times.filter((time) => time >= from && time < from + hour).length))
}

/** Follows a collection through the steps, and checks that it says so when it may be outdated. */
async function follow(steps: readonly Step[], bookmarks: boolean) {
  const cluster = createCluster({ bookmarks })
  cluster.change('a')
  const turns = createTurns()
  const api = createApi({ baseUrl: 'http://cluster.test', fetch: cluster.fetch })
  const source = watchSource(api, { resource: defaultResource, namespace: 'demo' }, (object) => object as never)
  const seen: WatchEvent[] = []
  async function* watch({ signal }: { signal?: AbortSignal | undefined } = {}): AsyncGenerator<WatchEvent> {
    for await (const event of watchCollection(source, signal, turns)) {
      seen.push(event)
      yield event
    }
  }
  const store = followCollection({ watch, list: () => Promise.reject(new Error('not asked for')) })
  const leave = store.subscribe(() => undefined)
  const shown = (): string[] => store.getState().objects.map(idOf).sort()
  let isHidden = false
  /** When the shown objects were those of the cluster for the last time. */
  let equalAt = Date.now()
  const violations: string[] = []
  /** Lets time pass, and looks at the list about every 5 seconds. */
  async function pass(time: number): Promise<void> {
    for (let left = time; left > 0; left -= 5000) {
      const before = cluster.requests.length
      await vi.advanceTimersByTimeAsync(Math.min(5000, left))
      if (isHidden && cluster.requests.length > before) violations.push('a request while hidden')
      const names = store.getState().objects.map(({ metadata }) => metadata.name)
      if (new Set(names).size < names.length) violations.push('an object twice')
      if (claims()) {
        // Changes that arrive together are shown a moment later.
        await vi.advanceTimersByTimeAsync(100)
        if (claims()) violations.push('outdated, but live')
      }
    }
  }
  /** Returns whether the list claims to be up to date although it has not been for long. */
  function claims(): boolean {
    if (String(shown()) === String(cluster.content())) equalAt = Date.now()
    return !isHidden && store.getState().state === 'live' && Date.now() - equalAt > 100_000
  }
  await pass(1000)
  for (const one of steps) {
    if (one.type === 'trouble') cluster.set(one.trouble)
    else if (one.type === 'wait') await pass(one.time)
    else if (one.type === 'change') cluster.change(one.name)
    else if (one.type === 'compact') cluster.compact()
    else {
      isHidden = one.type === 'hide'
      turns.show(!isHidden)
      await vi.advanceTimersByTimeAsync(0)
    }
  }
  cluster.set('none')
  isHidden = false
  turns.show(true)
  await pass(130_000)
  const result = {
    shown: shown(),
    content: cluster.content(),
    state: store.getState().state,
    seen,
    requests: cluster.requests,
    violations,
  }
  leave()
  await vi.advanceTimersByTimeAsync(0)
  expect(vi.getTimerCount()).toBeLessThan(4)
  vi.clearAllTimers()
  return result
}

async function checkSteps(steps: readonly Step[], bookmarks: boolean): Promise<void> {
  const { shown, content, state, requests, violations } = await follow(steps, bookmarks)
  expect(violations).toEqual([])
  expect({ shown, state }).toEqual({ shown: content, state: 'live' })
  expect(mostPerHour(requests.flatMap(({ type, time }) => (type === 'watch' ? [time] : [])))).toBeLessThanOrEqual(60)
  expect(mostPerHour(requests.flatMap(({ isAnswered, time }) => (isAnswered ? [time] : [])))).toBeLessThanOrEqual(30)
}

describe('a followed collection', () => {
  it('is up to date within two minutes after any minutes of trouble, and bounds its requests', async () => {
    await check(
      fc.asyncProperty(fc.array(step(60_000), { maxLength: 12 }), fc.boolean(), checkSteps),
      isDeep ? 20_000 : 2000,
    )
  })

  it('is up to date within two minutes after any hours of trouble, and bounds its requests', async () => {
    await check(fc.asyncProperty(fc.array(step(1_500_000), { maxLength: 20 }), fc.boolean(), checkSteps), 500)
  })
})
