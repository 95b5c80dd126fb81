import { useEffect, useRef, useState } from 'react'
import type { FormDraft } from '../../draft/createFormDraft.ts'
import type { Manifest } from '../../schema/manifest.ts'
import type { WriteMode } from '../../cluster/submit/write.ts'
import type { SubmitError } from '../../cluster/submitManifests.ts'
import { isSubmitError } from '../../cluster/submitManifests.ts'
import type { SubmitFailure } from '../preview/DraftPreview.tsx'
import type { SubmitManifests } from './SubmitManifests.ts'

/** The state of a submit. */
export type SubmitState =
  | { state: 'idle' }
  | { state: 'pending'; stop: () => void }
  | { state: 'stopped' }
  | { state: 'failed'; failure: SubmitFailure }
  | { state: 'done'; result: unknown }

/**
 * Submits the manifests of a draft, one submit at a time. Unmounting stops a pending submit.
 *
 * @param onTried - called with each `SubmitError`, and with undefined after a successful submit
 */
export function useSubmit(
  draft: FormDraft,
  submit: SubmitManifests | undefined,
  onTried: (error: SubmitError | undefined) => void,
): { submitState: SubmitState; start: (manifests: Manifest[], mode: WriteMode) => void; forget: () => void } {
  const [submitState, setState] = useState<SubmitState>({ state: 'idle' })
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  async function run(manifests: Manifest[], mode: WriteMode): Promise<void> {
    if (running.current || !submit) return
    const controller = new AbortController()
    running.current = controller
    setState({ state: 'pending', stop: () => controller.abort() })
    try {
      const result: unknown = await submit(manifests, {
        ...mode,
        signal: controller.signal,
      })
      onTried(undefined)
      draft.markSaved()
      setState({ state: 'done', result })
    } catch (error) {
      const { values, text } = draft.getState()
      const failure = { error, state: { values, text } }
      const isOurs = isSubmitError(error)
      if (isOurs) onTried(error)
      // A stopped submit that left something behind reports it in its error.
      if (controller.signal.aborted && !isOurs) setState({ state: 'stopped' })
      else setState({ state: 'failed', failure })
    } finally {
      running.current = undefined
    }
  }
  return {
    submitState,
    start: (manifests, mode) => void run(manifests, mode),
    forget: () => setState({ state: 'idle' }),
  }
}
