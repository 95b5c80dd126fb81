import type { FormDraft } from '../draft/createFormDraft.ts'

/** The state and functions of an element, for its members and its component. */
export interface Host<Given> {
  given: Partial<Given>
  /** Renders again, once for all changes in the same tick. */
  update: () => void
  /** Keeps the user's choice as a property, as an input does with its value. */
  keep: <Name extends keyof Given>(name: Name, value: Given[Name]) => void
  /** The draft of an element with a form, once it is shown. */
  draft?: FormDraft | undefined
  /** Sets the draft that the element shows. */
  shows: (draft: FormDraft) => void
}
