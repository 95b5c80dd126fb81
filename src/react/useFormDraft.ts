import { useEffect, useLayoutEffect, useState } from 'react'
import type { DraftOptions, FormDraft } from '../draft/createFormDraft.ts'
import { createFormDraft } from '../draft/createFormDraft.ts'

/** Creates a draft that lives as long as the component, and keeps its options up to date. */
export function useOwnDraft<Draft extends FormDraft>(
  create: (options: DraftOptions) => Draft,
  options: DraftOptions,
): Draft {
  const [draft] = useState(() => create(options))
  useLayoutEffect(() => {
    const { values: _values, draftStorage: _draftStorage, ...core } = options
    draft.setOptions(core)
  })
  useEffect(() => {
    const flush = (): void => draft.flush()
    // Reloading or closing the page doesn't unmount the component.
    addEventListener('pagehide', flush)
    return () => {
      removeEventListener('pagehide', flush)
      flush()
    }
  }, [draft])
  return draft
}

/** Creates the draft of a component that the host passes none to. It needs no YAML parser. */
export function useFormDraft(options: DraftOptions): FormDraft {
  return useOwnDraft(createFormDraft, options)
}
