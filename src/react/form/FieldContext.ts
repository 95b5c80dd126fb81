import { createContext, useContext } from 'react'
import type { Diagnostic } from '../../schema/diagnostics.ts'
import type { Fill, Offer } from '../../draft/state.ts'
import { descriptionIdOf, errorIdOf, notesIdOf } from './ids.ts'

/** What is told at a field, besides its errors. */
export interface FieldNotes {
  readonly notes: readonly Diagnostic[]
  /** What was filled from what was typed or pasted into this field. */
  readonly filled: Fill | undefined
  /** What was pasted into this field and belongs to another provider. */
  readonly offer: Offer | undefined
  /** Whether the field is to be filled again, as a draft is kept without its secrets. */
  readonly refill: boolean
  /** Why the field cannot be changed. */
  readonly lock: string | undefined
}

export interface FieldContextValue extends FieldNotes {
  /** To be called when the field gets the focus. */
  readonly onEnter: () => void
}

export const FieldContext = createContext<FieldContextValue>({
  notes: [],
  filled: undefined,
  offer: undefined,
  refill: false,
  lock: undefined,
  onEnter: () => {},
})

export function hasNotes({ notes, filled, offer, refill, lock }: FieldNotes): boolean {
  return notes.length > 0 || Boolean(filled ?? offer ?? lock) || refill
}

/** `aria-describedby` and `aria-invalid` of a control, naming only what is there. */
export function useAria(
  id: string,
  description: string | undefined,
  errors: readonly string[] | undefined,
  ...more: readonly (string | undefined)[]
): { 'aria-describedby'?: string; 'aria-invalid'?: true } {
  const invalid = (errors?.length ?? 0) > 0
  const told = hasNotes(useContext(FieldContext))
  const ids = [
    invalid ? errorIdOf(id) : undefined,
    description ? descriptionIdOf(id) : undefined,
    told ? notesIdOf(id) : undefined,
    ...more,
  ].filter((one) => one !== undefined)
  return {
    ...(ids.length > 0 ? { 'aria-describedby': ids.join(' ') } : {}),
    ...(invalid ? { 'aria-invalid': true } : {}),
  }
}
