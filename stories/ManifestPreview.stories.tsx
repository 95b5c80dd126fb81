import type { Meta, StoryObj } from '@storybook/react-vite'
import { ManifestPreview } from 'backupstorage-forms'
import { expect, fn } from 'storybook/test'
import { caseOf } from '../test/fixtures/cases.ts'

/** The manifests as they will be applied. Values of Secrets are masked until they are asked for. */
const meta = {
  title: 'Components/ManifestPreview',
  component: ManifestPreview,
  args: { manifests: caseOf('azure-guide').manifests, onPrevious: fn(), onSubmit: fn() },
} satisfies Meta<typeof ManifestPreview>

export default meta
type Story = StoryObj<typeof meta>

export const Yaml: Story = {}
export const Json: Story = { args: { defaultFormat: 'json' } }
export const WithoutSecret: Story = { args: { manifests: caseOf('s3-workload-identity').manifests } }
export const Submitting: Story = { args: { submitting: true, onStop: fn() } }

/** The credentials are in the page only while they are shown. */
export const Secrets: Story = {
  play: async ({ canvas, canvasElement, userEvent }) => {
    const secret = Object.values(caseOf('azure-guide').values.backend.auth)[0] as string
    await expect(canvasElement.innerHTML).not.toContain(secret)
    await userEvent.click(canvas.getByRole('button', { name: 'Show secrets' }))
    await expect(canvasElement.textContent).toContain(secret)
    await userEvent.click(canvas.getByRole('button', { name: 'Hide secrets' }))
    await expect(canvasElement.innerHTML).not.toContain(secret)
  },
}
