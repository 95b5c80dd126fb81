import { BackupStorageWizard, useDraft, useUnsavedChanges } from 'backupstorage-forms'
import type { BackupStorageWizardProps, WizardStep } from 'backupstorage-forms'
import { type Manifest, fromManifests } from 'backupstorage-forms/core'
import { type ReactElement, useState } from 'react'
import { client } from './api.ts'
import { draftStorage } from './draftStorage.ts'
import { LoadedStorage } from './LoadedStorage.tsx'
import { PageHeading } from './PageHeading.tsx'
import { navigate, routes, useLeaveGuard } from './routes.ts'
import { type StorageName, hrefFor, referenceAnnotations } from './storage.ts'
import { useLoaded } from './useLoaded.ts'

const verbs = { form: 'Edit', preview: 'Edit', waiting: 'Updating', done: 'Updated' }

/** Edits an existing BackupStorage. */
export function EditBackupStoragePage({ storage }: { storage: StorageName }): ReactElement {
  const title = `${storage.namespace}/${storage.name}`
  const [step, setStep] = useState<WizardStep>('form')
  return (
    <>
      <PageHeading title={`${verbs[step]} ${title}`} parent={{ title, route: routes.detail(storage) }} />
      <div className="create">
        <LoadedStorage storage={storage}>
          {(live) => <EditForm storage={storage} live={live} onStepChange={setStep} />}
        </LoadedStorage>
      </div>
    </>
  )
}

interface EditFormProps extends Pick<BackupStorageWizardProps, 'onStepChange'> {
  storage: StorageName
  live: Manifest
}

/** The wizard for a live object, as read when the page was opened. */
function EditForm({ storage, live, onStepChange }: EditFormProps): ReactElement {
  const existing = useLoaded(client.list)
  const draft = useDraft({
    values: fromManifests([live], { referenceAnnotations }).values,
    editing: live,
    existing: existing.value,
    referenceAnnotations,
    draftStorage: draftStorage(`edit ${storage.namespace}/${storage.name}`),
  })
  const unsaved = useUnsavedChanges(draft)
  useLeaveGuard(unsaved)

  async function cancel(): Promise<void> {
    if (await unsaved.confirmLeave()) navigate(routes.detail(storage))
  }
  return (
    <>
      <BackupStorageWizard
        draft={draft}
        mode="edit"
        client={client}
        namespaces={client.namespaces}
        onCancel={() => void cancel()}
        onDone={() => navigate(routes.detail(storage))}
        onStepChange={onStepChange}
        hrefFor={hrefFor}
      />
      {unsaved.dialog}
    </>
  )
}
