import type { Manifest } from 'backupstorage-forms/core'
import type { Locator, Page } from 'playwright'
import { expect } from 'vitest'
import { labelled } from './formSteps.ts'
import { formsOf } from './startConsole.ts'

// What the tests of the example console find on its pages, and do there again and again.

/** Where the API has the objects of the namespace that the cases use. */
export const storages = '/apis/storage.kubestash.com/v1alpha1/namespaces/demo/backupstorages'
export const secrets = '/api/v1/namespaces/demo/secrets'

export const formOf = (page: Page): Locator => page.locator('main')
export const manifestOf = (page: Page): Locator => page.getByRole('region', { name: 'Manifest', exact: true })
export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click()
export const field = (page: Page, label: string): Locator => labelled(formOf(page), label)
export const select = (page: Page, label: string): Locator =>
  formOf(page).getByRole('combobox', { name: label, exact: true })
export const rowOf = (page: Page, name: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })

export function credentialsOf(manifests: readonly Manifest[]): Record<string, string> {
  return Object.assign({}, ...manifests.map(({ stringData }) => stringData ?? {})) as Record<string, string>
}

/** Those credentials that must not be seen anywhere until they are asked for. */
export function secretsOf(manifests: readonly Manifest[]): string[] {
  return Object.entries(credentialsOf(manifests)).flatMap(([key, value]) =>
    /SECRET|ACCOUNT_KEY|JSON_KEY/.test(key) ? [value] : [],
  )
}

export async function expectHidden(page: Page, hidden: readonly string[], where: string): Promise<void> {
  const markup = await page.evaluate(() => document.documentElement.outerHTML)
  const seen = hidden.flatMap(formsOf).some((form) => markup.includes(form))
  expect(seen, `a secret stands in the document: ${where}`).toBe(false)
}

export async function startForm(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Create New Instance' }).click()
  await field(page, 'Name').waitFor()
}

export async function preview(page: Page): Promise<void> {
  await press(page, 'Preview')
  await manifestOf(page).waitFor()
}

/** What a screen reader says of a control behind its name. */
export function descriptionOf(control: Locator): Promise<string> {
  return control.evaluate((element) =>
    (element.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  )
}
