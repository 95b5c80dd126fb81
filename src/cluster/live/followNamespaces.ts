import type { BackupStorageClient } from '../client.ts'
import { namespaces } from '../kubernetes/servedResources.ts'
import type { CollectionStore } from './followCollection.ts'
import { followCollection } from './followCollection.ts'

/**
 * Follows the namespaces of a cluster as long as the store has listeners. If the client can't watch them, it lists
 * their names every 15 seconds.
 */
export function followNamespaces(client: Pick<BackupStorageClient, 'namespaces' | 'watch'>): CollectionStore {
  const { apiVersion, kind } = namespaces
  const names: Parameters<typeof followCollection>[0] = {
    list: async ({ signal } = {}) =>
      (await client.namespaces({ signal })).map((name) => ({ apiVersion, kind, metadata: { name } })),
  }
  if (client.watch) names.watch = client.watch.bind(client)
  return followCollection(names, { resource: namespaces })
}
