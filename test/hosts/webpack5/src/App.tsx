import { BackupStorageWizard } from 'backupstorage-forms'
import { createKubernetesClient } from 'backupstorage-forms/kubernetes'
import 'backupstorage-forms/styles.css'
import { useState } from 'react'

const client = createKubernetesClient({ baseUrl: '/k8s' })

export function App() {
  const [done, setDone] = useState(false)
  return <main>{done ? <h1>Done</h1> : <BackupStorageWizard client={client} onDone={() => setDone(true)} />}</main>
}
