import type { ReactElement } from 'react'
import { titleAt } from '../../core/values/derive.ts'
import { useDraftState } from '../useDraft.ts'
import { useFormContext } from './FormContext.ts'

/** That a draft was restored, and which of its fields are to be filled again. */
export function RestoredNotice(): ReactElement | null {
  const { draft, messages, layout, focus } = useFormContext()
  const restored = useDraftState(draft, (state) => state.restored)
  const toRefill = useDraftState(draft, (state) => state.toRefill)
  if (!restored) return null
  return (
    <div className="bsf-note" role="status">
      <p>
        {toRefill.length === 0 ? messages.restored : messages.restoredRefill}{' '}
        {toRefill.map((pointer, index) => (
          <span key={pointer}>
            {index > 0 ? ', ' : ''}
            <button type="button" className="bsf-link" onClick={() => focus(pointer)}>
              {titleAt(layout, pointer)}
            </button>
          </span>
        ))}
      </p>
      <div className="bsf-note-actions">
        <button type="button" className="bsf-button bsf-button--quiet" onClick={() => draft.dismiss()}>
          {messages.dismiss}
        </button>
      </div>
    </div>
  )
}
