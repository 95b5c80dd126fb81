import type { ReactElement } from 'react'
import { useMemo, useState } from 'react'
import type { SubmitClient } from '../../cluster/client.ts'
import type { FormDraft } from '../../draft/createFormDraft.ts'
import type { DraftState } from '../../draft/state.ts'
import type { ManifestFormat } from '../../draft/manifestText.ts'
import type { Manifest } from '../../schema/manifest.ts'
import { changedManifests } from '../../manifests/changedManifests.ts'
import { isSecret } from '../../manifests/findStorage.ts'
import { referenceTo } from '../../cluster/submit/answers.ts'
import type { WriteMode } from '../../cluster/submit/write.ts'
import type { SubmitError } from '../../cluster/submitManifests.ts'
import { submitManifests } from '../../cluster/submitManifests.ts'
import { beforeEdit } from '../../cluster/storageStatus.ts'
import type { Messages } from '../messages.ts'
import { resolveMessages } from '../messages.ts'
import { ManifestPreview } from '../preview/ManifestPreview.tsx'
import { previewMessagesOf } from '../preview/previewMessages.ts'
import { useDraftState } from '../useDraftState.ts'
import type { StatusActions } from './StatusStep.tsx'
import { StatusStep } from './StatusStep.tsx'
import type { SubmitManifests } from './SubmitManifests.ts'
import { useSubmit } from './useSubmit.ts'

interface PreviewStepProps extends StatusActions {
  draft: FormDraft
  messages: Partial<Messages> | undefined
  onSubmit: SubmitManifests | undefined
  client: SubmitClient | undefined
  onDone: ((objects: Manifest[]) => void) | undefined
  onPrevious: () => void
  /** Returns to the field of a diagnostic. */
  onSelect: (pointer: string) => void
  format: ManifestFormat
  onFormatChange: (format: ManifestFormat) => void
  nonce: string | undefined
  /** The error of the last try, which outlives this step. */
  lastTry: SubmitError | undefined
  onTried: (error: SubmitError | undefined) => void
}

/** The manifests of a draft, with Submit and its result. */
export function PreviewStep(props: PreviewStepProps): ReactElement {
  const { draft, client, onSubmit, onDone } = props
  const strings = resolveMessages(props.messages)
  const words = previewMessagesOf(strings)
  const draftState = useDraftState(draft, (one) => one)
  const { editing } = draft.context
  const [since, setSince] = useState<Manifest>()
  const byClient: SubmitManifests | undefined =
    client &&
    (async (manifests, context) => {
      const kept = await submitManifests(client, manifests, { ...context, messages: words.submit })
      const storage = kept.find((one) => !isSecret(one))
      const edited = context.editing as Manifest | undefined
      if (edited && storage) draft.markSaved(storage)
      setSince(edited && beforeEdit(kept, edited))
      return kept
    })
  const { submitState, start, forget } = useSubmit(draft, onSubmit ?? byClient, props.onTried)
  const [unchanged, setUnchanged] = useState<DraftState>()
  const { state } = submitState
  const isDone = state === 'done' && !onSubmit
  const written = isDone && Array.isArray(submitState.result) ? (submitState.result as Manifest[]) : []
  const storage = written.find((one) => !isSecret(one)) ?? (isDone ? (editing as Manifest | undefined) : undefined)
  const object = useMemo(() => storage && referenceTo(storage), [storage])

  function submit(manifests: Manifest[], mode: WriteMode): void {
    const changed = onSubmit ? manifests : changedManifests(manifests, mode.editing)
    if (changed.length > 0) return start(changed, mode)
    setUnchanged(draft.getState())
    forget()
  }
  if (client && object) {
    const done = onDone && (() => onDone(written))
    const { resource } = draft.context
    const isNew = editing === undefined
    const { hrefFor, onNavigate, onEdit, onCreateAnother, onStatus } = props
    return (
      <StatusStep
        {...{ client, object, written, resource, isNew, since, hrefFor, onNavigate, onStatus }}
        messages={strings}
        onDone={done}
        onEdit={isNew ? onEdit : () => props.onSelect('/backend/credentials')}
        onCreateAnother={isNew ? onCreateAnother : undefined}
      />
    )
  }
  const outcome = unchanged === draftState ? words.nothingToWrite : state === 'stopped' ? strings.stopped : undefined
  return (
    <ManifestPreview
      draft={draft}
      client={client}
      messages={props.messages}
      format={props.format}
      onFormatChange={props.onFormatChange}
      submitting={state === 'pending'}
      onStop={state === 'pending' ? submitState.stop : undefined}
      failure={state === 'failed' ? submitState.failure : undefined}
      outcome={outcome}
      onPrevious={props.onPrevious}
      onSubmit={onSubmit || client ? submit : undefined}
      retryOf={props.lastTry}
      onSettled={forget}
      onSelect={props.onSelect}
      nonce={props.nonce}
    />
  )
}
