import type { ReactElement } from 'react'
import { Icon } from '../Icon.tsx'
import type { PageMessages } from '../pageMessages.ts'

/** The phases that mean success. */
const success = ['Ready', 'Succeeded', 'True']

/** Returns what a phase means. An object that is being deleted is neither good nor bad. */
export function toneOf(
  phase: string,
  deleting: string,
  good: readonly string[] = success,
): 'leaving' | 'unknown' | 'good' | 'bad' {
  if (deleting !== '') return 'leaving'
  return phase === '' ? 'unknown' : good.includes(phase) ? 'good' : 'bad'
}

/** An object's status in words and color; any problems on a line below, and in full in its title. */
export function StatusBadge(props: {
  phase: string
  /** The phases that mean success. */
  good?: readonly string[] | undefined
  problems?: readonly string[]
  /** The text shown before the operator reports a phase. */
  unknown: string
  /** The text shown instead of the phase of an object that is being deleted. */
  leaving?: string | undefined
}): ReactElement {
  const { phase, good, problems = [], unknown, leaving = '' } = props
  const tone = toneOf(phase, leaving, good)
  const icon = { leaving: 'bin', unknown: 'info', good: 'done', bad: 'error' } as const
  const why = tone === 'good' ? '' : problems.join(' ')
  return (
    <span className="bsf-state">
      <span className="bsf-badge" data-tone={tone}>
        <Icon name={icon[tone]} />
        {leaving || phase || unknown}
      </span>
      {why === '' ? null : (
        <span className="bsf-state-why" title={why}>
          {why}
        </span>
      )}
    </span>
  )
}

/** The status of an object of the operator. */
export function ObjectStatus(props: {
  row: { phase: string; deleting: string }
  /** The phases that mean success. */
  good?: readonly string[] | undefined
  problems?: readonly string[]
  words: PageMessages
}): ReactElement {
  const { row, words, ...rest } = props
  const leaving = row.deleting === '' ? undefined : words.isDeleting
  return <StatusBadge {...rest} phase={row.phase} unknown={words.pending} leaving={leaving} />
}
