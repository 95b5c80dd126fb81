import type { ReactElement } from 'react'
import { flushSync } from 'react-dom'
import type { Diagnostic } from '../../schema/diagnostics.ts'
import type { Fill, Offer } from '../../draft/state.ts'
import { Icon } from '../Icon.tsx'
import type { FieldNotes } from './FieldContext.ts'
import { hasNotes } from './FieldContext.ts'
import { useFormContext } from './FormContext.ts'
import { notesIdOf } from './ids.ts'
import { FieldLinks, fillText, Notice } from './Notice.tsx'

/** A diagnostic of a field, with its fix. */
export function DiagnosticNotice({ diagnostic }: { diagnostic: Diagnostic }): ReactElement {
  const { draft, messages, focus, announce, canFix } = useFormContext()
  const { severity, message, fix } = diagnostic
  function apply(): void {
    if (!fix) return
    draft.applyFix(fix)
    announce(messages.fixed(fix.title))
    focus(fix.path)
  }
  return (
    <Notice severity={severity} action={fix && canFix(fix) ? { title: fix.title, act: apply } : undefined}>
      <Icon name={severity} />
      {severity === 'error' ? null : <strong>{messages.severity[severity]}: </strong>}
      {message}
    </Notice>
  )
}

/** Everything a field shows besides its errors: lock, warnings, notes, fixes, filled fields and offers. */
export function FieldNotesList({ id, about }: { id: string; about: FieldNotes }): ReactElement | null {
  const { messages } = useFormContext()
  const { notes, filled, offer, refill, lock } = about
  if (!hasNotes(about)) return null
  return (
    <div className="bsf-notes" id={notesIdOf(id)}>
      {lock === undefined ? null : (
        <p className="bsf-hint bsf-lock">
          <Icon name="lock" /> {lock}
        </p>
      )}
      {refill ? <Notice>{messages.refill}</Notice> : null}
      {notes.map((note) => (
        <DiagnosticNotice key={note.code + note.message} diagnostic={note} />
      ))}
      {filled ? <FillNotice filled={filled} /> : null}
      {offer ? <OfferNotice offer={offer} /> : null}
    </div>
  )
}

/** The list of automatically filled fields, with buttons to undo or dismiss it. */
function FillNotice({ filled }: { filled: Fill }): ReactElement {
  const { draft, messages, focus, announce } = useFormContext()
  const { at, fields } = filled
  function undo(): void {
    draft.undoFill()
    announce(messages.fillUndone)
    focus(at)
  }
  function dismiss(): void {
    draft.dismiss()
    focus(at)
  }
  return (
    <Notice action={{ title: messages.undoFill, act: undo }} onDismiss={dismiss}>
      {fillText(messages, filled)} <FieldLinks pointers={fields} />.
    </Notice>
  )
}

/** The offer to switch to the provider that the pasted text belongs to. */
function OfferNotice({ offer: { at, title, provider, text } }: { offer: Offer }): ReactElement {
  const { draft, messages, titleOfProvider, focus, announce, isFixed } = useFormContext()
  const name = titleOfProvider(provider)
  function take(): void {
    // The focus goes to the provider that is selected then.
    flushSync(() => draft.takeOffer(isFixed))
    announce(messages.offerTaken(name))
    focus('/backend/provider')
  }
  function insert(): void {
    focus(at)
    draft.endStep()
    // As a paste would: over the selection, and without the line breaks that a single-line input can't have.
    document.execCommand('insertText', false, text)
    draft.dismiss()
  }
  return (
    <Notice
      action={{ title: messages.takeOffer(name), act: take }}
      onDismiss={insert}
      dismissTitle={messages.insertText}
    >
      {messages.offer(title, name)}
    </Notice>
  )
}
