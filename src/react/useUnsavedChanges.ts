import { useCallback, useEffect } from 'react'
import type { FormDraft } from '../draft/createFormDraft.ts'
import type { Messages } from './messages.ts'
import { resolveMessages } from './messages.ts'
import { useDraftState } from './useDraftState.ts'

/** What a host asks before it leaves a form. */
export interface UnsavedChanges {
  /** Whether the draft says anything else than at its start. */
  readonly isDirty: boolean
  /** Asks whether to leave where something would be lost; true where nothing would, or where the answer is yes. */
  readonly confirmLeave: () => boolean
}

/**
 * Guards what was typed into a draft: the browser asks before the page is closed or loaded anew, and a host asks with
 * `confirmLeave` before it goes to another of its pages.
 *
 * @param ask - asks a person in the host's way; the browser's own question by default
 */
export function useUnsavedChanges(
  draft: FormDraft,
  options: { messages?: Partial<Messages> | undefined; ask?: ((question: string) => boolean) | undefined } = {},
): UnsavedChanges {
  const isDirty = useDraftState(draft, () => draft.isDirty())
  useEffect(() => {
    if (!isDirty) return undefined
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isDirty])
  const question = resolveMessages(options.messages).leaveQuestion
  const { ask } = options
  const confirmLeave = useCallback(
    // oxlint-disable-next-line no-alert
    () => !draft.isDirty() || (ask ?? ((text: string) => confirm(text)))(question),
    [draft, ask, question],
  )
  return { isDirty, confirmLeave }
}
