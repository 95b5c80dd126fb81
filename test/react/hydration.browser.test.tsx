import 'backupstorage-forms/styles.css'
import { BackupStorageForm } from 'backupstorage-forms'
import { createDraft } from 'backupstorage-forms/core'
import type { DraftStore } from 'backupstorage-forms/core'
import type { ReactElement } from 'react'
import { StrictMode } from 'react'
import type { Root } from 'react-dom/client'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { caseOf } from '../fixtures/cases.ts'
import { waitFor } from '../waitFor.ts'

const secret = 'made-up-secret-access-key/for+EXAMPLEKEY'
let root: Root | undefined
let host: HTMLElement | undefined

afterEach(() => {
  root?.unmount()
  host?.remove()
})

/** Puts the form as a server renders it into the page. Returns a function that hydrates it. */
function serve(draft: DraftStore, Wrapper: (props: { children: ReactElement }) => ReactElement): () => void {
  const form = (): ReactElement => (
    <Wrapper>
      <BackupStorageForm draft={draft} namespaces={['demo', 'default']} />
    </Wrapper>
  )
  const container = document.createElement('div')
  container.innerHTML = renderToString(form())
  document.body.append(container)
  host = container
  return () => {
    root = hydrateRoot(container, form())
  }
}

describe.each([
  ['a page', ({ children }: { children: ReactElement }) => children],
  ['a page in strict mode', ({ children }: { children: ReactElement }) => <StrictMode>{children}</StrictMode>],
])('input before %s is hydrated', (_name, Wrapper) => {
  it('is adopted: texts, secrets, options, and the provider', async () => {
    const draft = createDraft()
    const hydrate = serve(draft, Wrapper)
    await page.getByLabelText(/^Name\b/).fill('typed-early')
    await page.getByLabelText(/^Namespace/).fill('demo')
    await page.getByLabelText(/^AWS Secret Access Key/).fill(secret)
    await page.getByLabelText(/^Bucket/).fill('of-s3')
    await page.getByLabelText(/^Prefix/).fill('early')
    await page.getByLabelText(/^Deletion Policy/).selectOptions('WipeOut (Delete everything including backed up data)')
    await page.getByRole('radio', { name: 'Azure', exact: true }).click()
    await page.getByLabelText(/^Name\b/).click()
    await userEvent.keyboard('{Home}{ArrowRight}')
    hydrate()
    await expect.element(page.getByLabelText(/^Container/)).toBeVisible()
    expect(draft.getState().values).toMatchObject({
      name: 'typed-early',
      namespace: 'demo',
      deletionPolicy: 'WipeOut',
      backend: { provider: 'azure' },
    })
    // Typing goes on where it was.
    await userEvent.keyboard('X')
    expect(draft.getState().values.name).toBe('tXyped-early')
    await expect.element(page.getByRole('listbox')).not.toBeInTheDocument()
    await page.getByRole('radio', { name: 'S3', exact: true }).click()
    expect(draft.getState().values.backend).toMatchObject({
      auth: { AWS_SECRET_ACCESS_KEY: secret },
      spec: { bucket: 'of-s3', prefix: 'early' },
    })
    await expect.element(page.getByLabelText(/^AWS Secret Access Key/)).toHaveValue(secret)
    expect(document.documentElement.outerHTML).not.toContain(secret)
  })

  it('is adopted from a radio button, and from a cleared or changed field', async () => {
    const { values } = caseOf('s3-new-secret')
    const draft = createDraft({ values: { ...values, default: true } })
    const hydrate = serve(draft, Wrapper)
    await page.getByRole('radio', { name: 'Existing Secret' }).click()
    await page.getByLabelText(/^Prefix/).clear()
    await page.getByLabelText(/^Name\b/).fill('other')
    await page.getByRole('checkbox', { name: /default/i }).click()
    hydrate()
    await expect.element(page.getByLabelText(/^Secret Name/)).toBeVisible()
    const now = draft.getState().values
    expect(now).toMatchObject({ name: 'other', default: false, backend: { credentials: { source: 'existing' } } })
    expect(now.backend.spec).not.toHaveProperty('prefix')
    expect(now.labels).toEqual(values.labels)
  })
})

it('a page without input before is hydrated without a change', async () => {
  const { values } = caseOf('gcs-new-secret')
  const draft = createDraft({ values })
  serve(draft, ({ children }) => children)()
  const key = page.getByLabelText(/^Google Service Account JSON Key/)
  await waitFor(() => expect((key.element() as HTMLTextAreaElement).value).not.toBe(''))
  expect(draft.getState()).toMatchObject({ values, past: [] })
  expect(draft.isDirty()).toBe(false)
})
