import { useCallback, useSyncExternalStore } from 'react'
import type { FormDraft } from '../../draft/createFormDraft.ts'
import type { DraftState } from '../../draft/state.ts'
import { subscribeAt } from './subscribeAt.ts'

/**
 * What `select` gives for the present state, where that depends on some places of the form alone: it is asked only when
 * something changed there. `select` must give a primitive, or the same object for the same state.
 *
 * @param places - a JSON Pointer, or a list of them that stays the same list
 */
export function useStateAt<T>(
  draft: FormDraft,
  places: string | readonly string[],
  select: (state: DraftState) => T,
): T {
  const subscribe = useCallback(
    (listener: () => void) => subscribeAt(draft, typeof places === 'string' ? [places] : places, listener),
    [draft, places],
  )
  const snapshot = (): T => select(draft.getState())
  return useSyncExternalStore(subscribe, snapshot, snapshot)
}
