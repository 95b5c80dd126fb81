'use client'

import { BackupStorageWizard } from 'backupstorage-forms'
import { createKubernetesClient } from 'backupstorage-forms/kubernetes'
import { useRouter } from 'next/navigation'

const client = createKubernetesClient({ baseUrl: '/k8s' })

export function CreateStorage() {
  const router = useRouter()
  return <BackupStorageWizard client={client} onDone={() => router.push('/done')} />
}
