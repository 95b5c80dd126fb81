import type { DraftOptions, DraftState, DraftStore } from '../draft/createDraft.ts'
import { createDraft } from '../draft/createDraft.ts'
import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react'

/** A draft that lives as long as the component. It starts with the values of the first render; options may change. */
export function useDraft(options: DraftOptions = {}): DraftStore {
  const [draft] = useState(() => createDraft(options))
  useLayoutEffect(() => {
    const { values: _values, draftStorage: _draftStorage, ...core } = options
    draft.setOptions(core)
  })
  useEffect(() => {
    const flush = (): void => draft.flush()
    // A page that is loaded anew or closed is not unmounted.
    addEventListener('pagehide', flush)
    return () => {
      removeEventListener('pagehide', flush)
      flush()
    }
  }, [draft])
  return draft
}

/**
 * What `select` gives for the present state; the component renders again only when that changes. `select` must give a
 * primitive, or the same object for the same state.
 */
export function useDraftState<T>(draft: DraftStore, select: (state: DraftState) => T): T {
  const snapshot = (): T => select(draft.getState())
  return useSyncExternalStore(draft.subscribe, snapshot, snapshot)
}
