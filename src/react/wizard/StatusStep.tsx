import type { ReactElement } from 'react'
import { useEffect, useRef, useState } from 'react'
import type { SubmitClient, ObjectReference } from '../../cluster/client.ts'
import { isSecret } from '../../manifests/findStorage.ts'
import type { Manifest } from '../../schema/manifest.ts'
import type { Resource } from '../../schema/resource.ts'
import { namesOf, referenceTo, statusOf as codeOf } from '../../cluster/submit/answers.ts'
import { formatAge } from '../../cluster/rows/formatAge.ts'
import type { StorageStatus } from '../../cluster/storageStatus.ts'
import { isStatusNewer, storageStatus } from '../../cluster/storageStatus.ts'
import { Icon } from '../Icon.tsx'
import { Age } from '../live/Age.tsx'
import type { Messages } from '../messages.ts'
import { ActionLink } from '../navigation/ActionLink.tsx'
import type { Navigation } from '../navigation/Navigation.ts'
import { hasPage } from '../navigation/ObjectLink.tsx'
import type { PreviewMessages } from '../preview/previewMessages.ts'
import { previewMessagesOf } from '../preview/previewMessages.ts'

/** The polling interval, in ms. */
const interval = 2000
/** How long to wait for the operator before saying that it has not answered, in ms. */
const patience = 20_000

type State = 'waiting' | 'late' | 'ready' | 'not-ready' | 'deleting' | 'gone' | 'unread'

/** The status of an object as last read, and what it means. */
interface Known {
  state: State
  status?: StorageStatus
}

function stateOf(status: StorageStatus, isAnswered: boolean, isLate: boolean): State {
  if (status.deleting !== '') return 'deleting'
  if (!isAnswered || status.phase === '') return isLate ? 'late' : 'waiting'
  return status.isReady ? 'ready' : 'not-ready'
}

/** Returns the status of an object, polled until it is ready or gone, and a function to wait for it again. */
function useStatus(
  client: SubmitClient,
  object: ObjectReference,
  resource: Resource | undefined,
  since: Manifest | undefined,
): [known: Known, retry: () => void] {
  const [known, setKnown] = useState<Known>({ state: 'waiting' })
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const start = Date.now()
    let timer: ReturnType<typeof setTimeout> | undefined
    async function next(): Promise<Known> {
      const live = await client.get(object, { signal })
      const status = storageStatus(live, { resource })
      const isAnswered = !status.isOutdated && (since === undefined || isStatusNewer(live, since))
      return { state: stateOf(status, isAnswered, Date.now() - start >= patience), status }
    }
    async function read(): Promise<void> {
      const now = await next().catch((error: unknown): Known => ({ state: codeOf(error) === 404 ? 'gone' : 'unread' }))
      if (signal.aborted) return
      setKnown(now)
      if (now.state !== 'ready' && now.state !== 'gone') timer = setTimeout(() => void read(), interval)
    }
    void read()
    return () => {
      controller.abort()
      clearTimeout(timer)
    }
  }, [client, object, resource, since, attempt])
  function retry(): void {
    setKnown({ state: 'waiting' })
    setAttempt((count) => count + 1)
  }
  return [known, retry]
}

function sentenceOf({ state, status }: Known, words: PreviewMessages): string {
  const phase = status?.phase ?? ''
  switch (state) {
    case 'waiting':
      return words.waitingForStatus
    case 'late':
      return phase === '' ? words.statusMissing : words.statusLate(phase)
    case 'ready':
      return words.statusReady
    case 'not-ready':
      return words.statusNotReady(phase)
    case 'deleting':
      return words.statusDeleting
    case 'gone':
      return words.statusGone
    case 'unread':
      return words.statusUnread
  }
}

/** The actions of a host after a submit. */
export interface StatusActions extends Navigation {
  /** Called by Edit credentials and Edit, with the created storage. */
  onEdit?: ((object: ObjectReference) => void) | undefined
  /** Called by Create another. */
  onCreateAnother?: (() => void) | undefined
  /** Called when the operator has or hasn't answered. */
  onStatus?: ((isAnswered: boolean) => void) | undefined
}

interface StatusStepProps extends StatusActions {
  client: SubmitClient
  object: ObjectReference
  /** The written objects, in their order. */
  written: readonly Manifest[]
  /** The kind of the object. */
  resource: Resource
  /** Whether the object was created, not changed. */
  isNew: boolean
  /** The object before the operator could see the change; undefined if any status is about the current object. */
  since: Manifest | undefined
  messages: Messages
  onDone: (() => void) | undefined
}

const stepIcons = { ready: 'done', 'not-ready': 'error', waiting: 'pending', late: 'pending' } as const

/** The result of a submit by steps: the written objects, and the operator's status, which it waits for. */
export function StatusStep(props: StatusStepProps): ReactElement {
  const { client, object, written, resource, isNew, since, messages, onDone, onEdit, onStatus } = props
  const words = previewMessagesOf(messages)
  const [known, retry] = useStatus(client, object, resource, since)
  const { state, status } = known
  const isWaiting = state === 'waiting' || state === 'late' || state === 'unread'
  const [start] = useState(() => new Date().toISOString())
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  useEffect(() => onStatus?.(!isWaiting), [onStatus, isWaiting])
  const icon = state in stepIcons ? stepIcons[state as keyof typeof stepIcons] : 'warning'
  const isFailed = state === 'not-ready'
  const needsCredentials = isFailed && status?.needsCredentials === true
  const nameOfStorage = namesOf([object])
  const say = isNew ? words.created : words.changed
  const hasReason = (status?.problems.length ?? 0) > 0
  const canView = hasPage(props, object) && state !== 'gone'
  return (
    <div className="bsf-status" data-state={state}>
      <h3 className="bsf-status-title" tabIndex={-1} ref={heading}>
        {nameOfStorage}
      </h3>
      <ol className="bsf-steps" aria-label={words.steps}>
        {written.map((one) => (
          <li key={one.kind} data-icon="done">
            <Icon name="done" />
            {isSecret(one) ? words.saved(namesOf([referenceTo(one)])) : say(nameOfStorage)}
          </li>
        ))}
        <li data-icon={icon} aria-current={isWaiting ? 'step' : undefined}>
          <Icon name={icon} />
          <div>
            <div role="status">
              <p>{sentenceOf(known, words)}</p>
              {!isFailed ? null : hasReason ? (
                <ul>
                  {status?.problems.map((problem) => (
                    <li key={problem}>{problem}</li>
                  ))}
                </ul>
              ) : (
                <p>{words.statusSilent}</p>
              )}
            </div>
            <p className="bsf-muted">
              {isWaiting ? (
                <Age time={start} say={words.sinceStart} />
              ) : (
                <Elapsed key={state} start={start} say={words.after} />
              )}
            </p>
          </div>
        </li>
      </ol>
      <div className="bsf-actions">
        {onDone ? (
          <button
            type="button"
            className={`bsf-button${canView || isFailed ? '' : ' bsf-button--primary'}`}
            onClick={onDone}
          >
            {words.done}
          </button>
        ) : null}
        <ActionLink onAct={props.onCreateAnother}>{words.createAnother}</ActionLink>
        {canView ? (
          <ActionLink
            href={props.hrefFor?.(object)}
            onAct={props.onNavigate && (() => props.onNavigate?.(object))}
            tone={isFailed ? undefined : 'primary'}
          >
            {words.viewStorage}
          </ActionLink>
        ) : null}
        {isFailed ? (
          <>
            <ActionLink onAct={onEdit && (() => onEdit(object))} tone={needsCredentials ? 'primary' : undefined}>
              {needsCredentials ? words.editCredentials : words.editStorage}
            </ActionLink>
            <ActionLink onAct={needsCredentials || !hasReason ? undefined : retry} tone="primary">
              {messages.retry}
            </ActionLink>
          </>
        ) : null}
      </div>
    </div>
  )
}

/** The time from the start to the first render. */
function Elapsed({ start, say }: { start: string; say: (age: string) => string }): ReactElement {
  const [age] = useState(() => formatAge(start, Date.now()))
  return <>{say(age)}</>
}
