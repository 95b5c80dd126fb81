import type { FormDraft } from '../draft/createFormDraft.ts'

/** What an element's members work with. */
export interface Host<Given> {
  given: Partial<Given>
  /** Renders anew, once for all that is changed in one moment. */
  update: () => void
  /** Keeps what a person chose as a property, as an input does with its value. */
  keep: <Name extends keyof Given>(name: Name, value: Given[Name]) => void
  /** The draft of an element with a form, once it is shown. */
  draft?: FormDraft | undefined
  /** Notes the draft that is shown. */
  shows: (draft: FormDraft) => void
}
