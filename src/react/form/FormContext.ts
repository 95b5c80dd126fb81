import { createContext, useContext } from 'react'
import type { FormDraft } from '../../draft/createFormDraft.ts'
import type { Fix } from '../../schema/diagnostics.ts'
import type { Locks } from '../../manifests/locks.ts'
import type { Layout } from '../../schema/layout.ts'
import type { Messages } from '../messages.ts'
import type { FieldStore } from './fieldStore.ts'
import type { ListSource, OptionList, SecretOption } from './lists.ts'

export interface FormContextValue {
  readonly draft: FormDraft
  /** The draft as the fields read it. */
  readonly store: FieldStore
  readonly messages: Messages
  /** The options of fields that may hold nothing else, by the name of the list. */
  readonly lists: Readonly<Record<string, OptionList>>
  /** The host's lists for fields that may hold anything, by the name of the list. */
  readonly sources: Readonly<Record<string, ListSource<string | SecretOption> | undefined>>
  /** The fields of the resource with the selected provider, and their places. */
  readonly layout: Layout
  /** JSON Pointers to the fields that go into a new Secret. */
  readonly secretFields: ReadonlySet<string>
  /** JSON Pointers to the fields that the host hides, and to those that it keeps as they are. */
  readonly hidden: ReadonlySet<string>
  readonly fixed: ReadonlySet<string>
  /** What cannot be changed in the object that is edited. */
  readonly locks: Locks
  readonly isEditing: boolean
  /** Whether a fix may be accepted here: not where its field is locked, fixed by the host, or the form is only read. */
  readonly canFix: (fix: Fix) => boolean
  /** Calls the function at once, or, while a pointer is pressed, after it was released and its click was handled. */
  readonly whenReleased: (action: () => void) => void
  /** Lets screen readers say something that has no focus. */
  readonly announce: (text: string) => void
  /** Moves the focus to a field, by its JSON Pointer. */
  readonly focus: (pointer: string) => void
  /** The name of the selected provider. */
  readonly provider: string
  /** The title of the selected provider, for titles of sections. */
  readonly providerTitle: string
  /** The title of any provider, by its name. */
  readonly titleOfProvider: (name: string) => string
  /** What to prepare for workload identity with the selected provider. */
  readonly identity: string | undefined
  /** What the selected provider fills fields from when it is pasted. */
  readonly pasteHints: readonly string[]
}

export const FormContext = createContext<FormContextValue | undefined>(undefined)

export function useFormContext(): FormContextValue {
  const context = useContext(FormContext)
  if (!context) throw new Error('backupstorage-forms: fields are shown only inside a BackupStorageForm.')
  return context
}
