import type { DraftStore } from '../draft/createDraft.ts'
import { createDraft } from '../draft/createDraft.ts'
import type { DraftOptions } from '../draft/createFormDraft.ts'
import { useOwnDraft } from './useFormDraft.ts'

/**
 * Creates a draft that lives as long as the component. It starts with the values of the first render; options may
 * change.
 */
export function useDraft(options: DraftOptions = {}): DraftStore {
  return useOwnDraft(createDraft, options)
}
