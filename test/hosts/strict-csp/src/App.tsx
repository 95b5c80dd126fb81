import { BackupStorageWizard } from 'backupstorage-forms'
import { builtinProviders, defineProvider, stringifyManifests } from 'backupstorage-forms/core'
import type { Manifest } from 'backupstorage-forms/core'
import { createKubernetesClient } from 'backupstorage-forms/kubernetes'
import 'backupstorage-forms/styles.css'
import { useState } from 'react'
import { rest } from './rest'

const client = createKubernetesClient({ baseUrl: '/k8s' })
const providers = [...builtinProviders, defineProvider(rest)]

export function App() {
  const [submitted, setSubmitted] = useState<Manifest[]>()
  if (submitted) {
    return (
      <main>
        <h1>Submitted</h1>
        <pre>{stringifyManifests(submitted, 'json')}</pre>
      </main>
    )
  }
  // The cluster doesn't know a provider defined here, so only its manifests are shown.
  return (
    <main>
      {location.search === '?defined' ? (
        <BackupStorageWizard providers={providers} onSubmit={async (manifests) => setSubmitted([...manifests])} />
      ) : (
        <BackupStorageWizard client={client} onDone={setSubmitted} />
      )}
    </main>
  )
}
