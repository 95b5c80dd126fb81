import type { ReactElement } from 'react'
import { useDraftState } from '../useDraftState.ts'
import { useFormContext } from './FormContext.ts'
import { FieldLinks, Notice } from './Notice.tsx'

/** The notice that a draft was restored, with the fields to fill in again. */
export function RestoredNotice(): ReactElement | null {
  const { draft, messages } = useFormContext()
  const restored = useDraftState(draft, (state) => state.restored)
  const toRefill = useDraftState(draft, (state) => state.toRefill)
  if (!restored) return null
  return (
    <Notice role="status" onDismiss={() => draft.dismiss()}>
      {toRefill.length === 0 ? messages.restored : messages.restoredRefill} <FieldLinks pointers={toRefill} />
    </Notice>
  )
}
