import type { FormDraft } from '../../draft/createFormDraft.ts'
import type { ListSource, SecretOption } from './lists.ts'
import type { DraftProps } from './useDraftOptions.ts'

/** What the host decides about single fields. */
export type FieldModes = Readonly<Record<string, 'hidden' | 'fixed'>>

/** What a host gives a form, in React or as an element. */
export interface FormHostProps extends DraftProps {
  /** A draft that the host made, with `useDraft` or `createDraft`; it takes the place of `values` and of `Options`. */
  draft?: FormDraft | undefined
  /** The namespaces to choose from, or a function that reads them; any other may be typed. */
  namespaces?: ListSource<string> | undefined
  /** The Secrets to choose from, with the names of their keys where they are known, or a function that reads them. */
  secrets?: ListSource<string | SecretOption> | undefined
  /** Fields that the host hides or keeps as they are, by JSON Pointer: `{ '/namespace': 'fixed' }`. */
  fields?: FieldModes | undefined
  /** Whether there are buttons and keys to undo, redo and reset. @default true */
  history?: boolean | undefined
  /** Nothing can be typed, chosen or previewed. @default false */
  disabled?: boolean | undefined
  /** Everything can be read and nothing changed. @default false */
  readOnly?: boolean | undefined
}
