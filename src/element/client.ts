import type { BackupStorageClient } from '../cluster/client.ts'
import { createKubernetesClient } from '../cluster/kubernetes/createKubernetesClient.ts'

/** How an element reaches the cluster. */
export interface ClusterGiven {
  /** The address of the Kubernetes API for the browser, for a client over `fetch`; `client` takes its place. */
  baseUrl?: string | undefined
}

const clients = new Map<string, BackupStorageClient>()

/** The client that was given, or the one of the address: the same for all elements. */
export function clientOf<Client>(
  given: { client?: Client | undefined } & ClusterGiven,
): Client | BackupStorageClient | undefined {
  const { client, baseUrl } = given
  if (client !== undefined || baseUrl === undefined) return client
  const known = clients.get(baseUrl) ?? createKubernetesClient({ baseUrl })
  clients.set(baseUrl, known)
  return known
}
