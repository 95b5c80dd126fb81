import type { ReactElement } from 'react'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import type { BackupStorageClient } from '../../cluster/client.ts'
import type { StorageRow } from '../../cluster/live/storageRow.ts'
import type { Manifest } from '../../schema/manifest.ts'
import { getAt } from '../../base/pointer.ts'
import type { Name } from '../../cluster/related/references.ts'
import { qualified } from '../../cluster/related/references.ts'
import type { StorageDetail } from '../../cluster/related/storageDetail.ts'
import { referenceTo, statusOf, summaryOf, wasRefused } from '../../cluster/submit/answers.ts'
import { Icon } from '../Icon.tsx'
import type { Messages } from '../messages.ts'
import type { PageMessages } from '../pageMessages.ts'
import { pageMessagesOf } from '../pageMessages.ts'

/** The maximum number of listed names; the rest are counted. */
const mostNames = 5

function namesOf(names: readonly Name[], words: PageMessages): string {
  const shown = names.slice(0, mostNames).map(qualified)
  const rest = names.length - shown.length
  return rest > 0 ? `${shown.join(', ')} ${words.andMore(rest)}` : shown.join(', ')
}

export interface DeleteDialogProps {
  client: Pick<BackupStorageClient, 'delete'>
  object: Manifest
  row: StorageRow
  detail: StorageDetail
  /** The Repositories in the storage; undefined if they could not all be read. */
  repositories: readonly Name[] | undefined
  /** The BackupConfigurations that write to the storage. */
  configurations: readonly Name[]
  /** Whether the storage exists and isn't being deleted. Without it, an open question is closed. */
  isThere: boolean
  messages: Messages
  onClose: () => void
  /** Called once the cluster accepts the request, or says that the storage no longer exists. */
  onDeleted: () => void
}

/**
 * A dialog that asks before a storage is deleted and lists what is removed and what is kept. If the storage is in use or
 * the backups are deleted too, the user must type the storage's name. The request deletes only the version shown: if the storage has changed
 * meanwhile, the dialog shows its new version and asks again.
 */
export function DeleteDialog(props: DeleteDialogProps): ReactElement {
  const { client, object, row, detail, repositories, configurations, isThere, messages, onClose, onDeleted } = props
  const words = pageMessagesOf(messages)
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const running = useRef<AbortController>(undefined)
  const [typed, setTyped] = useState('')
  const [isRefused, setRefused] = useState(false)
  const [state, setState] = useState<
    { state: 'asking' | 'deleting' } | { state: 'failed'; title: string; message: string }
  >({
    state: 'asking',
  })
  const isWipeOut = detail.deletionPolicy === 'WipeOut'
  /** Whether something refers to the storage, or may do so. */
  const isInUse = repositories === undefined || repositories.length + configurations.length > 0
  const mustType = isWipeOut || isInUse
  const isUnnamed = mustType && typed.trim() !== row.name
  const isDeleting = state.state === 'deleting'
  const hasRest = !isWipeOut || detail.secretName !== '' || configurations.length > 0
  const name = qualified(row)
  const title = `${object.kind} ${name}`

  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  useEffect(() => () => running.current?.abort(), [])
  const isOver = !isThere && !isDeleting
  useEffect(() => {
    if (isOver) onClose()
    // `onClose` is another function in each render.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isOver])

  async function remove(): Promise<void> {
    if (running.current) return
    if (isUnnamed) {
      setRefused(true)
      field.current?.focus()
      return
    }
    const controller = new AbortController()
    running.current = controller
    setState({ state: 'deleting' })
    try {
      const { resourceVersion } = object.metadata
      const preconditions = {
        ...(detail.uid === '' ? {} : { uid: detail.uid }),
        // Backups are at stake: even a changed deletion policy must stop the request.
        ...(typeof resourceVersion === 'string' ? { resourceVersion } : {}),
      }
      await client.delete(referenceTo(object), { preconditions, signal: controller.signal })
      onDeleted()
    } catch (error) {
      if (controller.signal.aborted) return
      if (statusOf(error) === 404 && getAt(error, ['reason']) !== 'NotServed') onDeleted()
      else setState({ state: 'failed', ...explain(error) })
    } finally {
      running.current = undefined
    }
  }

  function explain(error: unknown): { title: string; message: string } {
    const message = error instanceof Error ? error.message : messages.unknownReason
    if (statusOf(error) === 409) return { title: words.deleteFailed, message: words.deleteChanged }
    if (wasRefused(error)) return { title: words.deleteFailed, message }
    return { title: words.deleteUncertain, message: `${summaryOf(error) ?? message} ${words.deleteAgain}` }
  }

  return (
    <dialog
      className="bsf-dialog bsf-delete"
      ref={dialog}
      aria-labelledby={`${id}title`}
      aria-describedby={`${id}consequence`}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void remove()
        }}
      >
        <h3 className="bsf-dialog-question" id={`${id}title`}>
          {words.deleteQuestion(title)}
        </h3>
        <div id={`${id}consequence`}>
          <p className="bsf-delete-heading">{words.goes}</p>
          <ul>
            <li>{title}</li>
            {repositories === undefined ? (
              <li>{words.repositoriesUnknown}</li>
            ) : repositories.length > 0 ? (
              <li>{words.goesRepositories(repositories.length, namesOf(repositories, words))}</li>
            ) : null}
            {isWipeOut ? (
              <li>
                <strong className="bsf-consequence">
                  <Icon name="warning" /> {words.goesData(row.size)}
                </strong>
              </li>
            ) : null}
          </ul>
          {hasRest ? (
            <>
              <p className="bsf-delete-heading">{words.stays}</p>
              <ul>
                {isWipeOut ? null : <li>{words.staysData(row.size)}</li>}
                {detail.secretName === '' ? null : <li>{words.staysSecret(detail.secretName)}</li>}
                {configurations.length > 0 ? (
                  <li>
                    {words.staysConfigurations(configurations.length, namesOf(configurations, words))}{' '}
                    <strong className="bsf-consequence">
                      <Icon name="warning" /> {words.backupsFail}
                    </strong>
                  </li>
                ) : null}
              </ul>
            </>
          ) : null}
        </div>
        {mustType ? (
          <div className={isRefused ? 'bsf-field bsf-field--invalid' : 'bsf-field'}>
            <label className="bsf-label" id={`${id}label`} htmlFor={`${id}name`}>
              {words.typeName(row.name)}
            </label>
            <input
              id={`${id}name`}
              ref={field}
              className="bsf-input"
              dir="ltr"
              autoComplete="off"
              spellCheck={false}
              autoCapitalize="off"
              value={typed}
              aria-invalid={isRefused}
              aria-describedby={isRefused ? `${id}wrong` : undefined}
              onChange={(event) => {
                setTyped(event.currentTarget.value)
                setRefused(false)
              }}
            />
            {isRefused ? (
              <p className="bsf-errors" id={`${id}wrong`} role="alert">
                {words.typedWrong(row.name)}
              </p>
            ) : null}
          </div>
        ) : null}
        {state.state === 'failed' ? (
          <p className="bsf-alert" role="alert">
            <strong>{state.title}</strong> {state.message}
          </p>
        ) : null}
        <p role="status" className="bsf-visually-hidden">
          {isDeleting ? words.deleting : ''}
        </p>
        <div className="bsf-dialog-actions">
          <button type="button" className="bsf-button" onClick={onClose}>
            {words.keep}
          </button>
          <button
            type="submit"
            className="bsf-button bsf-button--danger"
            aria-disabled={isDeleting || isUnnamed}
            aria-describedby={isUnnamed ? `${id}label` : undefined}
          >
            {isDeleting ? words.deleting : isWipeOut ? words.deleteAll : words.delete}
          </button>
        </div>
      </form>
    </dialog>
  )
}
