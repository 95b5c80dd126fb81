import { useSyncExternalStore } from 'react'
import type { FormDraft } from '../draft/createFormDraft.ts'
import type { DraftState } from '../draft/state.ts'

/**
 * Returns the result of `select` for the current state, and re-renders the component only when it changes. `select`
 * must return a primitive, or the same object for the same state.
 */
export function useDraftState<T>(draft: FormDraft, select: (state: DraftState) => T): T {
  const snapshot = (): T => select(draft.getState())
  return useSyncExternalStore(draft.subscribe, snapshot, snapshot)
}
