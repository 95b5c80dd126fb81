import type { Page } from 'playwright'
import { expect } from 'vitest'
import { expectHidden, field, press, preview } from '../console/consolePage.ts'
import { createStorage } from './createStorage.ts'
import type { Cluster } from './startCluster.ts'
import { testHost } from './testHost.ts'

declare global {
  var violations: string[]
}

/** Reloads the page with a listener that records policy violations. */
async function watchPolicy(page: Page, search: string): Promise<() => Promise<void>> {
  await page.addInitScript(() => {
    globalThis.violations = []
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      globalThis.violations.push(`${violatedDirective} ${blockedURI}`)
    })
  })
  await page.goto(new URL(search, page.url()).href)
  return async () => expect(await page.evaluate(() => globalThis.violations)).toEqual([])
}

async function createKnown(page: Page, cluster: Cluster): Promise<void> {
  const expectNoViolation = await watchPolicy(page, '/')
  await createStorage(page, cluster, 'Submitted')
  await expectNoViolation()
}

async function createDefined(page: Page): Promise<void> {
  const expectNoViolation = await watchPolicy(page, '/?defined')
  await page.getByRole('radio', { name: 'REST server', exact: true }).check()
  await field(page, 'Namespace').pressSequentially('demo')
  await field(page, 'Name').pressSequentially('rest-backup')
  await field(page, 'URL').pressSequentially('rest.example.com')
  await field(page, 'Password').pressSequentially('made-up-password')
  await press(page, 'Preview')
  await page.getByText('must be a full URL', { exact: false }).first().waitFor()
  await field(page, 'URL').fill('https://rest.example.com')
  await preview(page)
  await expectHidden(page, ['made-up-password'], 'the preview')
  await press(page, 'Submit')
  await page.getByRole('heading', { name: 'Submitted' }).waitFor()
  const submitted = await page.locator('pre').textContent()
  expect(JSON.parse(submitted ?? '')).toMatchObject({
    items: [
      { kind: 'Secret', stringData: { REST_PASSWORD: 'made-up-password' } },
      { spec: { storage: { provider: 'rest', rest: { url: 'https://rest.example.com' } } } },
    ],
  })
  await expectNoViolation()
}

testHost('strict-csp', {
  headers: { 'Content-Security-Policy': "default-src 'self'" },
  uses: {
    'creates a storage without violating the policy': createKnown,
    'accepts a provider defined at run time without violating it': createDefined,
  },
})
