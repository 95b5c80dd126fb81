import { useEffect, useState } from 'react'
import type { BackupStorageClient } from '../../cluster/client.ts'
import type { ResourceType } from '../../schema/manifest.ts'

/** The maximum number of namespaces to check if the user may not write in all of them. */
const mostNamespaces = 50

type Client = Pick<BackupStorageClient, 'permission'> & Partial<Pick<BackupStorageClient, 'namespaces'>>

/** Returns whether the user may write in a namespace, or in any if it is empty. */
async function mayWrite(
  client: Client,
  verb: 'create' | 'update',
  resource: ResourceType,
  namespace: string,
  signal: AbortSignal,
): Promise<boolean> {
  const isAllowed = async (where: string): Promise<boolean> =>
    (await client.permission?.(verb, { resource, namespace: where }, { signal }))?.allowed !== false
  if (await isAllowed(namespace)) return true
  if (namespace !== '') return false
  const names = await client.namespaces?.({ signal })
  if (names === undefined || names.length > mostNamespaces) return true // too many to check: let the user try
  const answers = await Promise.all(names.map(isAllowed))
  return answers.includes(true)
}

/** Returns whether the user may create or update an object here: true until the cluster denies it. */
export function useMayWrite(
  client: Client,
  verb: 'create' | 'update',
  resource: ResourceType,
  namespace: string,
): boolean {
  const [denied, setDenied] = useState<string>()
  useEffect(() => {
    const controller = new AbortController()
    mayWrite(client, verb, resource, namespace, controller.signal).then(
      (allowed) => controller.signal.aborted || setDenied(allowed ? undefined : namespace),
      () => undefined, // unknown: let the user try
    )
    return () => controller.abort()
  }, [client, verb, resource, namespace])
  return denied !== namespace
}
