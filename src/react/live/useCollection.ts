import { useMemo, useSyncExternalStore } from 'react'
import type { BackupStorageClient, CollectionOptions } from '../../cluster/client.ts'
import type { Collection, CollectionStore } from '../../cluster/live/followCollection.ts'
import { followCollection } from '../../cluster/live/followCollection.ts'
import { followNamespaces } from '../../cluster/live/followNamespaces.ts'

/** The objects of a kind read so far, and a function to read them again. */
export type LiveCollection = Collection & Pick<CollectionStore, 'retry'>

const nothing: Collection = { objects: [], state: 'loading', isComplete: false }
const noStore: CollectionStore = {
  getState: () => nothing,
  subscribe: () => () => undefined,
  retry: () => undefined,
}

/** Follows what a store follows while the component is mounted. */
function useStore(store: CollectionStore): LiveCollection {
  const collection = useSyncExternalStore(store.subscribe, store.getState, store.getState)
  return useMemo(() => ({ ...collection, retry: store.retry }), [collection, store])
}

/**
 * Follows the objects of a kind in the cluster while the component is mounted. Pass the same client and resource in
 * each render.
 *
 * @param client - if unset, nothing is read
 */
export function useCollection(
  client: Pick<BackupStorageClient, 'list' | 'watch'> | undefined,
  { resource, namespace = '', name }: Omit<CollectionOptions, 'signal'> = {},
): LiveCollection {
  const store = useMemo(
    () => (client ? followCollection(client, { resource, namespace, name }) : noStore),
    [client, resource, namespace, name],
  )
  return useStore(store)
}

/** Follows the namespaces of the cluster while the component is mounted. Pass the same client in each render. */
export function useNamespaces(client: Pick<BackupStorageClient, 'namespaces' | 'watch'>): LiveCollection {
  return useStore(useMemo(() => followNamespaces(client), [client]))
}
