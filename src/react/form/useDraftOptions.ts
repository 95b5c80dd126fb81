import { useMemo } from 'react'
import type { DraftOptions } from '../../draft/createFormDraft.ts'
import type { DraftStorage } from '../../draft/saved.ts'
import { valuesOfObject } from '../../manifests/readValues.ts'
import { contextOf } from '../../context/createContext.ts'
import type { Options } from '../../context/options.ts'
import type { BackupStorageValues } from '../../generated/types.ts'
import type { Messages } from '../messages.ts'

/** The props of a component that say what its draft starts with and follows. */
export interface DraftProps extends Omit<Options, 'messages'> {
  /** The values, where the host holds them. What the form shows then follows this prop. */
  values?: BackupStorageValues | undefined
  /**
   * What the form starts with, where it holds the values itself: pre-filled by the host, for example.
   * @default the values of `editing`, or the initial values of the first provider
   */
  defaultValues?: BackupStorageValues | undefined
  /**
   * Where a draft is kept between visits, without its secrets, `sessionStorage` for example. Read once, when the form is
   * made.
   */
  draftStorage?: DraftStorage | undefined
  /**
   * `edit` changes the live object in `editing`: its name and namespace are fixed, its credentials are kept until they are
   * replaced, and what the cluster would refuse to change is locked. @default 'edit' with `editing`, else 'create'
   */
  mode?: 'create' | 'edit' | undefined
  /** Strings in the place of the English ones; keep the object, as another one renders every field. */
  messages?: Partial<Messages> | undefined
}

/** The options of the draft behind a form, from the props of the form. */
export function useDraftOptions(props: DraftProps): DraftOptions {
  const { providers, resource, existing, secretName, referenceAnnotations, crd, draftStorage } = props
  const { checks, manifests, syntax, texts } = props.messages ?? {}
  const messages = useMemo(
    () => (checks || manifests || syntax || texts ? { checks, manifests, syntax, texts } : undefined),
    [checks, manifests, syntax, texts],
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
