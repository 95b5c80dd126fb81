import type { ReactElement, ReactNode } from 'react'
import { useState, useSyncExternalStore } from 'react'
import type { Collection } from '../../cluster/live/followCollection.ts'
import { getAt } from '../../base/pointer.ts'
import { summaryOf } from '../../cluster/submit/answers.ts'
import { Age } from '../live/Age.tsx'
import { everySecond, now } from '../live/clock.ts'
import type { Messages } from '../messages.ts'
import { pageMessagesOf } from '../pageMessages.ts'

/** Returns the seconds until a time, updated every second. */
function useSecondsUntil(time: number): number {
  return useSyncExternalStore(
    everySecond,
    () => Math.max(0, Math.ceil((time - now()) / 1000)),
    () => 0,
  )
}

function Countdown({ time, sayIn }: { time: number; sayIn: (seconds: number) => string }): ReactElement {
  return <>{sayIn(useSecondsUntil(time))}</>
}

/** Titles, messages and actions by HTTP status. Without a message, the error's own is shown. */
export type Sayings = Readonly<Record<number, { title: string; message?: string; action?: ReactNode }>>

/** Returns the time since which the objects may be out of date, in ms since 1970; undefined while they are not. */
function useOutdatedSince(state: Collection['state']): number | undefined {
  const [since, setSince] = useState<number>()
  const isCurrent = state === 'live' || state === 'polled'
  if (isCurrent && since !== undefined) setSince(undefined)
  // A retry is no end of the interruption.
  if (state === 'interrupted' && since === undefined) setSince(now())
  return isCurrent ? undefined : since
}

/**
 * The notice that the objects are out of date or could not be read, with a retry button. While they are read at
 * intervals, a hint says so.
 */
export function CollectionNotice(props: {
  collection: Pick<Collection, 'state' | 'isComplete' | 'error' | 'retryAt'>
  onRetry: () => void
  /** Titles and messages by HTTP status, instead of the general ones. */
  sayings?: Sayings | undefined
  messages: Messages
}): ReactElement | null {
  const { collection, onRetry, sayings = {}, messages } = props
  const { state, error, retryAt, isComplete } = collection
  const since = useOutdatedSince(state)
  const words = pageMessagesOf(messages)
  const status = getAt(error, ['status'])
  if (state === 'polled') {
    return <p className="bsf-hint">{status === 403 ? words.polledWithoutPermission : words.polled}</p>
  }
  if (state !== 'interrupted' && state !== 'failed') return null
  const saying = sayings[Number(status)]
  const title = isComplete
    ? words.outdated
    : saying
      ? saying.title
      : status === 403
        ? words.forbidden
        : status === 404
          ? words.notInstalled
          : words.failed
  // The advice of the error is left out if a retry follows by itself, or if the title says what to do.
  const reason = (state === 'interrupted' || saying ? summaryOf(error) : undefined) ?? error?.message
  return (
    <div
      className="bsf-note bsf-collection-notice"
      data-severity={state === 'failed' ? 'error' : 'warning'}
      role="alert"
    >
      <p>
        <strong>{title}</strong> {saying?.message ?? (reason || messages.unknownReason)}
        {since !== undefined && isComplete ? (
          <span className="bsf-muted" aria-live="off">
            {' '}
            <Age time={new Date(since).toISOString()} say={words.lastUpdate} />
          </span>
        ) : null}
      </p>
      <div className="bsf-note-actions">
        {state === 'interrupted' && retryAt !== undefined ? (
          // Screen readers announce the retry, but not every second.
          <span aria-live="off">
            <Countdown time={retryAt} sayIn={words.retryIn} />
          </span>
        ) : null}
        {saying?.action}
        <button type="button" className="bsf-button" onClick={onRetry}>
          {state === 'interrupted' ? words.retryNow : messages.retry}
        </button>
      </div>
    </div>
  )
}
