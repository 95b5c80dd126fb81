import { BackupStorageWizard, useDraft, useUnsavedChanges } from 'backupstorage-forms'
import { type Manifest, fromManifests } from 'backupstorage-forms/core'
import type { ReactElement } from 'react'
import { client } from './api.ts'
import { draftStorage } from './draftStorage.ts'
import { LoadedStorage } from './LoadedStorage.tsx'
import { PageHeading } from './PageHeading.tsx'
import { navigate, routes, useLeaveGuard } from './routes.ts'
import { type StorageName, referenceAnnotations } from './storage.ts'
import { useLoaded } from './useLoaded.ts'

/** Edits an existing BackupStorage. */
export function EditBackupStoragePage({ storage }: { storage: StorageName }): ReactElement {
  const title = `${storage.namespace}/${storage.name}`
  return (
    <>
      <PageHeading title={`Edit ${title}`} parent={{ title, route: routes.detail(storage) }} />
      <div className="create">
        <LoadedStorage storage={storage}>{(live) => <EditForm storage={storage} live={live} />}</LoadedStorage>
      </div>
    </>
  )
}

/** The wizard for a live object, as read when the page was opened. */
function EditForm({ storage, live }: { storage: StorageName; live: Manifest }): ReactElement {
  const existing = useLoaded(client.list)
  const draft = useDraft({
    values: fromManifests([live], { referenceAnnotations }).values,
    editing: live,
    existing: existing.value,
    referenceAnnotations,
    draftStorage: draftStorage(`edit ${storage.namespace}/${storage.name}`),
  })
  const { confirmLeave } = useUnsavedChanges(draft)
  useLeaveGuard(confirmLeave)

  function cancel(): void {
    if (!confirmLeave()) return
    draft.reset() // a discarded draft must not return
    navigate(routes.detail(storage))
  }
  return (
    <BackupStorageWizard
      draft={draft}
      mode="edit"
      client={client}
      namespaces={client.namespaces}
      onCancel={cancel}
      onDone={() => navigate(routes.detail(storage))}
    />
  )
}
