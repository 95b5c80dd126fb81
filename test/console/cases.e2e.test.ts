import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { type Case, caseOf } from '../fixtures/cases.ts'
import { stepsFor } from '../formSteps.ts'
import {
  credentialsOf,
  expectHidden,
  finish,
  formOf,
  manifestText,
  parse,
  press,
  preview,
  readManifest,
  showAs,
  rowOf,
  secrets,
  secretsOf,
  startForm,
  storages,
  withReferences,
} from './consolePage.ts'
import { checkSteps, takeSteps } from './takeSteps.ts'
import { type ServedConsole, startConsole } from './startConsole.ts'
import { formsOf } from './visit.ts'

// The example console in a real browser, from the list through an empty form to a Ready storage: one case for each
// provider, covering every source of credentials. test/react/cases.browser.test.tsx fills in every case.

const timeout = 90_000

const console = await startConsole()

/** Serializes steps that share something, such as the clipboard, while other tests run in parallel. */
function queue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work, work)
    last = next.catch(() => undefined)
    return next
  }
}

const clipboard = queue()

async function copy(page: Page): Promise<string> {
  return clipboard(async () => {
    await page.evaluate(() => navigator.clipboard.writeText('nothing was copied'))
    await press(page, 'Copy')
    await page.getByText(/^Copied/).waitFor()
    return page.evaluate(() => navigator.clipboard.readText())
  })
}

/** Checks the preview of a case: masked, revealed, as YAML and JSON, and copied to the clipboard. */
async function checkPreview(page: Page, { manifests }: Case): Promise<void> {
  const credentials = Object.values(credentialsOf(manifests))
  const masked = await manifestText(page)
  for (const form of credentials.flatMap(formsOf)) expect(masked.includes(form), 'a credential is shown').toBe(false)
  const maskedJson = await showAs(page, 'JSON')
  for (const form of credentials.flatMap(formsOf)) expect(maskedJson.includes(form)).toBe(false)
  await expectHidden(page, secretsOf(manifests), 'the masked preview')
  // Copying gives the real manifest even while it is masked.
  expect(parse(await copy(page), 'JSON')).toEqual(manifests)

  if (credentials.length > 0) await press(page, 'Show secrets')
  else expect(await page.getByRole('button', { name: 'Show secrets' }).count()).toBe(0)
  for (const format of ['YAML', 'JSON']) {
    const shown = await readManifest(page, format)
    expect(shown.manifests).toEqual(manifests)
    expect(await copy(page)).toBe(shown.text)
  }
  if (credentials.length > 0) await press(page, 'Hide secrets')
  await expectHidden(page, secretsOf(manifests), 'the preview, masked again')
}

/** Returns a case's objects as the cluster stores them, the Secret first. */
async function checkCluster({ api }: ServedConsole, { manifests, values }: Case): Promise<void> {
  const kept = await api('GET', `${storages}/${values.name}`)
  const sent = manifests.at(-1)
  expect(kept.body).toMatchObject({ spec: sent?.spec as object, metadata: sent?.metadata as object })
  const credentials = credentialsOf(manifests)
  const secret = manifests.find(({ kind }) => kind === 'Secret')
  if (secret === undefined) return
  const { body } = await api('GET', `${secrets}/${String(secret.metadata.name)}`)
  const { data, type } = body as { data: Record<string, string>; type: string }
  expect(type).toBe('Opaque')
  const decoded = Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()])
  expect(Object.fromEntries(decoded)).toEqual(credentials)
}

/** Follows the status of a storage until it is ready, and creates its existing Secret on the way. Ends on its page. */
async function checkStatus(page: Page, { api, origin }: ServedConsole, { values }: Case): Promise<void> {
  const { name, backend } = values
  const { source, secretName = '' } = backend.credentials
  if (source === 'existing') {
    const status = page.getByRole('status').filter({ hasText: 'The storage is NotReady. The operator reports:' })
    await status.getByText(`secrets "${secretName}" not found`).waitFor()
    const metadata = { name: secretName, namespace: 'demo' }
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata, stringData: { SOME_KEY: 'made up' } }
    expect((await api('POST', secrets, secret)).status).toBe(201)
  }
  await finish(page, name)
  expect(page.url()).toBe(`${origin}/#/storages/demo/${name}`)
  await page.getByRole('list', { name: 'Conditions' }).getByText('BackendInitialized').waitFor()
}

async function checkList(page: Page, { values: { name, backend } }: Case): Promise<void> {
  await page.getByRole('main').getByRole('link', { name: 'BackupStorage', exact: true }).click()
  const row = rowOf(page, name)
  await row.getByText('Ready', { exact: true }).waitFor()
  expect(await row.getByRole('gridcell').allTextContents()).toEqual(
    expect.arrayContaining(['demo', backend.provider]) as unknown[],
  )
}

describe.concurrent('filling in a case', () => {
  const files = ['s3-existing-secret', 'azure-guide', 'gcs-workload-identity', 'local-nfs']

  it.each(files)('creates %s', { timeout }, async (file) => {
    const found = caseOf(file)
    const one = { ...found, manifests: withReferences(found.manifests) }
    const hidden = secretsOf(one.manifests)
    const steps = stepsFor(one.values)
    await console.visitOwn(
      async (page, cluster) => {
        await startForm(page)
        await takeSteps(steps, formOf(page))
        await expectHidden(page, hidden, 'the form')
        await preview(page)
        await checkPreview(page, one)
        await press(page, 'Previous')
        await checkSteps(steps, formOf(page))
        expect(await page.getByText(/^Error in /).count()).toBe(0)
        await preview(page)
        const again = await readManifest(page, 'YAML')
        expect(again.manifests.at(-1)).toEqual(one.manifests.at(-1))
        await press(page, 'Submit')
        await checkStatus(page, cluster, one)
        await checkCluster(cluster, one)
        await expectHidden(page, hidden, 'the page of the storage')
        await checkList(page, one)
      },
      { secrets: hidden },
    )
  })
})
