import type { ReactElement } from 'react'
import { useDeferredValue, useEffect } from 'react'
import type { SubmitClient } from '../../cluster/client.ts'
import { nameOf } from '../../cluster/related/references.ts'
import type { FormDraft } from '../../draft/createFormDraft.ts'
import type { Manifest } from '../../schema/manifest.ts'
import { useMayWrite } from '../live/useMayWrite.ts'
import type { Messages } from '../messages.ts'
import { pageMessagesOf } from '../pageMessages.ts'
import { useDraftState } from '../useDraftState.ts'

/** The notice that the user may not create the storage in its namespace, or may not edit it. */
export function PermissionNotice(props: {
  draft: FormDraft
  client: SubmitClient
  messages: Messages
  /** Called with whether the user may write. */
  onChange: (mayWrite: boolean) => void
}): ReactElement | null {
  const { draft, client, messages, onChange } = props
  const { resource } = draft.context
  const editing = draft.context.editing as Manifest | undefined
  const words = pageMessagesOf(messages)
  const typed = useDraftState(draft, ({ values }) => values.namespace)
  const namespace = useDeferredValue(editing ? nameOf(editing).namespace : typed)
  const mayWrite = useMayWrite(client, editing ? 'update' : 'create', resource, namespace)
  useEffect(() => {
    onChange(mayWrite)
  }, [onChange, mayWrite])
  return mayWrite ? null : (
    <p className="bsf-note bsf-import" data-severity="warning" role="status">
      {editing ? words.mayNot.update : words.mayNotCreate(resource.kind, namespace)}
    </p>
  )
}
