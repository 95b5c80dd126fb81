import type { Meta, StoryObj } from '@storybook/react-vite'
import { BackupStorageForm } from 'backupstorage-forms'
import { expect, fn } from 'storybook/test'
import { caseOf } from '../test/fixtures/cases.ts'
import { liveStorage } from './live.ts'

/**
 * The form of a backup storage, made from the schema of the selected provider. It shows the errors of a field only after
 * the user leaves the field or presses Preview.
 */
const meta = {
  title: 'Components/BackupStorageForm',
  component: BackupStorageForm,
  args: { namespaces: ['default', 'demo', 'production'], onCancel: fn(), onPreview: fn() },
} satisfies Meta<typeof BackupStorageForm>

export default meta
type Story = StoryObj<typeof meta>

/** A new storage. */
export const Empty: Story = {}

export const S3: Story = { args: { defaultValues: caseOf('s3-new-secret').values } }
export const S3ExistingSecret: Story = { args: { defaultValues: caseOf('s3-existing-secret').values } }
export const S3WorkloadIdentity: Story = { args: { defaultValues: caseOf('s3-workload-identity').values } }
export const Azure: Story = { args: { defaultValues: caseOf('azure-guide').values } }
export const AzureWorkloadIdentity: Story = { args: { defaultValues: caseOf('azure-workload-identity').values } }
export const Gcs: Story = { args: { defaultValues: caseOf('gcs-new-secret').values } }
export const LocalPvc: Story = { args: { defaultValues: caseOf('local-pvc').values } }
export const LocalNfs: Story = { args: { defaultValues: caseOf('local-nfs').values } }
export const LocalHostPath: Story = { args: { defaultValues: caseOf('local-host-path').values } }

/** Pressing Preview on an empty form opens the panels with errors and focuses the first invalid field. */
export const WithErrors: Story = {
  play: async ({ canvas, userEvent, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Preview' }))
    await expect(args.onPreview).not.toHaveBeenCalled()
    await expect(canvas.getByLabelText(/^Namespace/)).toHaveFocus()
    await expect(canvas.getByLabelText(/^Namespace/)).toBeInvalid()
    await expect(canvas.getAllByText('Errors in 4 fields').length).toBeGreaterThan(0)
  },
}

/** Editing a live storage that contains backups: its location is locked, and the form explains why. */
export const Edit: Story = {
  args: {
    mode: 'edit',
    editing: liveStorage('azure-existing-secret', [{ name: 'demo-repo', namespace: 'demo', path: 'demo/repo' }]),
  },
}

/** Right to left, inherited from the page. */
export const RightToLeft: Story = {
  args: { defaultValues: caseOf('s3-new-secret').values },
  decorators: [
    (Story) => (
      <div dir="rtl">
        <Story />
      </div>
    ),
  ],
}

/** Themed by the host, with the custom properties of `.bsf` and an inherited font. */
export const OwnLook: Story = {
  name: 'Themed',
  args: { defaultValues: caseOf('azure-guide').values },
  decorators: [
    (Story) => (
      <div className="own-look">
        <style>{`.own-look { font-family: Georgia, serif }
          .own-look .bsf { --bsf-accent: light-dark(#6d28d9, #b794f6); --bsf-accent-strong: light-dark(#4c1d95, #d6bcfa);
            --bsf-on-accent: light-dark(#fff, #1a1033); --bsf-radius: 0px; --bsf-space: 7px }`}</style>
        <Story />
      </div>
    ),
  ],
}

/** Every kind of error. */
export const Faulty: Story = {
  name: 'All Errors',
  args: { defaultValues: caseOf('azure-faulty').values },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Preview' }))
    await expect(canvas.getByLabelText(/^Namespace/)).toHaveFocus()
  },
}

/** Help opens next to a label, and advanced fields under More options. */
export const HelpAndMoreOptions: Story = {
  name: 'Help and More Options',
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'About Endpoint' }))
    await expect(canvas.getByText(/^The URL of Amazon S3/)).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Expand More options' }))
    await expect(canvas.getByLabelText(/^Max Connections/)).toBeVisible()
  },
}

export const Disabled: Story = { args: { defaultValues: caseOf('azure-guide').values, disabled: true } }
export const ReadOnly: Story = { args: { defaultValues: caseOf('azure-guide').values, readOnly: true } }
