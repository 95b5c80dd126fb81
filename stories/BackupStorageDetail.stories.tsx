import type { Meta, StoryObj } from '@storybook/react-vite'
import { BackupStorageDetail } from 'backupstorage-forms'
import type { Manifest } from 'backupstorage-forms/core'
import { expect, fn, screen, within } from 'storybook/test'
import { pretendedCluster } from './pretendedCluster.ts'
import { related, repository, storage } from './relatedObjects.ts'

const meta = {
  title: 'Components/BackupStorageDetail',
  component: BackupStorageDetail,
  args: {
    client: pretendedCluster([storage, ...related]),
    namespace: 'stash',
    name: 'default',
    hrefFor: ({ kind, namespace, name }) => (kind === 'Secret' ? undefined : `#/${kind}/${namespace}/${name}`),
    onNavigate: fn(),
    onEdit: fn(),
    onDuplicate: fn(),
    onDeleted: fn(),
  },
} satisfies Meta<typeof BackupStorageDetail>

export default meta
type Story = StoryObj<typeof meta>

/** A storage with the backups of three databases. Only the sessions that write to it are shown. */
export const Default: Story = {
  play: async ({ canvas }) => {
    await canvas.findAllByRole('rowheader', { name: 'mongodb' })
    await expect(canvas.getAllByText('stash/keep-1mo')[0]).toBeVisible()
    await expect(canvas.getByText('1 of 3 damaged')).toBeVisible()
    await expect(canvas.getByText('1 of 2 paused')).toBeVisible()
    await expect(canvas.queryByText('offsite')).toBeNull()
    await expect(canvas.queryByRole('searchbox')).toBeNull()
  },
}

const day = 86_400_000
const reason = 'failed to initialize repository: deployments.apps "wordpress" not found'
const many = ['billing', 'carts', 'crm', 'events', 'inventory', 'orders', 'search', 'users', 'wiki'].map((app, index) =>
  repository(app, app, `${(index + 1) * 17}.5 MiB`, index * 3, index * day, 30 * day),
)
const failing: Manifest = {
  ...repository('wordpress', 'wordpress', '', 0, 0, day),
  status: { phase: 'NotReady', conditions: [{ type: 'RepositoryInitialized', status: 'False', message: reason }] },
}

/** A long table has a search. A long reason of a Status shows its start; a button shows the rest. */
export const ManyRepositories: Story = {
  args: { client: pretendedCluster([storage, ...related, ...many, failing]) },
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(await canvas.findByRole('searchbox', { name: 'Search Repositories' }), 'wordpress')
    const row = within(await canvas.findByRole('row', { name: /^wordpress/ }))
    const more = row.getByRole('button', { name: 'More…' })
    await expect(more).toHaveAttribute('aria-expanded', 'false')
    await userEvent.click(more)
    await expect(canvas.getByText(/deployments\.apps "wordpress" not found/)).toBeVisible()
    await expect(row.getByRole('button', { name: 'Less…' })).toBeVisible()
  },
}

/** The manifest can be read and copied without editing the storage. */
export const ReadManifest: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Show manifest' }))
    const manifest = await screen.findByText(/^apiVersion: storage/)
    await expect(manifest).toHaveTextContent('kind: BackupStorage')
  },
}

/** The dialog lists what is deleted and what is kept. As the storage is in use, the user must type its name. */
export const Delete: Story = {
  play: async ({ canvas, userEvent, args }) => {
    await canvas.findAllByRole('rowheader', { name: 'mongodb' })
    await userEvent.click(canvas.getByRole('button', { name: 'Delete' }))
    const dialog = await screen.findByRole('dialog', { name: 'Delete BackupStorage stash/default?' })
    await expect(dialog).toHaveTextContent('3 Repositories and their Snapshot objects')
    await expect(dialog).toHaveTextContent('Their backups will fail.')
    const field = screen.getByLabelText('Type default to confirm')
    await expect(field).toHaveFocus()
    const confirm = within(dialog).getByRole('button', { name: 'Delete' })
    await expect(confirm).toHaveAttribute('aria-disabled', 'true')
    await userEvent.type(field, 'default')
    await expect(confirm).toHaveAttribute('aria-disabled', 'false')
    await userEvent.clear(field)
    await expect(args.onDeleted).not.toHaveBeenCalled()
  },
}

const wipedOut = { ...storage, spec: { ...(storage.spec as object), deletionPolicy: 'WipeOut' } } as Manifest

/** With the deletion policy WipeOut, the user must type the name, as all backups are deleted. */
export const DeleteWipeOut: Story = {
  args: { client: pretendedCluster([wipedOut, ...related]) },
  play: async ({ canvas, userEvent, args }) => {
    await canvas.findAllByRole('rowheader', { name: 'mongodb' })
    await userEvent.click(canvas.getByRole('button', { name: 'Delete' }))
    const field = await screen.findByLabelText('Type default to confirm')
    await userEvent.type(field, 'defualt{Enter}')
    await screen.findByText(/This doesn't match default/)
    await expect(screen.getByRole('button', { name: 'Delete and erase backups' })).toHaveAttribute(
      'aria-disabled',
      'true',
    )
    await userEvent.clear(field)
    await userEvent.type(field, 'default{Enter}')
    await expect(args.onDeleted).toHaveBeenCalled()
  },
}

const leaving: Manifest = {
  ...storage,
  metadata: {
    ...storage.metadata,
    deletionTimestamp: new Date(Date.now() - 185_000).toISOString(),
    finalizers: ['kubestash.com/cleanup'],
  },
}

/** A storage that remains after its deletion until the operator has cleaned up. It can't be edited or deleted again. */
export const Deleting: Story = {
  args: { client: pretendedCluster([leaving, ...related]) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Deletion of stash/default requested.')).toBeVisible()
    await expect(canvas.getAllByText('Deleting')[0]).toBeVisible()
    await expect(canvas.queryByRole('button', { name: 'Edit' })).toBeNull()
    await expect(canvas.queryByRole('button', { name: 'Delete' })).toBeNull()
  },
}

/** A storage whose Secret is missing, with the button that repairs it. Nothing uses it yet. */
export const NotReady: Story = {
  args: {
    client: pretendedCluster([
      {
        ...storage,
        status: {
          phase: 'NotReady',
          conditions: [
            {
              type: 'BackendSecretFound',
              status: 'False',
              reason: 'BackendSecretNotAvailable',
              message: 'secrets "s3-secret" not found',
              lastTransitionTime: new Date(Date.now() - 40_000).toISOString(),
            },
          ],
        },
      },
    ]),
  },
  play: async ({ canvas, userEvent, args }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Edit credentials' }))
    await expect(args.onEdit).toHaveBeenCalledOnce()
  },
}

/** The user may read the storage, but neither change it nor list the objects that use it. */
export const Forbidden: Story = {
  args: {
    client: pretendedCluster([storage, ...related], {
      isReadOnly: true,
      forbidden: ['Repository', 'BackupConfiguration'],
    }),
  },
}

/** The core of KubeStash is not installed. Only the table that needs it reports this. */
export const NotInstalled: Story = {
  args: { client: pretendedCluster([storage, ...related], { notServed: ['BackupConfiguration'] }) },
}

/** The storage does not exist. */
export const NotThere: Story = { name: 'Not Found', args: { name: 'defualt' } }
