import type { ReactElement } from 'react'
import { Icon } from '../Icon.tsx'

/** What an operator says of an object, in words and by colour; why, on a line below and whole in the title. */
export function StatusBadge(props: {
  phase: string
  /** The phases that are well. */
  good?: readonly string[] | undefined
  problems?: readonly string[]
  /** What is shown before the operator has said anything. */
  unknown: string
}): ReactElement {
  const { phase, good = ['Ready', 'Succeeded', 'True'], problems = [], unknown } = props
  const tone = phase === '' ? 'unknown' : good.includes(phase) ? 'good' : 'bad'
  const icon = { unknown: 'info', good: 'done', bad: 'error' } as const
  const why = tone === 'good' ? '' : problems.join(' ')
  return (
    <span className="bsf-state">
      <span className="bsf-badge" data-tone={tone}>
        <Icon name={icon[tone]} />
        {phase || unknown}
      </span>
      {why === '' ? null : (
        <span className="bsf-state-why" title={why}>
          {why}
        </span>
      )}
    </span>
  )
}
