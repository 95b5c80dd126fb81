import type { ReactElement, ReactNode } from 'react'
import { fromPointer } from '../../base/pointer.ts'
import { titleAt } from '../../schema/schemaAt.ts'
import type { Fill } from '../../draft/state.ts'
import type { Messages } from '../messages.ts'
import { useFormContext } from './FormContext.ts'

/** A message in the form, with an optional action. */
export function Notice(props: {
  children: ReactNode
  severity?: string | undefined
  role?: 'status' | undefined
  action?: { title: string; act: () => void } | undefined
  onDismiss?: (() => void) | undefined
  /** @default "Dismiss" */
  dismissTitle?: string
}): ReactElement {
  const { messages } = useFormContext()
  const { children, severity, role, action, onDismiss, dismissTitle = messages.dismiss } = props
  return (
    <div className="bsf-note" data-severity={severity} role={role}>
      <p>{children}</p>
      {action || onDismiss ? (
        <div className="bsf-note-actions">
          {action ? (
            <button type="button" className="bsf-button" onClick={action.act}>
              {action.title}
            </button>
          ) : null}
          {onDismiss ? (
            <button type="button" className="bsf-button bsf-button--quiet" onClick={onDismiss}>
              {dismissTitle}
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}

/** Returns the text before the titles of filled fields: from a pasted text, together with a choice, or from a field. */
export function fillText(messages: Messages, { at, title, fields }: Fill): string {
  if (title !== undefined) return messages.filledFromPaste(title)
  return fields.includes(at) ? messages.changed : messages.filledFromField
}

/** The titles of fields, as buttons that focus them. */
export function FieldLinks({ pointers }: { pointers: readonly string[] }): ReactElement {
  const { layout, focus } = useFormContext()
  return (
    <>
      {pointers.map((pointer, index) => (
        <span key={pointer}>
          {index > 0 ? ', ' : ''}
          <button type="button" className="bsf-link" onClick={() => focus(pointer)}>
            {titleAt(layout.schema, fromPointer(pointer))}
          </button>
        </span>
      ))}
    </>
  )
}
