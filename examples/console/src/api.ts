import type { BackupStorageClient } from 'backupstorage-forms/core'
import { createKubernetesClient } from 'backupstorage-forms/kubernetes'

declare const __KUBERNETES_API__: string

/** What the page says that it talks to. */
export const apiName: string = __KUBERNETES_API__

/** Vite serves the Kubernetes API below this path of the page's own origin: see vite.config.ts. */
export const client: BackupStorageClient = createKubernetesClient({ baseUrl: '/k8s' })
