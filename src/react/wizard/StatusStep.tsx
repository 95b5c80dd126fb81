import type { ReactElement } from 'react'
import { useEffect, useRef, useState } from 'react'
import type { SubmitClient, ObjectReference } from '../../cluster/client.ts'
import type { Manifest } from '../../schema/manifest.ts'
import type { Resource } from '../../schema/resource.ts'
import { statusOf as codeOf } from '../../cluster/submit/answers.ts'
import type { StorageStatus } from '../../cluster/storageStatus.ts'
import { isStatusNewer, storageStatus } from '../../cluster/storageStatus.ts'
import type { Messages } from '../messages.ts'
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

/** Returns the status of an object, polled until it is ready or gone. */
function useStatus(
  client: SubmitClient,
  object: ObjectReference,
  resource: Resource | undefined,
  since: Manifest | undefined,
): Known {
  const [known, setKnown] = useState<Known>({ state: 'waiting' })
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
  }, [client, object, resource, since])
  return known
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

/** The status of a created or changed storage. It waits for the operator's status. */
export function StatusStep(props: {
  client: SubmitClient
  object: ObjectReference
  /** The kind of the object. */
  resource: Resource | undefined
  /** Whether the object was created, not changed. */
  isNew: boolean
  /** The object before the operator could see the change; undefined if any status is about the current object. */
  since: Manifest | undefined
  messages: Messages
  onDone: (() => void) | undefined
}): ReactElement {
  const { client, object, resource, isNew, since, messages, onDone } = props
  const words = previewMessagesOf(messages)
  const known = useStatus(client, object, resource, since)
  const { state, status } = known
  const heading = useRef<HTMLParagraphElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className="bsf-status" data-state={state}>
      <p className="bsf-status-title" tabIndex={-1} ref={heading}>
        {(isNew ? words.created : words.changed)(`${object.kind} ${object.namespace}/${object.name}`)}
      </p>
      <div role="status">
        <p>{sentenceOf(known, words)}</p>
        {state !== 'not-ready' ? null : status?.problems.length ? (
          <ul>
            {status.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        ) : (
          <p>{words.statusSilent}</p>
        )}
      </div>
      {onDone ? (
        <div className="bsf-actions">
          <button type="button" className="bsf-button bsf-button--primary" onClick={onDone}>
            {words.done}
          </button>
        </div>
      ) : null}
    </div>
  )
}
