import type { ReactElement } from 'react'
import { Icon } from '../Icon.tsx'

/** An object's status in words and color; any problems on a line below, and in full in its title. */
export function StatusBadge(props: {
  phase: string
  /** The phases that mean success. */
  good?: readonly string[] | undefined
  problems?: readonly string[]
  /** The text shown before the operator reports a phase. */
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
