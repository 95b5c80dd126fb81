import type { ReactElement, ReactNode } from 'react'
import { useMemo } from 'react'
import type { Diagnostic, Fix } from '../../schema/diagnostics.ts'
import type { FormDraft } from '../../draft/createFormDraft.ts'
import { locksOf } from '../../manifests/locks.ts'
import type { Options } from '../../context/options.ts'
import { focusField, useHasForm } from '../form/fieldFocus.ts'
import { useDiagnostics } from '../form/useDiagnostics.ts'
import { isWithin } from '../form/visibility.ts'
import type { Messages } from '../messages.ts'
import { resolveMessages } from '../messages.ts'
import { useDraftState } from '../useDraftState.ts'
import type { NotChecked } from './DiagnosticsView.tsx'
import { DiagnosticsView } from './DiagnosticsView.tsx'
import { useFixes } from './useFixes.ts'
import { useLocations } from './useLocations.ts'

interface CommonProps {
  /**
   * The checks that were left out, shown below the list. Omit `siblings` if you compared the other storages, and
   * `server` and `permissions` after a dry run. @default all three; with `draft`, no siblings if its `options.existing`
   * is set
   */
  notChecked?: readonly NotChecked[] | undefined
  /** Strings that replace the English ones. Keep the object: a new one re-renders every row. */
  messages?: Partial<Messages> | undefined
  /** Content instead of the summary, such as a live status. @default the counts of errors, warnings and notes */
  status?: ReactNode
}

/** Props of the panel of a list of diagnostics, which the caller makes and fixes. */
export interface DiagnosticsPanelProps extends CommonProps {
  /** The diagnostics to list. With `draft`, they replace the draft's own. */
  diagnostics: readonly Diagnostic[]
  /**
   * Called when the user selects a diagnostic, to move to its field or line. @default with `draft`, moves to the field;
   * else they are plain text
   */
  onSelect?: ((diagnostic: Diagnostic) => void) | undefined
  /** Called by the button of a fix, to accept it. Without it, there are no buttons. */
  onFix?: ((fix: Fix, diagnostic: Diagnostic) => void) | undefined
  /** The options of the checks. Their resource and providers name the sections and fields. @default {} */
  options?: Options | undefined
  /** The name of the selected provider, whose schema names sections and fields. @default none */
  provider?: string | undefined
  draft?: undefined
}

/** Props of the panel of a draft. It follows the form, accepts fixes, and undoes them. */
export interface DraftPanelProps extends CommonProps {
  /** The draft, as passed to `BackupStorageForm`. */
  draft: FormDraft
  /**
   * Called when the user selects a diagnostic, to move to its field or line. @default with `draft`, moves to its field
   * if a form of the draft is on the page
   */
  onSelect?: ((diagnostic: Diagnostic) => void) | undefined
  /** The diagnostics to list. With `draft`, they replace the draft's own. */
  diagnostics?: readonly Diagnostic[] | undefined
  onFix?: undefined
  options?: undefined
  provider?: undefined
}

/** Either a list of `diagnostics`, or the `draft` they are about. */
export type ValidationPanelProps = DiagnosticsPanelProps | DraftPanelProps

const everything: readonly NotChecked[] = ['server', 'siblings', 'permissions']
const withSiblings: readonly NotChecked[] = ['server', 'permissions']
const noOptions: Options = {}

function DiagnosticsPanel(props: DiagnosticsPanelProps): ReactElement {
  const { diagnostics, onSelect, onFix, options = noOptions, provider = '', notChecked = everything, status } = props
  const messages = useMemo(() => resolveMessages(props.messages), [props.messages])
  const locationOf = useLocations(options, provider, messages)
  return <DiagnosticsView {...{ diagnostics, locationOf, messages, notChecked, onSelect, onFix, status }} />
}

function DraftPanel({ draft, ...props }: DraftPanelProps): ReactElement {
  const messages = useMemo(() => resolveMessages(props.messages), [props.messages])
  const context = useDraftState(draft, () => draft.context)
  const provider = useDraftState(draft, (state) => state.values.backend.provider)
  const own = useDiagnostics(draft, () => draft.getDiagnostics())
  const diagnostics = props.diagnostics ?? own
  const locationOf = useLocations(context, provider, messages)
  const locked = useMemo(() => [...locksOf(provider, context).fields], [context, provider])
  const hasForm = useHasForm(draft)
  const { fix, fixed } = useFixes(draft)
  const toField = hasForm ? ({ path }: Diagnostic): void => void focusField(draft, path) : undefined
  return (
    <DiagnosticsView
      diagnostics={diagnostics}
      locationOf={locationOf}
      messages={messages}
      notChecked={props.notChecked ?? (context.existing ? withSiblings : everything)}
      onSelect={props.onSelect ?? toField}
      canSelect={({ path, range }) => (props.onSelect !== undefined && range !== undefined) || path !== ''}
      onFix={fix}
      canFix={({ path }) => !locked.some((one) => isWithin(path, one))}
      fixed={fixed}
      status={props.status}
    />
  )
}

/**
 * A list of diagnostics: errors, then warnings and notes, each by the sections of the form.
 *
 * Each one leads to its field or line and offers its fix. A summary counts them, or reports that there are none. Below
 * it are the checks that were left out.
 */
export function ValidationPanel(props: ValidationPanelProps): ReactElement {
  return props.draft ? <DraftPanel {...props} /> : <DiagnosticsPanel {...props} />
}
