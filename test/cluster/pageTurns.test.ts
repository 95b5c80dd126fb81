import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Page } from '../../src/cluster/kubernetes/pageTurns.ts'
import { createLocks, createPageTurns } from '../../src/cluster/kubernetes/pageTurns.ts'

const server = 'https://cluster.example'
const second = 1000

/** Returns a page that can be hidden and shown. */
function createPage(locks?: Page['locks']) {
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState })
  const show = (visibilityState: DocumentVisibilityState): void => {
    document.visibilityState = visibilityState
    document.dispatchEvent(new Event('visibilitychange'))
  }
  return { turns: createPageTurns(server, { document, locks }), show }
}

/** Keeps a connection open whenever it has a turn, and counts the time of each turn, in ms. */
function keepConnected({ turns }: ReturnType<typeof createPage>, signal?: AbortSignal) {
  const connection = { isOpen: false, turns: 0, waited: 0 }
  void (async () => {
    for (;;) {
      const asked = Date.now()
      const turn = await turns.take(signal)
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

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('long connections', () => {
  test('stay open while no other one waits', async () => {
    const page = createPage()
    const connections = [keepConnected(page), keepConnected(page)]
    await vi.advanceTimersByTimeAsync(3600 * second)
    expect(connections).toEqual([
      { isOpen: true, turns: 1, waited: 0 },
      { isOpen: true, turns: 1, waited: 0 },
    ])
  })

  test('take turns of at most a minute, two at a time, in one tab', async () => {
    const page = createPage()
    const connections = [1, 2, 3].map(() => keepConnected(page))
    for (let time = 0; time < 600; time++) {
      await vi.advanceTimersByTimeAsync(second)
      expect(open(connections)).toBe(2)
    }
    for (const { turns, waited } of connections) {
      expect(turns).toBeGreaterThanOrEqual(6)
      expect(turns).toBeLessThanOrEqual(10)
      expect(waited).toBeLessThanOrEqual(60 * second)
    }
  })

  test('take turns in ten tabs with three each, two at a time, and none waits two minutes', async () => {
    const locks = createLocks()
    const connections = Array.from({ length: 10 }, () => createPage(locks)).flatMap((page) =>
      [1, 2, 3].map(() => keepConnected(page)),
    )
    for (let time = 0; time < 600; time++) {
      await vi.advanceTimersByTimeAsync(second)
      expect(open(connections)).toBe(2)
    }
    expect(Math.max(...connections.map(({ waited }) => waited))).toBeLessThan(120 * second)
  })

  test('of a hidden tab close soon, and open again once it is visible', async () => {
    const page = createPage()
    const connection = keepConnected(page)
    await vi.advanceTimersByTimeAsync(second)
    page.show('hidden')
    await vi.advanceTimersByTimeAsync(20 * second)
    expect(connection.isOpen).toBe(false)
    await vi.advanceTimersByTimeAsync(3600 * second)
    expect(connection.turns).toBe(1)
    page.show('visible')
    await vi.advanceTimersByTimeAsync(0)
    expect(connection).toMatchObject({ isOpen: true, turns: 2 })
  })

  test('stay open when a tab is hidden for a moment', async () => {
    const page = createPage()
    const connection = keepConnected(page)
    for (let i = 0; i < 20; i++) {
      page.show('hidden')
      await vi.advanceTimersByTimeAsync(15 * second)
      page.show('visible')
      await vi.advanceTimersByTimeAsync(15 * second)
    }
    expect(connection).toMatchObject({ isOpen: true, turns: 1 })
  })

  test('of a hidden tab leave their turns to the visible ones', async () => {
    const locks = createLocks()
    const [hidden, visible] = [createPage(locks), createPage(locks)]
    keepConnected(hidden)
    keepConnected(hidden)
    await vi.advanceTimersByTimeAsync(second)
    hidden.show('hidden')
    const connections = [keepConnected(visible), keepConnected(visible)]
    await vi.advanceTimersByTimeAsync(20 * second)
    expect(open(connections)).toBe(2)
  })

  test('that are aborted while they wait or run free their turn', async () => {
    const page = createPage()
    const controllers = [1, 2, 3].map(() => new AbortController())
    const connections = controllers.map(({ signal }) => keepConnected(page, signal))
    await vi.advanceTimersByTimeAsync(second)
    expect(connections.map(({ isOpen }) => isOpen)).toEqual([true, true, false])
    controllers[2]?.abort()
    controllers[0]?.abort()
    const next = keepConnected(page)
    await vi.advanceTimersByTimeAsync(second)
    expect(next.isOpen).toBe(true)
    expect(connections.map(({ isOpen }) => isOpen)).toEqual([false, true, false])
  })

  test('to different servers do not wait for each other', async () => {
    const locks = createLocks()
    const document = Object.assign(new EventTarget(), { visibilityState: 'visible' as const })
    const others = createPageTurns('https://other.example', { document, locks })
    const page = createPage(locks)
    keepConnected(page)
    keepConnected(page)
    await expect(others.take()).resolves.toBeDefined()
  })
})

test('a turn that is asked for with an aborted signal is refused with its reason', async () => {
  const page = createPage()
  await expect(page.turns.take(AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
})
