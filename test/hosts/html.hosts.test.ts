import type { Page } from 'playwright'
import { expect, it } from 'vitest'
import { visit } from '../console/visit.ts'
import { createStorage, secrets } from './createStorage.ts'
import { type Cluster, startCluster } from './startCluster.ts'
import { installHost, useBrowser } from './testHost.ts'

const host = installHost('html', '--omit=optional')
const browser = useBrowser()

/** The files of the package that the page loaded. */
const loaded = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .flatMap(({ name }) => /\/backupstorage-forms\/dist\/(.*)$/.exec(name)?.[1] ?? []),
  )

async function useElements(page: Page, cluster: Cluster): Promise<void> {
  await page.getByRole('link', { name: 'Create New Instance' }).click()
  const create = page.getByRole('button', { name: 'Preview', exact: true })
  await create.waitFor()
  // The services of the endpoint, which the form of S3 lists.
  const first = ['element/PermissionNotice.js', 'element/index.js', 'element/s3.js']
  await expect.poll(async () => (await loaded(page)).sort()).toEqual(first)
  expect(await create.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe('rgb(69, 39, 160)')
  await createStorage(page, cluster, 'Backups')
  expect((await loaded(page)).sort()).toEqual([...first, 'element/editor.js'].sort())
  await page.getByRole('grid').getByRole('link', { name: 's3-backup', exact: true }).click()
  await page.getByRole('list', { name: 'Conditions' }).getByText('BackendInitialized').waitFor()
  // The tables of the detail page load without the editor.
  await expect.poll(() => loaded(page)).toContain('element/detail.js')
}

it('runs without a bundler under a strict policy, and loads the editor on demand', async () => {
  const cluster = await startCluster(host.folder, { 'Content-Security-Policy': "default-src 'self'" })
  try {
    await visit(browser(), cluster.origin, (page) => useElements(page, cluster), { secrets })
  } finally {
    await cluster.stop()
  }
})
