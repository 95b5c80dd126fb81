import { useState } from 'react'
import type { DraftState } from '../../draft/state.ts'
import type { DiagnosticIndex } from './diagnosticIndex.ts'
import { notesAt } from './diagnosticIndex.ts'
import type { FieldNotes } from './FieldContext.ts'
import { createStable, createStableList } from './stable.ts'
import { useStateAt } from './useStateAt.ts'

type NotesOf = (index: DiagnosticIndex, state: DraftState, pointer: string, lock: string | undefined) => FieldNotes

/** Reads what is told at a field besides its errors; gives the same object while that is the same. */
export function createNotesOf(): NotesOf {
  const keepNotes = createStableList()
  const keep = createStable<FieldNotes>()
  return (index, state, pointer, lock) =>
    keep({
      notes: keepNotes(notesAt(index, state, pointer)),
      filled: state.filled?.at === pointer ? state.filled : undefined,
      offer: state.offer?.at === pointer ? state.offer : undefined,
      refill: state.toRefill.includes(pointer),
      lock,
    })
}

/** What is told at the field of a JSON Pointer besides its errors. */
export function useFieldNotes(pointer: string, lock: string | undefined): FieldNotes {
  const [notesOf] = useState(createNotesOf)
  return useStateAt(pointer, (state, index) => notesOf(index, state, pointer, lock))
}
