import type { FormDraft } from '../../draft/createFormDraft.ts'
import type { ListSource, SecretOption } from './lists.ts'
import type { DraftProps } from './useDraftOptions.ts'

/** Fields that the host hides or fixes, by JSON Pointer. */
export type FieldModes = Readonly<Record<string, 'hidden' | 'fixed'>>

/** Props that the React form and the custom element share. */
export interface FormHostProps extends DraftProps {
  /** A draft created with `useDraft` or `createDraft`, instead of `values` and the `Options`. */
  draft?: FormDraft | undefined
  /** The namespaces to choose from, or a function that loads them. Users can enter others. */
  namespaces?: ListSource<string> | undefined
  /** The Secrets to choose from, with the names of their keys if available, or a function that loads them. */
  secrets?: ListSource<string | SecretOption> | undefined
  /** Fields to hide or to keep as they are, by JSON Pointer: `{ '/namespace': 'fixed' }`. */
  fields?: FieldModes | undefined
  /** Whether there are undo, redo and reset buttons, and shortcuts for undo and redo. @default true */
  history?: boolean | undefined
  /** Disables all input and the preview. @default false */
  disabled?: boolean | undefined
  /** Makes the form read-only. The preview stays available. @default false */
  readOnly?: boolean | undefined
}
