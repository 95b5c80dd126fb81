import type { ResourceType } from '../../schema/manifest.ts'

/** Options for `createKubernetesClient`. */
export interface KubernetesClientOptions {
  /**
   * The root of the API: `/k8s`, or `http://127.0.0.1:8001` for `kubectl proxy`. In Node it must be absolute. Without
   * user name, password and query.
   */
  baseUrl: string
  /** The `fetch` to use, for cookies, other credentials, or tests. @default globalThis.fetch */
  fetch?: typeof globalThis.fetch | undefined
  /** Headers for every request, such as `Authorization`. */
  headers?: ConstructorParameters<typeof Headers>[0]
  /** How long to wait for the answer to a read, in ms; twice as long for a write. @default 30_000 */
  timeout?: number | undefined
  /** The resource for calls without another one; its objects are in namespaces. @default core's `backupStorage` */
  resource?: ResourceType | undefined
}
