import type { BackupStorageClient } from '../cluster/client.ts'
import { createKubernetesClient } from '../cluster/kubernetes/createKubernetesClient.ts'

/** Properties for the connection of an element to the cluster. */
export interface ClusterGiven {
  /** The address of the Kubernetes API, for a client over `fetch`. A `client` takes precedence. */
  baseUrl?: string | undefined
}

const clients = new Map<string, BackupStorageClient>()

/** Returns the given client, or the one for the address, which all elements share. */
export function clientOf<Client>(
  given: { client?: Client | undefined } & ClusterGiven,
): Client | BackupStorageClient | undefined {
  const { client, baseUrl } = given
  if (client !== undefined || baseUrl === undefined) return client
  const known = clients.get(baseUrl) ?? createKubernetesClient({ baseUrl })
  clients.set(baseUrl, known)
  return known
}
