import type { Manifest } from 'backupstorage-forms/core'

// A cluster with versions, compaction and bookmarks, behind a network that misbehaves.

/** The state of the network, and the lies of whatever answers. */
export type Trouble =
  | 'none'
  /** No request gets an answer, and open connections are silent. */
  | 'silence'
  /** Requests fail, and open connections break. */
  | 'cut'
  /** Each answer takes 8 seconds. */
  | 'slow'
  /** Connections end as soon as they are open. */
  | 'ends'
  /** Every watch gets the events again that it already had. */
  | 'repeats'
  /** A bookmark, then 410, again and again. */
  | 'expired'
  /** 429 with an absurd Retry-After. */
  | 'busy'
  /** A web page. */
  | 'page'
  /** Lists don't end. */
  | 'endless'

const kind = { apiVersion: 'storage.kubestash.com/v1alpha1', kind: 'BackupStorage' }

/** A request that the cluster got. */
export interface Request {
  time: number
  type: 'watch' | 'list'
  /** Whether a list was answered with all its objects. */
  isAnswered: boolean
}

/** Returns a simulated cluster; with vitest's fake timers, hours take milliseconds. */
export function createCluster({ bookmarks }: { bookmarks: boolean }) {
  let version = 100
  let oldest = 100
  let trouble: Trouble = 'none'
  let events: { version: number; type: string; object: Manifest }[] = []
  const objects = new Map<string, Manifest>()
  const requests: Request[] = []
  const connections = new Set<{ send: (line: string) => void; end: () => void; cut: () => void }>()
  const line = (type: string, object: object): string => `${JSON.stringify({ type, object })}\n`
  const bookmark = (): string => line('BOOKMARK', { ...kind, metadata: { resourceVersion: String(version) } })
  const gone = { kind: 'Status', code: 410, reason: 'Expired', message: 'too old resource version' }

  function change(name: string): void {
    version += 1
    const before = objects.get(name)
    const metadata = { name, namespace: 'demo', resourceVersion: String(version) }
    const object = { ...kind, metadata } as Manifest
    // Every third version of an object is its end.
    const type = before === undefined ? 'ADDED' : version % 3 === 0 ? 'DELETED' : 'MODIFIED'
    if (type === 'DELETED') objects.delete(name)
    else objects.set(name, object)
    events.push({ version, type, object })
    if (isUp()) for (const one of connections) one.send(line(type, object))
    // A connection that misses an event never gets it.
    else for (const one of connections) connections.delete(one)
  }
  const isUp = (): boolean => trouble === 'none' || trouble === 'slow' || trouble === 'repeats'

  function set(next: Trouble): void {
    trouble = next
    if (next === 'cut') for (const one of connections) one.cut()
    if (next === 'ends') for (const one of connections) one.end()
    // What was open is lost without a word, as behind a proxy that does not pass the end on.
    if (!isUp()) connections.clear()
  }

  function watch(since: number, signal: AbortSignal): Response {
    const isSilent = trouble === 'silence'
    let timers: ReturnType<typeof setInterval>[] = []
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const encoder = new TextEncoder()
        const send = (text: string): void => controller.enqueue(encoder.encode(text))
        const close = (): void => {
          connections.delete(connection)
          for (const timer of timers) clearInterval(timer)
          timers = []
        }
        const end = (): void => {
          close()
          controller.close()
        }
        const cut = (): void => {
          close()
          controller.error(new TypeError('terminated'))
        }
        const connection = { send, end, cut }
        signal.addEventListener('abort', () => timers.length > 0 && cut())
        if (isSilent) return
        if (trouble === 'page') send('<!doctype html>\n')
        if (trouble === 'expired') send(bookmark())
        if (trouble === 'expired' || since < oldest) send(line('ERROR', gone))
        if (!isUp() || since < oldest) return end()
        const from = trouble === 'repeats' ? Math.max(oldest, since - 3) : since
        for (const one of events) if (one.version > from) send(line(one.type, one.object))
        connections.add(connection)
        // The connection may be lost meanwhile; then it is silent.
        timers.push(setInterval(() => connections.has(connection) && bookmarks && send(bookmark()), 60_000))
        timers.push(setInterval(() => connections.has(connection) && end(), 300_000))
      },
    })
    return new Response(body)
  }

  async function answer(url: URL, signal: AbortSignal): Promise<Response> {
    const type = url.searchParams.has('watch') ? 'watch' : 'list'
    const request: Request = { time: Date.now(), type, isAnswered: false }
    requests.push(request)
    const aborted = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    aborted.catch(() => undefined)
    if (trouble === 'cut') throw new TypeError('fetch failed')
    if (trouble === 'silence') return aborted
    if (trouble === 'slow') await Promise.race([new Promise((resolve) => setTimeout(resolve, 8000)), aborted])
    if (trouble === 'page') return new Response('<!doctype html><title>Sign in</title>')
    if (trouble === 'busy') {
      return Response.json({ kind: 'Status', code: 429 }, { status: 429, headers: { 'Retry-After': '99999999' } })
    }
    if (type === 'watch') return watch(Number(url.searchParams.get('resourceVersion')), signal)
    const isEndless = trouble === 'endless'
    request.isAnswered = !isEndless
    const metadata = { resourceVersion: String(version), ...(isEndless && { continue: String(Math.random()) }) }
    return Response.json({ kind: 'BackupStorageList', metadata, items: [...objects.values()] })
  }

  return {
    requests,
    change,
    set,
    /** Forgets the events so far. */
    compact(): void {
      oldest = version
      events = []
    },
    fetch: ((input, init) => answer(new URL(String(input)), init?.signal as AbortSignal)) as typeof globalThis.fetch,
    /** Returns the names and versions of all objects. */
    content: (): string[] => [...objects.values()].map(idOf).sort(),
  }
}

/** Returns the name and the version of an object. */
export function idOf({ metadata }: Manifest): string {
  return `${String(metadata.name)}@${String(metadata.resourceVersion)}`
}
