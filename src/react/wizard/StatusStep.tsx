import type { ReactElement } from 'react'
import { useEffect, useRef, useState } from 'react'
import type { SubmitClient, ObjectReference } from '../../cluster/client.ts'
import type { Resource } from '../../schema/resource.ts'
import type { StorageStatus } from '../../cluster/storageStatus.ts'
import { storageStatus } from '../../cluster/storageStatus.ts'
import type { Messages } from '../messages.ts'
import { previewMessagesOf } from '../preview/previewMessages.ts'

/** The polling interval, in ms. */
const interval = 2000

/** Returns the status of an object, polled until it is ready. */
function useStatus(
  client: SubmitClient,
  object: ObjectReference,
  resource: Resource | undefined,
): { status?: StorageStatus; isUnread: boolean } {
  const [state, setState] = useState<{ status?: StorageStatus; isUnread: boolean }>({ isUnread: false })
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    let timer: ReturnType<typeof setTimeout> | undefined
    async function read(): Promise<void> {
      try {
        const status = storageStatus(await client.get(object, { signal }), { resource })
        if (signal.aborted) return
        setState({ status, isUnread: false })
        if (status.isReady && !status.isOutdated) return
      } catch {
        if (signal.aborted) return
        setState((before) => ({ ...before, isUnread: true }))
      }
      timer = setTimeout(() => void read(), interval)
    }
    void read()
    return () => {
      controller.abort()
      clearTimeout(timer)
    }
  }, [client, object, resource])
  return state
}

/** The status of a created or changed storage. It waits for the operator's status. */
export function StatusStep(props: {
  client: SubmitClient
  object: ObjectReference
  /** The kind of the object. */
  resource: Resource | undefined
  /** Whether the object was created, not changed. */
  isNew: boolean
  messages: Messages
  onDone: (() => void) | undefined
}): ReactElement {
  const { client, object, resource, isNew, messages, onDone } = props
  const words = previewMessagesOf(messages)
  const { status, isUnread } = useStatus(client, object, resource)
  const heading = useRef<HTMLParagraphElement>(null)
  useEffect(() => heading.current?.focus(), [])
  // An outdated status is about the object before the change.
  const phase = status && !status.isOutdated ? status.phase : ''
  const state = isUnread ? 'unread' : phase === '' ? 'waiting' : status?.isReady ? 'ready' : 'not-ready'
  const said = {
    unread: words.statusUnread,
    waiting: words.waitingForStatus,
    ready: words.statusReady,
    'not-ready': words.statusNotReady(phase),
  }
  return (
    <div className="bsf-status" data-state={state}>
      <p className="bsf-status-title" tabIndex={-1} ref={heading}>
        {(isNew ? words.created : words.changed)(`${object.kind} ${object.namespace}/${object.name}`)}
      </p>
      <div role="status">
        <p>{said[state]}</p>
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
