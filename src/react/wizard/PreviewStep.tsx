import type { ReactElement } from 'react'
import { useMemo } from 'react'
import type { SubmitClient } from '../../core/client.ts'
import type { DraftStore } from '../../core/draft/createDraft.ts'
import type { ManifestFormat } from '../../core/draft/manifestText.ts'
import type { Manifest } from '../../core/manifest.ts'
import { isSecret } from '../../core/manifests/findStorage.ts'
import { referenceTo } from '../../core/submit/answers.ts'
import { submitManifests } from '../../core/submitManifests.ts'
import type { Messages } from '../messages.ts'
import { resolveMessages } from '../messages.ts'
import { ManifestPreview } from '../preview/ManifestPreview.tsx'
import { StatusStep } from './StatusStep.tsx'
import type { SubmitManifests } from './useSubmit.ts'
import { useSubmit } from './useSubmit.ts'

interface PreviewStepProps {
  draft: DraftStore
  messages: Partial<Messages> | undefined
  onSubmit: SubmitManifests | undefined
  client: SubmitClient | undefined
  onDone: ((objects: Manifest[]) => void) | undefined
  onPrevious: () => void
  /** Goes back to the field of a diagnostic. */
  onSelect: (pointer: string) => void
  format: ManifestFormat
  onFormatChange: (format: ManifestFormat) => void
  nonce: string | undefined
}

/** The manifests of a draft, the way to submit them, and what became of that. */
export function PreviewStep(props: PreviewStepProps): ReactElement {
  const { draft, client, onSubmit, onDone } = props
  const strings = resolveMessages(props.messages)
  const byClient: SubmitManifests | undefined =
    client && ((manifests, { signal }) => submitManifests(client, manifests, { signal }))
  const { submitState, start } = useSubmit(draft, onSubmit ?? byClient, strings)
  const { state } = submitState
  const created = state === 'done' && !onSubmit && Array.isArray(submitState.result) ? submitState.result : []
  const objects = created as Manifest[]
  const storage = objects.find((one) => !isSecret(one))
  const object = useMemo(() => storage && referenceTo(storage), [storage])
  if (client && object) {
    return <StatusStep client={client} object={object} messages={strings} onDone={onDone && (() => onDone(objects))} />
  }
  return (
    <>
      <p className="bsf-lead">{strings.previewReady}</p>
      <ManifestPreview
        draft={draft}
        client={client}
        messages={props.messages}
        format={props.format}
        onFormatChange={props.onFormatChange}
        submitting={state === 'pending'}
        onStop={state === 'pending' ? submitState.stop : undefined}
        failure={state === 'failed' ? submitState.failure : undefined}
        onPrevious={props.onPrevious}
        onSubmit={onSubmit || client ? start : undefined}
        onSelect={props.onSelect}
        nonce={props.nonce}
      >
        {state === 'failed' ? (
          <p className="bsf-alert" role="alert">
            <strong>{strings.submitFailed}</strong> {submitState.message}
          </p>
        ) : null}
        {state === 'stopped' ? (
          <p className="bsf-alert" role="alert">
            {strings.stopped}
          </p>
        ) : null}
      </ManifestPreview>
    </>
  )
}
