import type { BrowserContext, Page, Request } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rowOf, storages } from './consolePage.ts'
import { type RunningConsole, startConsole } from './startConsole.ts'

// Ten visible tabs of one origin. The embedded API speaks HTTP/1.1, over which a browser opens six connections.

let console: RunningConsole

beforeAll(async () => {
  console = await startConsole()
}, 90_000)

afterAll(() => console.stop())

/** Records for how long, in ms, each number of watches was open without a break. A closed one is reported late. */
function recordWatches(context: BrowserContext): (count: number) => number {
  const open = new Set<Request>()
  const longest: number[] = []
  const since: number[] = []
  const note = (): void => {
    for (let count = 1; count <= Math.max(open.size, since.length); count++) {
      const start = since[count]
      if (start !== undefined) longest[count] = Math.max(longest[count] ?? 0, Date.now() - start)
      if (count > open.size) delete since[count]
      else since[count] ??= Date.now()
    }
  }
  const closed = (request: Request): void => {
    open.delete(request)
    note()
  }
  context.on('request', (request) => {
    if (request.url().includes('watch=1')) open.add(request)
    note()
  })
  context.on('requestfinished', closed)
  context.on('requestfailed', closed)
  return (count) => {
    note()
    return longest[count] ?? 0
  }
}

it('ten tabs load, follow the cluster within two minutes and share two watches', async () => {
  await console.visitOwn(async (first, cluster) => {
    const context = first.context()
    const longestWith = recordWatches(context)
    const open = async (route: string): Promise<Page> => {
      const page = await context.newPage()
      await page.goto(`${cluster.origin}/#${route}`)
      return page
    }
    const lists = [first]
    for (let i = 0; i < 5; i++) {
      const detail = await open('/storages/demo/azure')
      await detail.getByRole('heading', { level: 1, name: 'azure' }).waitFor()
      await detail.getByRole('row').nth(1).waitFor()
      if (i === 4) break
      const list = await open('/')
      await rowOf(list, 'azure').waitFor()
      lists.push(list)
    }
    expect(context.pages()).toHaveLength(10)

    const created = await cluster.api('POST', storages, {
      apiVersion: 'storage.kubestash.com/v1alpha1',
      kind: 'BackupStorage',
      metadata: { name: 'late', namespace: 'demo' },
      spec: { storage: { provider: 'gcs', gcs: { bucket: 'late' } } },
    })
    expect(created.status).toBe(201)
    await Promise.all(lists.map((list) => rowOf(list, 'late').waitFor({ timeout: 120_000 })))
    expect(longestWith(2)).toBeGreaterThan(3000)
    expect(longestWith(3)).toBeLessThan(2000)
  })
}, 180_000)
