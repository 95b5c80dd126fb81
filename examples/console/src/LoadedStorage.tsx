import { type Manifest, backupStorage } from 'backupstorage-forms/core'
import { type ReactElement, type ReactNode, useCallback } from 'react'
import { client } from './api.ts'
import { FailurePanel } from './FailurePanel.tsx'
import type { StorageName } from './storage.ts'
import { useLoaded } from './useLoaded.ts'

interface LoadedStorageProps {
  storage: StorageName
  /** Renders the loaded storage. */
  children: (object: Manifest) => ReactNode
}

/** Loads a storage once, and shows the error if that fails. */
export function LoadedStorage({ storage: { namespace, name }, children }: LoadedStorageProps): ReactElement {
  const { apiVersion, kind } = backupStorage
  const read = useCallback(
    (options: { signal: AbortSignal }) => client.get({ apiVersion, kind, namespace, name }, options),
    [apiVersion, kind, namespace, name],
  )
  const { value, error, retry } = useLoaded(read)
  if (error !== undefined) {
    return <FailurePanel title={`Couldn't load ${namespace}/${name}`} error={error} onRetry={retry} />
  }
  if (value === undefined) {
    return (
      <p className="panel" aria-busy="true">
        Loading {name}…
      </p>
    )
  }
  return <>{children(value)}</>
}
