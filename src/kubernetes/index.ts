export { createKubernetesClient, type KubernetesClientOptions } from './createKubernetesClient.ts'
export { KubernetesError, type KubernetesCause, type KubernetesErrorInit } from './KubernetesError.ts'
export type { ServedResource } from './servedResources.ts'
export type { BackupStorageClient, CallOptions, ObjectReference, WriteOptions } from '../core/client.ts'
