import { useState } from 'react'
import type { DraftState } from '../../draft/state.ts'
import type { DiagnosticIndex } from './diagnosticIndex.ts'
import { notesAt } from './diagnosticIndex.ts'
import type { FieldNotes } from './FieldContext.ts'
import { createStable, createStableList } from './stable.ts'
import { useStateAt } from './useStateAt.ts'

type NotesOf = (index: DiagnosticIndex, state: DraftState, pointer: string, lock: string | undefined) => FieldNotes

/** Returns a function that reads the notes of a field. It returns the same object until they change. */
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

/** Returns the notes of the field at a JSON Pointer. */
export function useFieldNotes(pointer: string, lock: string | undefined): FieldNotes {
  const [notesOf] = useState(createNotesOf)
  return useStateAt(pointer, (state, index) => notesOf(index, state, pointer, lock))
}
