export {
  createKubernetesClient,
  type KubernetesClient,
  type KubernetesClientOptions,
} from './createKubernetesClient.ts'
export { KubernetesError, type KubernetesCause, type KubernetesErrorInit } from './KubernetesError.ts'
export type * from '../core/client.ts'
