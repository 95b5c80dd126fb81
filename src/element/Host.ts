import type { Manifest } from '../schema/manifest.ts'
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
  /** The manifests of the current `submit` event. They are in no event, as any listener of the page can read those. */
  manifests?: Manifest[] | undefined
  /** Sets the manifests of the current `submit` event. */
  submits: (manifests: Manifest[] | undefined) => void
  /** Sets the draft that the element shows. */
  shows: (draft: FormDraft) => void
}
