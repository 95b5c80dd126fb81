import { createContext, useContext } from 'react'
import type { FormDraft } from '../../draft/createFormDraft.ts'
import type { Fix } from '../../schema/diagnostics.ts'
import type { Locks } from '../../manifests/locks.ts'
import type { Layout } from '../../schema/layout.ts'
import type { Vendors } from '../../schema/vendors.ts'
import type { Messages } from '../messages.ts'
import type { FieldStore } from './fieldStore.ts'
import type { ListSource, OptionList, SecretOption } from './lists.ts'

export interface FormContextValue {
  readonly draft: FormDraft
  /** The draft, as the fields read it. */
  readonly store: FieldStore
  readonly messages: Messages
  /** The closed lists of options, by name. */
  readonly lists: Readonly<Record<string, OptionList>>
  /** The host's lists of suggestions, by name. */
  readonly sources: Readonly<Record<string, ListSource<string | SecretOption> | undefined>>
  /** The fields of the resource with the selected provider, with their paths and targets. */
  readonly layout: Layout
  /** JSON Pointers to the fields of a new Secret. */
  readonly secretFields: ReadonlySet<string>
  /** JSON Pointers to the fields that the host hides and to those that it fixes. */
  readonly hidden: ReadonlySet<string>
  readonly fixed: ReadonlySet<string>
  /** The fields that can't be changed in the edited object. */
  readonly locks: Locks
  readonly isEditing: boolean
  /** Returns whether a fix may be applied: not if the form can't be edited or the field is locked or fixed. */
  readonly canFix: (fix: Pick<Fix, 'path'>) => boolean
  /** Returns whether a pasted text must not fill the field at a JSON Pointer: it is locked, fixed or hidden. */
  readonly isFixed: (pointer: string) => boolean
  /** Runs the function at once, or, while a pointer is pressed, after its release and click. */
  readonly whenReleased: (action: () => void) => void
  /** Announces a text to screen readers without moving the focus. */
  readonly announce: (text: string) => void
  /** Moves the focus to the field at a JSON Pointer. */
  readonly focus: (pointer: string) => void
  /** The name of the selected provider. */
  readonly provider: string
  /** The title of the selected provider, for the titles of sections. */
  readonly providerTitle: string
  /** Returns the title of a provider by its name. */
  readonly titleOfProvider: (name: string) => string
  /** The vendors of the selected provider's protocol. */
  readonly vendors: Vendors | undefined
  /** The preparation that workload identity needs with the selected provider. */
  readonly identity: string | undefined
  /** The kinds of pasted text that fill in fields of the selected provider. */
  readonly pasteHints: readonly string[]
  /** The title of the location, such as "Bucket", if the selected provider has a guide to prepare it. */
  readonly guide: string | undefined
}

export const FormContext = createContext<FormContextValue | undefined>(undefined)

export function useFormContext(): FormContextValue {
  const context = useContext(FormContext)
  if (!context) throw new Error('backupstorage-forms: Form fields must be rendered inside a BackupStorageForm.')
  return context
}
