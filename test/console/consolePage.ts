import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type AxeCore from 'axe-core'
import type { Manifest } from 'backupstorage-forms/core'
import type { Locator, Page } from 'playwright'
import { expect } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { labelled } from './takeSteps.ts'
import { formsOf } from './visit.ts'

// Elements and actions that the tests of the example console share.

/** The API path of the namespace that the cases use. */
export const storages = '/apis/storage.kubestash.com/v1alpha1/namespaces/demo/backupstorages'
export const secrets = '/api/v1/namespaces/demo/secrets'

/** The annotations that the console adds to a storage: see examples/console/src/storage.ts. */
const referenceKeys = { provider: 'console.example.com/provider', secret: 'console.example.com/secret' }

export const formOf = (page: Page): Locator => page.locator('main')
export const manifestOf = (page: Page): Locator => page.getByRole('textbox', { name: 'Manifest', exact: true })

/** Returns the visible text of the manifest, from the editor or from its plain fallback. */
export async function manifestText(page: Page): Promise<string> {
  await page.locator('.cm-content').waitFor()
  return manifestOf(page).evaluate(async (element) => {
    // The editor draws only the lines near the visible ones.
    element.scrollIntoView({ block: 'end' })
    for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve))
    return [...element.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n')
  })
}
export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click()
export const field = (page: Page, label: string): Locator => labelled(formOf(page), label)
export const rowOf = (page: Page, name: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })

export function credentialsOf(manifests: readonly Manifest[]): Record<string, string> {
  return Object.assign({}, ...manifests.map(({ stringData }) => stringData ?? {})) as Record<string, string>
}

/** Returns the manifests of a case as the console writes them, with the provider and the Secret in annotations. */
export function withReferences(manifests: readonly Manifest[]): Manifest[] {
  return manifests.map((manifest) => {
    if (manifest.kind === 'Secret') return manifest
    const { storage } = manifest.spec as { storage: { provider: string; [block: string]: unknown } }
    const { secretName } = storage[storage.provider] as { secretName?: string }
    const annotations = {
      ...(manifest.metadata.annotations as object | undefined),
      [referenceKeys.provider]: storage.provider,
      ...(secretName !== undefined && { [referenceKeys.secret]: secretName }),
    }
    return { ...manifest, metadata: { ...manifest.metadata, annotations } }
  })
}

/** Returns the credentials that must stay hidden until they are revealed. */
export function secretsOf(manifests: readonly Manifest[]): string[] {
  return Object.entries(credentialsOf(manifests)).flatMap(([key, value]) =>
    /SECRET|ACCOUNT_KEY|JSON_KEY/.test(key) ? [value] : [],
  )
}

export async function expectHidden(page: Page, hidden: readonly string[], where: string): Promise<void> {
  const markup = await page.evaluate(() => {
    const inside = (root: ParentNode): string =>
      [...root.querySelectorAll('*')]
        .map(({ shadowRoot }) => (shadowRoot ? shadowRoot.innerHTML + inside(shadowRoot) : ''))
        .join('')
    return document.documentElement.outerHTML + inside(document)
  })
  const seen = hidden.flatMap(formsOf).some((form) => markup.includes(form))
  expect(seen, `a secret stands in the document: ${where}`).toBe(false)
}

export async function startForm(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Create New Instance' }).click()
  await field(page, 'Name').waitFor()
}

export async function preview(page: Page): Promise<void> {
  await press(page, 'Preview')
  await page.getByRole('button', { name: 'Submit', exact: true }).waitFor()
}

/** Waits until a submitted storage is ready, and opens its page. */
export async function finish(page: Page, name: string, namespace = 'demo'): Promise<void> {
  await page.getByText(`BackupStorage ${namespace}/${name} created.`, { exact: true }).waitFor()
  await page.getByText('The storage is Ready. BackupConfigurations and RetentionPolicies can use it.').waitFor()
  await press(page, 'Done')
  await page.getByRole('heading', { name: `${namespace}/${name}`, exact: true }).waitFor()
}

/** Returns the section of a storage's page with a heading. */
export const sectionOf = (page: Page, title: string): Locator => page.getByRole('region', { name: title, exact: true })

/** Returns the cells of a table's rows as texts, without ages. */
export async function cellsOf(table: Locator): Promise<string[][]> {
  await table.getByRole('rowheader').first().waitFor()
  const rows = await table
    .getByRole('row')
    .filter({ has: table.page().getByRole('rowheader') })
    .all()
  return Promise.all(rows.map((row) => row.locator('[role=rowheader], [role=gridcell]').allInnerTexts()))
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Fails if axe finds a violation on the page; `rules` limits it to those rules. */
export async function expectAccessible(page: Page, where: string, runOnly?: string[]): Promise<void> {
  await page.evaluate(axe)
  const found = await page.evaluate(
    async (rules) => {
      const { violations } = await (window as unknown as { axe: typeof AxeCore }).axe.run(document, rules)
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
    },
    runOnly ? { runOnly } : {},
  )
  expect(found, where).toEqual([])
}

/** Fails if the page is wider than its window. */
export async function expectFits(page: Page, where: string): Promise<void> {
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const { documentElement } = document
    return { scrollWidth: documentElement.scrollWidth, clientWidth: documentElement.clientWidth }
  })
  expect(scrollWidth, where).toBeLessThanOrEqual(clientWidth)
}

/** Returns a control's accessible description. */
export function descriptionOf(control: Locator): Promise<string> {
  return control.evaluate((element) =>
    (element.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  )
}

/** Parses the documents of a displayed or copied text. */
export function parse(text: string, format: string): unknown[] {
  if (format === 'YAML') {
    return parseAllDocuments(text).map((document) => {
      expect(document.errors).toEqual([])
      return document.toJS() as unknown
    })
  }
  const parsed = JSON.parse(text) as { kind: string; apiVersion: string; items: unknown[] }
  if (parsed.kind !== 'List') return [parsed]
  expect(parsed.apiVersion).toBe('v1')
  return parsed.items
}

/** Shows the manifests in a format, and returns the text. */
export async function showAs(page: Page, format: string): Promise<string> {
  const button = page.getByRole('button', { name: format, exact: true })
  await button.click()
  expect(await button.getAttribute('aria-pressed')).toBe('true')
  return manifestText(page)
}

/** Shows the manifests in a format, and parses them. */
export async function readManifest(page: Page, format: string): Promise<{ text: string; manifests: unknown[] }> {
  const text = await showAs(page, format)
  return { text, manifests: parse(text, format) }
}
