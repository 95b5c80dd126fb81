import { useCallback, useEffect, useRef, useState } from 'react'
import type { SubmitClient } from '../../cluster/client.ts'
import type { Verdict } from '../../cluster/dryRun.ts'
import { dryRun } from '../../cluster/dryRun.ts'
import type { Manifest } from '../../schema/manifest.ts'
import type { WriteMode } from '../../cluster/submit/write.ts'

/** What the cluster said, and of which text. */
export interface AskedVerdict {
  state: 'none' | 'asking' | 'asked' | 'unchanged'
  /** The text that was asked about. */
  text?: string
  verdict?: Verdict
}

/** Asks about the manifests of a text. Where there are none, nothing is to be written, and that is the verdict. */
export type AskCluster = (text: string, manifests: readonly Manifest[], mode: WriteMode) => void

/** Asks a cluster about manifests; a new question ends the one before. */
export function useVerdict(client: SubmitClient | undefined): {
  asked: AskedVerdict
  ask: AskCluster
} {
  const [asked, setAsked] = useState<AskedVerdict>({ state: 'none' })
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  const ask = useCallback(
    (text: string, manifests: readonly Manifest[], mode: WriteMode): void => {
      if (!client) return
      running.current?.abort()
      if (manifests.length === 0) {
        setAsked({ state: 'unchanged', text })
        return
      }
      const controller = new AbortController()
      running.current = controller
      setAsked({ state: 'asking', text })
      dryRun(client, manifests, { ...mode, signal: controller.signal }).then(
        (verdict) => setAsked({ state: 'asked', text, verdict }),
        () => undefined, // another question took its place
      )
    },
    [client],
  )
  return { asked, ask }
}
