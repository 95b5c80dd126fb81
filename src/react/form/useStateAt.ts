import { useCallback, useSyncExternalStore } from 'react'
import type { DraftState } from '../../draft/state.ts'
import type { DiagnosticIndex } from './diagnosticIndex.ts'
import { useFormContext } from './FormContext.ts'

/** The pointers for a result that depends on no state. */
export const nowhere: readonly string[] = []

/**
 * Returns the result of `select` for the current state, and re-renders the component only when it changes. Updates
 * elsewhere don't call `select`. It must return a primitive, or the same object for the same state.
 *
 * @param pointers - a JSON Pointer, or a list of them that stays the same array
 */
export function useStateAt<T>(
  pointers: string | readonly string[],
  select: (state: DraftState, index: DiagnosticIndex) => T,
): T {
  const { store } = useFormContext()
  const subscribe = useCallback(
    (listener: () => void) => store.subscribeAt(typeof pointers === 'string' ? [pointers] : pointers, listener),
    [store, pointers],
  )
  const snapshot = (): T => select(store.draft.getState(), store.getIndex())
  return useSyncExternalStore(subscribe, snapshot, snapshot)
}
