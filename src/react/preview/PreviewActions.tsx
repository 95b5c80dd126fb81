import type { ReactElement } from 'react'
import { useRef } from 'react'
import type { Messages } from '../messages.ts'

/** What can be done with a preview: the props that its buttons call. */
export interface PreviewActionProps {
  /** Called by the button Previous; the button is there only with it. */
  onPrevious?: (() => void) | undefined
  /** Whether the manifests are being submitted: Submit is then not to be pressed again. @default false */
  submitting?: boolean | undefined
  /** Called by the button that ends a submit under way; the button is there only with it. */
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
            submitButton.current?.focus() // this button goes, and the focus must not go with it
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
          onClick={() => (submitting ? undefined : onSubmit())}
          aria-disabled={submitting}
          aria-busy={submitting}
        >
          {submitting ? messages.submitting : messages.submit}
        </button>
      ) : null}
    </div>
  )
}
