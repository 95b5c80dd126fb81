import type { ReactElement, RefObject } from 'react'
import { useMemo } from 'react'
import { Icon } from '../Icon.tsx'
import { useDraftState } from '../useDraftState.ts'
import { DiagnosticsView } from '../validation/DiagnosticsView.tsx'
import { useFixes } from '../validation/useFixes.ts'
import { useLocations } from '../validation/useLocations.ts'
import { useFormContext } from './FormContext.ts'
import { useDiagnostics } from './useDiagnostics.ts'

/** The errors of the form, once the draft shows all of them. Each links to its field and offers its fix. */
export function ErrorSummary(): ReactElement | null {
  const asked = useDraftState(useFormContext().draft, (state) => state.showAll)
  return asked ? <Errors /> : null
}

/** The number of errors, as a button that leads to their summary in the form at `root`. */
export function ErrorCount({ root }: { root: RefObject<HTMLElement | null> }): ReactElement | null {
  const { draft, messages } = useFormContext()
  const count = useDraftState(draft, ({ showAll }) =>
    showAll ? draft.getDiagnostics().filter(({ severity }) => severity === 'error').length : 0,
  )
  if (count === 0) return null
  return (
    <button
      type="button"
      className="bsf-link bsf-error-count"
      onClick={() => {
        const first = root.current?.querySelector<HTMLElement>('.bsf-validation button')
        first?.scrollIntoView({ block: 'center' })
        first?.focus()
      }}
    >
      <Icon name="error" /> {messages.errorsFound(count)}
    </button>
  )
}

function Errors(): ReactElement | null {
  const { draft, messages, focus, canFix } = useFormContext()
  const diagnostics = useDiagnostics(draft, () => draft.getDiagnostics())
  const context = useDraftState(draft, () => draft.context)
  const provider = useDraftState(draft, (state) => state.values.backend.provider)
  const locationOf = useLocations(context, provider, messages)
  const errors = useMemo(() => diagnostics.filter(({ severity }) => severity === 'error'), [diagnostics])
  const { fix, fixed } = useFixes(draft)
  // Keep the undo of a fix visible, even if the fix removed the last error.
  if (errors.length === 0 && !fixed) return null
  return (
    <DiagnosticsView
      diagnostics={errors}
      locationOf={locationOf}
      messages={messages}
      notChecked={[]}
      onSelect={({ path }) => focus(path)}
      onFix={fix}
      canFix={canFix}
      fixed={fixed}
      empty={messages.nothingBlocks}
    />
  )
}
