import type { WatchEvent } from 'backupstorage-forms/cluster'
import { vi } from 'vitest'
import { type Answer, type Asked, alpha, clientOf } from './clientOf.ts'

// Watches of a server that answers as the test says, with vitest's fake timers.

/** Returns a page of a list, and where the watch or the next page continues. */
export const page = (version: string, items: object[], next = ''): Response =>
  Response.json({ kind: 'BackupStorageList', metadata: { resourceVersion: version, continue: next }, items })
/** Returns a storage as the server sends it. */
export const storage = (name: string, resourceVersion: string): object => ({
  apiVersion: alpha.apiVersion,
  kind: alpha.kind,
  metadata: { name, namespace: 'demo', resourceVersion },
})
/** Returns the line of an event. */
export const line = (type: string, object: object): string => `${JSON.stringify({ type, object })}\n`

/** Returns a response that streams the parts and then ends, breaks or stays open. */
export function stream(parts: readonly string[], end: 'ends' | 'breaks' | 'stays' = 'stays'): Response {
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

/** Returns a response that breaks some milliseconds after the first read. */
export function lasting(time: number): Response {
  const pull = (controller: ReadableStreamDefaultController): Promise<void> =>
    new Promise(() => void setTimeout(() => controller.error(new TypeError('terminated')), time))
  return new Response(new ReadableStream({ pull }, { highWaterMark: 0 }))
}

/** Summarizes the next events. */
export async function next(events: AsyncIterator<WatchEvent>, count: number, patience = 60_000): Promise<string[]> {
  const received: string[] = []
  while (received.length < count) {
    const coming = events.next()
    if (patience > 0) await vi.advanceTimersByTimeAsync(patience)
    const { value, done } = await coming
    if (done === true) throw new Error('the watch has ended')
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

/** Starts a watch whose requests get the answers in turn. */
export function watching(...answers: Answer[]): {
  events: AsyncIterator<WatchEvent>
  asked: Asked[]
  stop: () => void
} {
  const abort = new AbortController()
  const { client, asked } = clientOf(...answers)
  const events = client.watch({ namespace: 'demo', signal: abort.signal })[Symbol.asyncIterator]()
  return { events, asked, stop: () => abort.abort(new Error('stopped')) }
}

/** Collects the events of a watch as they come. */
export function collect(events: AsyncIterator<WatchEvent>): string[] {
  const received: string[] = []
  void (async () => {
    for (;;) received.push(...(await next(events, 1, 0)))
  })().catch((error: unknown) => received.push(`failed: ${String(error)}`))
  return received
}
/** Lets minutes pass. */
export const minutes = (count: number): Promise<unknown> => vi.advanceTimersByTimeAsync(count * 60_000)
