import type { Meta, StoryObj } from '@storybook/react-vite'
import { BackupStorageWizard } from 'backupstorage-forms'
import { german } from 'backupstorage-forms/messages/de'
import { expect, fn } from 'storybook/test'
import { caseOf } from '../test/fixtures/cases.ts'

/** Every string in German, by the property `messages`. It includes the messages of checks and the texts of schemas. */
const meta = {
  title: 'Languages/German',
  component: BackupStorageWizard,
  args: { messages: german, onSubmit: fn(() => Promise.resolve()), onCancel: fn(), namespaces: ['default', 'demo'] },
} satisfies Meta<typeof BackupStorageWizard>

export default meta
type Story = StoryObj<typeof meta>

export const Empty: Story = {}

export const WithErrors: Story = {
  args: { defaultValues: caseOf('azure-faulty').values },
  play: async ({ canvas, canvasElement, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: german.preview }))
    await expect(canvas.getAllByText(/^Fehler in \d Feldern/).length).toBeGreaterThan(0)
    // No English is left, apart from names that are the same.
    await expect(canvasElement.textContent).not.toMatch(/\b(is missing|Enter it|Choose|Error in|Show|Add new|the)\b/)
  },
}

export const Preview: Story = {
  args: { defaultValues: caseOf('azure-guide').values },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: german.preview }))
    await expect(await canvas.findByRole('button', { name: german.submit })).toBeVisible()
  },
}
