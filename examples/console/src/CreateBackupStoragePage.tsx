import { builtinProviders, duplicateValues, fromManifests, initialValues } from 'backupstorage-forms/core'
import type { WizardStep } from 'backupstorage-forms'
import { type ReactElement, useMemo, useState } from 'react'
import { CreateForm } from './CreateForm.tsx'
import { LoadedStorage } from './LoadedStorage.tsx'
import { focusHeading } from './focusHeading.ts'
import { PageHeading } from './PageHeading.tsx'
import type { StorageName } from './storage.ts'
import { referenceAnnotations } from './storage.ts'

interface CreateBackupStoragePageProps {
  /** The storage to duplicate, if any. */
  from: StorageName | undefined
  /** The selected namespace, if any. */
  namespace: string
}

/** The titles of the page after a submit. */
const titles: Partial<Record<WizardStep, string>> = {
  waiting: 'Creating BackupStorage…',
  done: 'BackupStorage created',
}

/** Creates a BackupStorage, empty or as a copy of another. */
export function CreateBackupStoragePage({ from, namespace }: CreateBackupStoragePageProps): ReactElement {
  const start = useMemo(
    () => (namespace === '' ? undefined : { ...initialValues(builtinProviders[0]?.name ?? ''), namespace }),
    [namespace],
  )
  const [step, setStep] = useState<WizardStep>('form')
  const [round, setRound] = useState(0)
  const title = from === undefined ? 'Create BackupStorage' : `Duplicate ${from.namespace}/${from.name}`
  const others = {
    onStepChange: setStep,
    onCreateAnother: () => {
      setRound(round + 1)
      setStep('form')
      focusHeading()
    },
  }
  return (
    <>
      <PageHeading title={titles[step] ?? title} />
      <div className="create" key={round}>
        {from === undefined ? (
          <CreateForm form="create" values={start} {...others} />
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
                    {...others}
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
