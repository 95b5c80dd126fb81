import type { ReactElement } from 'react'
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
   * What was not checked, told below the list. A caller that looked at the other storages, or asked the server, leaves
   * that out. @default all three; with `draft`, no siblings where its `options.existing` is given
   */
  notChecked?: readonly NotChecked[] | undefined
  /** Strings in the place of the English ones; keep the object, as another one names every field anew. */
  messages?: Partial<Messages> | undefined
}

/** The panel of a list of diagnostics, which the caller makes and fixes. */
export interface DiagnosticsPanelProps extends CommonProps {
  /** What the checks found. */
  diagnostics: readonly Diagnostic[]
  /** Called when a diagnostic is chosen: to move to its field or its line. Without it they are plain text. */
  onSelect?: ((diagnostic: Diagnostic) => void) | undefined
  /** Called by the button of a diagnostic's fix, to accept it; the buttons are there only with it. */
  onFix?: ((fix: Fix, diagnostic: Diagnostic) => void) | undefined
  /** What the diagnostics were made with: its resource and providers name the sections and fields. @default {} */
  options?: Options | undefined
  /** The name of the selected provider, which names its sections and fields. @default none */
  provider?: string | undefined
  draft?: undefined
}

/** The panel of a draft: it follows what is typed, accepts fixes, and takes them back. */
export interface DraftPanelProps extends CommonProps {
  /** The draft, as `BackupStorageForm` takes it. */
  draft: FormDraft
  /** Called when a diagnostic is chosen. @default moves to its field in the form of the draft, where that is on the page */
  onSelect?: ((diagnostic: Diagnostic) => void) | undefined
  /** What is told in the place of the draft's own diagnostics: those of its text. */
  diagnostics?: readonly Diagnostic[] | undefined
  onFix?: undefined
  options?: undefined
  provider?: undefined
}

/** Either a list of `diagnostics`, or the `draft` that they are about. */
export type ValidationPanelProps = DiagnosticsPanelProps | DraftPanelProps

const everything: readonly NotChecked[] = ['server', 'siblings', 'permissions']
const withSiblings: readonly NotChecked[] = ['server', 'permissions']
const noOptions: Options = {}

function DiagnosticsPanel(props: DiagnosticsPanelProps): ReactElement {
  const { diagnostics, onSelect, onFix, options = noOptions, provider = '', notChecked = everything } = props
  const messages = useMemo(() => resolveMessages(props.messages), [props.messages])
  const locationOf = useLocations(options, provider, messages)
  return <DiagnosticsView {...{ diagnostics, locationOf, messages, notChecked, onSelect, onFix }} />
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
    />
  )
}

/**
 * What the checks found: errors first, then warnings and notes, each by the sections of the form, counted, each leading to
 * its place, with its fix. It says so where all is well, and what was not checked.
 */
export function ValidationPanel(props: ValidationPanelProps): ReactElement {
  return props.draft ? <DraftPanel {...props} /> : <DiagnosticsPanel {...props} />
}
