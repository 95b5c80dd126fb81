import { createContext, useContext } from 'react'
import type { Diagnostic } from '../../schema/diagnostics.ts'
import type { Fill, Offer } from '../../draft/state.ts'
import { descriptionIdOf, errorIdOf, notesIdOf } from './ids.ts'

/** Everything a field shows besides its errors. */
export interface FieldNotes {
  readonly notes: readonly Diagnostic[]
  /** The fields that were filled from the value typed or pasted into this one. */
  readonly filled: Fill | undefined
  /** The text pasted into this field that belongs to another provider. */
  readonly offer: Offer | undefined
  /** Whether the user must fill in the field again, because drafts are saved without their secrets. */
  readonly refill: boolean
  /** The reason why the field is locked. */
  readonly lock: string | undefined
}

export interface FieldContextValue extends FieldNotes {
  /** Must be called when the field gets the focus. */
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

/** Returns `aria-describedby` and `aria-invalid` for a control, with the ids of existing elements only. */
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
