import type { Locator, Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { caseOf } from '../fixtures/cases.ts'
import { waitFor } from '../waitFor.ts'
import { heard, listen } from './accessChecks.ts'
import { storages } from './consolePage.ts'
import { keyboardOf } from './keyboard.ts'
import { startConsole } from './startConsole.ts'

// The console as a screen reader presents it: elements are found by role and name, states are read from the browser's
// accessibility tree, and results from live regions.

const timeout = 60_000

const console = await startConsole()

const azure = caseOf('azure-guide').values.backend
const gcs = caseOf('gcs-new-secret').values.backend

/** The provider's fields that an empty form asks for, with their values. */
const runs: Record<string, Record<string, string>> = {
  azure: {
    'Account Key': String(azure.auth.AZURE_ACCOUNT_KEY),
    'Account Name': String(azure.auth.AZURE_ACCOUNT_NAME),
    Container: String(azure.spec.container),
  },
  gcs: {
    'Google Project ID': String(gcs.auth.GOOGLE_PROJECT_ID),
    'Google Service Account JSON Key': String(gcs.auth.GOOGLE_SERVICE_ACCOUNT_JSON_KEY),
    Bucket: String(gcs.spec.bucket),
  },
}

/** Answers each error of the list by going to its field, which says what is wrong with it. */
async function answerErrors(page: Page, answers: Record<string, string>): Promise<void> {
  const keys = await keyboardOf(page)
  const errors = page.getByRole('main').getByRole('button', { name: /^Enter a value for / })
  expect(await errors.count()).toBe(Object.keys(answers).length)
  for (const name of Object.keys(answers)) {
    await errors.filter({ hasText: name }).first().click()
    const field = await keys.focused()
    expect(['textbox', 'combobox'], name).toContain(field.role)
    expect(field.name).toBe(name)
    expect(field.description).toContain(`Enter a value for ${name}`)
    await page.keyboard.insertText(answers[name] ?? '')
    await page.keyboard.press('Tab')
  }
}

async function chooseProvider(main: Locator, provider: string): Promise<void> {
  const cards = main.getByRole('radiogroup', { name: 'Provider' })
  if ((await cards.count()) > 0) await cards.getByRole('radio', { name: new RegExp(`^${provider}\\b`, 'i') }).check()
  else await main.getByRole('combobox', { name: 'Provider', exact: true }).selectOption(provider)
}

async function go(page: Page, provider: string, answers: Record<string, string>): Promise<void> {
  const main = page.getByRole('main')
  const { Name: name = '', Namespace: namespace = '' } = answers
  await main.getByRole('link', { name: 'Create New Instance' }).click()
  await main.getByRole('heading', { level: 1, name: 'Create BackupStorage' }).waitFor()
  await main.getByRole('textbox', { name: 'Name', exact: true }).waitFor()
  await chooseProvider(main, provider)
  await page.evaluate(listen)
  await main.getByRole('button', { name: 'Preview' }).click()
  await expectOnce(page, new RegExp(`^Fix ${Object.keys(answers).length} errors to continue.$`))
  await answerErrors(page, answers)

  await main.getByRole('button', { name: 'Preview' }).click()
  await main.getByRole('textbox', { name: 'Manifest' }).waitFor()
  await expectOnce(page, /Dry run passed|Ready to submit/)
  await main.getByRole('button', { name: 'Submit', exact: true }).click()
  await expectOnce(page, /\bis Ready\b/)
  await main.getByRole('button', { name: /^(View storage|Done)$/ }).click()
  await main.getByRole('heading', { level: 1, name: `${namespace}/${name}`, exact: true }).waitFor()
  await main.getByRole('link', { name: 'BackupStorage', exact: true }).first().click()
  await main.getByRole('row', { name: new RegExp(`^${name} ${namespace} ${provider} .*\\bReady\\b`) }).waitFor()
}

/** Waits until a live region says something that matches, and fails if it is said again. */
async function expectOnce(page: Page, wanted: RegExp): Promise<void> {
  const texts: string[] = []
  await waitFor(async () => {
    texts.push(...(await heard(page)))
    expect(texts).toContainEqual(expect.stringMatching(wanted))
  })
  await page.waitForTimeout(500)
  texts.push(...(await heard(page)))
  expect(texts.filter((text) => wanted.test(text))).toHaveLength(1)
}

describe.concurrent('with only the accessibility tree', () => {
  it.each(Object.entries(runs))(
    'a storage is created, from the list to Ready: %s',
    { timeout },
    async (provider, fields) => {
      const name = `heard-${provider}`
      await console.visit((page) => go(page, provider, { Namespace: 'demo', Name: name, ...fields }))
      const { body } = await console.api('GET', `${storages}/${name}`)
      expect(body).toMatchObject({ spec: { storage: { provider } } })
    },
  )
})
