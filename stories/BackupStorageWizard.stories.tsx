import type { Meta, StoryObj } from '@storybook/react-vite'
import { BackupStorageWizard } from 'backupstorage-forms'
import type { BackupStorageWizardProps } from 'backupstorage-forms'
import { expect, fn, waitFor } from 'storybook/test'
import type { Manifest } from 'backupstorage-forms/core'
import type { SubmitClient } from 'backupstorage-forms/cluster'
import { duplicateValues } from 'backupstorage-forms/core'
import { caseOf } from '../test/fixtures/cases.ts'
import { liveStorage } from './live.ts'

/** A Repository of Stash, as in a cluster. */
const repository = `apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata:
  name: orders
  namespace: demo
spec:
  backend:
    s3:
      endpoint: https://s3.us-east-1.amazonaws.com
      bucket: my-backups
      region: us-east-1
      prefix: stash/orders
    storageSecretName: s3-secret
  wipeOut: true
`

/** All steps: the form, the preview of its manifests, and Submit. */
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

/** Pressing Preview on an incomplete form shows a summary with a link to each error. */
export const WithErrors: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Preview' }))
    await userEvent.click(canvas.getByRole('button', { name: /^Enter a value for Bucket/ }))
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

/** If a submit fails, the wizard shows the reason and keeps all values. */
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

/** A copy of a storage with another name. It is not a default, and asks for a Secret and a folder of its own. */
export const Duplicate: Story = {
  args: {
    defaultValues: duplicateValues(caseOf('s3-workload-identity').values, 's3-copy'),
    existing: [liveStorage('s3-workload-identity')],
  },
  play: async ({ canvas, userEvent, args }) => {
    await expect(canvas.getByLabelText(/^Name\b/)).toHaveValue('s3-copy')
    await expect(canvas.getByLabelText(/^Prefix/)).toHaveValue('')
    await expect(canvas.getByText(/keeps its backups in a folder inside this one/)).toBeVisible()
    await userEvent.type(canvas.getByLabelText(/^Prefix/), 'db-backups/copy')
    await userEvent.click(canvas.getByRole('button', { name: 'Preview' }))
    await userEvent.click(await canvas.findByRole('button', { name: 'Submit' }))
    await waitFor(() => expect(args.onSubmit).toHaveBeenCalled())
    const [manifests] = (args.onSubmit as ReturnType<typeof fn>).mock.lastCall as [{ metadata: object }[]]
    await expect(manifests.at(-1)?.metadata).toMatchObject({ name: 's3-copy' })
  },
}

/** A storage of another tool as a start. Entries that the form doesn't have are listed before it is filled in. */
export const StartFromAnotherTool: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Start from a manifest…' }))
    await userEvent.click(await canvas.findByLabelText('Manifest'))
    await userEvent.paste(repository)
    await expect(await canvas.findByText('Start from a Stash Repository:')).toBeVisible()
    await expect(canvas.getByText('spec.wipeOut')).toBeVisible()
  },
}

/** Editing a live storage and replacing its credentials. Fields that the form doesn't have are kept. */
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

/** The preview of an edited storage opens with the changes. */
export const EditPreview: Story = {
  name: 'Edit: Changes',
  args: { mode: 'edit', editing: liveStorage('s3-existing-secret') },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Expand More options' }))
    await userEvent.type(canvas.getByLabelText(/^Max Connections/), '7')
    await userEvent.click(canvas.getByRole('button', { name: 'Preview' }))
    await expect(await canvas.findByText('1 change')).toBeVisible()
    await expect(canvas.getByText('Changed fields').nextElementSibling).toHaveTextContent('Max Connections')
  },
}

/** A fake client: it accepts every object, and the storage becomes ready after a while. */
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

/** With a client, the wizard runs a dry run before Submit, and then waits for the operator's status. */
export const WithClient: Story = {
  args: {
    defaultValues: caseOf('azure-guide').values,
    onSubmit: undefined,
    client: pretendedCluster(),
    onDone: fn(),
  },
  play: async ({ canvas, userEvent, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Preview' }))
    await canvas.findByText(/Dry run passed\./)
    await userEvent.click(canvas.getByRole('button', { name: 'Submit' }))
    await waitFor(() => expect(canvas.getByText(/^The storage is Ready/)).toBeVisible(), { timeout: 15_000 })
    await userEvent.click(canvas.getByRole('button', { name: 'Done' }))
    await expect(args.onDone).toHaveBeenCalled()
  },
}

/** A user who may not create a storage learns it above the form, and gets no Submit. */
export const MayNotCreate: Story = {
  args: {
    defaultValues: caseOf('azure-guide').values,
    onSubmit: undefined,
    client: { ...pretendedCluster(), permission: () => Promise.resolve({ allowed: false, reason: '' }) },
  },
  play: async ({ canvas, userEvent }) => {
    await canvas.findByText(/^You don't have permission to create a BackupStorage/)
    await userEvent.click(canvas.getByRole('button', { name: 'Preview' }))
    await expect(await canvas.findByRole('button', { name: 'Previous' })).toBeVisible()
    await expect(canvas.queryByRole('button', { name: 'Submit' })).toBeNull()
  },
}

/** A failed dry run is shown at the lines of the manifest, in both formats, and at the field. */
export const RefusedByTheCluster: Story = {
  name: 'Dry Run Fails',
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
    const isShown = (): Promise<void> =>
      waitFor(() =>
        expect(canvas.getAllByText(/are taken by another team/).some((one) => one.checkVisibility())).toBe(true),
      )
    await userEvent.click(canvas.getByRole('button', { name: 'Preview' }))
    await isShown()
    await userEvent.click(canvas.getByRole('button', { name: 'JSON' }))
    await expect(canvas.getByText(/Dry run failed/)).toBeVisible()
    await isShown()
    await userEvent.click(canvas.getByRole('button', { name: 'Previous' }))
    await expect(canvas.getByLabelText(/^Container/)).toHaveAccessibleDescription(/are taken by another team/)
  },
}

/** A cluster that doesn't answer is reported once, with a button to try again. */
export const ClusterUnavailable: Story = {
  args: {
    defaultValues: caseOf('azure-guide').values,
    onSubmit: undefined,
    client: pretendedCluster(
      Object.assign(new Error("Couldn't check the storage: the server is unavailable (503)."), { status: 503 }),
    ),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Preview' }))
    await expect(await canvas.findByText('Not checked.')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Try again' })).toBeVisible()
    await expect(canvas.getAllByText(/503/).filter((one) => one.checkVisibility())).toHaveLength(1)
  },
}

/** The operator can't find the Secret of the created storage, so the first action edits the credentials. */
export const SecretIsMissing: Story = {
  name: 'Not Ready: Secret Missing',
  args: {
    defaultValues: caseOf('s3-existing-secret').values,
    onSubmit: undefined,
    client: {
      ...pretendedCluster(),
      get: ({ apiVersion, kind, name, namespace }) => {
        const condition = { type: 'BackendSecretFound', status: 'False', message: 'secrets "s3-secret" not found' }
        const status = { phase: 'NotReady', conditions: [condition] }
        return Promise.resolve({ apiVersion, kind, metadata: { name, namespace }, status })
      },
    },
    onDone: fn(),
    onEdit: fn(),
    onCreateAnother: fn(),
    onNavigate: fn(),
  },
  play: async ({ canvas, userEvent, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Preview' }))
    await canvas.findByText(/Dry run passed\./)
    await userEvent.click(canvas.getByRole('button', { name: 'Submit' }))
    await userEvent.click(await canvas.findByRole('button', { name: 'Edit credentials' }))
    await expect(args.onEdit).toHaveBeenCalled()
    await expect(canvas.getByRole('button', { name: 'View storage' })).toBeVisible()
  },
}

/** An error as the Kubernetes API returns it. */
function answer(status: number, reason: string, message: string, kind: string): Error {
  return Object.assign(new Error(message), { status, reason, object: { kind } })
}

/** A fake client in which the Secret already exists. */
function clusterWithSecret(name: string): SubmitClient {
  return {
    ...pretendedCluster(),
    create: (manifest) =>
      manifest.kind === 'Secret' && manifest.metadata.name === name
        ? Promise.reject(answer(409, 'AlreadyExists', `A Secret of the name ${name} exists already.`, 'Secret'))
        : Promise.resolve(manifest),
  }
}

/** An existing Secret is never overwritten without asking the user. */
export const SecretIsThere: Story = {
  name: 'Secret Exists',
  args: {
    defaultValues: caseOf('azure-guide').values,
    onSubmit: undefined,
    client: clusterWithSecret(`${caseOf('azure-guide').values.name}-storage-cred`),
    onDone: fn(),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Preview' }))
    await userEvent.click(await canvas.findByRole('radio', { name: 'Use another name' }))
    await userEvent.click(canvas.getByRole('button', { name: 'Continue' }))
    await expect(await canvas.findByText(/Dry run passed\./)).toHaveFocus()
    await userEvent.click(canvas.getByRole('button', { name: 'Submit' }))
    await expect(await canvas.findByText(/ created\.$/)).toBeVisible()
  },
}

/** The question about an existing Secret. */
export const SecretIsThereQuestion: Story = {
  name: 'Secret Exists: Question',
  args: SecretIsThere.args as object,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Preview' }))
    await expect(await canvas.findByRole('radio', { name: 'Use it unchanged' })).toBeChecked()
  },
}

const edited = liveStorage('s3-existing-secret') as Manifest

/** After an edit, the operator has not written a new status. The wizard doesn't take the earlier one for an answer. */
export const OperatorSilent: Story = {
  name: 'Edit: Operator Has Not Answered',
  args: {
    mode: 'edit',
    editing: edited,
    onSubmit: undefined,
    client: { ...pretendedCluster(), get: () => Promise.resolve(edited) },
    onDone: fn(),
  },
  beforeEach: () => {
    const { now } = Date
    return () => void (Date.now = now)
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Expand More options' }))
    await userEvent.type(canvas.getByLabelText(/^Max Connections/), '7')
    await userEvent.click(canvas.getByRole('button', { name: 'Preview' }))
    await canvas.findByText(/Dry run passed\./)
    await userEvent.click(canvas.getByRole('button', { name: 'Submit' }))
    await canvas.findByText('Waiting for the storage to become Ready…')
    // A minute passes.
    const { now } = Date
    Date.now = () => now() + 60_000
    await expect(await canvas.findByText(/^The operator has not answered yet/)).toHaveTextContent(
      'Before the change, the storage was Ready.',
    )
  },
}

/** The storage after someone else changed it. */
function changedMeanwhile(): Manifest {
  const spec = edited['spec'] as { storage: { s3: object } }
  return {
    ...edited,
    metadata: { ...edited.metadata, resourceVersion: '42', labels: { team: 'platform' } },
    spec: {
      ...spec,
      deletionPolicy: 'WipeOut',
      storage: { ...spec.storage, s3: { ...spec.storage.s3, maxConnections: 9 } },
      runtimeSettings: { pod: { nodeSelector: { disk: 'ssd' } } },
    } as Manifest['spec'],
  } as Manifest
}

/** A fake client in which someone else changes the storage during the edit. */
function clusterWithOthers(): SubmitClient {
  let live = changedMeanwhile()
  return {
    ...pretendedCluster(),
    get: () => Promise.resolve(live),
    update: (manifest, options) => {
      if (manifest.metadata.resourceVersion !== live.metadata.resourceVersion) {
        const message = 'The storage was changed by someone else.'
        return Promise.reject(answer(409, 'Conflict', message, manifest.kind))
      }
      if (options?.dryRun !== true) live = { ...manifest, status: live.status ?? {} }
      return Promise.resolve(manifest)
    },
  }
}

/** Someone else changed the storage during the edit. The user chooses which changes to keep. */
export const ChangedMeanwhile: Story = {
  name: 'Edit Conflict',
  args: { mode: 'edit', editing: edited, onSubmit: undefined, client: clusterWithOthers(), onDone: fn() },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Expand More options' }))
    await userEvent.type(canvas.getByLabelText(/^Max Connections/), '7')
    await userEvent.click(canvas.getByRole('button', { name: 'Preview' }))
    await expect(await canvas.findByRole('radio', { name: /^Mine: 7/ })).toBeChecked()
  },
}

/** The resolved conflict: the diff compares with the current storage, and the update succeeds. */
export const ChangedMeanwhileAndGoneOn: Story = {
  name: 'Edit Conflict: Resolved',
  args: { ...ChangedMeanwhile.args, client: clusterWithOthers() } as object,
  play: async (context) => {
    const { canvas, userEvent } = context
    await ChangedMeanwhile.play?.(context)
    await userEvent.click(canvas.getByRole('button', { name: 'Apply my changes to the new version' }))
    await expect(await canvas.findByText(/Dry run passed\./)).toHaveFocus()
    await userEvent.click(canvas.getByRole('button', { name: 'Submit' }))
    await expect(await canvas.findByText(/ updated\.$/)).toBeVisible()
  },
}
