import { useEffect, useRef, useState } from 'react'
import type { DraftStore } from '../../core/draft/createDraft.ts'
import { member } from '../../core/json.ts'
import type { Manifest } from '../../core/manifest.ts'
import type { Messages } from '../messages.ts'
import type { SubmitFailure } from '../preview/DraftPreview.tsx'

/**
 * What is done with the manifests, in the order to apply them, until the signal says to stop. What it resolves with are
 * the objects as the cluster keeps them, where it is known.
 */
export type SubmitManifests = (manifests: Manifest[], context: { signal: AbortSignal }) => Promise<unknown> | void

/** Where a submit stands. */
export type SubmitState =
  | { state: 'idle' }
  | { state: 'pending'; stop: () => void }
  | { state: 'stopped' }
  | { state: 'failed'; message: string; failure: SubmitFailure }
  | { state: 'done'; result: unknown }

/** What a host's rejection says: an error, a text, or an object with a message. */
function reasonOf(error: unknown, messages: Messages): string {
  const said = typeof error === 'string' ? error : member(error, 'message')
  return typeof said === 'string' && said !== '' ? said : messages.unknownReason
}

/** Submits the manifests of a draft, one submit at a time. Leaving stops the one under way. */
export function useSubmit(
  draft: DraftStore,
  submit: SubmitManifests | undefined,
  messages: Messages,
): { submitState: SubmitState; start: (manifests: Manifest[]) => void } {
  const [submitState, setState] = useState<SubmitState>({ state: 'idle' })
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  async function run(manifests: Manifest[]): Promise<void> {
    if (running.current || !submit) return
    const controller = new AbortController()
    running.current = controller
    setState({ state: 'pending', stop: () => controller.abort() })
    try {
      const result: unknown = await submit(manifests, { signal: controller.signal })
      draft.markSaved()
      setState({ state: 'done', result })
    } catch (error) {
      const { values, text } = draft.getState()
      const failure = { error, state: { values, text } }
      if (controller.signal.aborted) setState({ state: 'stopped' })
      else setState({ state: 'failed', message: reasonOf(error, messages), failure })
    } finally {
      running.current = undefined
    }
  }
  return { submitState, start: (manifests) => void run(manifests) }
}
