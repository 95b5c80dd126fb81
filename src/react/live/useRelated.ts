import type { BackupStorageClient } from '../../cluster/client.ts'
import type { ResourceType } from '../../schema/manifest.ts'
import { getAt } from '../../base/pointer.ts'
import type { LiveCollection } from './useCollection.ts'
import { useCollection } from './useCollection.ts'

/** The objects of a kind in all namespaces or, where those may not be seen, in one. */
export function useRelated(
  client: Pick<BackupStorageClient, 'list' | 'watch'>,
  resource: ResourceType | undefined,
  namespace: string,
): LiveCollection & {
  /** The only namespace whose objects are there. */
  onlyIn?: string
} {
  const all = useCollection(resource && client, { resource })
  const isForbidden = all.state === 'failed' && getAt(all.error, ['status']) === 403
  const own = useCollection(isForbidden ? client : undefined, { resource, namespace })
  return isForbidden ? { ...own, onlyIn: namespace } : all
}
