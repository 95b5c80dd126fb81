import { useMemo, useState } from 'react'
import type { Diagnostic } from '../../core/diagnostics.ts'
import type { DraftState, DraftStore } from '../../core/draft/createDraft.ts'
import { useDraftState } from '../useDraft.ts'
import { notesAt } from './faults.ts'
import type { FieldNotes } from './FieldContext.ts'

/** Gives the last list again while the next one says the same. */
function createKeeper(): (found: readonly Diagnostic[]) => readonly Diagnostic[] {
  let last: readonly Diagnostic[] = []
  return (found) => {
    const same =
      found.length === last.length &&
      found.every(({ code, path, message, severity, fix }, index) => {
        const other = last[index]
        const fixed = fix?.path === other?.fix?.path && Object.is(fix?.value, other?.fix?.value)
        return (
          fixed &&
          code === other?.code &&
          path === other.path &&
          message === other.message &&
          severity === other.severity
        )
      })
    if (!same) last = found
    return last
  }
}

/** Diagnostics that stay the same list while they say the same, so that a field is not rendered for nothing. */
export function useDiagnostics(
  draft: DraftStore,
  select: (state: DraftState) => readonly Diagnostic[],
): readonly Diagnostic[] {
  const [keep] = useState(createKeeper)
  return useDraftState(draft, (state) => keep(select(state)))
}

/** What is told at a field besides its errors. */
export function useFieldNotes(draft: DraftStore, pointer: string, lock: string | undefined): FieldNotes {
  const notes = useDiagnostics(draft, (state) => notesAt(draft, state, pointer))
  const filled = useDraftState(draft, (state) => (state.filled?.at === pointer ? state.filled : undefined))
  const offer = useDraftState(draft, (state) => (state.offer?.at === pointer ? state.offer : undefined))
  const refill = useDraftState(draft, (state) => state.toRefill.includes(pointer))
  return useMemo(() => ({ notes, filled, offer, refill, lock }), [notes, filled, offer, refill, lock])
}
