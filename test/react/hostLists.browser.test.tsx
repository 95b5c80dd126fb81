import 'backupstorage-forms/styles.css'
import { BackupStorageForm } from 'backupstorage-forms'
import type { BackupStorageFormProps } from 'backupstorage-forms'
import { describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { caseOf } from '../fixtures/cases.ts'

// A name that isn't in a list of the host: an object that doesn't exist, or a typo.

const missing = /Not found in the list/

describe('a namespace that is missing from the list', () => {
  it('is reported after leaving the field, and never while typing', async () => {
    const onPreview = vi.fn()
    const { values } = caseOf('s3-existing-secret')
    const screen = await render(
      <BackupStorageForm namespaces={['demo', 'production']} defaultValues={values} onPreview={onPreview} />,
    )
    const field = screen.getByRole('combobox', { name: /^Namespace/ })
    await field.fill('prod')
    await expect.element(screen.getByText(missing)).not.toBeInTheDocument()
    await userEvent.tab()
    await expect.element(screen.getByText(missing)).toBeVisible()
    await expect.element(field).toHaveAccessibleDescription(missing)
    await expect.element(field).toBeValid()
    await userEvent.click(field)
    await userEvent.keyboard('u')
    await expect.element(screen.getByText(missing)).not.toBeInTheDocument()
    await userEvent.tab()
    await screen.getByRole('button', { name: 'Preview' }).click()
    expect(onPreview).toHaveBeenCalledTimes(1)
    await field.fill('production')
    await userEvent.tab()
    await expect.element(screen.getByText(missing)).not.toBeInTheDocument()
  })

  it('is reported on Preview, if the field was never visited', async () => {
    const values = { ...caseOf('s3-existing-secret').values, namespace: 'nowhere' }
    const screen = await render(
      <BackupStorageForm namespaces={() => Promise.resolve(['demo'])} defaultValues={values} onPreview={vi.fn()} />,
    )
    await expect.element(screen.getByText(missing)).not.toBeInTheDocument()
    await screen.getByRole('button', { name: 'Preview' }).click()
    await expect.element(screen.getByText(missing)).toBeVisible()
  })

  it.each<[string, Partial<BackupStorageFormProps>]>([
    ['is empty', { namespaces: [] }],
    ['is still loading', { namespaces: () => new Promise(() => {}) }],
    ["couldn't be loaded", { namespaces: () => Promise.reject(new Error('The server did not answer.')) }],
    ["isn't readable by the user", { namespaces: () => Promise.resolve(undefined) }],
    ['is not there', {}],
    ['belongs to a field that is fixed', { namespaces: ['demo'], fields: { '/namespace': 'fixed' } }],
  ])('is not reported if the list %s', async (_title, props) => {
    const values = { ...caseOf('s3-existing-secret').values, namespace: 'nowhere' }
    const screen = await render(<BackupStorageForm {...props} defaultValues={values} onPreview={vi.fn()} />)
    await screen.getByRole('textbox', { name: /^Name\b/ }).click()
    await screen.getByRole('button', { name: 'Preview' }).click()
    await expect.element(screen.getByText(missing)).not.toBeInTheDocument()
  })
})

describe('a Secret that is missing from the list', () => {
  it('is reported for an existing Secret, but not for the name of a new one', async () => {
    const { values } = caseOf('s3-existing-secret')
    const credentials = { source: 'new' as const, secretName: 'own-name' }
    const existing = await render(
      <BackupStorageForm secrets={[{ name: 'other' }]} defaultValues={values} onPreview={vi.fn()} />,
    )
    await existing.getByRole('button', { name: 'Preview' }).click()
    await expect.element(existing.getByText(missing)).toBeVisible()
    await existing.unmount()
    const own = await render(
      <BackupStorageForm
        secrets={['other']}
        defaultValues={{ ...values, backend: { ...values.backend, credentials } }}
        onPreview={vi.fn()}
      />,
    )
    await own.getByRole('button', { name: 'Preview' }).click()
    await expect.element(own.getByRole('combobox', { name: 'Secret Name' })).toHaveValue('own-name')
    await expect.element(own.getByText(missing)).not.toBeInTheDocument()
  })
})
