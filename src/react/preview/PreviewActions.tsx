import type { ReactElement } from 'react'
import { useRef } from 'react'
import type { Messages } from '../messages.ts'

/** Props of the buttons below a preview. */
export interface PreviewActionProps {
  /** Called by the Previous button. Without it, there is no button. */
  onPrevious?: (() => void) | undefined
  /** Whether a submit is running, which disables Submit and Previous. @default false */
  submitting?: boolean | undefined
  /** Called by the Stop button, shown while a submit runs. Without it, there is no button. */
  onStop?: (() => void) | undefined
}

/** The buttons below a preview. */
export function PreviewActions({
  messages,
  onPrevious,
  onSubmit,
  onStop,
  submitting = false,
}: PreviewActionProps & { messages: Messages; onSubmit?: (() => void) | undefined }): ReactElement | null {
  const submitButton = useRef<HTMLButtonElement>(null)
  if (!onPrevious && !onSubmit) return null
  return (
    <div className="bsf-actions">
      {onPrevious ? (
        <button type="button" className="bsf-button" onClick={onPrevious} disabled={submitting}>
          {messages.previous}
        </button>
      ) : null}
      {submitting && onStop ? (
        <button
          type="button"
          className="bsf-button"
          onClick={() => {
            submitButton.current?.focus() // keep the focus, as this button disappears
            onStop()
          }}
        >
          {messages.stop}
        </button>
      ) : null}
      {onSubmit ? (
        <button
          type="button"
          className="bsf-button bsf-button--primary"
          ref={submitButton}
          // A double click or a held key is one submit, however fast it ends.
          onClick={({ detail }) => (submitting || detail > 1 ? undefined : onSubmit())}
          onKeyDown={(event) => (event.repeat ? event.preventDefault() : undefined)}
          aria-disabled={submitting}
          aria-busy={submitting}
        >
          {submitting ? messages.submitting : messages.submit}
        </button>
      ) : null}
    </div>
  )
}
