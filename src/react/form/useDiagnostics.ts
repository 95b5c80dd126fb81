import { useState } from 'react'
import type { Diagnostic } from '../../schema/diagnostics.ts'
import type { FormDraft } from '../../draft/createFormDraft.ts'
import type { DraftState } from '../../draft/state.ts'
import { useDraftState } from '../useDraftState.ts'
import { createStableList } from './stable.ts'

/** Returns diagnostics of a draft: the same list until a user would see a difference, to avoid re-renders. */
export function useDiagnostics(
  draft: FormDraft,
  select: (state: DraftState) => readonly Diagnostic[],
): readonly Diagnostic[] {
  const [keep] = useState(createStableList)
  return useDraftState(draft, (state) => keep(select(state)))
}
