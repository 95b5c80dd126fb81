import { BackupStorageWizard, useDraft, useUnsavedChanges } from 'backupstorage-forms'
import { type BackupStorageValues, type Manifest, backupStorage, submitManifests } from 'backupstorage-forms/core'
import type { ReactElement } from 'react'
import { client } from './api.ts'
import { draftStorage } from './draftStorage.ts'
import { useLeaveGuard } from './routes.ts'
import { FailurePanel } from './FailurePanel.tsx'
import { type StorageName, storageName } from './storage.ts'
import { useLoaded } from './useLoaded.ts'

export interface CreateFormHandlers {
  onCreated: (storage: StorageName) => void
  onCancel: () => void
}

interface CreateFormProps extends CreateFormHandlers {
  /** Which form it is, for its draft. */
  form: string
  /** What it starts with, if not empty. */
  values?: BackupStorageValues
}

/** The wizard with all that it can have: lists of the cluster, a draft that survives a reload, a question before it is lost. */
export function CreateForm({ form, values, onCreated, onCancel }: CreateFormProps): ReactElement {
  const existing = useLoaded(client.list)
  const draft = useDraft({ values, existing: existing.value, draftStorage: draftStorage(form) })
  const { confirmLeave } = useUnsavedChanges(draft)
  useLeaveGuard(confirmLeave)

  async function submit(manifests: Manifest[], { signal }: { signal: AbortSignal }): Promise<void> {
    const kept = await submitManifests(client, manifests, { signal })
    const storage = kept.find(({ kind }) => kind === backupStorage.kind)
    if (storage !== undefined) onCreated(storageName(storage))
  }

  function cancel(): void {
    if (!confirmLeave()) return
    draft.reset() // what is given up does not come back
    onCancel()
  }

  return (
    <>
      {existing.error !== undefined && (
        <FailurePanel
          title="The other storages could not be read, so this one cannot be compared with them"
          error={existing.error}
          minor
          onRetry={existing.retry}
        />
      )}
      <BackupStorageWizard draft={draft} namespaces={client.namespaces} onSubmit={submit} onCancel={cancel} />
    </>
  )
}
