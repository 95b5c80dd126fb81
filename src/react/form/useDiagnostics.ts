import { useState } from 'react'
import type { Diagnostic } from '../../schema/diagnostics.ts'
import type { DraftState, DraftStore } from '../../draft/createDraft.ts'
import { useDraftState } from '../useDraft.ts'
import { createListKeeper } from './keepers.ts'

/** Diagnostics that stay the same list while they say the same, so that nothing is rendered for nothing. */
export function useDiagnostics(
  draft: DraftStore,
  select: (state: DraftState) => readonly Diagnostic[],
): readonly Diagnostic[] {
  const [keep] = useState(createListKeeper)
  return useDraftState(draft, (state) => keep(select(state)))
}
