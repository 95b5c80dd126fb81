import type { ReactElement } from 'react'
import { CreateForm, type CreateFormHandlers } from './CreateForm.tsx'
import { DuplicateForm } from './DuplicateForm.tsx'
import { PageHeading } from './PageHeading.tsx'
import type { StorageName } from './storage.ts'

interface CreateBackupStoragePageProps extends CreateFormHandlers {
  /** The storage to duplicate, if any. */
  from: StorageName | undefined
}

/** A new BackupStorage, from nothing or from another one. */
export function CreateBackupStoragePage({ from, ...handlers }: CreateBackupStoragePageProps): ReactElement {
  return (
    <>
      <PageHeading title={from === undefined ? 'Create BackupStorage' : `Duplicate ${from.namespace}/${from.name}`} />
      <div className="create">
        {from === undefined ? <CreateForm form="create" {...handlers} /> : <DuplicateForm from={from} {...handlers} />}
      </div>
    </>
  )
}
