import { pause } from '../pause.ts'
import { isVisible, untilHidden, untilVisible } from '../visible.ts'
import type { Turns } from './turns.ts'

/** The number of long connections to a server from all tabs. Over HTTP/1.1, a browser opens six to a server in all. */
const slots = 2
/** The time in which each connection gets a turn, in ms. */
const round = 70_000
/** How often a connection checks whether others wait for its turn, in ms. */
const checkInterval = 4_000
/** How long a hidden tab keeps its connections, in ms, so that switching back soon costs no request. */
const hiddenGrace = 20_000

type Locks = Pick<LockManager, 'query'> & {
  request(name: string, options: { signal: AbortSignal }, callback: () => Promise<void>): Promise<void>
}

/**
 * Returns the turns of a page: all tabs of an origin share two long connections to a server, and hidden tabs have none.
 * Over HTTP/2, where all requests share one connection, each visible tab has as many turns as it needs.
 * Without Web Locks, the tabs don't know of each other: each visible one has two.
 *
 * @param server - the origin of the server
 */
export function createPageTurns(server: string, findLocks: () => Promise<Locks> = usableLocks): Turns {
  const names = Array.from({ length: slots }, (_, slot) => `backupstorage-forms/watch/${slot}/${server}`)

  /** Waits for one of the slots; returns it with the function that frees it. */
  function takeSlot(locks: Locks, signal?: AbortSignal): Promise<{ slot: number; free: () => void }> {
    return new Promise((resolve, reject) => {
      const others = new AbortController()
      const stop = (): void => {
        others.abort()
        reject(signal?.reason as Error)
      }
      signal?.addEventListener('abort', stop, { once: true })
      for (const [slot, name] of names.entries()) {
        const held = locks.request(name, { signal: others.signal }, () => {
          // Granted in the same moment as another one.
          if (others.signal.aborted) return Promise.resolve()
          others.abort()
          signal?.removeEventListener('abort', stop)
          return new Promise<void>((free) => resolve({ slot, free }))
        })
        held.catch(() => undefined)
      }
    })
  }

  /** Returns the number of connections that have a slot or wait for one. */
  async function crowd(locks: Locks): Promise<number> {
    const { held = [], pending = [] } = await locks.query()
    // Each connection waits for all slots.
    const waiting = pending.filter(({ name }) => name === names[0]).length
    return held.filter(({ name = '' }) => names.includes(name)).length + waiting
  }

  /** Waits until others wait and the turn is over. The turns of the slots end one after another, in all tabs. */
  async function whenDue(locks: Locks, slot: number, signal: AbortSignal): Promise<void> {
    for (const start = Date.now(); ;) {
      const count = await crowd(locks)
      const length = (round * slots) / count
      const rest = length - ((Date.now() + (length * slot) / slots) % length)
      const isShort = Date.now() + rest - start < length / slots / 2
      await pause(count <= slots ? checkInterval : isShort ? rest + length : rest, signal)
      if (count > slots && (await crowd(locks)) > slots) return
    }
  }

  async function whenHidden(signal: AbortSignal): Promise<void> {
    for (;;) {
      await untilHidden(signal)
      await pause(hiddenGrace, signal)
      if (!isVisible()) return
    }
  }

  return {
    async take(signal) {
      await untilVisible(signal)
      const locks = isMultiplexed(server) ? createLocks() : await findLocks()
      const { slot, free } = await takeSlot(locks, signal)
      if (signal?.aborted === true) free()
      signal?.throwIfAborted()
      const over = new AbortController()
      const end = (): void => {
        over.abort()
        free()
      }
      void Promise.race([whenDue(locks, slot, over.signal), whenHidden(over.signal)]).then(end, end)
      return { over: over.signal, end }
    },
  }
}

/** Returns whether the page's requests to a server share one connection (HTTP/2 and later), as the browser reports. */
function isMultiplexed(server: string): boolean {
  const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
  return entries.some(({ name, nextHopProtocol }) => name.startsWith(`${server}/`) && /^h[23]/.test(nextHopProtocol))
}

let ownLocks: Locks | undefined

/** Returns the locks of all tabs, or the page's own where there are none: in a sandbox, and without HTTPS. */
async function usableLocks(): Promise<Locks> {
  const shared = (globalThis.navigator as Partial<Navigator> | undefined)?.locks
  const isUsable = await shared?.query().then(
    () => true,
    () => false,
  )
  return shared !== undefined && isUsable === true ? shared : (ownLocks ??= createLocks())
}

/** Returns locks for a single page. */
export function createLocks(): Locks {
  const held = new Set<string>()
  const waiting: { name: string; grant: () => void }[] = []

  function next(name: string): void {
    const index = held.has(name) ? -1 : waiting.findIndex((one) => one.name === name)
    if (index >= 0) waiting.splice(index, 1)[0]?.grant()
  }
  return {
    request: (name, { signal }, callback) =>
      new Promise((resolve, reject) => {
        const request = {
          name,
          grant: () => {
            held.add(name)
            const release = (): void => {
              held.delete(name)
              next(name)
            }
            callback().finally(release).then(resolve, reject)
          },
        }
        signal.addEventListener('abort', () => {
          const index = waiting.indexOf(request)
          if (index < 0) return
          waiting.splice(index, 1)
          reject(signal.reason as Error)
        })
        waiting.push(request)
        next(name)
      }),
    query: () =>
      Promise.resolve({ held: [...held].map((name) => ({ name })), pending: waiting.map(({ name }) => ({ name })) }),
  }
}
