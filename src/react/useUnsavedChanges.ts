import { useCallback, useEffect } from 'react'
import type { FormDraft } from '../draft/createFormDraft.ts'
import type { Messages } from './messages.ts'
import { resolveMessages } from './messages.ts'
import { useDraftState } from './useDraftState.ts'

/** The unsaved changes of a form, for a host to check before leaving it. */
export interface UnsavedChanges {
  /** Whether the draft differs from its start. */
  readonly isDirty: boolean
  /** Asks the user before changes are lost. Returns true if there are none or the user agrees. */
  readonly confirmLeave: () => boolean
}

/**
 * Guards the unsaved changes of a draft. The browser asks before the page closes or reloads. A host calls
 * `confirmLeave` before it opens another of its pages.
 *
 * @param ask - asks the user with the host's own dialog; the browser's by default
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
