import type { ClipboardEvent, KeyboardEvent, ReactElement } from 'react'
import { useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { BackupStorageValues } from '../../generated/types.ts'
import type { Diagnostic } from '../../schema/diagnostics.ts'
import type { FormDraft } from '../../draft/createFormDraft.ts'
import { deepEqual } from '../../base/json.ts'
import { fromPointer } from '../../base/pointer.ts'
import { titleAt } from '../../schema/schemaAt.ts'
import { ErrorBoundary } from '../ErrorBoundary.tsx'
import { Icon } from '../Icon.tsx'
import { useFormDraft } from '../useFormDraft.ts'
import { ErrorCount, ErrorSummary } from './ErrorSummary.tsx'
import type { FormContextValue } from './FormContext.ts'
import { FormContext } from './FormContext.ts'
import { HistoryButtons, travel } from './HistoryButtons.tsx'
import { PaintOpenFirst } from './Panel.tsx'
import { RestoredNotice } from './RestoredNotice.tsx'
import { useFieldFocus } from './fieldFocus.ts'
import { focusPath } from './focusPath.ts'
import { fillText } from './Notice.tsx'
import { toForm } from '../../schema/form.ts'
import type { FormHostProps } from './FormHostProps.ts'
import type { FormTheme } from './FormTheme.ts'
import type { LoadedList } from './lists.ts'
import { useList } from './lists.ts'
import { SchemaForm } from './SchemaForm.tsx'
import type { Service } from './services.ts'
import { ServicesContext, servicesOf } from './services.ts'
import { createStable } from './stable.ts'
import { useAdoptedInput } from './useAdoptedInput.ts'
import { useAnnouncer } from './useAnnouncer.tsx'
import { useDraftOptions } from './useDraftOptions.ts'
import { useFormContextValue } from './useFormContextValue.ts'
import { useInputSteps } from './useInputSteps.ts'

/** Props of the form. */
export interface BackupStorageFormProps extends FormHostProps {
  /** Called after each change, with the values as entered and their diagnostics. */
  onChange?: ((values: BackupStorageValues, diagnostics: readonly Diagnostic[]) => void) | undefined
  /** Called by the Preview button when the form has no errors. The button is shown only if this is set. */
  onPreview?: ((values: BackupStorageValues) => void) | undefined
  /** Called by the Cancel button. The button is shown only if this is set. */
  onCancel?: (() => void) | undefined
  /** A theme of rjsf, such as `Theme` of `@rjsf/mui`: its inputs replace the built-in ones. */
  theme?: FormTheme | undefined
}

/** Keeps the draft in step with `values`, if the host sets them. */
function useControlled(draft: FormDraft, values: BackupStorageValues | undefined): void {
  useLayoutEffect(() => {
    if (values && !deepEqual(values, draft.getState().values)) draft.replaceValues(values)
  }, [draft, values])
}

function useOnChange(draft: FormDraft, onChange: BackupStorageFormProps['onChange']): void {
  const latest = useRef(onChange)
  useLayoutEffect(() => {
    latest.current = onChange
  })
  useEffect(() => {
    let known = draft.getState().values
    return draft.subscribe(() => {
      const { values } = draft.getState()
      if (values === known) return
      known = values
      latest.current?.(values, draft.getDiagnostics())
    })
  }, [draft])
}

/** Announces filled fields and offers to screen readers. */
function useFillAnnounced({ draft, messages, layout, announce, titleOfProvider }: FormContextValue): void {
  useEffect(() => {
    let { filled, offer } = draft.getState()
    return draft.subscribe(() => {
      const state = draft.getState()
      if (state.filled && state.filled !== filled) {
        announce(
          `${fillText(messages, state.filled)} ${state.filled.fields.map((pointer) => titleAt(layout.schema, fromPointer(pointer))).join(', ')}.`,
        )
      }
      if (state.offer && state.offer !== offer)
        announce(messages.offer(state.offer.title, titleOfProvider(state.offer.provider)))
      ;({ filled, offer } = state)
    })
  }, [draft, messages, layout, announce, titleOfProvider])
}

/** Returns whether a diagnostic blocks the preview. Errors in the text or from the cluster are fixed in the preview. */
function blocksPreview({ severity, source }: Diagnostic): boolean {
  return severity === 'error' && source !== 'manifest' && source !== 'server'
}

/** The form of a backup storage, with all fields of its schemas for the selected provider. */
export function BackupStorageForm(props: BackupStorageFormProps): ReactElement {
  const { history = true, disabled = false, readOnly = false } = props
  const locked = disabled || readOnly
  const own = useFormDraft(useDraftOptions(props))
  const draft = props.draft ?? own
  useControlled(draft, props.values)
  useOnChange(draft, props.onChange)
  const root = useRef<HTMLDivElement>(null)
  const { announce, region } = useAnnouncer()
  const idPrefix = useId()
  const context = useFormContextValue({
    draft,
    root,
    announce,
    messages: props.messages,
    namespaces: props.namespaces,
    secrets: props.secrets,
    fields: props.fields,
    locked,
  })
  useFillAnnounced(context)
  const reach = useCallback((pointer: string) => root.current !== null && focusPath(root.current, pointer), [])
  useFieldFocus(draft, reach)
  useInputSteps(root, draft)
  useAdoptedInput(root)
  const { messages, layout, vendors } = context
  const form = useMemo(() => toForm(layout, vendors?.table), [layout, vendors])
  const loadServices = useMemo(() => vendors && servicesOf(vendors.table), [vendors])
  const [keepList] = useState(() => createStable<LoadedList<Service>>())
  const services = keepList(useList(loadServices, ''))

  function preview(): void {
    flushSync(() => draft.showAll())
    const errors = draft.getDiagnostics().filter(blocksPreview)
    const [first] = errors
    if (!first) {
      props.onPreview?.(draft.getState().values)
      return
    }
    context.focus(first.path)
    announce(messages.errorsFound(errors.length))
  }
  function onKeyDown(event: KeyboardEvent): void {
    const key = event.key.toLowerCase()
    if (!history || locked || (key !== 'z' && key !== 'y')) return
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.nativeEvent.isComposing) return
    // In text inputs as well: the browser's own undo doesn't know rows, selections and filled fields.
    event.preventDefault()
    travel(context, key === 'z' && !event.shiftKey ? 'undo' : 'redo')
  }
  function onKeyUp({ key, target }: KeyboardEvent): void {
    // Browsers scroll to a focused text only as far as its cursor, which leaves the rest below the bar.
    if (key === 'Tab') (target as Element).scrollIntoView({ block: 'nearest' })
  }
  function onPaste(event: ClipboardEvent): void {
    const at = (event.target as Element).closest<HTMLElement>('[data-bsf-path]')?.dataset['bsfPath']
    if (at === undefined || event.defaultPrevented || locked) return
    if (draft.paste(fromPointer(at), event.clipboardData.getData('text'), context.isFixed)) event.preventDefault()
  }
  return (
    <FormContext.Provider value={context}>
      {/* Keyboard and paste events bubble up to here from the fields. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className="bsf bsf-form" ref={root} onKeyDown={onKeyDown} onKeyUp={onKeyUp} onPaste={onPaste}>
        {region}
        <RestoredNotice />
        <ErrorSummary />
        <ErrorBoundary
          fallback={(retry) => (
            <p className="bsf-alert" role="alert">
              {messages.formFailed}{' '}
              <button type="button" className="bsf-link" onClick={retry}>
                {messages.retry}
              </button>
            </p>
          )}
        >
          <ServicesContext.Provider value={services}>
            <PaintOpenFirst>
              <SchemaForm {...form} idPrefix={idPrefix} theme={props.theme} disabled={disabled} readOnly={readOnly} />
            </PaintOpenFirst>
          </ServicesContext.Provider>
        </ErrorBoundary>
        <div className="bsf-actions">
          {props.onCancel ? (
            <button type="button" className="bsf-button" onClick={props.onCancel}>
              {messages.cancel}
            </button>
          ) : null}
          {history && !locked ? <HistoryButtons disabled={locked} /> : null}
          <ErrorCount root={root} />
          {props.onPreview ? (
            <button type="button" className="bsf-button bsf-button--primary" onClick={preview} disabled={disabled}>
              <Icon name="show" />
              {messages.preview}
            </button>
          ) : null}
        </div>
      </div>
    </FormContext.Provider>
  )
}
