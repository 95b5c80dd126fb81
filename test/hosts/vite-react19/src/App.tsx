import { BackupStorageDetail, BackupStorageList } from 'backupstorage-forms'
import type { ObjectReference } from 'backupstorage-forms/cluster'
import { createKubernetesClient } from 'backupstorage-forms/kubernetes'
import { Suspense, lazy, useSyncExternalStore } from 'react'

const CreateStorage = lazy(async () => ({ default: (await import('./CreateStorage')).CreateStorage }))

const client = createKubernetesClient({ baseUrl: '/k8s' })

function subscribe(listener: () => void) {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

const hrefFor = ({ kind, namespace, name }: ObjectReference) =>
  kind === 'BackupStorage' ? `#${namespace}/${name}` : undefined

function toList() {
  location.hash = ''
}

export function App() {
  const place = useSyncExternalStore(subscribe, () => location.hash.slice(1))
  const [namespace = '', name = ''] = place.split('/')
  return (
    <main>
      <h1>Backups</h1>
      {place === '' ? (
        <BackupStorageList client={client} hrefFor={hrefFor} createHref="#create" />
      ) : place === 'create' ? (
        <Suspense fallback="Loading">
          <CreateStorage onDone={toList} />
        </Suspense>
      ) : (
        <BackupStorageDetail client={client} namespace={namespace} name={name} hrefFor={hrefFor} onDeleted={toList} />
      )}
    </main>
  )
}
