import type { Locator, Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import type { Fault } from '../../examples/console/server/faults.ts'
import {
  cellsOf,
  descriptionOf,
  expectAccessible,
  expectFits,
  expectHidden,
  field,
  press,
  preview,
  rowOf,
  secrets,
  sectionOf,
  storages,
} from './consolePage.ts'
import { recordWatches } from './recordWatches.ts'
import { type ServedConsole, startConsole } from './startConsole.ts'

// The guide's pages over a cluster in which things change and fail. Each test has its own cluster. Writes are tested in
// writes.e2e.test.ts.

const timeout = 150_000

const console = await startConsole()

const azure = '/storages/demo/azure'
const failures = /status of (401|403|404|429|5\d\d)/

function bucket(name: string): object {
  return {
    apiVersion: 'storage.kubestash.com/v1alpha1',
    kind: 'BackupStorage',
    metadata: { name, namespace: 'demo' },
    spec: { storage: { provider: 'gcs', gcs: { bucket: name } } },
  }
}

async function create(cluster: ServedConsole, name: string): Promise<void> {
  expect((await cluster.api('POST', storages, bucket(name))).status).toBe(201)
}

async function remove(cluster: ServedConsole, path: string): Promise<void> {
  expect((await cluster.api('DELETE', path)).status).toBe(200)
}

/** Replaces the simulated failures. */
async function setFaults(cluster: ServedConsole, ...faults: Fault[]): Promise<void> {
  expect((await cluster.api('DELETE', '/embedded/faults')).status).toBe(200)
  expect((await cluster.api('POST', '/embedded/faults', { faults })).status).toBe(200)
}

const headingOf = (page: Page, name: string): Locator => page.getByRole('heading', { level: 1, name, exact: true })
const names = async (page: Page): Promise<string[]> =>
  (await cellsOf(page.getByRole('grid'))).map(([name = '']) => name)

describe.concurrent('the list', () => {
  // The embedded API speaks HTTP/1.1, over which a browser opens six connections.
  it('loads and follows the cluster in ten tabs, which share two watches', { timeout: 180_000 }, () =>
    console.visitOwn(async (first, cluster) => {
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

      await create(cluster, 'late')
      await Promise.all(lists.map((list) => rowOf(list, 'late').waitFor({ timeout: 120_000 })))
      expect(longestWith(2)).toBeGreaterThan(3000)
      expect(longestWith(3)).toBeLessThan(5000)
    }),
  )

  it("shows the cluster's storages, and then their changes", { timeout }, () =>
    console.visitOwn(async (page, cluster) => {
      expect(await cellsOf(page.getByRole('grid'))).toEqual(
        [
          ['azure', 'demo', 'azure', '1.284 GiB', '3', 'Ready', '3d4h'],
          ['default', 'stash', 's3', '94.967 KiB', '3', 'Ready', '6d21h'],
          ['gcs-archive', 'production', 'gcs', '48.213 GiB', '2', 'Ready', '27d'],
          ['minio', 'demo', 's3', '–', '0', 'NotReady\nsecrets "minio-storage-cred" not found', '38m'],
          ['scratch', 'demo', 'local', '–', '0', 'Ready', '2h12m'],
        ].map((cells) => [...cells]),
      )
      await page.getByText('Showing 1 to 5 of 5 items', { exact: true }).waitFor()
      await create(cluster, 'made-by-others')
      const row = rowOf(page, 'made-by-others')
      await row.getByText('Ready', { exact: true }).waitFor()
      await page.getByText('Showing 1 to 6 of 6 items', { exact: true }).waitFor()
      await remove(cluster, `${secrets}/azure-storage-cred`)
      await rowOf(page, 'azure').getByText('secrets "azure-storage-cred" not found').waitFor()
      await remove(cluster, `${storages}/made-by-others`)
      await row.waitFor({ state: 'detached' })
    }),
  )

  it('fits whole columns into 1280 to 768 px, and shows cards at 400 px that the page scrolls', { timeout }, () =>
    console.visitOwn(async (page) => {
      for (const width of [1280, 1024, 768]) {
        await page.setViewportSize({ width, height: 900 })
        const age = page.getByRole('columnheader', { name: 'Age' })
        const { x = 0, width: wide = Infinity } = (await age.boundingBox()) ?? {}
        expect(x + wide).toBeLessThanOrEqual(width)
        const cut = await page
          .getByRole('columnheader')
          .locator('span')
          .evaluateAll((titles) =>
            titles.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent),
          )
        expect(cut, `titles cut at ${width} px`).toEqual([])
      }
      await page.setViewportSize({ width: 400, height: 600 })
      await rowOf(page, 'scratch').getByRole('link').focus()
      const grid = await page.getByRole('grid').evaluate((one) => [one.scrollHeight, one.clientHeight])
      expect(grid[0]).toBe(grid[1])
      expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0)
    }),
  )

  it('misses no change when a watch breaks or expires', { timeout }, () => {
    const when = { verb: 'watch', resource: 'backupstorages' }
    return console.visitOwn(
      async (page, cluster) => {
        await rowOf(page, 'scratch').waitFor()
        await create(cluster, 'before-the-cut')
        await rowOf(page, 'before-the-cut').waitFor()
        // The next watch is starting when the cluster forgets its version.
        await create(cluster, 'in-the-gap')
        await remove(cluster, `${storages}/scratch`)
        expect((await cluster.api('POST', '/embedded/compact')).status).toBe(200)
        await rowOf(page, 'in-the-gap').waitFor()
        await rowOf(page, 'scratch').waitFor({ state: 'detached' })
        await create(cluster, 'after-it')
        await rowOf(page, 'after-it').waitFor()
        expect(await page.getByRole('alert').count()).toBe(0)
      },
      {
        cluster: {
          faults: [
            { when, times: 1, then: { cut: { events: 1 } } },
            { when, times: 1, then: { delay: 2500 } },
          ],
        },
        expected: /ERR_INCOMPLETE_CHUNKED_ENCODING/,
      },
    )
  })

  it('explains a temporary failure, counts down, and retries automatically', { timeout }, () => {
    const when = { verb: 'list', resource: 'backupstorages' }
    return console.visitOwn(
      async (page, cluster) => {
        const alert = page.getByRole('alert')
        await alert.getByText("This couldn't be loaded. The API server failed to list").waitFor()
        await alert.getByText(/^Retrying (?:now|in [123] seconds)\.$/).waitFor()
        expect(await page.getByText('No BackupStorage yet').count(), 'an empty list that was not read').toBe(0)
        await rowOf(page, 'azure').waitFor()
        await alert.waitFor({ state: 'detached' })

        for (const [then, said] of [
          [
            { status: 500, retryAfter: 30 },
            'The API server failed to list the BackupStorage objects of all namespaces (500)',
          ],
          [{ status: 429, retryAfter: 30 }, 'the API server is overloaded (429)'],
        ] as const) {
          await setFaults(cluster, { when, then })
          await page.reload()
          await alert.getByText(said).waitFor()
          await setFaults(cluster)
          await press(page, 'Try now')
          await rowOf(page, 'azure').waitFor()
          await alert.waitFor({ state: 'detached' })
        }

        await setFaults(cluster, { when, then: { html: 502 } })
        await page.reload()
        await alert.getByText('answered with a web page (502)').waitFor()
        await setFaults(cluster)
        await rowOf(page, 'azure').waitFor()
      },
      { cluster: { faults: [{ when, times: 1, then: { status: 503, retryAfter: 3 } }] }, expected: failures },
    )
  })

  it('explains a permanent failure, and retries on request', { timeout }, () =>
    console.visitOwn(
      async (page, cluster) => {
        await rowOf(page, 'azure').waitFor()
        const alert = page.getByRole('alert')
        for (const [then, said] of [
          [{ status: 401 }, "This couldn't be loaded. Couldn't list"],
          [{ status: 403 }, "You don't have permission to view all namespaces."],
          [{ notServed: true }, 'Not installed in this cluster. The API does not serve backupstorages'],
          [{ html: 200 }, 'answered with a web page (200)'],
        ] as const) {
          await setFaults(cluster, { when: { verb: 'list', resource: 'backupstorages' }, then })
          await page.reload()
          await alert.getByText(said).waitFor()
          expect(await page.getByText('No BackupStorage yet').count(), 'an empty list that was not read').toBe(0)
          await setFaults(cluster)
          await press(page, 'Try again')
          await rowOf(page, 'azure').waitFor()
          await alert.waitFor({ state: 'detached' })
        }
      },
      { expected: failures },
    ),
  )

  it('keeps its rows while a watch fails, and warns that they may be out of date', { timeout }, () =>
    console.visitOwn(
      async (page, cluster) => {
        const alert = page.getByRole('alert')
        await alert.getByText('The data may be out of date.').waitFor()
        await rowOf(page, 'azure').waitFor()
        await create(cluster, 'unseen')
        await setFaults(cluster)
        await press(page, 'Try now')
        await page.mouse.move(0, 0) // rows under the pointer would stay
        await rowOf(page, 'unseen').waitFor()
        await alert.waitFor({ state: 'detached' })
      },
      {
        cluster: {
          faults: [{ when: { verb: 'watch', resource: 'backupstorages' }, then: { status: 503, retryAfter: 20 } }],
        },
        expected: failures,
      },
    ),
  )

  it('sends a user with access to one namespace there, and explains where creation is forbidden', { timeout }, () =>
    console.visitOwn(
      async (page) => {
        await page.getByText('as embedded-demo').waitFor()
        await page.getByRole('alert').getByText("You don't have permission to view all namespaces.").waitFor()
        const namespace = page.getByRole('combobox', { name: 'Select Namespace' })
        await namespace.selectOption('demo')
        await page.getByRole('alert').waitFor({ state: 'detached' })
        expect(await names(page)).toEqual(['azure', 'minio', 'scratch'])
        const start = page.getByRole('main').getByRole('link', { name: 'Create New Instance' })
        await start.waitFor()
        await namespace.selectOption('production')
        await page.getByText("don't have permission to create a BackupStorage in namespace production").waitFor()
        expect(await start.count(), 'a way to what is not allowed').toBe(0)
        await namespace.selectOption('demo')
        await start.click()
        await page.waitForURL(/#\/create\?namespace=demo$/)
        await field(page, 'Name').waitFor()
        expect(await field(page, 'Namespace').inputValue()).toBe('demo')
      },
      { as: 'embedded-demo', expected: failures },
    ),
  )

  it("accepts a typed namespace if namespaces can't be listed", { timeout }, () =>
    console.visitOwn(
      async (page) => {
        const namespace = page.getByRole('textbox', { name: 'Select Namespace' })
        await namespace.fill('demo')
        await namespace.press('Enter')
        await page.waitForURL(/namespace=demo$/)
        await rowOf(page, 'scratch').waitFor()
        expect(await names(page)).toEqual(['azure', 'minio', 'scratch'])
      },
      {
        as: 'embedded-demo',
        cluster: { faults: [{ when: { resource: 'namespaces' }, then: { status: 403 } }] },
        expected: failures,
      },
    ),
  )

  it('asks the user to sign in', { timeout }, () =>
    console.visitOwn(
      async (page) => {
        await page.getByRole('alert').getByText('Sign in, then try again').waitFor()
        expect(await page.getByText(/^Cluster: /).innerText()).toBe('Cluster: embedded Kubernetes API (simulated)')
      },
      { as: 'system:anonymous', expected: failures },
    ),
  )

  it('scrolls through ten thousand rows', { timeout }, () =>
    console.visitOwn(
      async (page, _cluster, { problems }) => {
        const grid = page.getByRole('grid')
        await page.getByText(/^Showing 1 to \d+ of 10005 items$/).waitFor()
        expect(problems, 'what broke off the list').toEqual([expect.stringContaining('status of 410')])
        expect(await grid.getByRole('row').count(), 'rows in the document').toBeLessThan(60)
        expect(await grid.getAttribute('aria-rowcount')).toBe('10006')
        await page.getByRole('searchbox').fill('gcs-0000')
        await page.getByText(/filtered from 10005/).waitFor()
        expect((await names(page)).every((name) => name.startsWith('gcs-0000'))).toBe(true)
        await page.getByRole('searchbox').fill('')
        await page.getByText(/of 10005 items$/).waitFor()
        await grid.getByRole('button', { name: 'Age', exact: true }).click()
        await page.waitForURL(/sort=age$/)
        await grid.getByRole('button', { name: 'Age', exact: true }).press('Control+End')
        await page.getByText(/to 10005 of 10005 items$/).waitFor()
      },
      {
        // In the middle of the list the cluster forgets its version.
        cluster: {
          seed: 10_000,
          faults: [{ when: { verb: 'list', resource: 'backupstorages' }, after: 2, times: 1, then: { status: 410 } }],
        },
        expected: /status of 410/,
      },
    ),
  )
})

describe.concurrent('the storage page', () => {
  it('shows the storage, its content and its users, but never a value of its Secret', { timeout }, () =>
    console.visitOwn(
      async (page, cluster) => {
        const basic = sectionOf(page, 'Basic')
        await basic.waitFor()
        const { body } = await cluster.api('GET', `${storages}/azure`)
        const { uid } = (body as { metadata: { uid: string } }).metadata
        for (const text of [
          ['Namespace', 'demo'],
          ['Labels', 'team: platform'],
          ['UID', uid],
          ['Age', '3d4h'],
          ['Provider', 'azure'],
          ['Default', 'No'],
          ['Deletion Policy', 'Delete (Keep only database Secrets and backed up data)'],
          ['Total Size', '1.284 GiB'],
        ]) {
          expect((await basic.innerText()).replaceAll(/\s+/g, ' ')).toContain(text.join(' '))
        }
        const conditions = page.getByRole('list', { name: 'Conditions' })
        expect((await conditions.innerText()).replaceAll(/\s+/g, ' ')).toMatch(
          /BackendSecretFound True for 3d4h ?secret "azure-storage-cred" is available ?BackendInitialized True/,
        )
        expect((await sectionOf(page, 'Backend').innerText()).replaceAll(/\s+/g, ' ')).toMatch(
          /Account Name acmebackups Container demo Prefix databases/,
        )

        const repositories = await cellsOf(sectionOf(page, 'Repositories'))
        expect(repositories.map((cells) => cells.map((cell) => cell.replaceAll(/\s+/g, ' ')))).toEqual([
          [
            'pg-quickstart-offsite',
            'Ready',
            'Intact',
            '9h',
            '12.288 MiB 1% of total',
            '3',
            'demo',
            'Postgres demo/pg-quickstart',
            'demo/demo-retention',
            '3d',
          ],
          [
            'redis-sessions',
            'Ready',
            'Intact',
            '26m',
            '1.272 GiB 99% of total',
            '12',
            'demo',
            'Redis demo/redis-sessions',
            'demo/demo-retention',
            '3d',
          ],
          [
            'wordpress-files',
            'NotReady failed to initialize repository: deployments.apps "wordpress" not found More…',
            '–',
            '–',
            '–',
            '0',
            'demo',
            'Deployment demo/wordpress',
            'demo/demo-retention',
            '2d',
          ],
        ])

        const sessions = await cellsOf(sectionOf(page, 'BackupConfigurations'))
        expect(sessions.map((cells) => [cells[0], cells[4], cells[6], cells[3]])).toEqual([
          ['pg-quickstart-backup', '30 3 * * *', 'Postgres demo/pg-quickstart', 'offsite'],
          ['redis-sessions-backup', '5 * * * *', 'Redis demo/redis-sessions', 'hourly'],
          ['wordpress-files-backup', '0 4 * * *', 'Deployment demo/wordpress', 'daily'],
        ])
        expect(sessions[1]).toEqual([
          'redis-sessions-backup',
          'Ready',
          'No',
          'hourly',
          '5 * * * *',
          'demo/redis-sessions',
          'Redis demo/redis-sessions',
          'demo',
          'logical-backup',
          'demo/demo-retention',
          'demo/azure',
          'BackupConfiguration',
          '3d',
        ])
        expect(await cellsOf(sectionOf(page, 'Secrets'))).toEqual([
          ['azure-storage-cred', 'demo', '–', '–', 'Opaque', '1', '3d4h'],
        ])
        await expectHidden(page, ['example account key that opens nothing'], 'the page of a storage')
      },
      { route: azure, secrets: ['example account key that opens nothing'] },
    ),
  )

  it('shows what needs attention first, each Status at 1280 px, and the manifest on request', { timeout }, () =>
    console.visitOwn(
      async (page) => {
        await page.setViewportSize({ width: 1280, height: 900 })
        const health = sectionOf(page, 'Health')
        await health.getByText('1 of 3 damaged').waitFor()
        await health.getByText('1 of 3 paused').waitFor()
        await health.getByText(/ ago$/).waitFor()
        expect(await page.getByRole('heading', { level: 2 }).first().innerText()).toBe('Health')
        for (const title of ['Repositories', 'BackupConfigurations']) {
          const status = sectionOf(page, title).getByRole('row').nth(1).getByText('Ready', { exact: true })
          const { x = 0, width = 0 } = (await status.boundingBox()) ?? {}
          expect(x + width).toBeLessThan(1260)
        }
        await press(page, 'Show manifest')
        await page.getByRole('region', { name: 'Manifest' }).getByText('kind: BackupStorage').waitFor()
      },
      { route: '/storages/stash/default' },
    ),
  )

  it('offers to edit the credentials if the Secret is missing', { timeout }, () =>
    console.visitOwn(
      async (page) => {
        await sectionOf(page, 'Health').getByRole('link', { name: 'Edit credentials' }).click()
        await page.waitForURL(/demo\/minio\/edit$/)
      },
      { route: '/storages/demo/minio', expected: failures },
    ),
  )

  it('follows the storage and its related objects, and updates ages', { timeout }, () =>
    console.visitOwn(
      async (page, cluster) => {
        await page.getByText('BackupStorage demo/late not found.').waitFor()
        await create(cluster, 'late')
        await headingOf(page, 'demo/late').waitFor()
        const age = sectionOf(page, 'Basic').locator('dt', { hasText: 'Age' }).locator('+ dd')
        await age.getByText(/^\d+s$/).waitFor()
        const before = await age.innerText()
        await age.getByText(before, { exact: true }).waitFor({ state: 'detached' })
        await age.getByText(/^\d+s$/).waitFor()
        await sectionOf(page, 'Repositories').getByText('No Repositories yet.').waitFor()
        const repository = {
          apiVersion: 'storage.kubestash.com/v1alpha1',
          kind: 'Repository',
          metadata: { name: 'fresh', namespace: 'demo' },
          spec: {
            appRef: { kind: 'MySQL', name: 'fresh', namespace: 'demo' },
            encryptionSecret: { name: 'encrypt-secret', namespace: 'demo' },
            path: '/demo/fresh',
            storageRef: { name: 'late' },
          },
        }
        const path = storages.replace('backupstorages', 'repositories')
        expect((await cluster.api('POST', path, repository)).status).toBe(201)
        await rowOf(page, 'fresh').getByText('MySQL demo/fresh').waitFor()
        await remove(cluster, `${path}/fresh`)
        await rowOf(page, 'fresh').waitFor({ state: 'detached' })

        await remove(cluster, `${storages}/late`)
        await page.getByRole('alert').getByText('BackupStorage demo/late was deleted.').waitFor()
        await sectionOf(page, 'Basic').getByText('demo', { exact: true }).waitFor()
        expect(await page.getByRole('button', { name: 'Delete', exact: true }).count()).toBe(0)
        expect(await page.getByRole('link', { name: 'Edit', exact: true }).count()).toBe(0)
        await page.getByRole('link', { name: 'Duplicate', exact: true }).waitFor()
      },
      { route: '/storages/demo/late' },
    ),
  )

  it('shows errors of related kinds in their own tables, next to the rest', { timeout }, () =>
    console.visitOwn(
      async (page, cluster) => {
        const repositories = sectionOf(page, 'Repositories')
        const configurations = sectionOf(page, 'BackupConfigurations')
        const secret = sectionOf(page, 'Secrets')
        await repositories.getByText('Not installed in this cluster. The API does not serve repositories').waitFor()
        await configurations.getByText('The API server failed to list').waitFor()
        await secret.getByText("You don't have permission to view this.").waitFor()
        await sectionOf(page, 'Basic').getByText('1.284 GiB').waitFor()
        await sectionOf(page, 'Backend').getByText('acmebackups').waitFor()
        await setFaults(cluster)
        await repositories.getByRole('button', { name: 'Try again' }).click()
        await rowOf(page, 'redis-sessions').waitFor()
        await configurations.getByRole('button', { name: 'Try now' }).click()
        await rowOf(page, 'redis-sessions-backup').waitFor()
        await secret.getByRole('button', { name: 'Try again' }).click()
        await rowOf(page, 'azure-storage-cred').waitFor()
        expect(await page.getByRole('alert').count()).toBe(0)
      },
      {
        route: azure,
        cluster: {
          faults: [
            { when: { resource: 'repositories' }, then: { notServed: true } },
            { when: { resource: 'backupconfigurations' }, then: { status: 503, retryAfter: 30 } },
            { when: { resource: 'secrets' }, then: { status: 403 } },
          ],
        },
        expected: failures,
      },
    ),
  )

  it("shows one namespace's objects to a user with limited access, and says that there may be more", { timeout }, () =>
    console.visitOwn(
      async (page) => {
        for (const title of ['Repositories', 'BackupConfigurations']) {
          await sectionOf(page, title).getByText('Only namespace demo is shown').waitFor()
        }
        await rowOf(page, 'redis-sessions').waitFor()
        await rowOf(page, 'redis-sessions-backup').waitFor()
      },
      { route: azure, as: 'embedded-demo', expected: failures },
    ),
  )

  it('explains forbidden actions next to their buttons', { timeout }, () =>
    console.visitOwn(
      async (page) => {
        const main = page.getByRole('main')
        for (const [name, said] of [
          ['Edit', "You don't have permission to edit this storage."],
          ['Delete', "You don't have permission to delete this storage."],
        ] as const) {
          await page.getByText(said).waitFor()
          const button = main.getByRole('button', { name, exact: true })
          expect(await button.getAttribute('aria-disabled')).toBe('true')
          expect(await descriptionOf(button)).toContain(said)
        }
        await main.getByRole('button', { name: 'Delete', exact: true }).click({ force: true })
        expect(await page.getByRole('dialog').count()).toBe(0)
        await sectionOf(page, 'Secrets').getByText("You don't have permission to view this.").waitFor()
        await page.goto(`${new URL(page.url()).origin}/?as=embedded-viewer#/`)
        await page.getByText("You don't have permission to create a BackupStorage in any namespace.").waitFor()
        await page.goto(`${new URL(page.url()).origin}/?as=embedded-viewer#/create`)
        await page.getByText("You don't have permission to create a BackupStorage in any namespace.").waitFor()
      },
      { route: azure, as: 'embedded-viewer', expected: failures },
    ),
  )
})

describe.concurrent('every page', () => {
  const pages: [route: string, heading: string, shown: (page: Page) => Locator][] = [
    ['/?namespace=demo&search=azure&sort=-age', 'BackupStorage', (page) => page.getByText('Showing 1 to 1 of 1 item')],
    [azure, 'demo/azure', (page) => rowOf(page, 'azure-storage-cred')],
    ['/create?namespace=demo', 'Create BackupStorage', (page) => field(page, 'Name')],
    ['/create?from=demo%2Fazure', 'Duplicate demo/azure', (page) => field(page, 'Container')],
    [`${azure}/edit`, 'Edit demo/azure', (page) => field(page, 'Container')],
    ['/nowhere', 'Page not found', (page) => page.getByRole('link', { name: 'Go to BackupStorage' })],
  ]

  it('has a title, and keeps its state after a reload', { timeout }, () =>
    console.visitOwn(async (page, { origin }) => {
      for (const [route, heading, shown] of pages) {
        await page.goto(`${origin}/#${route}`)
        await shown(page).waitFor()
        await page.reload()
        await shown(page).waitFor()
        expect(page.url()).toBe(`${origin}/#${route}`)
        await headingOf(page, heading).waitFor()
        expect(await page.title()).toBe(`${heading} · Backups`)
        await page.getByText('Cluster: embedded Kubernetes API (simulated) as embedded-admin').waitFor()
      }
    }),
  )

  it.each([
    ['light', undefined],
    ['dark', ['color-contrast']], // the other rules give the same results
  ] as const)('passes axe in %s mode', { timeout }, (colorScheme, rules) =>
    console.visitOwn(async (page, { origin }) => {
      await page.emulateMedia({ colorScheme })
      for (const [route, , shown] of pages) {
        await page.goto(`${origin}/#${route}`)
        await shown(page).waitFor()
        await expectAccessible(page, `${route} in ${colorScheme}`, rules && [...rules])
      }
      await page.goto(`${origin}/#${azure}/edit`)
      await preview(page)
      await expectAccessible(page, `the preview in ${colorScheme}`, rules && [...rules])
    }),
  )

  it('fits a narrow window', { timeout }, () =>
    console.visitOwn(
      async (page, { origin }) => {
        for (const [route, , shown] of pages) {
          await page.goto(`${origin}/#${route}`)
          await shown(page).waitFor()
          await expectFits(page, route)
        }
        await page.goto(`${origin}/#${azure}/edit`)
        await preview(page)
        await expectFits(page, 'the preview')
        await page.goto(`${origin}/#${azure}`)
        await press(page, 'Delete')
        await page.getByRole('dialog').waitFor()
        await expectFits(page, 'the question before deleting')
      },
      { width: 400 },
    ),
  )

  it('follows the address, even if it changes during startup', { timeout }, () =>
    console.visitOwn(async (page) => {
      await page.addInitScript(() => {
        addEventListener('DOMContentLoaded', () => (location.hash = '/storages/demo/azure'))
      })
      await page.reload()
      await headingOf(page, 'demo/azure').waitFor()
      await rowOf(page, 'azure-storage-cred').waitFor()
    }),
  )

  it('focuses its heading, and supports Back and Forward', { timeout }, () =>
    console.visitOwn(async (page, { origin }) => {
      const expectFocus = async (name: string): Promise<void> => {
        await headingOf(page, name).waitFor()
        await page.waitForFunction((heading) => document.activeElement?.textContent === heading, name)
      }
      await page.getByRole('searchbox').fill('azure')
      await page.waitForURL(`${origin}/#/?search=azure`)
      await page.getByText('Showing 1 to 1 of 1 item').waitFor()
      await rowOf(page, 'azure').getByRole('link').click()
      await expectFocus('demo/azure')
      await page.getByRole('link', { name: 'Edit', exact: true }).click()
      await expectFocus('Edit demo/azure')
      await page.goBack()
      await expectFocus('demo/azure')
      await page.goBack()
      await expectFocus('BackupStorage')
      expect(page.url()).toBe(`${origin}/#/?search=azure`)
      expect(await page.getByRole('searchbox').inputValue()).toBe('azure')
      await page.getByText('Showing 1 to 1 of 1 item').waitFor()
      await page.goForward()
      await expectFocus('demo/azure')
      await page.getByRole('main').getByRole('link', { name: 'BackupStorage', exact: true }).first().click()
      await expectFocus('BackupStorage')
      expect(page.url()).toBe(`${origin}/#/`)
    }),
  )
})
