import type { BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rowOf, storages } from './consolePage.ts'
import { type RunningConsole, startConsole } from './startConsole.ts'

// Ten visible tabs of one origin. The embedded API speaks HTTP/1.1, over which a browser opens six connections.

let console: RunningConsole

beforeAll(async () => {
  console = await startConsole()
}, 90_000)

afterAll(() => console.stop())

/** Counts the watches that are open at the same time. */
function countWatches(context: BrowserContext): { most: number } {
  const open = new Set<unknown>()
  const count = { most: 0 }
  context.on('request', (request) => {
    if (!request.url().includes('watch=1')) return
    open.add(request)
    count.most = Math.max(count.most, open.size)
  })
  for (const event of ['requestfinished', 'requestfailed'] as const) {
    context.on(event as 'requestfinished', (request) => open.delete(request))
  }
  return count
}

it('ten tabs load, follow the cluster within two minutes and share two watches', async () => {
  await console.visitOwn(async (first, cluster) => {
    const context = first.context()
    const watches = countWatches(context)
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
    expect(watches.most).toBe(2)
  })
}, 180_000)
