import type { Browser, Page } from 'playwright'
import { chromium } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serveEditor } from '../../bench/serveEditor.mjs'
import { browserFlags, findBrowser } from '../findBrowser.mjs'

const value = 'hunter2-is-long'
const text = `kind: Secret
stringData:
  PASSWORD: ${value}
---
apiVersion: storage.kubestash.com/v1alpha1
kind: BackupStorage
metadata:
  name: demo
`
const range = { from: text.indexOf('demo'), to: text.indexOf('demo') + 4, line: 8, column: 9 }
const diagnostics = ['error', 'warning', 'info'].map((severity) => ({
  code: 'test',
  severity,
  message: 'Something.',
  path: '',
  source: 'manifest',
  range,
}))

/** The API of the test page. */
interface OfPage {
  showEditor: (props: object) => Promise<number>
  showDiff: (props: object) => void
  editor: { current: { focus: () => void } }
  violations: string[]
}

let browser: Browser
let page: Page
let server: Awaited<ReturnType<typeof serveEditor>>
const received: string[] = []

beforeAll(async () => {
  server = await serveEditor(process.env['TEST_DIST'] ? 'dist' : 'src')
  browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags })
  page = await browser.newPage()
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) received.push(message.text())
  })
  page.on('pageerror', (error) => received.push(error.message))
  await page.goto(server.origin)
}, 120_000)

afterAll(async () => {
  await browser?.close()
  server?.close()
})

const violations = (): Promise<string[]> => page.evaluate(() => (globalThis as unknown as OfPage).violations)

it('keeps its colors without a color-scheme, as bundlers emit them for older browsers', async () => {
  await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<div class="bsf" id="probe"></div>'))
  const colorOf = (): Promise<string> =>
    page.evaluate(() => getComputedStyle(document.getElementById('probe') ?? document.body).color)
  expect(await colorOf()).toBe('rgb(22, 25, 29)')
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'))
  expect(await colorOf()).toBe('rgb(231, 234, 238)')
  await page.evaluate(() => {
    delete document.documentElement.dataset['theme']
    document.getElementById('probe')?.remove()
  })
})

it('is styled, marks and describes problems, searches, completes and explains', async () => {
  await page.evaluate((props) => (globalThis as unknown as OfPage).showEditor(props), {
    text,
    format: 'yaml',
    diagnostics,
    options: {},
  })
  const line = page.locator('.cm-line').first()
  expect(await line.evaluate((element) => getComputedStyle(element.parentElement as Element).whiteSpace)).toMatch(
    /break-spaces|pre-wrap/,
  )
  expect(await page.locator('.cm-lint-marker').evaluate((element) => getComputedStyle(element).borderRadius)).toBe(
    '50%',
  )
  await page.locator('.cm-lint-marker').hover()
  await page.locator('.cm-tooltip').waitFor()
  await page.evaluate(() => (globalThis as unknown as OfPage).editor.current.focus())
  await page.keyboard.press('F8')
  await page.keyboard.press('Control+f')
  await page.keyboard.type('demo')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('la')
  await page.locator('.cm-tooltip-autocomplete').waitFor()
  await page.locator('.cm-foldGutter [title=Fold]').first().click()
  expect(received).toEqual([])
  expect(await violations()).toEqual([])
})

it('compares side by side and inline', async () => {
  const props = { before: text, after: `${text}spec: {}\n`, beforeLabel: 'Before', afterLabel: 'After', format: 'yaml' }
  await page.evaluate((given) => (globalThis as unknown as OfPage).showDiff(given), props)
  await page.locator('.cm-mergeView').waitFor()
  await page.setViewportSize({ width: 600, height: 700 })
  await page.locator('.cm-mergeView').waitFor({ state: 'detached' })
  await page.locator('.cm-changedLine').first().waitFor()
  expect(received).toEqual([])
  expect(await violations()).toEqual([])
})
