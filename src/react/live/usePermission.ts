import { useEffect, useState } from 'react'
import type { BackupStorageClient, Verb } from '../../cluster/client.ts'
import type { ResourceType } from '../../schema/manifest.ts'

/** Returns whether the user may do something in a namespace: true until the cluster denies it. */
export function usePermission(
  client: Pick<BackupStorageClient, 'permission'>,
  verb: Verb,
  resource: ResourceType,
  namespace: string,
): boolean {
  const [denied, setDenied] = useState<string>()
  const asked = `${verb} ${resource.plural} ${namespace}`
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    client.permission?.(verb, { resource, namespace }, { signal }).then(
      ({ allowed }) => signal.aborted || setDenied(allowed ? undefined : asked),
      () => undefined, // unknown: let the user try
    )
    return () => controller.abort()
  }, [client, verb, resource, namespace, asked])
  return denied !== asked
}
