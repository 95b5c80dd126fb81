import type { ReactElement } from 'react'
import { CreatedNotice } from './CreatedNotice.tsx'
import { FailurePanel } from './FailurePanel.tsx'
import { PageHeading } from './PageHeading.tsx'
import { routes } from './routes.ts'
import { type StorageName, storageRow } from './storage.ts'
import { StorageTable } from './StorageTable.tsx'
import { useBackupStorages } from './useBackupStorages.ts'

interface BackupStorageListPageProps {
  /** The storage that was created last, whose way to Ready is told. */
  created: StorageName | undefined
  onDismiss: () => void
}

/** All BackupStorages of the cluster. */
export function BackupStorageListPage({ created, onDismiss }: BackupStorageListPageProps): ReactElement {
  const { storages, error, time, retry } = useBackupStorages()
  const rows = storages?.map(storageRow)
  return (
    <>
      <PageHeading title="BackupStorage">
        <a className="button" href={`#${routes.create}`}>
          <span aria-hidden="true">+</span> Create New Instance
        </a>
      </PageHeading>
      <CreatedNotice created={created} rows={rows} onDismiss={onDismiss} />
      {error !== undefined && (
        <FailurePanel
          title={rows === undefined ? 'The storages could not be read' : 'What is shown may be out of date'}
          error={error}
          onRetry={retry}
        />
      )}
      {rows === undefined && error === undefined && (
        <p className="panel" aria-busy="true">
          Reading the storages…
        </p>
      )}
      {rows?.length === 0 && (
        <div className="panel">
          <h2>No BackupStorage yet</h2>
          <p>A BackupStorage says where backups are kept: a bucket, a container or a volume, and how to reach it.</p>
          <p>
            <a href={`#${routes.create}`}>Create the first one</a>
          </p>
        </div>
      )}
      {rows !== undefined && rows.length > 0 && (
        <div className="storages-frame">
          <StorageTable rows={rows} now={time} />
          <p className="count">
            Showing {rows.length} {rows.length === 1 ? 'item' : 'items'}
          </p>
        </div>
      )}
    </>
  )
}
