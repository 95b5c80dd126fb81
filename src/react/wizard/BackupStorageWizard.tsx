import type { ReactElement, ReactNode } from 'react'
import { Component, lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { backupStorage } from '../../core/builtin.ts'
import type { Diagnostic } from '../../core/diagnostics.ts'
import type { DraftStore } from '../../core/draft/createDraft.ts'
import type { Manifest } from '../../core/manifest.ts'
import { toManifests } from '../../core/manifests/toManifests.ts'
import type { BackupStorageFormProps } from '../form/BackupStorageForm.tsx'
import { BackupStorageForm, optionsOf } from '../form/BackupStorageForm.tsx'
import { focusPath } from '../form/focusPath.ts'
import type { Messages } from '../messages.ts'
import { resolveMessages } from '../messages.ts'
import { useDraft, useDraftState } from '../useDraft.ts'
import type { ManifestFormat } from '../preview/ManifestPreview.tsx'
import { ValidationPanel } from '../validation/ValidationPanel.tsx'

const ManifestPreview = lazy(async () => ({
  default: (await import('../preview/ManifestPreview.tsx')).ManifestPreview,
}))

export interface BackupStorageWizardProps extends Omit<
  BackupStorageFormProps,
  'values' | 'draft' | 'onPreview' | 'readOnly'
> {
  /**
   * Called by Submit with the manifests in the order to apply them. While its promise is pending the wizard shows
   * progress; when it rejects, the error's message is shown and everything stays as it was.
   */
  onSubmit: (manifests: Manifest[], context: { signal: AbortSignal }) => Promise<unknown> | void
}

/** A part of the page that could not be loaded leaves the form in place. */
class LoadBoundary extends Component<{ fallback: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }
  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children
  }
}

type Submit =
  { state: 'idle' } | { state: 'pending'; controller: AbortController } | { state: 'failed'; message: string }

function useSubmit(
  submit: BackupStorageWizardProps['onSubmit'],
  messages: Messages,
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
    } catch (error) {
      const reason = error instanceof Error && error.name !== 'AbortError' ? error.message : messages.stopped
      setState({ state: 'failed', message: reason })
    } finally {
      running.current = undefined
    }
  }
  return { submit: state, start: (manifests) => void run(manifests) }
}

interface StepProps {
  draft: DraftStore
  messages: Partial<Messages> | undefined
}

/** The faults that keep the form from its preview, once that was asked for. */
function FormFaults({
  draft,
  messages,
  onSelect,
}: StepProps & { onSelect: (diagnostic: Diagnostic) => void }): ReactElement | null {
  const asked = useDraftState(draft, (state) => state.showAll)
  const diagnostics = useDraftState(draft, () => draft.getDiagnostics())
  const errors = asked ? diagnostics.filter(({ severity }) => severity === 'error') : []
  return errors.length > 0 ? <ValidationPanel diagnostics={errors} onSelect={onSelect} messages={messages} /> : null
}

interface PreviewStepProps extends StepProps {
  onSubmit: BackupStorageWizardProps['onSubmit']
  onPrevious: () => void
  format: ManifestFormat
  onFormatChange: (format: ManifestFormat) => void
}

function PreviewStep({
  draft,
  messages,
  onSubmit,
  onPrevious,
  format,
  onFormatChange,
}: PreviewStepProps): ReactElement {
  const values = useDraftState(draft, (state) => state.values)
  const manifests = useMemo(() => toManifests(values, draft.options), [values, draft])
  const strings = resolveMessages(messages)
  const { submit, start } = useSubmit(onSubmit, strings)
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
          <ValidationPanel diagnostics={draft.getDiagnostics()} messages={messages} />
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

/** The whole way: the form, the preview of its manifests, and Submit. */
export function BackupStorageWizard(props: BackupStorageWizardProps): ReactElement {
  const { onSubmit, onCancel, defaultValues, ...formProps } = props
  const messages = resolveMessages(props.messages)
  const draft = useDraft({ ...optionsOf(props), values: defaultValues })
  const [step, setStep] = useState<'form' | 'preview'>('form')
  const [format, setFormat] = useState<ManifestFormat>('yaml')
  const root = useRef<HTMLDivElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)

  function go(next: typeof step): void {
    flushSync(() => setStep(next))
    heading.current?.focus()
  }
  return (
    <div className="bsf bsf-wizard" ref={root}>
      <h2 className="bsf-visually-hidden" tabIndex={-1} ref={heading}>
        {step === 'form' ? (draft.options.resource ?? backupStorage).kind : messages.manifest}
      </h2>
      <div hidden={step !== 'form'}>
        <FormFaults
          draft={draft}
          messages={props.messages}
          onSelect={({ path }) => (root.current ? focusPath(root.current, path) : undefined)}
        />
        <BackupStorageForm {...formProps} draft={draft} onCancel={onCancel} onPreview={() => go('preview')} />
      </div>
      {step === 'preview' ? (
        <LoadBoundary fallback={<p role="alert">{messages.loadFailed}</p>}>
          <Suspense fallback={<p role="status">{messages.loading}</p>}>
            <PreviewStep
              draft={draft}
              messages={props.messages}
              onSubmit={onSubmit}
              onPrevious={() => go('form')}
              format={format}
              onFormatChange={setFormat}
            />
          </Suspense>
        </LoadBoundary>
      ) : null}
    </div>
  )
}
