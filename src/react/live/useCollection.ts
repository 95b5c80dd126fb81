import { useMemo, useSyncExternalStore } from 'react'
import type { BackupStorageClient, ResourceType } from '../../core/client.ts'
import type { Collection, CollectionStore } from '../../core/live/followCollection.ts'
import { followCollection } from '../../core/live/followCollection.ts'

/** The objects of a kind as the cluster has them, followed while the component is there. Pass the same client each time. */
export function useCollection(
  client: Pick<BackupStorageClient, 'list' | 'watch'>,
  resource: ResourceType | undefined,
  namespace = '',
): Collection & Pick<CollectionStore, 'retry'> {
  const store = useMemo(() => followCollection(client, { resource, namespace }), [client, resource, namespace])
  const collection = useSyncExternalStore(store.subscribe, store.getState, store.getState)
  return useMemo(() => ({ ...collection, retry: store.retry }), [collection, store])
}
