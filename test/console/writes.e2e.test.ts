import type { Page, Request } from 'playwright'
import { describe, expect, it } from 'vitest'
import type { Fault } from '../../examples/console/server/faults.ts'
import { caseOf } from '../fixtures/cases.ts'
import { waitFor } from '../waitFor.ts'
import { expectHidden, field, finish, press, preview, rowOf, secrets, storages } from './consolePage.ts'
import { type ServedConsole, startConsole } from './startConsole.ts'

// Creating, editing and deleting over a cluster in which requests fail or someone else makes changes. Each test has its
// own cluster. Creation without problems is tested in cases.e2e.test.ts.

const timeout = 120_000

const console = await startConsole()

const key = String(caseOf('azure-guide').values.backend.auth.AZURE_ACCOUNT_KEY)
const copy = `${storages}/azure-copy`
const copySecret = `${secrets}/azure-copy-storage-cred`
const scratch = `${storages}/scratch`
const failures = /status of (403|404|409|5\d\d)/

interface Stored {
  metadata: { resourceVersion: string; labels: Record<string, string>; annotations: Record<string, string> }
  spec: Record<string, unknown> & { storage: unknown }
  data: Record<string, string>
}

const read = async ({ api }: ServedConsole, path: string): Promise<Stored> => (await api('GET', path)).body as Stored
const statusOf = async ({ api }: ServedConsole, path: string): Promise<number> => (await api('GET', path)).status
const taken = (page: Page): Promise<void> => page.getByText('Dry run passed.').waitFor()

/** Completes the copy of a storage, and opens its preview. */
async function previewCopy(page: Page): Promise<void> {
  await field(page, 'Prefix').fill('copy')
  await field(page, 'Account Key').fill(key)
  await preview(page)
}

/** Whether a request changes something: neither a permission review nor a dry run. */
function isWrite(request: Request): boolean {
  const { pathname, searchParams } = new URL(request.url())
  return request.method() !== 'GET' && !pathname.includes('/self') && !searchParams.has('dryRun')
}

/** Records the page's writes. */
function writesOf(page: Page): string[] {
  const writes: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (isWrite(request)) writes.push(`${request.method()} ${pathname.split('/').slice(-2).join('/')}`)
  })
  return writes
}

/** Changes an object as someone else would. */
async function changeElsewhere({ api }: ServedConsole, path: string, change: (object: Stored) => void): Promise<void> {
  const object = (await api('GET', path)).body as Stored
  change(object)
  expect((await api('PUT', path, object)).status).toBe(200)
}

describe.concurrent('create', () => {
  const options = { route: '/create?from=demo/azure', secrets: [key], expected: failures }
  const writing = (then: Fault['then']): Fault => ({
    when: { verb: 'create', resource: 'backupstorages', dryRun: false },
    times: 1,
    then,
  })

  it('shows a failed dry run before the submit, and repeats it', { timeout }, () => {
    const then = { status: 403, message: 'exceeded quota: storages' }
    const fault = { when: { verb: 'create', resource: 'backupstorages', dryRun: true }, then }
    return console.visitOwn(
      async (page, cluster) => {
        await previewCopy(page)
        await page.getByText('Dry run failed.').waitFor()
        await page
          .getByText(/exceeded quota: storages/)
          .filter({ visible: true })
          .first()
          .waitFor()
        await press(page, 'Submit')
        await page.getByRole('alert').getByText('Submit failed.').waitFor()
        expect(await statusOf(cluster, copySecret), 'a Secret is left').toBe(404)
        await cluster.api('DELETE', '/embedded/faults')
        await press(page, 'Run dry run')
        await taken(page)
        await press(page, 'Submit')
        await finish(page, 'azure-copy')
      },
      { ...options, cluster: { faults: [fault] } },
    )
  })

  describe('with an existing Secret', () => {
    const present = { AZURE_ACCOUNT_KEY: btoa('made up before'), OTHER: btoa('made up too') }

    async function choose(page: Page, cluster: ServedConsole, way: string): Promise<void> {
      const metadata = { name: 'azure-copy-storage-cred', namespace: 'demo' }
      const object = { apiVersion: 'v1', kind: 'Secret', metadata, data: present }
      expect((await cluster.api('POST', secrets, object)).status).toBe(201)
      await previewCopy(page)
      await page.getByText('The Secret already exists. Choose below what to do with it.').waitFor()
      await page.getByRole('radio', { name: way, exact: true }).check()
      await press(page, 'Continue')
      await taken(page)
      await press(page, 'Submit')
      await finish(page, 'azure-copy')
      await expectHidden(page, [key, 'made up before'], 'the page of the storage')
    }

    it.for([
      ['Use it unchanged', present],
      ['Replace its values', { ...present, AZURE_ACCOUNT_KEY: btoa(key) }],
      ['Use another name', present],
    ] as const)('offers the choice: %s', { timeout }, ([way, data]) =>
      console.visitOwn(async (page, cluster) => {
        await choose(page, cluster, way)
        expect((await read(cluster, copySecret)).data).toEqual(data)
        const { azure } = (await read(cluster, copy)).spec.storage as { azure: { secretName: string } }
        const isOther = way.endsWith('another name')
        expect(azure.secretName).toBe(isOther ? 'azure-copy-storage-cred-2' : 'azure-copy-storage-cred')
        const status = await statusOf(cluster, `${copySecret}-2`)
        expect(status).toBe(isOther ? 200 : 404)
      }, options),
    )
  })

  it("removes the Secret if the storage isn't created, keeps the input, and can continue", { timeout }, () =>
    console.visitOwn(
      async (page, cluster) => {
        await previewCopy(page)
        await press(page, 'Submit')
        const alert = page.getByRole('alert').filter({ hasText: 'Submit failed.' })
        await alert.waitFor()
        const said = await alert.textContent()
        expect(said).toContain('Created, then deleted: Secret demo/azure-copy-storage-cred.')
        expect(said).toContain('Not written (verified): BackupStorage demo/azure-copy.')
        expect(await statusOf(cluster, copySecret), 'a Secret is left').toBe(404)
        await press(page, 'Previous')
        expect(await field(page, 'Account Key').inputValue()).toBe(key)
        expect(await field(page, 'Prefix').inputValue()).toBe('copy')
        await preview(page)
        await press(page, 'Submit')
        await finish(page, 'azure-copy')
      },
      { ...options, cluster: { faults: [writing({ status: 500 })] } },
    ),
  )

  it('verifies a write whose response was lost, and writes nothing twice', { timeout }, () =>
    console.visitOwn(
      async (page, cluster) => {
        const writes = writesOf(page)
        await page.route(/\/(secrets|backupstorages)\?/, async (route) => {
          if (!isWrite(route.request())) return route.fallback()
          await route.fetch()
          await route.abort('connectionreset')
        })
        await previewCopy(page)
        await press(page, 'Submit')
        await finish(page, 'azure-copy')
        expect(writes).toEqual(['POST demo/secrets', 'POST demo/backupstorages'])
        expect((await read(cluster, copySecret)).data).toEqual({ AZURE_ACCOUNT_KEY: btoa(key) })
      },
      { ...options, expected: /ERR_CONNECTION_RESET/ },
    ),
  )

  it('detects its own write when the browser repeats it after a broken connection', { timeout }, () => {
    const faults = ['secrets', 'backupstorages'].map((resource) => ({
      when: { verb: 'create', resource, dryRun: false },
      times: 1,
      then: { loseAnswer: true },
    }))
    return console.visitOwn(
      async (page, cluster) => {
        await previewCopy(page)
        await press(page, 'Submit')
        await finish(page, 'azure-copy')
        expect((await read(cluster, copySecret)).data).toEqual({ AZURE_ACCOUNT_KEY: btoa(key) })
      },
      { ...options, cluster: { faults }, expected: /status of 409|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/ },
    )
  })

  it('can be stopped halfway, and then cleans up and keeps the input', { timeout }, () =>
    console.visitOwn(
      async (page, cluster) => {
        await previewCopy(page)
        const second = page.waitForRequest((request) => isWrite(request) && request.url().includes('/backupstorages'))
        await press(page, 'Submit')
        await second
        expect(await statusOf(cluster, copySecret), 'the Secret, while the storage is created').toBe(200)
        await press(page, 'Stop')
        await page.getByText('Submit stopped. Nothing was left in the cluster.').waitFor()
        expect(await statusOf(cluster, copy)).toBe(404)
        expect(await statusOf(cluster, copySecret)).toBe(404)
        await press(page, 'Previous')
        expect(await field(page, 'Account Key').inputValue()).toBe(key)
      },
      { ...options, cluster: { faults: [writing({ delay: 8000 })] } },
    ),
  )

  it('happens once, however often Submit is pressed', { timeout }, () =>
    console.visitOwn(async (page) => {
      const writes = writesOf(page)
      await previewCopy(page)
      await page.getByRole('button', { name: 'Submit', exact: true }).dblclick()
      await finish(page, 'azure-copy')
      expect(writes).toEqual(['POST demo/secrets', 'POST demo/backupstorages'])
    }, options),
  )
})

describe.concurrent('edit', () => {
  const route = '/storages/demo/scratch/edit'
  const relabel = (page: Page, text: string): Promise<void> => field(page, 'Labels 1: Value').fill(text)
  const done = async (page: Page, name: string): Promise<void> => {
    await page.getByText(`BackupStorage demo/${name} updated.`, { exact: true }).waitFor()
    await page.getByText('The storage is Ready').waitFor()
    await press(page, 'Done')
    await page.getByRole('heading', { level: 1, name: `demo/${name}`, exact: true }).waitFor()
  }

  it('shows the differences from the cluster, and writes only those', { timeout }, () =>
    console.visitOwn(
      async (page, cluster) => {
        const before = await read(cluster, scratch)
        await preview(page)
        await page.getByText('No changes.').waitFor()
        await press(page, 'Previous')
        await relabel(page, 'kept')
        await preview(page)
        await taken(page)
        const diff = page.locator('.bsf-preview-text')
        await diff.getByText('purpose: kept').waitFor()
        await diff.getByText('purpose: try-out').waitFor()
        const put = page.waitForRequest(isWrite)
        await press(page, 'Submit')
        const sent = (await put).postDataJSON() as Stored
        expect(sent.metadata.resourceVersion).toBe(before.metadata.resourceVersion)
        await done(page, 'scratch')
        await page.getByText('purpose: kept').waitFor()
        const after = await read(cluster, scratch)
        expect(after.spec).toEqual(before.spec)
        expect(after.metadata.labels).toEqual({ purpose: 'kept' })
      },
      { route },
    ),
  )

  it('shows changes made in the cluster meanwhile, and merges its own into them', { timeout }, () =>
    console.visitOwn(
      async (page, cluster) => {
        await relabel(page, 'mine')
        await changeElsewhere(cluster, scratch, ({ metadata, spec }) => {
          metadata.labels = { purpose: 'theirs' }
          spec.deletionPolicy = 'Delete'
        })
        await preview(page)
        await page.getByText('The storage has changed in the cluster. Review the changes below.').waitFor()
        const told = page.getByRole('region', {
          name: 'BackupStorage demo/scratch changed in the cluster while you were editing it',
        })
        const row = told.getByRole('row').filter({ hasText: 'Deletion Policy' })
        expect(await row.getByRole('cell').allTextContents()).toEqual(['WipeOut', 'Delete'])
        // Submit doesn't overwrite them, either.
        await press(page, 'Submit')
        expect((await read(cluster, scratch)).metadata.labels).toEqual({ purpose: 'theirs' })
        await told.getByRole('radio', { name: /^Mine: .*mine/ }).check()
        await press(page, 'Apply my changes to the new version')
        await taken(page)
        await press(page, 'Submit')
        await done(page, 'scratch')
        const { metadata, spec } = await read(cluster, scratch)
        expect(metadata.labels).toEqual({ purpose: 'mine' })
        expect(spec.deletionPolicy).toBe('Delete')
      },
      { route, expected: failures },
    ),
  )

  it('reports a deleted storage, and keeps the input', { timeout }, () =>
    console.visitOwn(
      async (page, cluster) => {
        await relabel(page, 'typed-in-vain')
        expect((await cluster.api('DELETE', scratch)).status).toBe(200)
        await preview(page)
        await page.getByText('Dry run failed.').waitFor()
        await press(page, 'Submit')
        const alert = page.getByRole('alert').filter({ hasText: 'Submit failed.' })
        await alert.getByText(/BackupStorage demo\/scratch does not exist \(404\)/).waitFor()
        await press(page, 'Previous')
        expect(await field(page, 'Labels 1: Value').inputValue()).toBe('typed-in-vain')
      },
      { route, expected: failures },
    ),
  )

  it('replaces the credentials in the Secret, and shows neither the old nor the new ones', { timeout }, () =>
    console.visitOwn(
      async (page, cluster) => {
        const before = await read(cluster, `${storages}/azure`)
        await page.getByRole('radio', { name: 'Replace the credentials' }).check()
        await field(page, 'Account Key').fill(key)
        await preview(page)
        await taken(page)
        await expectHidden(page, [key, 'example account key that opens nothing'], 'the preview')
        await press(page, 'Submit')
        // The operator has nothing to change in the status, so that nothing shows whether it has seen the Secret.
        await page.getByText('The operator has not answered yet.').waitFor({ timeout: 60_000 })
        expect((await read(cluster, `${secrets}/azure-storage-cred`)).data).toEqual({ AZURE_ACCOUNT_KEY: btoa(key) })
        expect((await read(cluster, `${storages}/azure`)).spec).toEqual(before.spec)
      },
      { route: '/storages/demo/azure/edit', secrets: [key], expected: failures },
    ),
  )

  it('asks before discarding changes, and leads back to the storage', { timeout }, () =>
    console.visitOwn(
      async (page, _cluster, { questions }) => {
        await relabel(page, 'half-done')
        await press(page, 'Cancel')
        await press(page, 'Keep editing')
        expect(await field(page, 'Labels 1: Value').inputValue()).toBe('half-done')
        await press(page, 'Cancel')
        await press(page, 'Discard changes')
        await page.getByRole('heading', { level: 1, name: 'demo/scratch', exact: true }).waitFor()
        await page.getByText('purpose: try-out').waitFor()
        expect(questions).toEqual([])
      },
      { route },
    ),
  )
})

describe.concurrent('delete', () => {
  it('lists the objects to remove and to keep, and can be retried after an error', { timeout }, () =>
    console.visitOwn(
      async (page, cluster) => {
        await rowOf(page, 'redis-sessions-backup').waitFor()
        await press(page, 'Delete')
        const dialog = page.getByRole('dialog', { name: 'Delete BackupStorage demo/azure?' })
        const said = await dialog.innerText()
        for (const text of [
          'BackupStorage demo/azure',
          '3 Repositories and their Snapshot objects: demo/pg-quickstart-offsite, demo/redis-sessions, demo/wordpress-files',
          'The backups (1.284 GiB).',
          'Secret azure-storage-cred.',
          '3 BackupConfigurations: demo/pg-quickstart-backup, demo/redis-sessions-backup, demo/wordpress-files-backup.',
          'Their backups will fail.',
        ]) {
          expect(said).toContain(text)
        }
        await dialog.getByRole('textbox', { name: 'Type azure to confirm' }).fill('azure')

        await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
        await dialog
          .getByRole('alert')
          .getByText('Could not verify whether the storage was deleted. The API server failed to delete')
          .waitFor()
        expect(await statusOf(cluster, `${storages}/azure`)).toBe(200)
        await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
        await page.getByText(/ was deleted\.$/).waitFor()
        await rowOf(page, 'scratch').waitFor()
        await rowOf(page, 'azure').waitFor({ state: 'detached' })
        expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('BackupStorage')
        expect(await statusOf(cluster, `${secrets}/azure-storage-cred`), 'the Secret').toBe(200)
      },
      {
        route: '/storages/demo/azure',
        cluster: { faults: [{ when: { verb: 'delete', name: 'azure' }, times: 1, then: { status: 503 } }] },
        expected: failures,
      },
    ),
  )

  it('requires the name if the backups are deleted, too', { timeout }, () =>
    console.visitOwn(
      async (page, cluster) => {
        await press(page, 'Delete')
        const dialog = page.getByRole('dialog', { name: 'Delete BackupStorage demo/scratch?' })
        await dialog.getByText('All backups in it, permanently (deletion policy WipeOut)').waitFor()
        const name = dialog.getByRole('textbox', { name: 'Type scratch to confirm' })
        await name.fill('scratches')
        await name.press('Enter')
        await dialog.getByText("This doesn't match scratch.").waitFor()
        expect(await statusOf(cluster, scratch)).toBe(200)
        await dialog.getByRole('button', { name: 'Cancel' }).click()
        await dialog.waitFor({ state: 'detached' })
        await press(page, 'Delete')
        expect(await name.inputValue(), 'a name typed for an earlier question').toBe('')
        await name.fill('scratch')
        await name.press('Enter')
        await page.getByText(/ was deleted\.$/).waitFor()
        // Its finalizer keeps it for a while.
        await waitFor(async () => expect(await statusOf(cluster, scratch)).toBe(404))
      },
      { route: '/storages/demo/scratch' },
    ),
  )

  it('explains a rejection by the server', { timeout }, () =>
    console.visitOwn(
      async (page, cluster) => {
        await press(page, 'Delete')
        const dialog = page.getByRole('dialog')
        await dialog.getByRole('textbox').fill('azure')
        await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
        await dialog.getByRole('alert').getByText('The storage was not deleted.').waitFor()
        expect(await dialog.getByRole('alert').textContent()).toContain('locked by the backup team')
        await dialog.getByRole('button', { name: 'Cancel' }).click()
        await page.getByText('acmebackups').waitFor()
        expect(await statusOf(cluster, `${storages}/azure`)).toBe(200)
      },
      {
        route: '/storages/demo/azure',
        cluster: {
          faults: [{ when: { verb: 'delete' }, then: { status: 403, message: 'locked by the backup team' } }],
        },
        expected: failures,
      },
    ),
  )

  it('keeps a storage that has changed since it was shown', { timeout }, () =>
    console.visitOwn(
      async (page, cluster) => {
        await rowOf(page, 'redis-sessions-backup').waitFor()
        await press(page, 'Delete')
        const dialog = page.getByRole('dialog')
        await dialog.getByRole('textbox').fill('azure')
        // The page doesn't notice: its watch gets no response.
        await changeElsewhere(cluster, `${storages}/azure`, ({ spec }) => {
          spec.deletionPolicy = 'WipeOut'
        })
        await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
        await dialog
          .getByRole('alert')
          .getByText(/The storage was not deleted\. .*It has changed in the meantime\./)
          .waitFor()
        expect(await statusOf(cluster, `${storages}/azure`)).toBe(200)
      },
      {
        route: '/storages/demo/azure',
        cluster: { faults: [{ when: { verb: 'watch', resource: 'backupstorages' }, then: { delay: 60_000 } }] },
        expected: failures,
      },
    ),
  )

  it('asks again if the deletion policy changes in the meantime', { timeout }, () =>
    console.visitOwn(
      async (page, cluster) => {
        await press(page, 'Delete')
        const dialog = page.getByRole('dialog')
        await dialog.getByText('The backups (1.284 GiB).').waitFor()
        await changeElsewhere(cluster, `${storages}/azure`, ({ spec }) => {
          spec.deletionPolicy = 'WipeOut'
        })
        await dialog.getByText('All backups in it (1.284 GiB), permanently').waitFor()
        await dialog.getByRole('button', { name: 'Delete and erase backups', exact: true }).click({ force: true })
        await dialog.getByText("This doesn't match azure.").waitFor()
        expect(await statusOf(cluster, `${storages}/azure`)).toBe(200)
      },
      { route: '/storages/demo/azure' },
    ),
  )
})
