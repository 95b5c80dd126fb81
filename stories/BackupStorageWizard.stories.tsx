import type { Meta, StoryObj } from '@storybook/react-vite'
import { BackupStorageWizard } from 'backupstorage-forms'
import { expect, fn, waitFor } from 'storybook/test'
import { caseOf } from '../test/fixtures/cases.ts'

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
