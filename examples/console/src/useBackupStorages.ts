import type { Manifest } from 'backupstorage-forms/core'
import { KubernetesError } from 'backupstorage-forms/kubernetes'
import { useEffect, useState } from 'react'
import { client } from './api.ts'

const interval = 2000

/** What is known of the storages of the cluster. */
export interface Polled {
  /** As they were last read; undefined before the first time. */
  storages: Manifest[] | undefined
  /** Why they could not be read the last time. */
  error: Error | undefined
  /** When they were last asked for. */
  time: number
}

/** Reads the storages every two seconds while the page is in view. `retry` reads them at once. */
export function useBackupStorages(): Polled & { retry: () => void } {
  const [polled, setPolled] = useState<Polled>({ storages: undefined, error: undefined, time: 0 })
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    let timer: ReturnType<typeof setTimeout> | undefined
    let reading = false

    async function read(): Promise<void> {
      clearTimeout(timer)
      if (document.hidden || reading) return
      reading = true
      let pause = interval
      try {
        const storages = await client.list({ signal })
        if (!signal.aborted) setPolled({ storages, error: undefined, time: Date.now() })
      } catch (reason) {
        if (signal.aborted) return
        const error = reason instanceof Error ? reason : new Error(String(reason))
        if (error instanceof KubernetesError) pause = Math.max(pause, (error.retryAfter ?? 0) * 1000)
        setPolled((known) => ({ storages: known.storages, error, time: Date.now() }))
      } finally {
        reading = false
        if (!signal.aborted) timer = setTimeout(() => void read(), pause)
      }
    }

    const shown = (): void => void read()
    document.addEventListener('visibilitychange', shown)
    void read()
    return () => {
      controller.abort()
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', shown)
    }
  }, [attempt])

  function retry(): void {
    setPolled((known) => ({ ...known, error: undefined }))
    setAttempt((count) => count + 1)
  }

  return { ...polled, retry }
}
