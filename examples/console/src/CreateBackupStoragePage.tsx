import { builtinProviders, duplicateValues, fromManifests, initialValues } from 'backupstorage-forms/core'
import { type ReactElement, useMemo } from 'react'
import { CreateForm } from './CreateForm.tsx'
import { LoadedStorage } from './LoadedStorage.tsx'
import { PageHeading } from './PageHeading.tsx'
import type { StorageName } from './storage.ts'
import { referenceAnnotations } from './storage.ts'

interface CreateBackupStoragePageProps {
  /** The storage to duplicate, if any. */
  from: StorageName | undefined
  /** The selected namespace, if any. */
  namespace: string
}

/** Creates a BackupStorage, empty or as a copy of another. */
export function CreateBackupStoragePage({ from, namespace }: CreateBackupStoragePageProps): ReactElement {
  const start = useMemo(
    () => (namespace === '' ? undefined : { ...initialValues(builtinProviders[0]?.name ?? ''), namespace }),
    [namespace],
  )
  return (
    <>
      <PageHeading title={from === undefined ? 'Create BackupStorage' : `Duplicate ${from.namespace}/${from.name}`} />
      <div className="create">
        {from === undefined ? (
          <CreateForm form="create" values={start} />
        ) : (
          <LoadedStorage storage={from}>
            {(original) => {
              const { values, unmapped } = fromManifests([original], { referenceAnnotations })
              const left = unmapped.filter((pointer) => pointer.startsWith('/spec/'))
              return (
                <>
                  {left.length > 0 && (
                    <div className="panel">
                      <h2>Some settings are not copied</h2>
                      <p>
                        The form has no fields for these parts of {from.name}: <code>{left.join(', ')}</code>
                      </p>
                    </div>
                  )}
                  <CreateForm
                    form={`${from.namespace}/${from.name}`}
                    values={duplicateValues(values, `${from.name}-copy`)}
                  />
                </>
              )
            }}
          </LoadedStorage>
        )}
      </div>
    </>
  )
}
