export { createKubernetesClient, type KubernetesClient } from './cluster/kubernetes/createKubernetesClient.ts'
export type { KubernetesClientOptions } from './cluster/kubernetes/KubernetesClientOptions.ts'
export {
  KubernetesError,
  type KubernetesCause,
  type KubernetesErrorInit,
} from './cluster/kubernetes/KubernetesError.ts'
export type * from './cluster/client.ts'
export type { ResourceType } from './schema/manifest.ts'
