import { useMemo, useSyncExternalStore } from 'react'
import type { BackupStorageClient, CollectionOptions } from '../../cluster/client.ts'
import type { Collection, CollectionStore } from '../../cluster/live/followCollection.ts'
import { followCollection } from '../../cluster/live/followCollection.ts'

/** The objects of a kind read so far, and a function to read them again. */
export type LiveCollection = Collection & Pick<CollectionStore, 'retry'>

const nothing: Collection = { objects: [], state: 'loading', isComplete: false }
const noStore: CollectionStore = {
  getState: () => nothing,
  subscribe: () => () => undefined,
  retry: () => undefined,
}

/**
 * Follows the objects of a kind in the cluster while the component is mounted. Pass the same client and resource in
 * each render.
 *
 * @param client - if unset, nothing is read
 */
export function useCollection(
  client: Pick<BackupStorageClient, 'list' | 'watch'> | undefined,
  { resource, namespace = '' }: Omit<CollectionOptions, 'signal'> = {},
): LiveCollection {
  const store = useMemo(
    () => (client ? followCollection(client, { resource, namespace }) : noStore),
    [client, resource, namespace],
  )
  const collection = useSyncExternalStore(store.subscribe, store.getState, store.getState)
  return useMemo(() => ({ ...collection, retry: store.retry }), [collection, store])
}
