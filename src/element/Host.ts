import type { DraftStore } from '../core/draft/createDraft.ts'

/** What an element's members work with. */
export interface Host<Given> {
  given: Partial<Given>
  update: () => void
  /** The draft of an element with a form, once it is shown. */
  draft?: DraftStore | undefined
  /** Notes the draft that is shown. */
  shows: (draft: DraftStore) => void
}
