import { createContext, useContext } from 'react'
import type { DraftStore } from '../../core/draft/createDraft.ts'
import type { Messages } from '../messages.ts'

/** The options of a field that the schema does not know: providers, namespaces, Secrets. */
export interface OptionList {
  readonly options: readonly { readonly value: string; readonly label: string }[]
  /** Whether nothing else may be entered. */
  readonly closed: boolean
}

type Lists = Readonly<Record<string, OptionList>>

export interface FormContextValue {
  readonly draft: DraftStore
  readonly messages: Messages
  readonly lists: Lists
  /** JSON Pointers to the fields that go into a new Secret. */
  readonly secretFields: ReadonlySet<string>
  /** Calls the function at once, or, while a pointer is pressed, after it was released and its click was handled. */
  readonly whenReleased: (action: () => void) => void
  /** The title of the selected provider, for titles of sections. */
  readonly providerTitle: string
  /** What to prepare for workload identity with the selected provider. */
  readonly identity: string | undefined
}

export const FormContext = createContext<FormContextValue | undefined>(undefined)

export function useFormContext(): FormContextValue {
  const context = useContext(FormContext)
  if (!context) throw new Error('backupstorage-forms: fields are shown only inside a BackupStorageForm.')
  return context
}
