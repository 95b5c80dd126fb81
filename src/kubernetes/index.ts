export { createKubernetesClient, type KubernetesClientOptions } from './createKubernetesClient.ts'
export { KubernetesError, type KubernetesCause, type KubernetesErrorInit } from './KubernetesError.ts'
export type { ServedResource } from './servedResources.ts'
export type {
  BackupStorageClient,
  CallOptions,
  LiveClient,
  ObjectReference,
  Permission,
  SecretSummary,
  Verb,
  WatchEvent,
  WriteOptions,
} from '../core/client.ts'
