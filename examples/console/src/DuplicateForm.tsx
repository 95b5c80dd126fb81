import { backupStorage, duplicateValues, fromManifests } from 'backupstorage-forms/core'
import { type ReactElement, useCallback } from 'react'
import { client } from './api.ts'
import { CreateForm, type CreateFormHandlers } from './CreateForm.tsx'
import { FailurePanel } from './FailurePanel.tsx'
import type { StorageName } from './storage.ts'
import { useLoaded } from './useLoaded.ts'

interface DuplicateFormProps extends CreateFormHandlers {
  /** The storage that the new one is made from. */
  from: StorageName
}

/** The form for a storage like another one, once that was read. */
export function DuplicateForm({ from: { namespace, name }, ...handlers }: DuplicateFormProps): ReactElement {
  const { apiVersion, kind } = backupStorage
  const read = useCallback(
    (options: { signal: AbortSignal }) => client.get({ apiVersion, kind, namespace, name }, options),
    [apiVersion, kind, namespace, name],
  )
  const original = useLoaded(read)

  if (original.error !== undefined) {
    return <FailurePanel title={`${name} could not be read`} error={original.error} onRetry={original.retry} />
  }
  if (original.value === undefined) {
    return (
      <p className="panel" aria-busy="true">
        Reading {name}…
      </p>
    )
  }
  const { values, unmapped } = fromManifests([original.value])
  const left = unmapped.filter((pointer) => pointer.startsWith('/spec/'))
  return (
    <>
      {left.length > 0 && (
        <div className="panel">
          <h2>Not everything is copied</h2>
          <p>
            The form has no fields for these parts of {name}: <code>{left.join(', ')}</code>
          </p>
        </div>
      )}
      <CreateForm form={`${namespace}/${name}`} values={duplicateValues(values, `${name}-copy`)} {...handlers} />
    </>
  )
}
