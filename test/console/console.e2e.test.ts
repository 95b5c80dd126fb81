import type { BackupStorageValues, Manifest } from 'backupstorage-forms/core'
import type { Locator, Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { type Case, caseOf } from '../fixtures/cases.ts'
import { providerOption, stepsFor } from '../formSteps.ts'
import {
  credentialsOf,
  descriptionOf,
  expectHidden,
  field,
  finish,
  formOf,
  manifestOf,
  manifestText,
  press,
  preview,
  readManifest,
  rowOf,
  secrets,
  secretsOf,
  startForm,
  storages,
  withReferences,
} from './consolePage.ts'
import { checkSteps, takeSteps } from './takeSteps.ts'
import { startConsole } from './startConsole.ts'
import { formsOf } from './visit.ts'

// The example console in a real browser when something goes wrong or is changed along the way. The paths without
// problems are in cases.e2e.test.ts.

const timeout = 90_000

const console = await startConsole()

async function fill(page: Page, values: BackupStorageValues): Promise<void> {
  await takeSteps(stepsFor(values), formOf(page))
}

const chooseProvider = (page: Page, name: string): Promise<void> =>
  page.getByRole('radio', { name: providerOption(name), exact: true }).check()

describe.concurrent('the empty form', () => {
  it('fits into 1,400 pixels at a width of 1,280, with all required fields in view', { timeout }, () =>
    console.visit(async (page) => {
      await page.setViewportSize({ width: 1280, height: 900 })
      await startForm(page)
      expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(1400)
      const empty = await formOf(page).locator('[required]:invalid').all()
      expect(empty.length).toBeGreaterThan(4)
      for (const one of empty) expect(await one.isVisible()).toBe(true)
    }),
  )
})

describe.concurrent('invalid input', () => {
  it('lets a click on a button through while the left field shows its error', { timeout }, () =>
    console.visit(async (page) => {
      await startForm(page)
      await press(page, 'Expand More options')
      await field(page, 'Max Connections').fill('five')
      const button = page.getByRole('button', { name: 'Preview', exact: true })
      await button.scrollIntoViewIfNeeded()
      const box = await button.boundingBox()
      if (box === null) throw new Error('Preview is not in view.')
      // Like a real click: the button is pressed in place and released a moment later.
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, { delay: 80 })
      await page.getByText('7 errors', { exact: true }).waitFor()
    }),
  )

  it('shows an error at each missing field instead of the preview, and focuses the first one', { timeout }, () =>
    console.visit(async (page) => {
      await startForm(page)
      const before = await formOf(page).getByText('Enter a value for').count()
      expect(before, 'faults before anything was asked for').toBe(0)
      await press(page, 'Preview')
      expect(await manifestOf(page).count()).toBe(0)
      const missing = caseOf('s3-empty').diagnostics.map(({ path }) => path)
      const labels = ['Namespace', 'Name', 'AWS Access Key ID', 'AWS Secret Access Key', 'Bucket', 'Endpoint']
      expect(missing).toHaveLength(labels.length)
      for (const label of labels) {
        const control = field(page, label)
        expect(await control.getAttribute('aria-invalid'), label).toBe('true')
        expect(await descriptionOf(control), label).toContain(`Enter a value for ${label}`)
      }
      expect(await field(page, 'Namespace').evaluate((control) => control === document.activeElement)).toBe(true)
      await page.getByText('6 errors', { exact: true }).waitFor()
      for (const text of ['Errors in 2 fields', 'Errors in 4 fields']) {
        expect(await page.getByText(text, { exact: true }).count(), text).toBeGreaterThan(0)
      }
      // An error links to its field.
      await page.getByRole('button', { name: /^Enter a value for Bucket/ }).click()
      expect(await field(page, 'Bucket').evaluate((control) => control === document.activeElement)).toBe(true)
    }),
  )

  it('explains errors, keeps the input, and never repeats a secret', { timeout }, () => {
    const secret = '{"type": "service_account", "private_key": "never-to-be-quoted", '
    return console.visit(
      async (page) => {
        await startForm(page)
        const long = 'a'.repeat(1024 * 1024)
        const wrong: [label: string, text: string, message: RegExp][] = [
          ['Namespace', 'my namespace', /namespace/i],
          ['Name', 'My Storage ', /can't contain spaces/],
          ['CA Cert Data', '-----BEGIN CERTIFICATE-----\nnot base64!\n-----END CERTIFICATE-----\n', /PEM|certificate/],
          ['Bucket', 'my-backups/demo', /can't contain slashes/],
          ['Endpoint', 's3.amazonaws.com', /https?/],
          ['Prefix', '../up', /can't contain a \.\. segment/],
          ['Max Connections', 'five', /whole number/],
        ]
        const expectFault = async (label: string, text: string, message: RegExp): Promise<void> => {
          expect(await field(page, label).inputValue(), label).toBe(text)
          expect(await field(page, label).getAttribute('aria-invalid'), label).toBe('true')
          expect(await descriptionOf(field(page, label)), label).toMatch(message)
        }
        await press(page, 'Expand More options')
        for (const [label, text, message] of wrong) {
          await field(page, label).fill(text)
          await field(page, label).blur()
          await expectFault(label, text, message)
        }
        await press(page, 'Preview')
        expect(await manifestOf(page).count()).toBe(0)
        for (const [label, text, message] of wrong) await expectFault(label, text, message)

        await field(page, 'Name').fill(long)
        await press(page, 'Preview')
        await expectFault('Name', long, /at most|long/)

        await chooseProvider(page, 'gcs')
        await field(page, 'Google Service Account JSON Key').fill(secret)
        await press(page, 'Preview')
        await expectFault('Google Service Account JSON Key', '••••••••', /JSON/)
        await expectHidden(page, ['never-to-be-quoted'], 'the form with a bad key file')
        expect(await page.getByRole('heading', { name: 'Create BackupStorage' }).count()).toBe(1)
      },
      { secrets: ['never-to-be-quoted'] },
    )
  })
})

describe.concurrent('switching the provider', () => {
  it('keeps the values for each provider, and never mixes them into another manifest', { timeout }, () => {
    const tour = ['s3-new-secret', 'azure-guide', 'gcs-new-secret', 'local-nfs'].map(caseOf)
    const hidden = tour.flatMap(({ manifests }) => secretsOf(manifests))
    return console.visit(
      async (page) => {
        await startForm(page)
        const [first] = tour
        if (first === undefined) throw new Error('There is no first provider.')
        await fill(page, first.values)
        const backendOf = ({ values }: Case): BackupStorageValues =>
          ({ backend: values.backend }) as unknown as BackupStorageValues
        for (const one of tour.slice(1)) await fill(page, backendOf(one))
        const home = { ...first, name: 'back at the first' }
        for (const one of [...tour.slice(1), home]) {
          await chooseProvider(page, one.values.backend.provider)
          await checkSteps(stepsFor(backendOf(one)), formOf(page))
          await preview(page)
          await press(page, 'YAML')
          const storage = (await readManifest(page, 'YAML')).manifests.at(-1) as Manifest
          const spec = storage.spec as { storage: object }
          const { provider } = one.values.backend
          const known = one.manifests.at(-1)?.spec as { storage: Record<string, object> } | undefined
          const block = known?.storage[provider] ?? {}
          const expected = { ...block, ...('secretName' in block && { secretName: 's3-backup-storage-cred' }) }
          expect(spec.storage).toEqual({ provider, [provider]: expected })
          await expectHidden(page, hidden, `the preview of ${provider}`)
          await press(page, 'Previous')
        }
      },
      { secrets: hidden },
    )
  })
})

describe.concurrent('source of credentials', () => {
  const source = (page: Page, name: string): Locator => formOf(page).getByRole('radio', { name, exact: true })

  it('keeps the values for a new Secret, and never adds them to a manifest without one', { timeout }, () => {
    const { values, manifests } = caseOf('s3-new-secret')
    const hidden = secretsOf(manifests)
    return console.visit(
      async (page) => {
        await startForm(page)
        await fill(page, values)
        for (const [name, label] of [
          ['Existing Secret', 'Secret Name'],
          ['Workload identity', 'Service Account'],
        ] as const) {
          await source(page, name).check()
          await field(page, label).fill('made-before')
          await preview(page)
          const shown = await readManifest(page, 'YAML')
          expect(shown.manifests).toHaveLength(1)
          for (const form of Object.values(credentialsOf(manifests)).flatMap(formsOf)) {
            expect(shown.text.includes(form)).toBe(false)
          }
          await press(page, 'Previous')
        }
        await source(page, 'New Secret').check()
        await checkSteps(stepsFor(values), formOf(page))
        await preview(page)
        await press(page, 'Show secrets')
        expect((await readManifest(page, 'YAML')).manifests).toEqual(withReferences(manifests))
      },
      { secrets: hidden },
    )
  })

  it('asks only for what the selected source needs', { timeout }, () =>
    console.visit(async (page) => {
      await startForm(page)
      await source(page, 'Existing Secret').check()
      expect(await field(page, 'Secret Name').getAttribute('required'), 'Secret Name is required').not.toBeNull()
      for (const label of ['AWS Access Key ID', 'AWS Secret Access Key', 'CA Cert Data']) {
        expect(await field(page, label).count(), `${label} with an existing Secret`).toBe(0)
      }
      await source(page, 'Workload identity').check()
      expect(await field(page, 'Service Account').getAttribute('required'), 'Service Account').not.toBeNull()
      expect(await field(page, 'AWS Secret Access Key').count(), 'a key with workload identity').toBe(0)
      await chooseProvider(page, 'azure')
      await source(page, 'Existing Secret').check()
      // The account name is part of the storage, whatever the source.
      expect(await field(page, 'Account Name').count()).toBe(1)
      expect(await field(page, 'Account Key').count(), 'Account Key with an existing Secret').toBe(0)
    }),
  )
})

describe.concurrent('form and submit', () => {
  it('keep the focus and the open sections when the provider is selected by keyboard', { timeout }, () =>
    console.visit(async (page) => {
      await startForm(page)
      await press(page, 'Expand Usage')
      const [first, ...others] = await page
        .getByRole('radiogroup', { name: 'Provider', exact: true })
        .getByRole('radio')
        .all()
      await first?.focus()
      for (const other of others) {
        await page.keyboard.press('ArrowDown')
        expect(await other.isChecked()).toBe(true)
        const focused = await other.evaluate((control) => control === document.activeElement)
        expect(focused, 'Provider has the focus after another was chosen').toBe(true)
        expect(await page.getByRole('button', { name: 'Collapse Usage', exact: true }).count(), 'Usage is open').toBe(1)
      }
    }),
  )

  it("show the server's error and keep the form and the preview if it rejects the submit", { timeout }, () => {
    const values: BackupStorageValues = {
      ...caseOf('azure-guide').values,
      name: 'latecomer',
      labels: {},
      annotations: {},
      backend: {
        ...caseOf('azure-guide').values.backend,
        spec: { container: 'taken-container', prefix: 'same' },
      },
    }
    const rival = {
      apiVersion: 'storage.kubestash.com/v1alpha1',
      kind: 'BackupStorage',
      metadata: { name: 'early-bird', namespace: 'demo' },
      spec: {
        storage: {
          provider: 'azure',
          azure: { storageAccount: 'mybackups', container: 'taken-container', prefix: 'same' },
        },
      },
    }
    const hidden = [String(values.backend.auth.AZURE_ACCOUNT_KEY)]
    return console.visit(
      async (page) => {
        await startForm(page)
        // Someone else was faster, and the page doesn't know yet.
        expect((await console.api('POST', storages, rival)).status).toBe(201)
        await fill(page, values)
        await preview(page)
        const before = await manifestText(page)
        await press(page, 'Submit')
        const alert = page.getByRole('alert')
        await alert.getByText('Submit failed.').waitFor()
        expect(await alert.textContent()).toContain('vbackupstorage.kb.io')
        expect(await alert.textContent()).toContain(
          'BackupStorage "demo/early-bird" points to the same directory of the same bucket',
        )
        expect(await manifestText(page)).toBe(before)
        await expectHidden(page, hidden, 'the refused submit')
        expect((await console.api('GET', `${secrets}/latecomer-storage-cred`)).status, 'a Secret is left').toBe(404)
        expect((await console.api('GET', `${storages}/latecomer`)).status).toBe(404)

        await press(page, 'Previous')
        await checkSteps(stepsFor(values), formOf(page))
        await field(page, 'Prefix').fill('another')
        await preview(page)
        await press(page, 'Submit')
        await finish(page, 'latecomer')
      },
      { secrets: hidden, expected: /status of 403/ },
    )
  })

  it('survive a reload, and lead back through the list', { timeout }, () =>
    console.visit(async (page) => {
      await startForm(page)
      expect(page.url()).toBe(`${console.origin}/#/create`)
      await page.reload()
      await page.getByRole('heading', { name: 'Create BackupStorage' }).waitFor()
      expect(page.url()).toBe(`${console.origin}/#/create`)
      await field(page, 'Name').waitFor()
      await press(page, 'Cancel')
      await page.getByRole('heading', { name: 'BackupStorage', exact: true }).waitFor()
      await rowOf(page, 'gcs-archive').getByText('Ready', { exact: true }).waitFor()
      await rowOf(page, 'minio').getByText('secrets "minio-storage-cred" not found').waitFor()
      await page.goBack()
      await field(page, 'Name').waitFor()
      await page.goto(`${console.origin}/#/nowhere`)
      await page.getByRole('link', { name: 'Go to BackupStorage' }).click()
      await rowOf(page, 'gcs-archive').waitFor()
    }),
  )
})
