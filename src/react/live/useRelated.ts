import type { BackupStorageClient } from '../../cluster/client.ts'
import type { ResourceType } from '../../schema/manifest.ts'
import { getAt } from '../../base/pointer.ts'
import type { LiveCollection } from './useCollection.ts'
import { useCollection } from './useCollection.ts'

/** Returns the objects of a kind in all namespaces, or in one if the user may not read all. */
export function useRelated(
  client: Pick<BackupStorageClient, 'list' | 'watch'>,
  resource: ResourceType | undefined,
  namespace: string,
): LiveCollection & {
  /** The only namespace that the objects are from. */
  onlyIn?: string
} {
  const all = useCollection(resource && client, { resource })
  const isForbidden = all.state === 'failed' && getAt(all.error, ['status']) === 403
  const own = useCollection(isForbidden ? client : undefined, { resource, namespace })
  return isForbidden ? { ...own, onlyIn: namespace } : all
}
