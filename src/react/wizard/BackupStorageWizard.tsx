import type { ReactElement } from 'react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { getAt } from '../../base/pointer.ts'
import type { ObjectReference } from '../../cluster/client.ts'
import type { Manifest } from '../../schema/manifest.ts'
import type { BackupStorageFormProps } from '../form/BackupStorageForm.tsx'
import { BackupStorageForm } from '../form/BackupStorageForm.tsx'
import { focusField } from '../form/fieldFocus.ts'
import { useDraftOptions } from '../form/useDraftOptions.ts'
import { ErrorBoundary } from '../ErrorBoundary.tsx'
import { resolveMessages } from '../messages.ts'
import type { Navigation } from '../navigation/Navigation.ts'
import { useFormDraft } from '../useFormDraft.ts'
import { storageStatus } from '../../cluster/storageStatus.ts'
import type { SubmitError } from '../../cluster/submitManifests.ts'
import type { SubmitManifests } from './SubmitManifests.ts'
import type { WizardHostProps } from './WizardHostProps.ts'
import type { ManifestFormat } from '../preview/ManifestPreview.tsx'

const ImportDialog = lazy(async () => ({ default: (await import('../import/ImportDialog.tsx')).ImportDialog }))
const PermissionNotice = lazy(async () => ({
  default: (await import('./PermissionNotice.tsx')).PermissionNotice,
}))
const PreviewStep = lazy(async () => ({ default: (await import('./PreviewStep.tsx')).PreviewStep }))

/** Props of the wizard: those of the form, and how to submit its manifests. */
export interface BackupStorageWizardProps
  extends WizardHostProps, Navigation, Pick<BackupStorageFormProps, 'onChange' | 'onCancel' | 'theme'> {
  /**
   * Called by Submit with the manifests, in the order to apply them, and with options for `submitManifests`. The wizard
   * shows progress while the promise is pending. If it rejects, the wizard shows the error's message and stays as it
   * is. @default with `client`: creates the objects, or writes those of an edited storage, and shows the storage's
   * status
   */
  onSubmit?: SubmitManifests | undefined
  /** Called by Done after `client` wrote a storage, with the written objects as the cluster keeps them. */
  onDone?: ((objects: Manifest[]) => void) | undefined
  /** Called by Edit credentials after `client` created a storage whose Secret the operator misses or can't use. */
  onEdit?: ((object: ObjectReference) => void) | undefined
  /** Called by Create another after `client` created a storage. Without it, there is no button. */
  onCreateAnother?: (() => void) | undefined
  /** Called with each step that the wizard shows, such as to set the title of the page. */
  onStepChange?: ((step: WizardStep) => void) | undefined
}

/** A step of the wizard. `waiting`: written, but without the operator's status; `done`: with it. */
export type WizardStep = 'form' | 'preview' | 'waiting' | 'done'

/** The wizard: the form, the preview of its manifests, and Submit. */
export function BackupStorageWizard(props: BackupStorageWizardProps): ReactElement {
  const { onSubmit, client, onDone, nonce, canImport = true, ...others } = props
  const { hrefFor, onNavigate, onEdit, onCreateAnother, onStepChange, ...formProps } = others
  const messages = resolveMessages(props.messages)
  const own = useFormDraft(useDraftOptions(props))
  const draft = props.draft ?? own
  const [step, setStep] = useState<'form' | 'preview'>('form')
  const [format, setFormat] = useState<ManifestFormat>('yaml')
  const [importing, setImporting] = useState(false)
  const [said, setSaid] = useState('')
  const [lastTry, setLastTry] = useState<SubmitError>()
  const [mayWrite, setMayWrite] = useState(true)
  const heading = useRef<HTMLHeadingElement>(null)

  // The operator misses or can't use the Secret, so the credentials are what to edit.
  useEffect(() => {
    const { editing } = draft.context
    if (!storageStatus(editing, draft.context).needsCredentials) return
    // Opening the sections around a field flushes, which React can't do within an effect.
    queueMicrotask(() => focusField(draft, '/backend/credentials/source'))
  }, [draft])

  const latest = useRef(onStepChange)
  useEffect(() => {
    latest.current = onStepChange
  })
  const [onStatus] = useState(() => (isAnswered: boolean) => latest.current?.(isAnswered ? 'done' : 'waiting'))
  function go(next: typeof step): void {
    flushSync(() => setStep(next))
    onStepChange?.(next)
    heading.current?.focus()
  }
  return (
    <div className="bsf bsf-wizard">
      <h2 className="bsf-visually-hidden" tabIndex={-1} ref={heading}>
        {step === 'form' ? draft.context.resource.kind : messages.manifest}
      </h2>
      <div hidden={step !== 'form'}>
        {client?.permission ? (
          <ErrorBoundary fallback={() => null}>
            <Suspense fallback={null}>
              <PermissionNotice {...{ draft, client, messages }} onChange={setMayWrite} />
            </Suspense>
          </ErrorBoundary>
        ) : null}
        {canImport && !draft.context.editing && !props.disabled ? (
          <div className="bsf-import">
            <button
              type="button"
              className="bsf-button"
              onClick={() => {
                setSaid('')
                setImporting(true)
              }}
            >
              {messages.importOpen}
            </button>
            <span role="status">{said}</span>
          </div>
        ) : null}
        {getAt(draft.context.editing, ['metadata', 'deletionTimestamp']) === undefined ? null : (
          <p className="bsf-note bsf-import" data-severity="warning" role="status">
            {messages.editingDeleted}
          </p>
        )}
        <BackupStorageForm {...formProps} draft={draft} onPreview={() => go('preview')} />
      </div>
      {importing ? (
        <ErrorBoundary fallback={() => <p role="alert">{messages.loadFailed}</p>}>
          <Suspense fallback={<p role="status">{messages.loading}</p>}>
            <ImportDialog
              draft={draft}
              kept={Object.keys(props.fields ?? {})}
              messages={messages}
              onClose={() => setImporting(false)}
              onImported={() => {
                setImporting(false)
                setSaid(messages.imported)
              }}
            />
          </Suspense>
        </ErrorBoundary>
      ) : null}
      {step === 'preview' ? (
        <ErrorBoundary
          fallback={() => (
            <>
              <p role="alert">{messages.loadFailed}</p>
              <button type="button" className="bsf-button" onClick={() => go('form')}>
                {messages.previous}
              </button>
            </>
          )}
        >
          <Suspense fallback={<p role="status">{messages.loading}</p>}>
            <PreviewStep
              draft={draft}
              messages={props.messages}
              onSubmit={mayWrite ? onSubmit : undefined}
              client={mayWrite ? client : undefined}
              onDone={onDone}
              {...{ hrefFor, onNavigate, onEdit, onCreateAnother, onStatus }}
              nonce={nonce}
              lastTry={lastTry}
              onTried={setLastTry}
              onPrevious={() => go('form')}
              onSelect={(pointer) => {
                go('form')
                focusField(draft, pointer)
              }}
              format={format}
              onFormatChange={setFormat}
            />
          </Suspense>
        </ErrorBoundary>
      ) : null}
    </div>
  )
}
