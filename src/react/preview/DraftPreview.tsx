import type { ReactElement, ReactNode } from 'react'
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { ObjectReference, SubmitClient } from '../../cluster/client.ts'
import type { Diagnostic } from '../../schema/diagnostics.ts'
import type { FormDraft } from '../../draft/createFormDraft.ts'
import type { DraftState } from '../../draft/state.ts'
import type { ManifestFormat } from '../../draft/manifestText.ts'
import { withText } from '../../draft/createDraft.ts'
import type { Manifest } from '../../schema/manifest.ts'
import { changedManifests } from '../../manifests/changedManifests.ts'
import { manifestsToApply } from '../../manifests/manifestsToApply.ts'
import { stringifyManifests } from '../../manifests/stringifyManifests.ts'
import { serverDiagnostics } from '../../cluster/server/serverDiagnostics.ts'
import { wasRefused } from '../../cluster/submit/answers.ts'
import type { WriteMode } from '../../cluster/submit/write.ts'
import type { SubmitError } from '../../cluster/submitManifests.ts'
import { isSubmitError } from '../../cluster/submitManifests.ts'
import { losesAsJson } from '../../text/losesAsJson.ts'
import { ConfirmDialog } from '../ConfirmDialog.tsx'
import { ManifestDiff } from '../editor/ManifestDiff.tsx'
import type { ManifestEditorHandle } from '../editor/ManifestEditor.tsx'
import { ManifestEditor } from '../editor/ManifestEditor.tsx'
import type { Messages } from '../messages.ts'
import { useDraftState } from '../useDraftState.ts'
import { isWithin } from '../form/visibility.ts'
import { ValidationPanel } from '../validation/ValidationPanel.tsx'
import { DecisionPanel } from './DecisionPanel.tsx'
import { errorOf, nextDecision, refusalOf } from './decide.ts'
import { nameOf } from './ManifestsView.tsx'
import type { PreviewActionProps } from './PreviewActions.tsx'
import { PreviewActions } from './PreviewActions.tsx'
import { PreviewToolbar } from './PreviewToolbar.tsx'
import { previewMessagesOf } from './previewMessages.ts'
import { previewState } from './previewState.ts'
import { reasonOf } from './reasonOf.ts'
import { ReviewSummary } from './ReviewSummary.tsx'
import { submissionOf, writeModeOf } from './submission.ts'
import { TextNotes } from './TextNotes.tsx'
import { useManifestText } from './useManifestText.ts'
import { isSameContent, useVerdict } from './useVerdict.ts'
import { VerdictLine } from './VerdictLine.tsx'

/** The error of a failed submit, and the state of the draft it is about. */
export interface SubmitFailure {
  error: unknown
  state: Pick<DraftState, 'values' | 'text'>
}

export interface DraftPreviewProps extends PreviewActionProps {
  /** The draft to show and edit. A `BackupStorageForm` with the same draft stays in sync. */
  draft: FormDraft
  /**
   * Called by the Submit button with the manifests, in the order to apply them, once the checks report no errors.
   * `mode` holds options for `submitManifests`: the edited object, the choice for an existing Secret, and `retryOf`.
   */
  onSubmit?: ((manifests: Manifest[], mode: WriteMode) => void) | undefined
  /** Called when the user selects a diagnostic without a line, with the JSON Pointer of its field. */
  onSelect?: ((pointer: string) => void) | undefined
  /** The client for dry runs before a submit. */
  client?: SubmitClient | undefined
  /** The failure of the last submit, shown at the lines it is about until the user changes something. */
  failure?: SubmitFailure | undefined
  /** The error of the last try. Objects that it created count as created by the next one. */
  retryOf?: SubmitError | undefined
  /** The outcome of a submit that wrote nothing, such as a stopped one. Shown in the status until the next one. */
  outcome?: string | undefined
  /** Called when the user resolves the failure or runs another dry run. */
  onSettled?: (() => void) | undefined
  /** The CSP nonce for the styles of the editor. Only needed where constructed style sheets don't work. */
  nonce?: string | undefined
}

/**
 * Returns the text to compare edits with: the live object, or the manifests as the form had written them before the
 * text was edited.
 */
function baseOf(draft: FormDraft, format: ManifestFormat): string {
  const { editing } = draft.context
  const { start, past, values } = draft.getState()
  const before = past.findLast(({ text }) => text === undefined)
  return stringifyManifests(manifestsToApply(editing ? start : (before?.values ?? values), draft.context), format)
}

/** Returns whether a diagnostic blocks Submit. Server errors don't, as a submit asks the cluster again. */
function blocksSubmit({ severity, source }: Diagnostic): boolean {
  return severity === 'error' && source !== 'server'
}

/** Returns whether a failed submit changed something in the cluster. */
function hasTraces({ left, uncertain, replaced }: SubmitError): boolean {
  return left.length + uncertain.length + replaced.length > 0
}

/** Returns whether a diagnostic is a server error. Those without a field are details of the status. */
function isRefusal({ severity, source }: Diagnostic): boolean {
  return severity === 'error' && source === 'server'
}

/** The manifests of a draft as editable text, with their diagnostics. */
export function DraftPreview(
  props: DraftPreviewProps & {
    format: ManifestFormat
    onFormat: (format: ManifestFormat) => void
    messages: Messages
    children?: ReactNode
  },
): ReactElement {
  const { format, onFormat, messages, client, failure, onPrevious } = props
  const draft = withText(props.draft)
  const id = useId()
  const words = previewMessagesOf(messages)
  const editor = useRef<ManifestEditorHandle>(null)
  const context = useDraftState(draft, () => draft.context)
  const state = useDraftState(draft, (one) => one)
  const { manifest, text, type, flush } = useManifestText(draft, format)
  useLayoutEffect(() => draft.readRestored(), [draft])
  const [revealed, setRevealed] = useState(false)
  const [comparing, setComparing] = useState(context.editing !== undefined)
  const [leaving, setLeaving] = useState(false)
  const [said, setSaid] = useState('')
  const [chosen, setChosen] = useState<ObjectReference>()
  const sentence = useRef<HTMLParagraphElement>(null)
  const choice = useRef<HTMLInputElement>(null)
  const rebase = useRef<HTMLHeadingElement>(null)
  const { asked, ask } = useVerdict(draft, client, words.submit)

  const { diagnostics, unmapped } = manifest
  // The cluster drops unknown fields, so the text doesn't count them as kept.
  const unknown = diagnostics.flatMap(({ code, path }) => (code === 'unknown-field' ? [path] : []))
  const errors = diagnostics.filter(blocksSubmit)
  const failed = isSameContent(failure?.state, state) ? failure : undefined
  // The last answer counts: a failed submit makes an earlier dry run outdated.
  const answer = isSameContent(asked.about, state) && !failed ? asked.verdict : undefined
  // Memoized, as this reads the whole text.
  const isLoss = useMemo(() => manifest.format === 'yaml' && losesAsJson(manifest.text), [manifest])
  const isLost = useMemo(
    () => manifest.format === 'json' && losesAsJson(state.text?.yaml ?? ''),
    [manifest.format, state.text],
  )
  const { submitted, others } = useMemo(() => submissionOf(manifest.manifests, context), [manifest, context])
  const modeOf = (manifests: readonly Manifest[], replaced = chosen): WriteMode => ({
    ...writeModeOf(manifests, draft.context, replaced),
    retryOf: props.retryOf,
  })
  const refusals = failed ? [refusalOf(failed.error)] : (answer?.refusals ?? [])
  const isReplacing = modeOf(submitted).secrets === 'replace'
  const decision = client && nextDecision(refusals, context.editing, isReplacing)
  const isCurrent = isSameContent(asked.about, state)
  const verdict = previewState({
    isValid: errors.length === 0 && manifest.readable,
    decision,
    hasFailed: failed !== undefined,
    hasClient: client !== undefined,
    asked,
    isCurrent,
  })
  const reason = failed ? reasonOf(client ? errorOf(refusalOf(failed.error)) : failed.error, messages) : ''
  const rows = diagnostics.filter((one) => !isRefusal(one) || (decision === undefined && one.path !== ''))
  const base = useMemo(() => baseOf(draft, manifest.format), [draft, manifest])
  const isComparable = context.editing !== undefined || (manifest.edited && base !== manifest.text)

  useEffect(() => {
    if (errors.length === 0 && manifest.readable) askAbout(submitted)
    // Runs once, when the preview opens. After that, the user runs the dry run.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [ask])

  // Shows a failed submit at the lines it is about, and focuses the decision it needs.
  useEffect(() => {
    if (!failure) return
    if (isSameContent(failure.state, draft.getState()))
      draft.reportServer(
        serverDiagnostics(
          { failure: client ? errorOf(refusalOf(failure.error)) : failure.error },
          manifest.manifests,
          draft.context,
        ),
      )
    focusDecision()
    // When a failure arrives, the manifests are still the submitted ones.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [draft, failure])

  /** Moves the focus to the open decision. Returns whether there is one. */
  function focusDecision(): boolean {
    const target = rebase.current ?? choice.current
    target?.focus()
    return target !== null
  }
  function askAbout(manifests: Manifest[], replaced = chosen): void {
    ask(changedManifests(manifests, draft.context.editing), modeOf(manifests, replaced))
  }
  function askNow(replaced?: ObjectReference): void {
    askAbout(submissionOf(flush().manifests, draft.context).submitted, replaced)
  }
  function settle(replaced?: ObjectReference): void {
    if (replaced) setChosen(replaced)
    props.onSettled?.()
    askNow(replaced)
    sentence.current?.focus()
  }
  function submit(): void {
    const now = flush()
    const wrong = now.diagnostics.filter(blocksSubmit)
    if (wrong.length > 0 || !now.readable) {
      setSaid('')
      setTimeout(() => setSaid(messages.errorsFound(Math.max(1, wrong.length))), 30)
      select(wrong[0])
      return
    }
    if (now.text === manifest.text && focusDecision()) return
    setRevealed(false)
    const sent = submissionOf(now.manifests, context).submitted
    props.onSubmit?.(sent, modeOf(sent))
  }
  function select(diagnostic: Diagnostic | undefined): void {
    if (diagnostic?.range) {
      flushSync(() => setComparing(false))
      editor.current?.select(diagnostic.range)
    } else if (diagnostic?.path) props.onSelect?.(diagnostic.path)
    else editor.current?.focus()
  }
  function previous(): void {
    if (flush().readable) onPrevious?.()
    else setLeaving(true)
  }
  function discard(): void {
    flush()
    draft.discardText()
    setSaid(words.textDiscarded)
    editor.current?.focus()
  }
  function detailsOf(): string[] {
    const count = (severity: Diagnostic['severity']): number => rows.filter((one) => one.severity === severity).length
    const counts = [
      count('warning') > 0 ? `${messages.warnings(count('warning'))}.` : '',
      count('info') > 0 ? `${messages.notes(count('info'))}.` : '',
    ]
    const said = diagnostics.filter((one) => isRefusal(one) && one.path === '').map(({ message }) => message)
    const { verdictDetail: detail } = words
    switch (verdict) {
      case 'secretThere':
      case 'changed':
        return [isSubmitError(failed?.error) && hasTraces(failed.error) ? reason : '', detail[verdict]]
      case 'failed':
        return [rows.some(({ message }) => message === reason) ? '' : reason]
      case 'refused':
      case 'unreached':
        return said
      case 'ready':
        return [client ? detail.passed : detail.noClient, context.existing ? '' : detail.noSiblings, ...counts]
      case 'unchecked':
        return [asked.state === 'none' ? '' : detail.outdated, ...counts]
      case 'invalid':
      case 'checking':
      case 'unchanged':
        return counts
    }
  }
  function actionOf(): { title: string; act: () => void } | undefined {
    if (!client || ['invalid', 'checking', 'unchanged', 'ready'].includes(verdict)) return undefined
    const isLost = failed && !wasRefused(failed.error instanceof Error ? failed.error.cause : undefined)
    if (isLost && props.onSubmit) return { title: words.submitAgain, act: submit }
    return { title: verdict === 'unreached' ? messages.retry : words.askCluster, act: () => settle() }
  }
  return (
    <>
      {manifest.readable ? <ReviewSummary {...{ messages, manifests: submitted, state, context }} /> : null}
      <PreviewToolbar
        {...{ messages, revealed }}
        format={manifest.format}
        onFormat={(next) => {
          flush()
          onFormat(next)
        }}
        lossOf={(next) => (next === 'json' && isLoss ? words.jsonLoses : undefined)}
        withSecrets={manifest.hasSecrets}
        onReveal={setRevealed}
        controls={`${id}text`}
        text={manifest.text}
        getText={() => flush().text}
        options={context}
        owner={draft}
        name={nameOf(submitted)}
        content={
          <div id={`${id}text`} className="bsf-preview-text">
            {comparing && isComparable ? (
              <ManifestDiff
                before={base}
                after={manifest.text}
                beforeLabel={context.editing ? words.inTheCluster : words.beforeEdits}
                afterLabel={words.asEdited}
                format={manifest.format}
                messages={messages}
                nonce={props.nonce}
              />
            ) : (
              <ManifestEditor
                ref={editor}
                text={text}
                onChange={type}
                format={manifest.format}
                readOnly={props.submitting === true}
                revealed={revealed}
                diagnostics={diagnostics}
                options={context}
                label={messages.manifest}
                messages={messages}
                nonce={props.nonce}
              />
            )}
          </div>
        }
      >
        {isComparable ? (
          <button
            type="button"
            className="bsf-button"
            aria-pressed={comparing}
            onClick={() => {
              flush()
              setComparing(!comparing)
            }}
          >
            {words.changes}
          </button>
        ) : null}
      </PreviewToolbar>
      <p className="bsf-visually-hidden" role="status">
        {said}
      </p>
      <TextNotes
        {...{ messages, manifest, others }}
        unmapped={unmapped.filter((one) => !unknown.some((path) => isWithin(one, path)))}
        wanted={format}
        hasComments={isLost}
        onDiscard={discard}
      />
      <ValidationPanel
        draft={draft}
        diagnostics={rows}
        onSelect={select}
        notChecked={[]}
        messages={messages}
        status={
          <VerdictLine
            state={verdict}
            verdict={verdict === 'invalid' ? `${messages.errors(Math.max(1, errors.length))}.` : words.verdict[verdict]}
            isAlert={verdict === 'failed' || props.outcome !== undefined}
            details={[...detailsOf(), props.outcome ?? '']}
            action={actionOf()}
            sentence={sentence}
          />
        }
      />
      {props.children}
      {decision ? (
        <DecisionPanel
          {...{ draft, messages, decision }}
          heading={rebase}
          option={choice}
          onRebase={(live, taken) => {
            flush()
            if (!draft.rebase(live, taken)) return
            setSaid(words.rebased)
            settle()
          }}
          onChosen={settle}
        />
      ) : null}
      <PreviewActions
        messages={messages}
        onPrevious={onPrevious && previous}
        onSubmit={props.onSubmit && submit}
        onStop={props.onStop}
        submitting={props.submitting}
      />
      {leaving ? (
        <ConfirmDialog
          question={words.brokenQuestion}
          consequence={words.brokenConsequence}
          confirm={words.discardText}
          cancel={messages.keepEditing}
          alternative={{ title: words.keepText, act: () => onPrevious?.() }}
          onConfirm={() => {
            draft.discardText()
            onPrevious?.()
          }}
          onCancel={() => setLeaving(false)}
        />
      ) : null}
    </>
  )
}
