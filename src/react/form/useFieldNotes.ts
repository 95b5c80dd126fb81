import { useState } from 'react'
import type { FormDraft } from '../../draft/createFormDraft.ts'
import type { DraftState } from '../../draft/state.ts'
import { notesAt } from './faults.ts'
import type { FieldNotes } from './FieldContext.ts'
import { createKeeper, createListKeeper } from './keepers.ts'
import { useStateAt } from './useStateAt.ts'

type NotesOf = (draft: FormDraft, state: DraftState, pointer: string, lock: string | undefined) => FieldNotes

/** Reads what is told at a field besides its errors; gives the same object while that is the same. */
export function createNotesOf(): NotesOf {
  const keepNotes = createListKeeper()
  const keep = createKeeper<FieldNotes>()
  return (draft, state, pointer, lock) =>
    keep({
      notes: keepNotes(notesAt(draft, state, pointer)),
      filled: state.filled?.at === pointer ? state.filled : undefined,
      offer: state.offer?.at === pointer ? state.offer : undefined,
      refill: state.toRefill.includes(pointer),
      lock,
    })
}

/** What is told at the field of a JSON Pointer besides its errors. */
export function useFieldNotes(draft: FormDraft, pointer: string, lock: string | undefined): FieldNotes {
  const [notesOf] = useState(createNotesOf)
  return useStateAt(draft, pointer, (state) => notesOf(draft, state, pointer, lock))
}
