import type { ReactElement } from 'react'
import { useLayoutEffect, useId, useRef } from 'react'

export interface ConfirmDialogProps {
  question: string
  consequence: string
  /** The label of the button that confirms. */
  confirm: string
  /** The label of the button that cancels. It has the initial focus. */
  cancel: string
  onConfirm: () => void
  onCancel: () => void
  /** A third button, between the two. */
  alternative?: { title: string; act: () => void } | undefined
}

/** A modal question. The browser keeps the focus inside and restores it afterwards. */
export function ConfirmDialog({ question, consequence, confirm, cancel, ...on }: ConfirmDialogProps): ReactElement {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog
      className="bsf-dialog"
      ref={dialog}
      aria-labelledby={`${id}question`}
      aria-describedby={`${id}consequence`}
      onCancel={(event) => {
        event.preventDefault()
        on.onCancel()
      }}
    >
      <p className="bsf-dialog-question" id={`${id}question`}>
        {question}
      </p>
      <p id={`${id}consequence`}>{consequence}</p>
      <div className="bsf-dialog-actions">
        <button type="button" className="bsf-button" onClick={on.onCancel}>
          {cancel}
        </button>
        {on.alternative ? (
          <button type="button" className="bsf-button" onClick={on.alternative.act}>
            {on.alternative.title}
          </button>
        ) : null}
        <button type="button" className="bsf-button bsf-button--danger" onClick={on.onConfirm}>
          {confirm}
        </button>
      </div>
    </dialog>
  )
}
