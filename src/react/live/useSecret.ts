import { useEffect, useState } from 'react'
import type { BackupStorageClient, SecretSummary } from '../../cluster/client.ts'

/** The polling interval of a Secret, in ms. Watching it would transfer its values. */
const interval = 30_000

/** A Secret without its values, as last read. */
export interface KnownSecret {
  readonly secret?: SecretSummary
  readonly state: 'loading' | 'live' | 'failed'
  readonly error?: Error
}

/**
 * Reads a Secret, and again at intervals and whenever `version` changes.
 *
 * @param name - empty for none
 */
export function useSecret(
  client: Pick<BackupStorageClient, 'secret'>,
  namespace: string,
  name: string,
  version: string,
): KnownSecret & { retry: () => void } {
  const asked = `${namespace}/${name}`
  const [known, setKnown] = useState<KnownSecret & { asked: string }>({ state: 'loading', asked })
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    if (name === '' || !client.secret) return undefined
    const controller = new AbortController()
    const { signal } = controller
    const read = (): void => {
      client.secret?.(namespace, name, { signal }).then(
        (secret) => signal.aborted || setKnown({ secret, state: 'live', asked }),
        (error: unknown) =>
          signal.aborted ||
          setKnown({ state: 'failed', error: error instanceof Error ? error : new Error(String(error)), asked }),
      )
    }
    read()
    const timer = setInterval(read, interval)
    return () => {
      controller.abort()
      clearInterval(timer)
    }
  }, [client, namespace, name, version, asked, attempt])
  const current: KnownSecret = known.asked === asked ? known : { state: 'loading' }
  return { ...current, retry: () => setAttempt((count) => count + 1) }
}
