import { useCallback, useEffect, useRef, useState } from 'react'
import type { SubmitClient } from '../../cluster/client.ts'
import type { Verdict } from '../../cluster/dryRun.ts'
import { dryRun } from '../../cluster/dryRun.ts'
import { serverDiagnostics } from '../../cluster/server/serverDiagnostics.ts'
import type { WriteMode } from '../../cluster/submit/write.ts'
import type { FormDraft } from '../../draft/createFormDraft.ts'
import type { Snapshot } from '../../draft/state.ts'
import type { Manifest } from '../../schema/manifest.ts'
import type { SubmitMessages } from '../../messages/submit.ts'
import { errorOf } from './decide.ts'

/** The content of a draft. A verdict is about the content, in whichever format it is shown. */
export type Content = Pick<Snapshot, 'values' | 'text'>

/** Returns whether two contents are the same. */
export function isSameContent(a: Content | undefined, b: Content): boolean {
  return a?.values === b.values && a.text === b.text
}

/** The state of the dry run, with its verdict and the content it is about. */
export interface AskedVerdict {
  state: 'none' | 'asking' | 'asked' | 'unchanged'
  about?: Content
  verdict?: Verdict
}

/** Starts a dry run of manifests. Without any, there is nothing to write and the state is `unchanged`. */
export type AskCluster = (manifests: readonly Manifest[], mode: WriteMode) => void

/** Runs dry runs of a draft, and reports their diagnostics to it. A new run aborts the previous one. */
export function useVerdict(
  draft: FormDraft,
  client: SubmitClient | undefined,
  messages: SubmitMessages,
): {
  asked: AskedVerdict
  ask: AskCluster
} {
  const [asked, setAsked] = useState<AskedVerdict>({ state: 'none' })
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  const ask = useCallback(
    (manifests: readonly Manifest[], mode: WriteMode): void => {
      if (!client) return
      running.current?.abort()
      const { values, text } = draft.getState()
      const about = { values, text }
      if (manifests.length === 0) {
        setAsked({ state: 'unchanged', about })
        return
      }
      const controller = new AbortController()
      running.current = controller
      setAsked({ state: 'asking', about })
      dryRun(client, manifests, { ...mode, messages, signal: controller.signal }).then(
        (verdict) => {
          setAsked({ state: 'asked', about, verdict })
          if (!isSameContent(about, draft.getState())) return
          const answers = [
            ...verdict.refusals.map((refusal) => ({ failure: errorOf(refusal) })),
            { warnings: verdict.warnings.map((warning) => warning.text) },
          ]
          draft.reportServer(answers.flatMap((answer) => serverDiagnostics(answer, manifests, draft.context)))
        },
        () => undefined, // a newer run replaced it
      )
    },
    [draft, client, messages],
  )
  return { asked, ask }
}
