import { useCallback, useSyncExternalStore } from 'react'
import type { DraftState } from '../../draft/state.ts'
import type { DiagnosticIndex } from './diagnosticIndex.ts'
import { useFormContext } from './FormContext.ts'

/**
 * Returns what `select` gives for the present state, and re-renders the component only when that changes. It is called only
 * when something changed at the pointers, and must return a primitive, or the same object for the same state.
 *
 * @param pointers - a JSON Pointer, or a list of them that stays the same list
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
