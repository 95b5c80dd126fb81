import { useState } from 'react'
import type { Diagnostic } from '../../schema/diagnostics.ts'
import type { FormDraft } from '../../draft/createFormDraft.ts'
import type { DraftState } from '../../draft/state.ts'
import { useDraftState } from '../useDraftState.ts'
import { createListKeeper } from './keepers.ts'

/** Diagnostics that stay the same list while they say the same, so that nothing is rendered for nothing. */
export function useDiagnostics(
  draft: FormDraft,
  select: (state: DraftState) => readonly Diagnostic[],
): readonly Diagnostic[] {
  const [keep] = useState(createListKeeper)
  return useDraftState(draft, (state) => keep(select(state)))
}
