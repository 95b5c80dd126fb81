import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright'
import { chromium } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { servePage } from '../../bench/servePage.mjs'
import { browserFlags, findBrowser } from '../findBrowser.mjs'
import { restExample } from '../schemas/schemaFiles.ts'

// A host's production build under `default-src 'self'`, with a provider that arrives as data at run time.

const source = process.env['TEST_DIST'] ? 'dist' : 'src'
const root = fileURLToPath(new URL(`../../${source}`, import.meta.url)).replaceAll('\\', '/')
const entry = (name: string): string => join(root, `${name}.${source === 'dist' ? 'js' : 'ts'}`)

const script = `
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { BackupStorageWizard } from '${entry('react/index')}'
import { contribKinds } from '${entry('contrib')}'
import { builtinProviders, defineProvider } from '${entry('core')}'

globalThis.violations = []
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
  globalThis.violations.push(violatedDirective + ' ' + blockedURI)
})
const root = createRoot(document.getElementById('root'))
const show = (props) => root.render(createElement(BackupStorageWizard, {
  ...props, key: Math.random(), onSubmit: (manifests) => void (globalThis.submitted = manifests),
}))
globalThis.showProvider = (schema) => show({ providers: [...builtinProviders, defineProvider(schema)] })
globalThis.showKind = (name) => show(contribKinds[name])
`

interface Submitted {
  kind: string
  spec?: object
  stringData?: object
}

interface OfPage {
  showProvider: (schema: object) => void
  showKind: (name: string) => void
  violations: string[]
  submitted?: Submitted[]
}

let browser: Browser
let page: Page
let server: Awaited<ReturnType<typeof servePage>>
const received: string[] = []

beforeAll(async () => {
  server = await servePage({
    script,
    stylesheet: join(root, source === 'dist' ? 'styles.css' : 'react/styles.css'),
    html:
      '<!doctype html><html lang="en"><title>Host</title><link rel="stylesheet" href="./styles.css">' +
      '<main id="root"></main><script type="module" src="./page.js"></script></html>',
  })
  browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags })
  page = await browser.newPage()
  page.setDefaultTimeout(15_000)
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) received.push(message.text())
  })
  page.on('pageerror', (error) => received.push(error.message))
  await page.goto(server.origin)
}, 180_000)

afterAll(async () => {
  await browser?.close()
  server?.close()
})

/** The manifests that the page sent after the preview. */
async function previewAndSubmit(): Promise<Submitted[]> {
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.locator('.cm-content').waitFor()
  await page.getByRole('button', { name: 'Submit' }).click()
  await page.waitForFunction('globalThis.submitted !== undefined')
  const submitted = await page.evaluate(() => {
    const of = globalThis as unknown as OfPage
    const text = JSON.stringify(of.submitted)
    delete of.submitted
    return text
  })
  return JSON.parse(submitted) as Submitted[]
}

it('fills in, checks, previews and submits a provider defined at run time', async () => {
  await page.evaluate(
    (text) => (globalThis as unknown as OfPage).showProvider(JSON.parse(text) as object),
    JSON.stringify(restExample('unlisted')),
  )
  await page.getByLabel('Namespace', { exact: false }).first().fill('demo')
  await page
    .getByLabel(/^Name\b/)
    .first()
    .fill('rest-backup')
  await page.getByRole('radio', { name: 'REST server', exact: true }).check()
  await page.getByLabel(/^URL/).fill('rest.example.com')
  await page.getByLabel(/^Password/).fill('made-up-password')
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByText('must be a full URL', { exact: false }).first().waitFor()
  await page.getByLabel(/^URL/).fill('https://rest.example.com')
  const [secret, storage] = await previewAndSubmit()
  expect(secret?.stringData).toEqual({ REST_PASSWORD: 'made-up-password' })
  expect(storage?.spec).toMatchObject({
    storage: { provider: 'unlisted', unlisted: { url: 'https://rest.example.com', maxConnections: 5 } },
  })
})

it('supports a contributed kind, too', async () => {
  await page.evaluate(() => (globalThis as unknown as OfPage).showKind('velero'))
  await page
    .getByLabel(/^Name\b/)
    .first()
    .fill('default')
  await page
    .getByLabel(/^Credentials File/)
    .fill('[default]\naws_access_key_id = made-up\naws_secret_access_key = made-up\n')
  await page.getByLabel(/^Bucket/).fill('my-backups')
  const [secret, location] = await previewAndSubmit()
  expect(Object.keys(secret?.stringData ?? {})).toEqual(['cloud'])
  expect(location).toMatchObject({
    kind: 'BackupStorageLocation',
    spec: {
      provider: 'aws',
      objectStorage: { bucket: 'my-backups' },
      credential: { name: 'default-storage-cred', key: 'cloud' },
    },
  })
})

it('violates no policy, and logs nothing to the console', async () => {
  expect(await page.evaluate(() => (globalThis as unknown as OfPage).violations)).toEqual([])
  expect(received).toEqual([])
})
