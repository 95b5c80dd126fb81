import { useCallback, useState } from 'react'
import type { Fix } from '../../schema/diagnostics.ts'
import type { FormDraft } from '../../draft/createFormDraft.ts'
import type { DraftState } from '../../draft/state.ts'
import { useDraftState } from '../useDraftState.ts'

/** An accepted fix that can be undone. */
export interface Fixed {
  readonly title: string
  readonly undo: () => void
}

/** Accepts fixes in a draft. Returns the last one while it is the last step, so that undo reverts only that fix. */
export function useFixes(draft: FormDraft): { fix: (fix: Fix) => void; fixed: Fixed | undefined } {
  const [last, setLast] = useState<Fixed & { step: DraftState['past'][number] }>()
  const isLast = useDraftState(draft, ({ past }) => past.at(-1) === last?.step)
  const fix = useCallback(
    (accepted: Fix) => {
      const before = draft.getState().past.at(-1)
      draft.applyFix(accepted)
      const step = draft.getState().past.at(-1)
      // A fix that changes nothing adds no step.
      setLast(step && step !== before ? { title: accepted.title, undo: () => draft.undo(), step } : undefined)
    },
    [draft],
  )
  return { fix, fixed: isLast ? last : undefined }
}
