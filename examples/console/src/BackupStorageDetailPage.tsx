import { BackupStorageDetail } from 'backupstorage-forms'
import type { ReactElement } from 'react'
import { client } from './api.ts'
import { PageHeading } from './PageHeading.tsx'
import { navigate, routes } from './routes.ts'
import { type StorageName, hrefFor } from './storage.ts'

/** A storage and its related objects. */
export function BackupStorageDetailPage({ storage }: { storage: StorageName }): ReactElement {
  return (
    <>
      <PageHeading
        title={`${storage.namespace}/${storage.name}`}
        parent={{ title: 'BackupStorage', route: routes.list() }}
        isElsewhere
      />
      <div className="page">
        <BackupStorageDetail
          client={client}
          {...storage}
          headingLevel={1}
          editHref={`#${routes.edit(storage)}`}
          duplicateHref={`#${routes.duplicate(storage)}`}
          onDeleted={() => navigate(routes.list({ deleted: `${storage.namespace}/${storage.name}` }))}
          hrefFor={hrefFor}
        />
      </div>
    </>
  )
}
