import type { ReactElement } from 'react'
import type { Diagnostic } from '../../core/diagnostics.ts'
import type { Messages } from '../messages.ts'
import { resolveMessages } from '../messages.ts'

export interface ValidationPanelProps {
  diagnostics: readonly Diagnostic[]
  /** Called when a diagnostic is chosen: to move to its field or its line. Without it they are plain text. */
  onSelect?: ((diagnostic: Diagnostic) => void) | undefined
  /** Strings in the place of the English ones. */
  messages?: Partial<Messages> | undefined
}

const severities = ['error', 'warning', 'info'] as const

function count(diagnostics: readonly Diagnostic[], messages: Messages): string {
  const of = (severity: Diagnostic['severity']): number => diagnostics.filter((one) => one.severity === severity).length
  const parts = [
    [of('error'), messages.errors],
    [of('warning'), messages.warnings],
    [of('info'), messages.notes],
  ] as const
  return parts.flatMap(([number, say]) => (number > 0 ? [say(number)] : [])).join(', ')
}

/** What the checks found: errors first, counted, each leading to its place. It says so where all is well. */
export function ValidationPanel({ diagnostics, onSelect, ...props }: ValidationPanelProps): ReactElement {
  const messages = resolveMessages(props.messages)
  const sorted = severities.flatMap((severity) => diagnostics.filter((one) => one.severity === severity))
  return (
    <section className="bsf bsf-validation" aria-label={messages.problems}>
      <p className="bsf-validation-summary" role="status">
        {sorted.length === 0 ? messages.noProblems : count(diagnostics, messages)}
      </p>
      {sorted.length === 0 ? null : (
        <ul className="bsf-diagnostics">
          {sorted.map((diagnostic) => {
            const { code, path, severity, message, range } = diagnostic
            const place = range ? ` (${messages.atLine(range.line, range.column)})` : ''
            return (
              <li key={`${code}${path}${range?.from ?? ''}`} className="bsf-diagnostic" data-severity={severity}>
                <span className="bsf-severity">{messages.severity[severity]}</span>
                {onSelect ? (
                  <button type="button" className="bsf-link" onClick={() => onSelect(diagnostic)}>
                    {message}
                    {place}
                  </button>
                ) : (
                  <span>
                    {message}
                    {place}
                  </span>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}
