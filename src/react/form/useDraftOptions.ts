import { useMemo } from 'react'
import type { DraftOptions } from '../../draft/createFormDraft.ts'
import type { DraftStorage } from '../../draft/saved.ts'
import { valuesOfObject } from '../../manifests/readValues.ts'
import { contextOf } from '../../context/createContext.ts'
import type { Options } from '../../context/options.ts'
import type { BackupStorageValues } from '../../generated/types.ts'
import type { Messages } from '../messages.ts'

/** Props that define the draft of a component. */
export interface DraftProps extends Omit<Options, 'messages'> {
  /** The values, if the host controls them. The form then follows this prop. */
  values?: BackupStorageValues | undefined
  /**
   * The initial values, if the form holds the values itself.
   * @default the values of `editing`, or the initial values of the first provider
   */
  defaultValues?: BackupStorageValues | undefined
  /** Where to save the draft between visits, without its secrets; see `DraftStorage`. Read once, on mount. */
  draftStorage?: DraftStorage | undefined
  /**
   * `create` makes a new object; `edit` changes the live object in `editing`. While editing, the name and namespace are
   * fixed, the credentials are kept until the user replaces them, and fields that the cluster doesn't let change are
   * locked. @default 'edit' with `editing`, else 'create'
   */
  mode?: 'create' | 'edit' | undefined
  /** Messages that replace the English ones. Keep the object: a new one re-renders every field. */
  messages?: Partial<Messages> | undefined
}

/** Returns the options of a form's draft, from the props of the form. */
export function useDraftOptions(props: DraftProps): DraftOptions {
  const { providers, resource, existing, secretName, referenceAnnotations, crd, draftStorage } = props
  const { checks, manifests, syntax, texts, guides } = props.messages ?? {}
  const messages = useMemo(
    () => (checks || manifests || syntax || texts || guides ? { checks, manifests, syntax, texts, guides } : undefined),
    [checks, manifests, syntax, texts, guides],
  )
  const editing = props.mode === 'create' ? undefined : props.editing
  const options = { providers, resource, existing, editing, secretName, referenceAnnotations, crd, messages }
  const given = props.values ?? props.defaultValues
  // Read once: a draft starts with the values of the first render.
  const read = useMemo(
    () => (given || !editing ? undefined : valuesOfObject(editing, contextOf(options))),
    // oxlint-disable-next-line react/exhaustive-deps
    [editing],
  )
  return { ...options, draftStorage, values: given ?? read }
}
