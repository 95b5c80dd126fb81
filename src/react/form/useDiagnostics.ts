import { useState } from 'react'
import type { Diagnostic } from '../../schema/diagnostics.ts'
import type { FormDraft } from '../../draft/createFormDraft.ts'
import type { DraftState } from '../../draft/state.ts'
import { useDraftState } from '../useDraftState.ts'
import { createStableList } from './stable.ts'

/** Diagnostics that stay the same list while they say the same, so that nothing is rendered for nothing. */
export function useDiagnostics(
  draft: FormDraft,
  select: (state: DraftState) => readonly Diagnostic[],
): readonly Diagnostic[] {
  const [keep] = useState(createStableList)
  return useDraftState(draft, (state) => keep(select(state)))
}
