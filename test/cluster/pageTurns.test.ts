import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Turns } from '../../src/cluster/kubernetes/turns.ts'
import { createLocks, createPageTurns } from '../../src/cluster/kubernetes/pageTurns.ts'

const server = 'https://cluster.example'
const second = 1000

const createPage = () => Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState })
let page = createPage()

function show(visibilityState: DocumentVisibilityState): void {
  page.visibilityState = visibilityState
  page.dispatchEvent(new Event('visibilitychange'))
}

/** Returns the turns of another tab. */
function openTab(locks = createLocks()): Turns {
  return createPageTurns(server, () => Promise.resolve(locks))
}

/** Keeps a connection open whenever it has a turn, and counts the time of each turn, in ms. */
function keepConnected(tab: Turns, signal?: AbortSignal) {
  const connection = { isOpen: false, turns: 0, waited: 0 }
  void (async () => {
    for (;;) {
      const asked = Date.now()
      const turn = await tab.take(signal)
      connection.waited = Math.max(connection.waited, Date.now() - asked)
      connection.turns++
      connection.isOpen = true
      await new Promise((resolve) => {
        for (const one of [turn.over, ...(signal ? [signal] : [])]) one.addEventListener('abort', resolve)
      })
      connection.isOpen = false
      turn.end()
    }
  })().catch(() => undefined)
  return connection
}

const open = (connections: { isOpen: boolean }[]): number => connections.filter(({ isOpen }) => isOpen).length

beforeEach(() => {
  vi.useFakeTimers()
  page = createPage()
  vi.stubGlobal('document', page)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('long connections', () => {
  test('stay open while no other one waits', async () => {
    const tab = openTab()
    const connections = [keepConnected(tab), keepConnected(tab)]
    await vi.advanceTimersByTimeAsync(3600 * second)
    expect(connections).toEqual([
      { isOpen: true, turns: 1, waited: 0 },
      { isOpen: true, turns: 1, waited: 0 },
    ])
  })

  test('take turns, two at a time, in one tab', async () => {
    const tab = openTab()
    const connections = [1, 2, 3].map(() => keepConnected(tab))
    for (let time = 0; time < 600; time++) {
      await vi.advanceTimersByTimeAsync(second)
      expect(open(connections)).toBe(2)
    }
    for (const { turns, waited } of connections) {
      expect(turns).toBeGreaterThanOrEqual(6)
      expect(turns).toBeLessThanOrEqual(10)
      expect(waited).toBeLessThanOrEqual(36 * second)
    }
  })

  test('take turns in ten tabs with three each, two at a time, and none waits two minutes', async () => {
    const locks = createLocks()
    const connections = Array.from({ length: 10 }, () => openTab(locks)).flatMap((tab) =>
      [1, 2, 3].map(() => keepConnected(tab)),
    )
    for (let time = 0; time < 600; time++) {
      await vi.advanceTimersByTimeAsync(second)
      expect(open(connections)).toBe(2)
    }
    expect(Math.max(...connections.map(({ waited }) => waited))).toBeLessThan(120 * second)
  })

  test('of a hidden tab close soon, and open again once it is visible', async () => {
    const locks = createLocks()
    const connection = keepConnected(openTab(locks))
    await vi.advanceTimersByTimeAsync(second)
    show('hidden')
    await vi.advanceTimersByTimeAsync(20 * second)
    expect(connection.isOpen).toBe(false)
    expect((await locks.query()).held).toEqual([])
    await vi.advanceTimersByTimeAsync(3600 * second)
    expect(connection.turns).toBe(1)
    show('visible')
    await vi.advanceTimersByTimeAsync(0)
    expect(connection).toMatchObject({ isOpen: true, turns: 2 })
  })

  test('stay open when a tab is hidden for a moment', async () => {
    const tab = openTab()
    const connection = keepConnected(tab)
    for (let i = 0; i < 20; i++) {
      show('hidden')
      await vi.advanceTimersByTimeAsync(15 * second)
      show('visible')
      await vi.advanceTimersByTimeAsync(15 * second)
    }
    expect(connection).toMatchObject({ isOpen: true, turns: 1 })
  })

  test('that are aborted while they wait or run free their turn', async () => {
    const tab = openTab()
    const controllers = [1, 2, 3].map(() => new AbortController())
    const connections = controllers.map(({ signal }) => keepConnected(tab, signal))
    await vi.advanceTimersByTimeAsync(second)
    expect(connections.map(({ isOpen }) => isOpen)).toEqual([true, true, false])
    controllers[2]?.abort()
    controllers[0]?.abort()
    const next = keepConnected(tab)
    await vi.advanceTimersByTimeAsync(second)
    expect(next.isOpen).toBe(true)
    expect(connections.map(({ isOpen }) => isOpen)).toEqual([false, true, false])
  })

  test('over HTTP/2 are not limited while the tab is visible', async () => {
    const entry = { name: `${server}/api/v1/namespaces`, nextHopProtocol: 'h2' } as unknown as PerformanceEntry
    vi.spyOn(performance, 'getEntriesByType').mockReturnValue([entry])
    const tab = openTab()
    const connections = [1, 2, 3, 4].map(() => keepConnected(tab))
    await vi.advanceTimersByTimeAsync(600 * second)
    expect(connections).toEqual(connections.map(() => ({ isOpen: true, turns: 1, waited: 0 })))
    show('hidden')
    await vi.advanceTimersByTimeAsync(20 * second)
    expect(open(connections)).toBe(0)
  })

  test('to different servers do not wait for each other', async () => {
    const locks = createLocks()
    const others = createPageTurns('https://other.example', () => Promise.resolve(locks))
    const tab = openTab(locks)
    keepConnected(tab)
    keepConnected(tab)
    await expect(others.take()).resolves.toBeDefined()
  })
})

test('a turn that is asked for with an aborted signal is refused with its reason', async () => {
  const tab = openTab()
  await expect(tab.take(AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
})
