import type { Meta, StoryObj } from '@storybook/react-vite'
import { BackupStorageWizard } from 'backupstorage-forms'
import { expect, fn, waitFor } from 'storybook/test'
import { duplicateValues } from 'backupstorage-forms/core'
import { caseOf } from '../test/fixtures/cases.ts'
import { liveStorage } from './live.ts'

/** The whole way: the form, the preview of its manifests, and Submit. */
const meta = {
  title: 'Components/BackupStorageWizard',
  component: BackupStorageWizard,
  args: {
    namespaces: ['default', 'demo', 'production'],
    onSubmit: fn(() => Promise.resolve()),
    onCancel: fn(),
  },
} satisfies Meta<typeof BackupStorageWizard>

export default meta
type Story = StoryObj<typeof meta>

export const Empty: Story = {}

/** Preview was pressed too early: a summary leads to each fault. */
export const WithErrors: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Preview' }))
    await userEvent.click(canvas.getByRole('button', { name: /^Bucket is missing/ }))
    await expect(canvas.getByLabelText(/^Bucket/)).toHaveFocus()
  },
}

export const Preview: Story = {
  args: { defaultValues: caseOf('azure-guide').values },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Preview' }))
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Submit' })).toBeVisible())
  },
}

/** What goes wrong with a submit is said, and everything stays as it was. */
export const SubmitFails: Story = {
  args: {
    defaultValues: caseOf('azure-guide').values,
    onSubmit: fn(() => Promise.reject(new Error('The server did not answer. Check the connection and try again.'))),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Preview' }))
    await userEvent.click(await canvas.findByRole('button', { name: 'Submit' }))
    await expect(await canvas.findByRole('alert')).toHaveTextContent('The server did not answer')
    await userEvent.click(canvas.getByRole('button', { name: 'Previous' }))
    await expect(canvas.getByLabelText(/^Container/)).toHaveValue('db-backups')
  },
}

/** A copy of a storage under another name: it is nobody's default, and gets a Secret of its own. */
export const Duplicate: Story = {
  args: { defaultValues: duplicateValues(caseOf('s3-workload-identity').values, 's3-copy') },
  play: async ({ canvas, userEvent, args }) => {
    await expect(canvas.getByLabelText(/^Name\b/)).toHaveValue('s3-copy')
    await userEvent.click(canvas.getByRole('button', { name: 'Preview' }))
    await userEvent.click(await canvas.findByRole('button', { name: 'Submit' }))
    await waitFor(() => expect(args.onSubmit).toHaveBeenCalled())
    const [manifests] = (args.onSubmit as ReturnType<typeof fn>).mock.lastCall as [{ metadata: object }[]]
    await expect(manifests.at(-1)?.metadata).toMatchObject({ name: 's3-copy' })
  },
}

/** A live storage with its credentials replaced: what the form does not know stays as it is. */
export const Edit: Story = {
  args: { mode: 'edit', editing: liveStorage('s3-existing-secret') },
  play: async ({ canvas, userEvent, args }) => {
    await userEvent.click(canvas.getByRole('radio', { name: 'Replace the credentials' }))
    await userEvent.type(canvas.getByLabelText(/^AWS Access Key ID/), 'made-up-id')
    await userEvent.type(canvas.getByLabelText(/^AWS Secret Access Key/), 'made-up-secret')
    await userEvent.click(canvas.getByRole('button', { name: 'Preview' }))
    await userEvent.click(await canvas.findByRole('button', { name: 'Submit' }))
    await waitFor(() => expect(args.onSubmit).toHaveBeenCalled())
    const [manifests] = (args.onSubmit as ReturnType<typeof fn>).mock.lastCall as [object[]]
    await expect(manifests).toMatchObject([
      { kind: 'Secret', metadata: { name: 's3-secret' } },
      { kind: 'BackupStorage', metadata: { resourceVersion: '41' } },
    ])
  },
}
