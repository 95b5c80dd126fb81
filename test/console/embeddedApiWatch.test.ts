import { describe, expect, it, onTestFinished, vi } from 'vitest'
import {
  type OpenWatch,
  type Running,
  demoStoragesPath,
  namespaces,
  openWatch,
  startApi,
  storage,
  storageVersion,
  storagesPath,
} from './embeddedServer.ts'

const objects = namespaces('demo', 'prod')
const options = { objects, webhook: false, operatorDelay: 1_000_000 }
const merge = { 'content-type': 'application/merge-patch+json' }

const watchFrom = (running: Running, query: string): Promise<OpenWatch> =>
  openWatch(`${running.url}${storagesPath}?watch=true&resourceVersion=${running.api.store.version}${query}`)

const create = ({ ask }: Running, name: string, namespace = 'demo'): Promise<unknown> =>
  ask('POST', demoStoragesPath.replace('/demo/', `/${namespace}/`), storage(name, namespace))

/** Summarizes the next events, such as `ADDED a`. */
async function next(watch: OpenWatch, count: number): Promise<string[]> {
  const received: string[] = []
  while (received.length < count) {
    const event = await watch.next()
    if (event === undefined) return [...received, 'end']
    received.push(`${event.type} ${event.object.metadata.name ?? event.object.metadata.resourceVersion}`)
  }
  return received
}

describe('a watch of the embedded API', () => {
  it('starts at a version, with the changes since then and new ones', async () => {
    const running = await startApi(options)
    const { version } = running.api.store
    await create(running, 'a')
    await create(running, 'b')
    const watch = await openWatch(`${running.url}${storagesPath}?watch=1&resourceVersion=${version + 1}`)
    expect(await next(watch, 1)).toEqual(['ADDED b'])
    await running.ask('DELETE', `${demoStoragesPath}/a`)
    expect(await next(watch, 1)).toEqual(['DELETED a'])
    watch.leave()
  })

  it('starts with the current objects if it has no version', async () => {
    const running = await startApi({ ...options, objects: [...objects, storage('a'), storage('p', 'prod')] })
    const watch = await openWatch(`${running.url}${demoStoragesPath}?watch=1`)
    await create(running, 'b')
    expect(await next(watch, 2)).toEqual(['ADDED a', 'ADDED b'])
    watch.leave()
  })

  it('is limited to a namespace and to a selector', async () => {
    const running = await startApi(options)
    const demo = await openWatch(
      `${running.url}${demoStoragesPath}?watch=1&resourceVersion=${running.api.store.version}`,
    )
    const team = await watchFrom(running, '&labelSelector=team%3Da')
    const named = await watchFrom(running, '&fieldSelector=metadata.name%3Da')
    await create(running, 'p', 'prod')
    await create(running, 'a')
    const label = (value: string | null): Promise<unknown> =>
      running.ask('PATCH', `${demoStoragesPath}/a`, { metadata: { labels: { team: value } } }, merge)
    await label('a')
    await label('b')
    await label('a')
    await running.ask('DELETE', `${demoStoragesPath}/a`)
    expect(await next(demo, 5)).toEqual(['ADDED a', 'MODIFIED a', 'MODIFIED a', 'MODIFIED a', 'DELETED a'])
    // For a label selector, an object is added and deleted along with its label.
    expect(await next(team, 4)).toEqual(['ADDED a', 'DELETED a', 'ADDED a', 'DELETED a'])
    expect(await next(named, 5)).toEqual(['ADDED a', 'MODIFIED a', 'MODIFIED a', 'MODIFIED a', 'DELETED a'])
    for (const watch of [demo, team, named]) watch.leave()
  })

  it('skips writes without a change', async () => {
    const running = await startApi({ ...options, objects: [...objects, storage('a')] })
    const watch = await watchFrom(running, '')
    await running.ask('PATCH', `${demoStoragesPath}/a`, { spec: { deletionPolicy: 'Delete' } }, merge)
    await create(running, 'b')
    expect(await next(watch, 1)).toEqual(['ADDED b'])
    watch.leave()
  })

  it('sends bookmarks if allowed, and one at the end', async () => {
    const running = await startApi({ ...options, bookmarkInterval: 20 })
    const { version } = running.api.store
    const watch = await watchFrom(running, '&allowWatchBookmarks=true&timeoutSeconds=1')
    const without = await watchFrom(running, '&timeoutSeconds=1')
    expect(await next(watch, 2)).toEqual([`BOOKMARK ${version}`, `BOOKMARK ${version}`])
    await create(running, 'a')
    const rest: string[] = []
    while (rest.at(-1) !== 'end') rest.push(...(await next(watch, 1)))
    expect(rest.filter((received) => received === 'ADDED a')).toHaveLength(1)
    expect(rest.at(-2)).toBe(`BOOKMARK ${version + 1}`)
    expect(await next(without, 2)).toEqual(['ADDED a', 'end'])
  })

  it('sends bookmarks that have only a version, about once a minute', async () => {
    const running = await startApi({ ...options, bookmarkInterval: 20 })
    const version = String(running.api.store.version)
    const bookmark = async (path: string): Promise<unknown> => {
      const watch = await openWatch(`${running.url}${path}?watch=1&resourceVersion=${version}&allowWatchBookmarks=true`)
      const event = await watch.next()
      watch.leave()
      return event
    }
    expect(await bookmark(storagesPath)).toEqual({
      type: 'BOOKMARK',
      object: { kind: 'BackupStorage', apiVersion: storageVersion, metadata: { resourceVersion: version } },
    })
    expect(await bookmark('/api/v1/secrets')).toEqual({
      type: 'BOOKMARK',
      object: { kind: 'Secret', apiVersion: 'v1', metadata: { resourceVersion: version, creationTimestamp: null } },
    })
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    const usual = await startApi(options)
    const watch = await watchFrom(usual, '&allowWatchBookmarks=true')
    const event = watch.next()
    vi.advanceTimersByTime(59_000)
    await create(usual, 'a')
    expect((await event)?.type).toBe('ADDED')
    vi.advanceTimersByTime(1000)
    expect((await watch.next())?.type).toBe('BOOKMARK')
    watch.leave()
  })

  it('ends after its time limit, without an error', async () => {
    const running = await startApi(options)
    const before = performance.now()
    const watch = await watchFrom(running, '&timeoutSeconds=1')
    expect(await watch.next()).toBeUndefined()
    expect(performance.now() - before).toBeGreaterThanOrEqual(990)
  })

  it('can send tables, with the columns in the first event', async () => {
    const running = await startApi(options)
    const watch = await openWatch(`${running.url}${demoStoragesPath}?watch=1`, {
      accept: 'application/json;as=Table;v=v1;g=meta.k8s.io',
    })
    await create(running, 'a')
    await create(running, 'b')
    const [first, second] = [await watch.next(), await watch.next()]
    expect(first?.object).toMatchObject({
      kind: 'Table',
      rows: [{ cells: ['a', 'gcs', null, 'Delete', null, null, expect.stringMatching(/^\d+s$/)] }],
    })
    expect(first?.object.columnDefinitions).toHaveLength(7)
    expect(second?.object).toMatchObject({ columnDefinitions: null, rows: [{ object: { metadata: { name: 'b' } } }] })
    watch.leave()
  })

  it.each([
    ['the history is too short', { historyLimit: 4 }, 10],
    ['the history is too old', { historyLifetime: 0 }, 1],
  ])('ends with a 410 if %s', async (_name, history, count) => {
    const time = { value: 0 }
    const running = await startApi({ ...options, ...history, now: () => new Date((time.value += 1000)) })
    const { version } = running.api.store
    for (let index = 0; index < count; index++) await create(running, `s-${index}`)
    const watch = await openWatch(`${running.url}${storagesPath}?watch=1&resourceVersion=${version}`)
    expect(await watch.next()).toMatchObject({ type: 'ERROR', object: { code: 410, reason: 'Expired' } })
    expect(await watch.next()).toBeUndefined()
  })

  it('cleans up when the client disconnects or the API stops', async () => {
    const running = await startApi(options)
    const { store, watches } = running.api
    const subscribers = store.subscriberCount
    const opened = await Promise.all(Array.from({ length: 20 }, () => watchFrom(running, '&allowWatchBookmarks=true')))
    expect([watches.count, store.subscriberCount]).toEqual([20, subscribers + 20])
    for (const watch of opened.slice(0, 15)) watch.leave()
    await expect.poll(() => [watches.count, store.subscriberCount]).toEqual([5, subscribers + 5])
    running.api.stop()
    // The last bookmark and the end.
    for (const watch of opened.slice(15)) expect((await next(watch, 2))[1]).toBe('end')
    await expect.poll(() => watches.count).toBe(0)
    // The operator has stopped, too.
    expect(store.subscriberCount).toBe(0)
  })

  it('is rejected if malformed', async () => {
    const { ask } = await startApi(options)
    for (const query of ['resourceVersion=abc', 'labelSelector=%3D', 'timeoutSeconds=-1']) {
      expect(await ask('GET', `${storagesPath}?watch=1&${query}`), query).toMatchObject({ status: 400 })
    }
  })
})
