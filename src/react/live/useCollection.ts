import { useMemo, useSyncExternalStore } from 'react'
import type { BackupStorageClient } from '../../cluster/client.ts'
import type { ResourceType } from '../../schema/manifest.ts'
import type { Collection, CollectionStore } from '../../cluster/live/followCollection.ts'
import { followCollection } from '../../cluster/live/followCollection.ts'

/** What is known of the objects of a kind, and how to read them anew. */
export type LiveCollection = Collection & Pick<CollectionStore, 'retry'>

const nothing: Collection = { objects: [], state: 'loading', isComplete: false }
const noStore: CollectionStore = {
  getState: () => nothing,
  subscribe: () => () => undefined,
  retry: () => undefined,
}

/**
 * The objects of a kind as the cluster has them, followed while the component is there. Pass the same client and resource
 * each time.
 *
 * @param client - without one nothing is read
 * @param resource - @default that of the client
 * @param namespace - empty for all
 */
export function useCollection(
  client: Pick<BackupStorageClient, 'list' | 'watch'> | undefined,
  resource?: ResourceType,
  namespace = '',
): LiveCollection {
  const store = useMemo(
    () => (client ? followCollection(client, { resource, namespace }) : noStore),
    [client, resource, namespace],
  )
  const collection = useSyncExternalStore(store.subscribe, store.getState, store.getState)
  return useMemo(() => ({ ...collection, retry: store.retry }), [collection, store])
}
