import type { ReactElement } from 'react'
import { fromPointer } from '../../core/pointer.ts'
import { titleAt } from '../../core/values/derive.ts'
import { Icon } from '../Icon.tsx'
import type { FieldNotes } from './FieldContext.ts'
import { hasNotes } from './FieldContext.ts'
import { useFormContext } from './FormContext.ts'
import { notesIdOf } from './ids.ts'

/** What is told at a field besides its errors: warnings and notes with their fixes, what was filled, what is offered. */
export function FieldNotesList({ id, about }: { id: string; about: FieldNotes }): ReactElement | null {
  const { draft, messages, layout, titleOfProvider, focus, announce } = useFormContext()
  const { notes, filled, offer, refill, lock } = about
  if (!hasNotes(about)) return null
  return (
    <div className="bsf-notes" id={notesIdOf(id)}>
      {lock === undefined ? null : (
        <p className="bsf-hint bsf-lock">
          <Icon name="lock" /> {lock}
        </p>
      )}
      {refill ? <p className="bsf-note">{messages.refill}</p> : null}
      {notes.map(({ code, severity, message, fix }) => (
        <div className="bsf-note" data-severity={severity} key={code + message}>
          <p>
            <strong>{messages.severity[severity]}: </strong>
            {message}
          </p>
          {fix ? (
            <button
              type="button"
              className="bsf-button"
              onClick={() => {
                draft.change(fromPointer(fix.path), fix.value)
                announce(messages.fixed(fix.title))
                focus(fromPointer(fix.path).length > 0 ? fix.path : '')
              }}
            >
              {fix.title}
            </button>
          ) : null}
        </div>
      ))}
      {filled ? (
        <div className="bsf-note">
          <p>
            {filled.title === undefined ? messages.filledFromField : messages.filledFromPaste(filled.title)}{' '}
            {filled.fields.map((pointer, index) => (
              <span key={pointer}>
                {index > 0 ? ', ' : ''}
                <button type="button" className="bsf-link" onClick={() => focus(pointer)}>
                  {titleAt(layout, pointer)}
                </button>
              </span>
            ))}
            .
          </p>
          <div className="bsf-note-actions">
            <button
              type="button"
              className="bsf-button"
              onClick={() => {
                const { at } = filled
                draft.undoFill()
                announce(messages.fillUndone)
                focus(at)
              }}
            >
              {messages.undoFill}
            </button>
            <button
              type="button"
              className="bsf-button bsf-button--quiet"
              onClick={() => {
                const { at } = filled
                draft.dismiss()
                focus(at)
              }}
            >
              {messages.dismiss}
            </button>
          </div>
        </div>
      ) : null}
      {offer ? (
        <div className="bsf-note">
          <p>{messages.offer(offer.title, titleOfProvider(offer.provider))}</p>
          <div className="bsf-note-actions">
            <button
              type="button"
              className="bsf-button"
              onClick={() => {
                draft.takeOffer()
                announce(messages.offerTaken(titleOfProvider(offer.provider)))
                focus('/backend/provider')
              }}
            >
              {messages.takeOffer(titleOfProvider(offer.provider))}
            </button>
            <button
              type="button"
              className="bsf-button bsf-button--quiet"
              onClick={() => {
                const { at } = offer
                draft.dismiss()
                focus(at)
              }}
            >
              {messages.dismiss}
            </button>
          </div>
        </div>
      ) : null}
    </div>
  )
}
