import type { ReactElement } from 'react'
import { useState } from 'react'
import { Icon } from '../Icon.tsx'
import type { PageMessages } from '../pageMessages.ts'
import { MoreButton } from './MoreButton.tsx'

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

/** The start of a reason that fits into two lines, to the end of a word if possible. */
const start = /^[^]{1,40}(?=\s|$)|^[^]{1,40}/u

/** Returns the problems of an object whose status isn't good, in two parts: the start, and the rest. */
function reasonOf(
  row: { phase: string; deleting: string; problems?: readonly string[] },
  good: readonly string[] | undefined,
): [shown: string, rest: string] {
  const { phase, deleting, problems = [] } = row
  const why = toneOf(phase, deleting, good) === 'good' ? '' : problems.join(' ')
  const [shown = ''] = start.exec(why) ?? []
  return [shown, why.slice(shown.length)]
}

/** Returns whether there is a button for the rest of the reason. */
export function hasMoreReason(...[row, good]: Parameters<typeof reasonOf>): boolean {
  return reasonOf(row, good)[1] !== ''
}

/** Why an object isn't ready. A long reason ends in a button that shows the rest. */
function Reason({ shown, rest, words }: { shown: string; rest: string; words: PageMessages }): ReactElement {
  const [isOpen, setOpen] = useState(false)
  return (
    <span className="bsf-state-why">
      {shown}
      {rest === '' ? null : (
        <>
          <span className={isOpen ? undefined : 'bsf-visually-hidden'}>{rest}</span>{' '}
          <MoreButton isOpen={isOpen} onToggle={setOpen} words={words} />
        </>
      )}
    </span>
  )
}

/** A status in words and color. */
export function StatusBadge(props: {
  phase: string
  /** The phases that mean success. */
  good?: readonly string[] | undefined
  /** The text shown before the operator reports a phase. */
  unknown: string
  /** The text shown instead of the phase of an object that is being deleted. */
  leaving?: string | undefined
}): ReactElement {
  const { phase, good, unknown, leaving = '' } = props
  const tone = toneOf(phase, leaving, good)
  const icon = { leaving: 'bin', unknown: 'info', good: 'done', bad: 'error' } as const
  return (
    <span className="bsf-badge" data-tone={tone}>
      <Icon name={icon[tone]} />
      {leaving || phase || unknown}
    </span>
  )
}

/** The status of an object of the operator, and why it isn't ready if it has problems. */
export function ObjectStatus(props: {
  row: { phase: string; deleting: string; problems?: readonly string[] }
  /** The phases that mean success. */
  good?: readonly string[] | undefined
  words: PageMessages
}): ReactElement {
  const { row, good, words } = props
  const leaving = row.deleting === '' ? undefined : words.isDeleting
  const [shown, rest] = reasonOf(row, good)
  return (
    <span className="bsf-state">
      <StatusBadge phase={row.phase} good={good} unknown={words.pending} leaving={leaving} />
      {shown === '' ? null : <Reason shown={shown} rest={rest} words={words} />}
    </span>
  )
}
