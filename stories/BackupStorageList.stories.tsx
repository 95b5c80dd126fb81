import type { Meta, StoryObj } from '@storybook/react-vite'
import { BackupStorageList } from 'backupstorage-forms'
import type { Manifest } from 'backupstorage-forms/core'
import { expect, fn, waitFor } from 'storybook/test'
import { caseOf } from '../test/fixtures/cases.ts'
import { pretendedCluster } from './pretendedCluster.ts'

const time = Date.now()
const providers = ['s3', 'azure', 'gcs']
const ages = [42, 3 * 60, 95 * 60, 7 * 3600, 6 * 86_400 + 21 * 3600, 52 * 86_400]

/** Realistic storages: most are ready, some are not, one is new. */
function storages(count: number): Manifest[] {
  const manifests = ['s3-new-secret', 'azure-guide', 'gcs-new-secret'].map(
    (one) => caseOf(one).manifests.at(-1) as Manifest,
  )
  return Array.from({ length: count }, (_, i) => {
    const manifest = manifests[i % manifests.length] as Manifest
    const name = `${providers[i % providers.length] ?? ''}-${['nightly', 'archive', 'weekly', 'offsite'][i % 4] ?? ''}-${i}`
    const isNew = i === 2
    const isBroken = i % 7 === 4
    return {
      ...manifest,
      metadata: {
        ...manifest.metadata,
        name,
        namespace: ['demo', 'production', 'stash'][i % 3] ?? 'demo',
        creationTimestamp: new Date(time - (ages[i % ages.length] ?? 0) * 1000 - i * 1000).toISOString(),
      },
      ...(isNew
        ? {}
        : {
            status: {
              phase: isBroken ? 'NotReady' : 'Ready',
              totalSize: `${((i * 94.967) % 1000).toFixed(3)} ${i % 3 === 0 ? 'KiB' : 'GiB'}`,
              repositories: Array.from({ length: i % 5 }, (_none, index) => ({ name: `repository-${index}` })),
              conditions: isBroken
                ? [
                    {
                      type: 'BackendInitialized',
                      status: 'False',
                      message: 'failed to reach the bucket: no such host',
                    },
                  ]
                : [],
            },
          }),
    } as Manifest
  })
}

const meta = {
  title: 'Components/BackupStorageList',
  component: BackupStorageList,
  args: {
    client: pretendedCluster(storages(12)),
    hrefFor: ({ namespace, name }) => `#/storages/${namespace}/${name}`,
    onNavigate: fn(),
    createHref: '#/create',
    onCreate: fn(),
  },
} satisfies Meta<typeof BackupStorageList>

export default meta
type Story = StoryObj<typeof meta>

/** The storages of a cluster. Users can search, sort, filter by namespace, and move in the table with the arrow keys. */
export const Default: Story = {
  play: async ({ canvas, userEvent, args }) => {
    const search = await canvas.findByRole('searchbox')
    await canvas.findByText(/ of 12 items/)
    await userEvent.type(search, 'notready')
    await canvas.findByText(/ of 2 items/)
    await userEvent.clear(search)
    await canvas.findByText(/ of 12 items/)
    await userEvent.click(canvas.getByRole('button', { name: 'Age' }))
    await waitFor(() =>
      expect(canvas.getByRole('columnheader', { name: 'Age' })).toHaveAttribute('aria-sort', 'ascending'),
    )
    const [link] = canvas.getAllByRole('link', { name: /nightly/ })
    if (link) await userEvent.click(link)
    await expect(args.onNavigate).toHaveBeenCalled()
  },
}

/** In the room of a window 768 pixels wide it is still a table, with whole titles. */
export const Tablet: Story = {
  args: { client: pretendedCluster(storages(5)) },
  decorators: [
    (Story) => (
      <div style={{ maxInlineSize: 736 }}>
        <Story />
      </div>
    ),
  ],
  play: async ({ canvas }) => {
    for (const title of await canvas.findAllByRole('columnheader')) {
      const text = title.querySelector('span')
      await expect(text?.scrollWidth).toBeLessThanOrEqual(text?.clientWidth ?? 0)
    }
  },
}

/** On a phone each storage is a card, and the page scrolls. */
export const Phone: Story = {
  args: { client: pretendedCluster(storages(5)) },
  decorators: [
    (Story) => (
      <div style={{ maxInlineSize: 368 }}>
        <Story />
      </div>
    ),
  ],
  play: async ({ canvas }) => {
    await canvas.findByText(/ of 5 items/)
    const grid = canvas.getByRole('grid')
    await expect(grid.scrollHeight).toBe(grid.clientHeight)
    await expect(canvas.getByLabelText('Sort by')).toBeVisible()
  },
}

/** Ten thousand storages. Only the visible rows are rendered. */
export const TenThousand: Story = {
  args: { client: pretendedCluster(storages(10_000)) },
  play: async ({ canvas }) => {
    await canvas.findByText(/of 10000 items/)
    await expect(canvas.getByRole('grid')).toHaveAttribute('aria-rowcount', '10001')
    await expect(canvas.getAllByRole('row').length).toBeLessThan(60)
  },
}

/** Before the first page of results. */
export const Loading: Story = {
  args: { client: pretendedCluster([], { isSilent: true }) },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('status')).toHaveTextContent('Loading…')
    await expect(canvas.queryByRole('grid')).toBeNull()
  },
}

/** A cluster without storages. The button that creates one is in the middle. */
export const Empty: Story = {
  args: { client: pretendedCluster([]) },
  play: async ({ canvas, args }) => {
    const create = await canvas.findByRole('link', { name: 'Create BackupStorage' })
    create.click()
    await expect(args.onCreate).toHaveBeenCalledWith('')
  },
}

/** The selected namespace has no storages. */
export const EmptyNamespace: Story = {
  args: { client: pretendedCluster(storages(3)), defaultNamespace: 'development' },
}

/** No storage matches the search. */
export const NoMatch: Story = { args: { search: 'nothing like it' } }

/** The connection is lost. The list keeps its rows, says how old they are, and reconnects automatically. */
export const Interrupted: Story = {
  args: { client: pretendedCluster(storages(5), { isInterrupted: true }) },
  play: async ({ canvas }) => {
    const notice = await canvas.findByRole('alert')
    await expect(notice).toHaveTextContent(/may be out of date\..*Last updated \d+s ago\.Retrying in \d+ seconds\./)
    await expect(notice).not.toHaveTextContent(/then try again/)
    await expect(canvas.getByRole('button', { name: 'Try now' })).toBeVisible()
  },
}

/** The user may list storages, but not watch them. The list is read again every 15 seconds. */
export const Polled: Story = {
  args: { client: pretendedCluster(storages(5), { isPolled: true }) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/^Updated every 15 seconds/)).toBeVisible()
    await expect(canvas.queryByRole('alert')).toBeNull()
  },
}

/** The user has just deleted a storage, which remains until the operator has cleaned up. */
export const Deleting: Story = {
  args: {
    client: pretendedCluster(
      storages(5).map((one, index) =>
        index === 3
          ? { ...one, metadata: { ...one.metadata, deletionTimestamp: new Date(time - 20_000).toISOString() } }
          : one,
      ),
    ),
    deleted: { namespace: 'demo', name: 's3-offsite-3' },
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Deleting')).toBeVisible()
    await expect(canvas.getByText('Deletion of demo/s3-offsite-3 requested.')).toBeVisible()
  },
}

/** The line about the deleted storage can be dismissed. */
export const Deleted: Story = {
  args: { deleted: { namespace: 'demo', name: 's3-gone' }, onDeletedDismiss: fn() },
  play: async ({ canvas, userEvent, args }) => {
    await canvas.findByText('demo/s3-gone was deleted.')
    await userEvent.click(canvas.getByRole('button', { name: 'Dismiss' }))
    await expect(canvas.queryByText('demo/s3-gone was deleted.')).toBeNull()
    await expect(args.onDeletedDismiss).toHaveBeenCalledOnce()
  },
}

/** The selected namespace has been deleted. It stays selected, and the list says that it is gone. */
export const NamespaceGone: Story = {
  args: { defaultNamespace: 'staging' },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Namespace staging not found')).toBeVisible()
    await expect(canvas.getByLabelText('Select Namespace')).toHaveValue('staging')
  },
}

/** The user may not list storages. */
export const Forbidden: Story = {
  args: {
    client: pretendedCluster([], {
      failure: Object.assign(
        new Error(
          'The user viewer is not allowed to list the BackupStorage objects of all namespaces (403). Ask an administrator for permission to list backupstorages.storage.kubestash.com in all namespaces.',
        ),
        { status: 403 },
      ),
    }),
  },
}

/** The user may list storages, but not create them. */
export const ReadOnly: Story = { args: { client: pretendedCluster(storages(3), { isReadOnly: true }) } }
