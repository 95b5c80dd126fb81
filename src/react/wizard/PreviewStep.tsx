import type { ReactElement } from 'react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { DraftStore } from '../../core/draft/createDraft.ts'
import type { Manifest } from '../../core/manifest.ts'
import { member } from '../../core/json.ts'
import { manifestsToApply } from '../../core/manifests/manifestsToApply.ts'
import type { Messages } from '../messages.ts'
import { resolveMessages } from '../messages.ts'
import type { ManifestFormat } from '../preview/ManifestPreview.tsx'
import { ManifestPreview } from '../preview/ManifestPreview.tsx'
import { useDraftState } from '../useDraft.ts'
import { ValidationPanel } from '../validation/ValidationPanel.tsx'

/** What a host does with the manifests, in the order to apply them, until the signal says to stop. */
export type SubmitManifests = (manifests: Manifest[], context: { signal: AbortSignal }) => Promise<unknown> | void

type Submit =
  { state: 'idle' } | { state: 'pending'; controller: AbortController } | { state: 'failed'; message: string }

function useSubmit(
  submit: SubmitManifests,
  messages: Messages,
  onDone: () => void,
): { submit: Submit; start: (manifests: Manifest[]) => void } {
  const [state, setState] = useState<Submit>({ state: 'idle' })
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  async function run(manifests: Manifest[]): Promise<void> {
    if (running.current) return
    const controller = new AbortController()
    running.current = controller
    setState({ state: 'pending', controller })
    try {
      await submit(manifests, { signal: controller.signal })
      setState({ state: 'idle' })
      onDone()
    } catch (error) {
      const stopped = controller.signal.aborted
      setState({ state: 'failed', message: stopped ? messages.stopped : reasonOf(error, messages) })
    } finally {
      running.current = undefined
    }
  }
  return { submit: state, start: (manifests) => void run(manifests) }
}

/** What a host's rejection says: an error, a text, or an object with a message. */
function reasonOf(error: unknown, messages: Messages): string {
  const said = typeof error === 'string' ? error : member(error, 'message')
  return typeof said === 'string' && said !== '' ? said : messages.unknownReason
}

interface PreviewStepProps {
  draft: DraftStore
  messages: Partial<Messages> | undefined
  onSubmit: SubmitManifests
  onPrevious: () => void
  /** Goes back to the field of a diagnostic. */
  onSelect: (pointer: string) => void
  format: ManifestFormat
  onFormatChange: (format: ManifestFormat) => void
}

/** The manifests of a draft, and the way to submit them. */
export function PreviewStep({
  draft,
  messages,
  onSubmit,
  onPrevious,
  onSelect,
  format,
  onFormatChange,
}: PreviewStepProps): ReactElement {
  const values = useDraftState(draft, (state) => state.values)
  const manifests = useMemo(() => manifestsToApply(values, draft.options), [values, draft])
  const strings = resolveMessages(messages)
  const { submit, start } = useSubmit(onSubmit, strings, () => draft.markSaved())
  return (
    <>
      <p className="bsf-lead">{strings.previewReady}</p>
      <ManifestPreview
        manifests={manifests}
        messages={messages}
        format={format}
        onFormatChange={onFormatChange}
        submitting={submit.state === 'pending'}
        onStop={() => (submit.state === 'pending' ? submit.controller.abort() : undefined)}
        onPrevious={onPrevious}
        onSubmit={() => start(manifests)}
      >
        {submit.state === 'failed' ? null : (
          <ValidationPanel draft={draft} onSelect={({ path }) => onSelect(path)} messages={messages} />
        )}
        {submit.state === 'failed' ? (
          <p className="bsf-alert" role="alert">
            <strong>{strings.submitFailed}</strong> {submit.message}
          </p>
        ) : null}
      </ManifestPreview>
    </>
  )
}
