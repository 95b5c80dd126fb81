import type { ReactElement } from 'react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { FormDraft } from '../draft/createFormDraft.ts'
import { ConfirmDialog } from './ConfirmDialog.tsx'
import type { Messages } from './messages.ts'
import { resolveMessages } from './messages.ts'
import { useDraftState } from './useDraftState.ts'

/** The unsaved changes of a form, for a host to check before leaving it. */
export interface UnsavedChanges {
  /** Whether the draft differs from its start. */
  readonly isDirty: boolean
  /**
   * Asks the user before changes are lost. Resolves with true if there are none, or if the user agrees: the draft is
   * then discarded, also in its `draftStorage`.
   */
  readonly confirmLeave: () => Promise<boolean>
  /** The open question, to render next to the form; null if there is none. */
  readonly dialog: ReactElement | null
}

/**
 * Guards the unsaved changes of a draft. The browser asks before the page closes or reloads. A host calls
 * `confirmLeave` before it opens another of its pages, and renders `dialog`.
 *
 * @param ask - asks the user with the host's own dialog; `dialog` by default
 */
export function useUnsavedChanges(
  draft: FormDraft,
  options: {
    messages?: Partial<Messages> | undefined
    ask?: ((question: string) => boolean | Promise<boolean>) | undefined
  } = {},
): UnsavedChanges {
  const isDirty = useDraftState(draft, () => draft.isDirty())
  useEffect(() => {
    if (!isDirty) return undefined
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isDirty])
  const messages = resolveMessages(options.messages)
  const { leaveQuestion, leaveConsequence } = messages
  const { ask } = options
  const [isOpen, setOpen] = useState(false)
  const answer = useRef<(isAgreed: boolean) => void>(undefined)
  const settle = (isAgreed: boolean): void => {
    setOpen(false)
    answer.current?.(isAgreed)
  }
  const confirmLeave = useCallback(async (): Promise<boolean> => {
    if (!draft.isDirty()) return true
    answer.current?.(false) // only the last question counts
    const isAgreed = await (ask
      ? ask(`${leaveQuestion} ${leaveConsequence}`)
      : new Promise<boolean>((resolve) => {
          answer.current = resolve
          setOpen(true)
        }))
    if (isAgreed) {
      draft.reset()
      draft.flush()
    }
    return isAgreed
  }, [draft, ask, leaveQuestion, leaveConsequence])
  const dialog = isOpen ? (
    <div className="bsf">
      <ConfirmDialog
        question={leaveQuestion}
        consequence={leaveConsequence}
        confirm={messages.leaveConfirm}
        cancel={messages.keepEditing}
        onConfirm={() => settle(true)}
        onCancel={() => settle(false)}
      />
    </div>
  ) : null
  return { isDirty, confirmLeave, dialog }
}
