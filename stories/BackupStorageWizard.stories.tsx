import type { Meta, StoryObj } from '@storybook/react-vite'
import { BackupStorageWizard } from 'backupstorage-forms'
import type { BackupStorageWizardProps } from 'backupstorage-forms'
import { expect, fn, waitFor } from 'storybook/test'
import type { SubmitClient } from 'backupstorage-forms/core'
import { duplicateValues } from 'backupstorage-forms/core'
import { caseOf } from '../test/fixtures/cases.ts'
import { liveStorage } from './live.ts'

/** The whole way: the form, the preview of its manifests, and Submit. */
const meta = {
  title: 'Components/BackupStorageWizard',
  component: BackupStorageWizard,
  args: {
    namespaces: ['default', 'demo', 'production'],
    onSubmit: fn(() => Promise.resolve()) as BackupStorageWizardProps['onSubmit'],
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

/** A client that only pretends to be a cluster: it takes what it is given, and its operator is ready after a while. */
function pretendedCluster(refusal?: Error): SubmitClient {
  let reads = 0
  return {
    delete: () => Promise.resolve(),
    update: (manifest) => Promise.resolve(manifest),
    patch: ({ apiVersion, kind }) => Promise.resolve({ apiVersion, kind, metadata: {} }),
    create: (manifest) => (refusal && manifest.kind !== 'Secret' ? Promise.reject(refusal) : Promise.resolve(manifest)),
    get: ({ apiVersion, kind, name, namespace }) =>
      Promise.resolve({
        apiVersion,
        kind,
        metadata: { name, namespace },
        status: reads++ > 0 ? { phase: 'Ready' } : {},
      }),
  }
}

/** With a client the cluster is asked before Submit, and its operator's word is awaited after it. */
export const WithClient: Story = {
  args: {
    defaultValues: caseOf('azure-guide').values,
    onSubmit: undefined,
    client: pretendedCluster(),
    onDone: fn(),
  },
  play: async ({ canvas, userEvent, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Preview' }))
    await canvas.findByText('The cluster was asked and would take this.')
    await userEvent.click(canvas.getByRole('button', { name: 'Submit' }))
    await waitFor(() => expect(canvas.getByText(/^It is Ready/)).toBeVisible(), { timeout: 15_000 })
    await userEvent.click(canvas.getByRole('button', { name: 'Done' }))
    await expect(args.onDone).toHaveBeenCalled()
  },
}

/** What the cluster would refuse is told at the lines concerned, before anything is submitted. */
export const RefusedByTheCluster: Story = {
  args: {
    defaultValues: caseOf('azure-guide').values,
    client: pretendedCluster(
      Object.assign(new Error('The server refused it.'), {
        object: { kind: 'BackupStorage' },
        causes: [
          {
            field: 'spec.storage.azure.container',
            message: 'Forbidden: containers of this account are taken by another team',
            reason: 'FieldValueForbidden',
          },
        ],
      }),
    ),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Preview' }))
    await expect(await canvas.findByText(/are taken by another team/)).toBeVisible()
  },
}
