import { BackupStorageWizard } from 'backupstorage-forms'
import { createKubernetesClient } from 'backupstorage-forms/kubernetes'
import 'backupstorage-forms/styles.css'

const client = createKubernetesClient({ baseUrl: '/k8s' })

export function CreateStorage({ onDone }: { onDone: () => void }) {
  return <BackupStorageWizard client={client} namespaces={client.namespaces} onDone={onDone} onCancel={onDone} />
}
