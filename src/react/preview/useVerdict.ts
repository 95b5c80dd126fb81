import { useCallback, useEffect, useRef, useState } from 'react'
import type { SubmitClient } from '../../core/client.ts'
import type { Verdict } from '../../core/dryRun.ts'
import { dryRun } from '../../core/dryRun.ts'
import type { Manifest } from '../../core/manifest.ts'

/** What the cluster said, and of which text. */
export interface AskedVerdict {
  state: 'none' | 'asking' | 'asked'
  /** The text that was asked about. */
  text?: string
  verdict?: Verdict
}

/** Asks a cluster about manifests; a new question ends the one before. */
export function useVerdict(client: SubmitClient | undefined): {
  asked: AskedVerdict
  ask: (text: string, manifests: readonly Manifest[]) => void
} {
  const [asked, setAsked] = useState<AskedVerdict>({ state: 'none' })
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  const ask = useCallback(
    (text: string, manifests: readonly Manifest[]): void => {
      if (!client) return
      running.current?.abort()
      const controller = new AbortController()
      running.current = controller
      setAsked({ state: 'asking', text })
      dryRun(client, manifests, { signal: controller.signal }).then(
        (verdict) => setAsked({ state: 'asked', text, verdict }),
        () => undefined, // another question took its place
      )
    },
    [client],
  )
  return { asked, ask }
}
