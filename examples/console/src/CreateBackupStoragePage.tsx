import { BackupStorageWizard } from 'backupstorage-forms'
import { type Manifest, backupStorage, submitManifests } from 'backupstorage-forms/core'
import { type ReactElement, useEffect, useState } from 'react'
import { client } from './api.ts'
import { FailurePanel } from './FailurePanel.tsx'
import { PageHeading } from './PageHeading.tsx'
import { type StorageName, storageName } from './storage.ts'

interface CreateBackupStoragePageProps {
  onCreated: (storage: StorageName) => void
  onCancel: () => void
}

interface Surroundings {
  namespaces: string[]
  existing: Manifest[]
}

/** The wizard, once it is known what the cluster has already. */
export function CreateBackupStoragePage({ onCreated, onCancel }: CreateBackupStoragePageProps): ReactElement {
  const [surroundings, setSurroundings] = useState<Surroundings>()
  const [error, setError] = useState<Error>()
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    const { signal, abort } = abortable()
    readSurroundings(signal).then(
      (read) => setSurroundings(read),
      (reason: unknown) => {
        if (!signal.aborted) setError(reason instanceof Error ? reason : new Error(String(reason)))
      },
    )
    return abort
  }, [attempt])

  async function submit(manifests: Manifest[], { signal }: { signal: AbortSignal }): Promise<void> {
    const kept = await submitManifests(client, manifests, { signal })
    const storage = kept.find(({ kind }) => kind === backupStorage.kind)
    if (storage !== undefined) onCreated(storageName(storage))
  }

  function retry(): void {
    setError(undefined)
    setAttempt((count) => count + 1)
  }

  return (
    <>
      <PageHeading title="Create BackupStorage" />
      <div className="create">
        {error !== undefined && <FailurePanel title="The form cannot start" error={error} onRetry={retry} />}
        {surroundings === undefined && error === undefined && (
          <p className="panel" aria-busy="true">
            Reading namespaces and storages…
          </p>
        )}
        {surroundings !== undefined && <BackupStorageWizard {...surroundings} onSubmit={submit} onCancel={onCancel} />}
      </div>
    </>
  )
}

async function readSurroundings(signal: AbortSignal): Promise<Surroundings> {
  const [namespaces, existing] = await Promise.all([client.namespaces({ signal }), client.list({ signal })])
  return { namespaces, existing }
}

function abortable(): { signal: AbortSignal; abort: () => void } {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}
