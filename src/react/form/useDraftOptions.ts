import { useMemo } from 'react'
import type { DraftOptions } from '../../core/draft/createDraft.ts'
import { fromManifests } from '../../core/manifests/fromManifests.ts'
import type { BackupStorageFormProps } from './BackupStorageForm.tsx'

/** The options of the draft behind a form, from the props of the form. */
export function useDraftOptions(props: BackupStorageFormProps): DraftOptions {
  const { providers, resource, existing, secretName, referenceAnnotations, draftStorage } = props
  const { checks, texts } = props.messages ?? {}
  const messages = useMemo(() => (checks || texts ? { checks, texts } : undefined), [checks, texts])
  const editing = props.mode === 'create' ? undefined : props.editing
  const options = { providers, resource, existing, editing, secretName, referenceAnnotations, messages }
  const given = props.values ?? props.defaultValues
  // Read once: a draft starts with the values of the first render.
  const read = useMemo(
    () => (given || !editing ? undefined : fromManifests([editing], options).values),
    // oxlint-disable-next-line react/exhaustive-deps
    [editing],
  )
  return { ...options, draftStorage, values: given ?? read }
}
