import type { Meta, StoryObj } from '@storybook/react-vite'
import type { SecretOption } from 'backupstorage-forms'
import { BackupStorageForm } from 'backupstorage-forms'
import type { BackupStorageValues, Diagnostic } from 'backupstorage-forms/core'
import { initialValues } from 'backupstorage-forms/core'
import { expect, fn, waitFor, within } from 'storybook/test'
import { caseOf } from '../test/fixtures/cases.ts'
import { liveStorage } from './live.ts'

/** Interactions with the form and their results. */
const meta = {
  title: 'Interaction/BackupStorageForm',
  component: BackupStorageForm,
  tags: ['!autodocs'],
  args: { onChange: fn<(values: BackupStorageValues, diagnostics: readonly Diagnostic[]) => void>(), onPreview: fn() },
} satisfies Meta<typeof BackupStorageForm>

export default meta
type Story = StoryObj<typeof meta>

const namespaces = ['default', 'demo', 'kube-system', 'production', 'staging']
const later = <T,>(value: T, wait = 300): Promise<T> => new Promise((done) => setTimeout(() => done(value), wait))

/** Returns the values of the last change. */
function latest(args: { onChange?: unknown }): BackupStorageValues {
  const { calls } = (args.onChange as ReturnType<typeof fn>).mock
  return calls.at(-1)?.[0] as BackupStorageValues
}

/** The host loads the namespaces. Until then, users can type any name. The arrow keys and Enter select one. */
export const NamespacesThatLoad: Story = {
  name: 'Namespaces Loading',
  args: { namespaces: () => later(namespaces) },
  play: async ({ canvas, userEvent, args }) => {
    const field = canvas.getByRole('combobox', { name: /^Namespace/ })
    await expect(canvas.getByText(/^Loading the list/)).toBeVisible()
    await waitFor(() => expect(canvas.queryByText(/^Loading the list/)).toBeNull())
    await userEvent.click(field)
    await userEvent.keyboard('pro')
    await expect(
      within(canvas.getByRole('listbox'))
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual(['production'])
    await userEvent.keyboard('{ArrowDown}')
    await expect(field).toHaveAttribute('aria-activedescendant', canvas.getByRole('option', { name: 'production' }).id)
    await userEvent.keyboard('{Enter}')
    await expect(field).toHaveValue('production')
    await expect(field).toHaveAttribute('aria-expanded', 'false')
    await expect(latest(args).namespace).toBe('production')
  },
}

/** If the list can't be loaded, the field offers to try again. Users can still type a name. */
export const NamespacesThatFail: Story = {
  name: 'Namespaces Failing',
  args: {
    namespaces: (() => {
      let attempts = 0
      return () => (++attempts === 1 ? Promise.reject(new Error('no connection')) : later(namespaces, 10))
    })(),
  },
  play: async ({ canvas, userEvent, args }) => {
    const retry = await canvas.findByRole('button', { name: 'Try again' })
    const field = canvas.getByRole('combobox', { name: /^Namespace/ })
    await userEvent.type(field, 'somewhere')
    await expect(latest(args).namespace).toBe('somewhere')
    await userEvent.click(retry)
    await waitFor(() => expect(canvas.queryByRole('button', { name: 'Try again' })).toBeNull())
    const options = canvas.getByRole('button', { name: 'Show options for Namespace' })
    await waitFor(() => expect(options).toBeEnabled())
    await userEvent.click(options)
    await userEvent.click(await canvas.findByRole('option', { name: 'demo' }))
    await expect(field).toHaveValue('demo')
  },
}

/** If listing is forbidden, the field is a plain text input. */
export const NamespacesForbidden: Story = {
  args: { namespaces: () => Promise.reject(Object.assign(new Error('forbidden'), { status: 403 })) },
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getByRole('textbox', { name: /^Namespace/ })).toBeVisible())
    await expect(canvas.queryByRole('button', { name: 'Try again' })).toBeNull()
  },
}

const secrets: SecretOption[] = [
  { name: 's3-secret', keys: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] },
  { name: 'tls', keys: ['tls.crt', 'tls.key'] },
]

/** An existing Secret, selected from the host's list. The form lists its required and missing keys. */
export const ExistingSecret: Story = {
  args: { secrets: ({ namespace }) => later(namespace === 'demo' ? secrets : [], 10) },
  play: async ({ canvas, userEvent, args }) => {
    await userEvent.type(canvas.getByRole('textbox', { name: /^Namespace/ }), 'demo')
    await userEvent.click(canvas.getByRole('radio', { name: 'Existing Secret' }))
    const field = await canvas.findByRole('combobox', { name: /^Secret Name/ })
    await expect(canvas.getByText('AWS_SECRET_ACCESS_KEY')).toBeVisible()
    await waitFor(() => expect(canvas.getByRole('button', { name: /^Show options for Secret Name/ })).toBeEnabled())
    await userEvent.click(field)
    await userEvent.click(await canvas.findByRole('option', { name: 'tls' }))
    await expect(canvas.getAllByText('Missing in the Secret.')).toHaveLength(2)
    await userEvent.clear(field)
    await userEvent.type(field, 's3-secret')
    await expect(canvas.queryByText('Missing in the Secret.')).toBeNull()
    await expect(latest(args).backend.credentials).toEqual({ source: 'existing', secretName: 's3-secret' })
  },
}

/** Lines of `key=value` or `key: value`, pasted into a key, become rows. */
export const LabelsPasted: Story = {
  play: async ({ canvas, userEvent, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Expand Labels & Annotations' }))
    await userEvent.click(canvas.getByRole('button', { name: 'Add new: Labels' }))
    await userEvent.paste('team=platform\ntier: "gold"\n# a comment\nexample.com/site=eu')
    await expect(latest(args).labels).toEqual({ team: 'platform', tier: 'gold', 'example.com/site': 'eu' })
    await expect(canvas.getByLabelText('Labels 3: Value')).toHaveFocus()
    await userEvent.click(canvas.getByRole('button', { name: 'Remove Labels 3' }))
    await expect(canvas.getByRole('button', { name: 'Remove Labels 2' })).toHaveFocus()
  },
}

/** The description changes with the selected deletion policy. */
export const DeletionPolicy: Story = {
  play: async ({ canvas, userEvent }) => {
    const field = canvas.getByLabelText(/^Deletion Policy/)
    await expect(field).toHaveAccessibleDescription(/Backups are kept/)
    await userEvent.selectOptions(field, 'WipeOut (Delete everything including backed up data)')
    await expect(field).toHaveAccessibleDescription(/All backups are permanently deleted/)
  },
}

/** One click sets the security context that a volume needs. */
export const VolumeAdvice: Story = {
  args: { defaultValues: initialValues('local') },
  play: async ({ canvas, userEvent, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Set File System Group to 65534' }))
    await expect(latest(args).securityContext).toEqual({ fsGroup: 65534 })
    await expect(canvas.getByLabelText(/^File System Group/)).toHaveFocus()
    await expect(canvas.queryByRole('button', { name: 'Set File System Group to 65534' })).toBeNull()
    await userEvent.click(canvas.getByRole('radio', { name: 'Host Path' }))
    await expect(canvas.getByRole('button', { name: 'Set Run as User to 0' })).toBeVisible()
  },
}

/** The URL of a bucket, pasted into any field of the backend, fills in several. The user sees which, and can undo it. */
export const BucketAddressPasted: Story = {
  play: async ({ canvas, userEvent, args }) => {
    await userEvent.click(canvas.getByLabelText(/^Bucket/))
    await userEvent.paste('https://my-backups.s3.eu-west-1.amazonaws.com/db/demo')
    await expect(canvas.getByLabelText(/^Bucket/)).toHaveValue('my-backups')
    await expect(canvas.getByLabelText(/^Endpoint/)).toHaveValue('https://s3.eu-west-1.amazonaws.com')
    await expect(canvas.getByLabelText(/^Region/)).toHaveValue('eu-west-1')
    await expect(canvas.getByLabelText(/^Prefix/)).toHaveValue('db/demo')
    await expect(canvas.getByText(/^Filled in from the URL of a bucket/, { ignore: '.bsf-announcer' })).toBeVisible()
    await userEvent.click(canvas.getByText('Undo', { ignore: '.bsf-history *' }))
    await expect(latest(args).backend.spec).toEqual({})
    await expect(canvas.getByLabelText(/^Bucket/)).toHaveFocus()
  },
}

/** Credentials, pasted as a block into any field of the backend. */
export const CredentialsPasted: Story = {
  play: async ({ canvas, canvasElement, userEvent, args }) => {
    await userEvent.click(canvas.getByLabelText(/^AWS Access Key ID/))
    await userEvent.paste('export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\nexport AWS_SECRET_ACCESS_KEY=made-up-secret')
    await expect(latest(args).backend.auth).toEqual({
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'made-up-secret',
    })
    await expect(canvasElement.ownerDocument.documentElement.outerHTML).not.toContain('made-up-secret')
  },
}

/** Credentials of another provider: the form offers to switch, and fills in nothing before. */
export const OtherProviderPasted: Story = {
  play: async ({ canvas, canvasElement, userEvent, args }) => {
    const key = 'bWFkZS11cC1henVyZS1hY2NvdW50LWtleS1mb3ItZXhhbXBsZXMtb25seS0wMDAwMDAwMDAwMDAwMDAwMDAwMA=='
    await userEvent.click(canvas.getByLabelText(/^Bucket/))
    await userEvent.paste(`DefaultEndpointsProtocol=https;AccountName=mybackups;AccountKey=${key}`)
    await expect(canvas.getByLabelText(/^Bucket/)).toHaveValue('')
    await expect(canvasElement.ownerDocument.documentElement.outerHTML).not.toContain(key)
    await userEvent.click(canvas.getByRole('button', { name: 'Switch to Azure and fill in its fields' }))
    await expect(canvas.getByRole('radio', { name: 'Azure' })).toHaveFocus()
    await expect(latest(args).backend).toMatchObject({
      provider: 'azure',
      auth: { AZURE_ACCOUNT_NAME: 'mybackups', AZURE_ACCOUNT_KEY: key },
    })
    await expect(canvasElement.ownerDocument.documentElement.outerHTML).not.toContain(key)
  },
}

/** The project is filled in from the key file. */
export const ProjectFromKeyFile: Story = {
  args: { defaultValues: initialValues('gcs') },
  play: async ({ canvas, userEvent, args }) => {
    const file = caseOf('gcs-new-secret').values.backend.auth['GOOGLE_SERVICE_ACCOUNT_JSON_KEY'] as string
    await userEvent.click(canvas.getByLabelText(/^Google Service Account JSON Key/))
    await userEvent.paste(file)
    await expect(canvas.getByLabelText(/^Google Project ID/)).toHaveValue('my-project-123456')
    await expect(latest(args).backend.auth['GOOGLE_PROJECT_ID']).toBe('my-project-123456')
    await expect(canvas.getByText(/^Filled in from this field/, { ignore: '.bsf-announcer' })).toBeVisible()
  },
}

/** Undo and redo for the whole form, by button or by keyboard outside of text fields. Reset asks for confirmation. */
export const History: Story = {
  play: async ({ canvas, canvasElement, userEvent, args }) => {
    const history = within(canvas.getByRole('group', { name: 'History' }))
    await expect(history.getByRole('button', { name: /^Undo/ })).toHaveAttribute('aria-disabled', 'true')
    await userEvent.type(canvas.getByLabelText(/^Name\b/), 's3-backup')
    await userEvent.click(canvas.getByRole('radio', { name: 'Azure' }))
    await userEvent.keyboard('{Control>}z{/Control}')
    await expect(latest(args).backend.provider).toBe('s3')
    await expect(latest(args).name).toBe('s3-backup')
    await userEvent.click(history.getByRole('button', { name: /^Undo/ }))
    await expect(latest(args).name).toBe('')
    await userEvent.click(history.getByRole('button', { name: /^Redo/ }))
    await userEvent.keyboard('{Control>}y{/Control}')
    await expect(latest(args)).toMatchObject({ name: 's3-backup', backend: { provider: 'azure' } })
    await userEvent.click(history.getByRole('button', { name: 'Reset' }))
    const dialog = within(await within(canvasElement.ownerDocument.body).findByRole('dialog'))
    await expect(dialog.getByRole('button', { name: 'Keep editing' })).toHaveFocus()
    await userEvent.click(dialog.getByRole('button', { name: 'Keep editing' }))
    await expect(latest(args).name).toBe('s3-backup')
    await userEvent.click(history.getByRole('button', { name: 'Reset' }))
    await userEvent.click(
      within(await within(canvasElement.ownerDocument.body).findByRole('dialog')).getByRole('button', {
        name: 'Reset',
      }),
    )
    await expect(latest(args)).toEqual(initialValues('s3'))
    await expect(history.getByRole('button', { name: 'Reset' })).toHaveFocus()
  },
}

/** A restored draft has no secrets. The form lists the fields to fill in again. */
export const RestoredDraft: Story = {
  args: {
    draftStorage: {
      load: () => {
        const { values } = caseOf('s3-new-secret')
        const { AWS_SECRET_ACCESS_KEY: _secret, ...auth } = values.backend.auth
        return {
          values: { ...values, backend: { ...values.backend, auth } },
          kept: {},
          missing: ['s3#/backend/auth/AWS_ACCESS_KEY_ID', 's3#/backend/auth/AWS_SECRET_ACCESS_KEY'],
        }
      },
      save: fn(),
      clear: fn(),
    },
  },
  play: async ({ canvas, userEvent }) => {
    await expect(canvas.getByText(/^Draft restored without its secrets/)).toBeVisible()
    const link = canvas.getByRole('button', { name: 'AWS Secret Access Key' })
    await userEvent.click(link)
    await expect(canvas.getByLabelText(/^AWS Secret Access Key/)).toHaveFocus()
    await userEvent.keyboard('made-up')
    await expect(link).not.toBeInTheDocument()
  },
}

/** Editing a live storage: name and namespace are fixed, and the Secret is kept unless the user replaces it. */
export const Edit: Story = {
  args: { mode: 'edit', editing: liveStorage('s3-existing-secret') },
  play: async ({ canvas, userEvent, args }) => {
    await expect(canvas.getByLabelText(/^Name\b/)).toHaveAttribute('readonly')
    await expect(canvas.getByLabelText(/^Name\b/)).toHaveAccessibleDescription(/can't be changed/)
    await expect(canvas.getByLabelText(/^Bucket/)).not.toHaveAttribute('readonly')
    await expect(canvas.getByRole('radio', { name: 'Keep the Secret' })).toBeChecked()
    await userEvent.click(canvas.getByRole('radio', { name: 'Replace the credentials' }))
    await userEvent.type(canvas.getByLabelText(/^AWS Access Key ID/), 'made-up-id')
    await userEvent.type(canvas.getByLabelText(/^AWS Secret Access Key/), 'made-up-secret')
    await expect(latest(args).backend.credentials).toEqual({ source: 'new', secretName: 's3-secret' })
  },
}

/** If the storage contains backups, its location is locked, and the form explains why. */
export const EditWithBackups: Story = {
  args: {
    mode: 'edit',
    editing: liveStorage('azure-existing-secret', [{ name: 'demo-repo', namespace: 'demo', path: 'demo/repo' }]),
  },
  play: async ({ canvas, userEvent, args }) => {
    await expect(canvas.getByText(/^This storage has backups/)).toBeVisible()
    await expect(canvas.getByLabelText(/^Container/)).toHaveAttribute('readonly')
    await expect(canvas.getByLabelText(/^Account Name/)).toHaveAttribute('readonly')
    await expect(canvas.getByRole('radio', { name: 'Azure' })).toBeDisabled()
    await expect(canvas.queryByRole('radio', { name: 'Workload identity' })).toBeNull()
    await userEvent.click(canvas.getByRole('radio', { name: 'Replace the credentials' }))
    await expect(canvas.getByLabelText(/^Account Key/)).not.toHaveAttribute('readonly')
    await userEvent.selectOptions(
      canvas.getByLabelText(/^Deletion Policy/),
      'WipeOut (Delete everything including backed up data)',
    )
    await expect(latest(args).deletionPolicy).toBe('WipeOut')
  },
}

/** The host sets the namespace and the endpoint, and hides some sections. */
export const FieldsOfTheHost: Story = {
  name: 'Fields Set by the Host',
  args: {
    fields: { '/namespace': 'fixed', '/usagePolicy': 'hidden', '/default': 'hidden', '/labels': 'hidden' },
    defaultValues: {
      ...initialValues('s3'),
      namespace: 'team-a',
      backend: { ...initialValues('s3').backend, spec: { endpoint: 'https://minio.example.com:9000' } },
    },
  },
  play: async ({ canvas, userEvent }) => {
    await expect(canvas.getByLabelText(/^Namespace/)).toHaveAttribute('readonly')
    await expect(canvas.queryByRole('button', { name: /Usage$/ })).toBeNull()
    await userEvent.click(canvas.getByRole('button', { name: 'Expand Labels & Annotations' }))
    await expect(canvas.queryByRole('group', { name: 'Labels' })).toBeNull()
    await expect(canvas.getByRole('group', { name: 'Annotations' })).toBeVisible()
    await expect(canvas.getByLabelText(/^Endpoint/)).toHaveValue('https://minio.example.com:9000')
  },
}

/** Screen readers announce an error when the user leaves the field. It disappears once the value is valid. */
export const FaultAnnounced: Story = {
  name: 'Error Announced',
  play: async ({ canvas, canvasElement, userEvent }) => {
    const field = canvas.getByLabelText(/^Bucket/)
    await userEvent.type(field, 'a/b')
    await expect(field).toBeValid()
    await userEvent.tab()
    const region = canvasElement.querySelector('.bsf-announcer')
    await waitFor(() => expect(region).toHaveTextContent(/^Bucket names can't contain slashes/))
    await expect(field).toBeInvalid()
    await expect(field).toHaveAccessibleDescription(/^Bucket names can't contain slashes/)
    await userEvent.type(field, '{Backspace}{Backspace}')
    await expect(field).toBeValid()
  },
}
