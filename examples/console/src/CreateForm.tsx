import { BackupStorageWizard, useDraft, useUnsavedChanges } from 'backupstorage-forms'
import type { BackupStorageWizardProps } from 'backupstorage-forms'
import { type BackupStorageValues, type Manifest, backupStorage } from 'backupstorage-forms/core'
import type { ReactElement } from 'react'
import { client } from './api.ts'
import { draftStorage } from './draftStorage.ts'
import { FailurePanel } from './FailurePanel.tsx'
import { navigate, routes, useLeaveGuard } from './routes.ts'
import { hrefFor, referenceAnnotations } from './storage.ts'
import { useLoaded } from './useLoaded.ts'

interface CreateFormProps {
  /** Identifies the form of a draft. */
  form: string
  /** The initial values, if not empty. */
  values?: BackupStorageValues | undefined
}

/** The props of the wizard that the page handles. */
type Others = Pick<BackupStorageWizardProps, 'onCreateAnother' | 'onStepChange'>

/** The wizard with all features: lists from the cluster, a draft that survives a reload, a prompt before leaving. */
export function CreateForm({ form, values, ...others }: CreateFormProps & Others): ReactElement {
  const existing = useLoaded(client.list)
  const draft = useDraft({
    values,
    existing: existing.value,
    referenceAnnotations,
    draftStorage: draftStorage(form),
  })
  const unsaved = useUnsavedChanges(draft)
  useLeaveGuard(unsaved)

  async function cancel(): Promise<void> {
    if (await unsaved.confirmLeave()) navigate(routes.list())
  }
  function done(objects: Manifest[]): void {
    const storage = objects.find(({ kind }) => kind === backupStorage.kind)
    const { namespace, name } = (storage?.metadata ?? {}) as Record<string, string>
    navigate(namespace && name ? routes.detail({ namespace, name }) : routes.list())
  }

  return (
    <>
      {existing.error !== undefined && (
        <FailurePanel
          title="Couldn't load the other storages to check for conflicts"
          error={existing.error}
          minor
          onRetry={existing.retry}
        />
      )}
      <BackupStorageWizard
        draft={draft}
        client={client}
        namespaces={client.namespaces}
        onCancel={() => void cancel()}
        onDone={done}
        onEdit={(storage) => navigate(routes.edit(storage))}
        hrefFor={hrefFor}
        {...others}
      />
      {unsaved.dialog}
    </>
  )
}
