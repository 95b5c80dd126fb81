import type { BackupStorageValues, Manifest } from 'backupstorage-forms/core'
import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { caseOf } from '../fixtures/cases.ts'
import { stepsFor } from '../formSteps.ts'
import {
  descriptionOf,
  field,
  finish,
  formOf,
  manifestOf,
  press,
  preview,
  rowOf,
  secretsOf,
  startForm,
  storages,
} from './consolePage.ts'
import { checkSteps, takeSteps } from './takeSteps.ts'
import { startConsole } from './startConsole.ts'
import { formsOf } from './visit.ts'

// The features of the example console around its form: saved drafts, questions before they are lost, duplicates, and
// lists that are late or missing.

const timeout = 60_000

const console = await startConsole()

/** Returns the guide's storage with another name and directory. */
function likeTheGuide(name: string): { values: BackupStorageValues; hidden: string[] } {
  const { values, manifests } = caseOf('azure-guide')
  const spec = { ...values.backend.spec, prefix: `${name}/databases` }
  return { values: { ...values, name, backend: { ...values.backend, spec } }, hidden: secretsOf(manifests) }
}

const keptOf = (page: Page): Promise<string> => page.evaluate(() => JSON.stringify({ ...sessionStorage }))
/** Waits until the saved draft contains the text; without a text, until no draft is saved. */
const kept = (page: Page, text?: string): Promise<unknown> =>
  page.waitForFunction((wanted) => {
    const drafts = JSON.stringify({ ...sessionStorage })
    return wanted === undefined ? drafts === '{}' : drafts.includes(wanted)
  }, text)
const restored = /^Draft restored/

/** Opens the form of a storage's copy, through the list and its page. */
async function duplicate(page: Page, name: string): Promise<void> {
  await rowOf(page, name).getByRole('link').click()
  await page.getByRole('link', { name: 'Duplicate', exact: true }).click()
  await field(page, 'Name').waitFor()
}

describe.concurrent('a draft', () => {
  it(
    'survives a reload without its secrets, lists the fields to fill in again, and is deleted after the submit',
    { timeout },
    () => {
      const { values, hidden } = likeTheGuide('reloaded')
      return console.visit(
        async (page, { answers, questions }) => {
          await startForm(page)
          await takeSteps(stepsFor(values), formOf(page))
          await kept(page, `${values.name}/databases`) // the last field
          const saved = await keptOf(page)
          for (const form of hidden.flatMap(formsOf)) expect(saved.includes(form), 'a secret is kept').toBe(false)

          answers.push(true)
          await page.reload()
          expect(questions).toEqual([expect.stringMatching(/^beforeunload/)])
          const notice = page.getByRole('status').filter({ hasText: restored })
          await notice.waitFor()
          expect(await notice.textContent()).toContain(
            'Draft restored without its secrets. Enter these again: Account Key',
          )
          const { AZURE_ACCOUNT_KEY: key, ...auth } = values.backend.auth
          const withoutSecrets = { ...values, backend: { ...values.backend, auth } }
          await checkSteps(stepsFor(withoutSecrets), formOf(page))
          expect(await field(page, 'Account Key').inputValue()).toBe('')
          expect(await descriptionOf(field(page, 'Account Key'))).toContain("drafts don't keep secrets")

          await notice.getByRole('button', { name: 'Account Key', exact: true }).click()
          await page.keyboard.type(String(key))
          expect(await field(page, 'Account Key').inputValue()).toBe(key)
          await preview(page)
          await press(page, 'Submit')
          await finish(page, values.name)
          await kept(page)
          await page.getByRole('navigation').getByRole('link', { name: 'BackupStorage' }).click()
          await startForm(page)
          expect(await field(page, 'Name').inputValue()).toBe('')
          expect(await page.getByText(restored).count()).toBe(0)
        },
        { secrets: hidden },
      )
    },
  )

  it('is confirmed before Cancel or closing the tab discards it, unless it is empty', { timeout }, () =>
    console.visit(async (page, { answers, questions }) => {
      await startForm(page)
      await press(page, 'Cancel')
      await startForm(page)
      await field(page, 'Name').fill('half-done')

      await press(page, 'Cancel')
      await press(page, 'Keep editing')
      expect(await field(page, 'Name').inputValue()).toBe('half-done')

      answers.push(false)
      await Promise.all([page.waitForEvent('dialog'), page.close({ runBeforeUnload: true })])
      expect(questions).toEqual([expect.stringMatching(/^beforeunload/)])
      expect(await field(page, 'Name').inputValue()).toBe('half-done')

      await kept(page, 'half-done')
      await press(page, 'Cancel')
      await press(page, 'Discard changes')
      await page.getByRole('link', { name: 'Create New Instance' }).waitFor()
      await kept(page)
      await startForm(page)
      expect(await field(page, 'Name').inputValue(), 'a draft that was given up').toBe('')
    }),
  )

  it('is really discarded when the user leaves through a link or Back and agrees', { timeout }, () =>
    console.visit(async (page, { questions }) => {
      await startForm(page)
      await field(page, 'Name').fill('half-done')
      const leave = page.getByRole('navigation').getByRole('link', { name: 'BackupStorage' })
      await leave.click()
      await page.getByRole('dialog', { name: 'Discard your changes?' }).waitFor()
      await press(page, 'Keep editing')
      await page.waitForURL(/#\/create$/)
      expect(await field(page, 'Name').inputValue()).toBe('half-done')
      await page.goBack()
      await press(page, 'Keep editing')
      await page.waitForURL(/#\/create$/)
      expect(await field(page, 'Name').inputValue()).toBe('half-done')
      await leave.click()
      await press(page, 'Discard changes')
      await page.getByRole('link', { name: 'Create New Instance' }).waitFor()
      expect(questions, "the browser's own questions").toEqual([])
      await startForm(page)
      expect(await field(page, 'Name').inputValue(), 'a draft that was given up').toBe('')
      expect(await page.getByText('Draft restored.', { exact: true }).count()).toBe(0)
    }),
  )
})

describe.concurrent('duplicating', () => {
  it('fills in the form from a storage, asks for the credentials, and creates a second storage', { timeout }, () => {
    const key = String(caseOf('azure-guide').values.backend.auth.AZURE_ACCOUNT_KEY)
    return console.visit(
      async (page) => {
        const original = (await console.api('GET', `${storages}/azure`)).body as Manifest
        await duplicate(page, 'azure')
        await page.getByRole('heading', { name: 'Duplicate demo/azure' }).waitFor()
        expect(decodeURIComponent(page.url())).toBe(`${console.origin}/#/create?from=demo/azure`)
        for (const [label, text] of [
          ['Namespace', 'demo'],
          ['Name', 'azure-copy'],
          ['Labels 1: Key', 'team'],
          ['Labels 1: Value', 'platform'],
          ['Account Key', ''],
          ['Account Name', 'acmebackups'],
          ['Container', 'demo'],
          ['Prefix', ''],
        ] as const) {
          expect(await field(page, label).inputValue(), label).toBe(text)
        }
        await press(page, 'Preview')
        expect(await manifestOf(page).count(), 'a copy without credentials is previewed').toBe(0)
        expect(await descriptionOf(field(page, 'Account Key'))).toContain('Enter a value for Account Key.')
        await field(page, 'Prefix').fill('databases-too')
        await field(page, 'Account Key').fill(key)
        await preview(page)
        await press(page, 'Submit')
        await finish(page, 'azure-copy')

        const copy = (await console.api('GET', `${storages}/azure-copy`)).body as Manifest
        expect(copy).toMatchObject({
          metadata: { labels: { team: 'platform' } },
          spec: {
            storage: {
              azure: { container: 'demo', prefix: 'databases-too', secretName: 'azure-copy-storage-cred' },
            },
          },
        })
        expect((await console.api('GET', `${storages}/azure`)).body, 'the original').toEqual(original)
      },
      { secrets: [key] },
    )
  })

  it("explains why a storage can't be read, retries, and lists the parts that aren't copied", { timeout }, () =>
    console.visit(
      async (page) => {
        const alert = page.getByRole('alert')
        await alert.getByRole('heading', { name: /^Couldn't load .*late$/ }).waitFor()
        expect(await alert.textContent()).toMatch(/not found|does not exist|there is no/i)
        expect(await field(page, 'Name').count(), 'a form without its original').toBe(0)
        const late = {
          apiVersion: 'storage.kubestash.com/v1alpha1',
          kind: 'BackupStorage',
          metadata: { name: 'late', namespace: 'demo' },
          spec: {
            storage: { provider: 'gcs', gcs: { bucket: 'late' } },
            usagePolicy: { allowedNamespaces: { from: 'All' } },
            runtimeSettings: { pod: { nodeSelector: { disk: 'ssd' } } },
          },
        }
        expect((await console.api('POST', storages, late)).status).toBe(201)
        await press(page, 'Try again')
        await field(page, 'Name').waitFor()
        expect(await field(page, 'Name').inputValue()).toBe('late-copy')
        expect(await field(page, 'Bucket').inputValue()).toBe('late')
        const left = page.getByText('The form has no fields for these parts of late:')
        expect(await left.textContent()).toContain('/spec/runtimeSettings/pod/nodeSelector')
      },
      { route: '/create?from=demo/late', expected: /status of 404/ },
    ),
  )

  it('shows a page not found for an unknown storage', { timeout }, () =>
    console.visit(async (page) => page.getByRole('heading', { name: 'Page not found' }).waitFor(), {
      route: '/create?from=nothing',
    }),
  )
})

describe.concurrent('lists of the cluster', () => {
  it("don't delay the form, and offer a retry if the namespaces can't be read", { timeout }, () =>
    console.visit(
      async (page) => {
        const list = /\/k8s\/api\/v1\/namespaces\?/
        let answer: () => void = () => undefined
        const answered = new Promise<void>((resolve) => (answer = resolve))
        await page.route(list, async (route) => {
          await answered
          // A page that the user has left doesn't wait for its response.
          await route.fulfill({ status: 500, body: 'broken' }).catch(() => undefined)
        })
        await startForm(page)
        const namespace = formOf(page).getByRole('combobox', { name: 'Namespace', exact: true })
        expect(await descriptionOf(namespace)).toContain('Loading the list… You can type any name.')
        await namespace.fill('typed-meanwhile')
        answer()
        await formOf(page).getByText("The list couldn't be loaded. You can type any name.").waitFor()
        await page.unroute(list)
        await press(page, 'Try again')
        await press(page, 'Show options for Namespace')
        await page.getByRole('option', { name: 'production', exact: true }).click()
        expect(await namespace.inputValue()).toBe('production')
      },
      { expected: /status of 500/ },
    ),
  )

  it("don't block the form if the other storages can't be read", { timeout }, () =>
    console.visit(
      async (page) => {
        const list = /\/backupstorages\?/
        await page.getByRole('row').nth(1).waitFor()
        await page.route(list, (route) => route.fulfill({ status: 500, body: 'broken' }))
        await startForm(page)
        const notice = page.getByRole('heading', { name: /^Couldn't load the other storages/ })
        await notice.waitFor()
        await field(page, 'Name').fill('typed-meanwhile')
        await page.unroute(list)
        await press(page, 'Try again')
        await notice.waitFor({ state: 'detached' })
        expect(await field(page, 'Name').inputValue()).toBe('typed-meanwhile')
      },
      { expected: /status of 500/ },
    ),
  )
})
