import { useEffect, useState } from 'react'
import type { BackupStorageClient } from '../../cluster/client.ts'
import type { ResourceType } from '../../schema/manifest.ts'

/** The maximum number of namespaces to check if the user may not create in all of them. */
const mostNamespaces = 50

/** Returns whether the user may create in a namespace, or in any if it is empty. */
async function mayCreate(
  client: Pick<BackupStorageClient, 'permission' | 'namespaces'>,
  resource: ResourceType,
  namespace: string,
  signal: AbortSignal,
): Promise<boolean> {
  const isAllowed = async (where: string): Promise<boolean> =>
    (await client.permission?.('create', { resource, namespace: where }, { signal }))?.allowed !== false
  if (await isAllowed(namespace)) return true
  if (namespace !== '') return false
  const names = await client.namespaces({ signal })
  if (names.length > mostNamespaces) return true // too many to check: let the user try
  const answers = await Promise.all(names.map(isAllowed))
  return answers.includes(true)
}

/** Returns whether the user may create an object here: true until the cluster denies it. */
export function useMayCreate(
  client: Pick<BackupStorageClient, 'permission' | 'namespaces'>,
  resource: ResourceType,
  namespace: string,
): boolean {
  const [denied, setDenied] = useState<string>()
  useEffect(() => {
    const controller = new AbortController()
    mayCreate(client, resource, namespace, controller.signal).then(
      (allowed) => controller.signal.aborted || setDenied(allowed ? undefined : namespace),
      () => undefined, // unknown: let the user try
    )
    return () => controller.abort()
  }, [client, resource, namespace])
  return denied !== namespace
}
