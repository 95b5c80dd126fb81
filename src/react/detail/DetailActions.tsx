import type { ReactElement, RefObject } from 'react'
import { lazy, useRef, useState } from 'react'
import { backupStorage } from '../../schema/builtin.ts'
import type { StorageRow } from '../../cluster/live/storageRow.ts'
import type { Name } from '../../cluster/related/references.ts'
import type { StorageDetail } from '../../cluster/related/storageDetail.ts'
import type { Manifest } from '../../schema/manifest.ts'
import { usePermission } from '../live/usePermission.ts'
import type { Messages } from '../messages.ts'
import { ActionLink } from '../navigation/ActionLink.tsx'
import { pageMessagesOf } from '../pageMessages.ts'
import { useFocusInside } from '../table/useFocusInside.ts'
import type { DetailCallbacks, DetailHostProps } from './DetailHostProps.ts'
import { Later } from './Later.tsx'

const DeleteDialog = lazy(async () => ({ default: (await import('./DeleteDialog.tsx')).DeleteDialog }))

/** The actions on a storage. */
export function DetailActions(props: {
  page: DetailHostProps & DetailCallbacks
  object: Manifest
  row: StorageRow
  detail: StorageDetail
  /** Whether the storage exists and isn't being deleted. */
  isThere: boolean
  mayUpdate: boolean
  /** Takes the focus when the focused button is removed. */
  heading: RefObject<HTMLElement | null>
  repositories: readonly Name[] | undefined
  configurations: readonly Name[]
  messages: Messages
}): ReactElement {
  const { page, object, row, detail, isThere, messages } = props
  const { client, resource = backupStorage, onEdit, onDuplicate, onDeleted } = page
  const words = pageMessagesOf(messages)
  const [isAsking, setAsking] = useState(false)
  const area = useRef<HTMLDivElement>(null)
  const focus = useFocusInside(area, props.heading)
  const mayDelete = usePermission(client, 'delete', resource, row.namespace)
  const mayCreate = usePermission(client, 'create', resource, row.namespace)
  return (
    <div className="bsf-detail-controls" ref={area} {...focus}>
      <div className="bsf-detail-actions">
        {isThere ? (
          <ActionLink
            href={page.editHref}
            onAct={onEdit && (() => onEdit(object))}
            refusal={props.mayUpdate ? undefined : words.mayNot.update}
          >
            {words.edit}
          </ActionLink>
        ) : null}
        <ActionLink
          href={page.duplicateHref}
          onAct={onDuplicate && (() => onDuplicate(object))}
          refusal={mayCreate ? undefined : words.mayNot.create}
        >
          {words.duplicate}
        </ActionLink>
        {isThere ? (
          <ActionLink
            onAct={onDeleted && (() => setAsking(true))}
            refusal={mayDelete ? undefined : words.mayNot.delete}
            tone="danger"
          >
            {words.delete}
          </ActionLink>
        ) : null}
      </div>
      {isAsking ? (
        <Later waiting={null} words={words}>
          <DeleteDialog
            client={client}
            object={object}
            row={row}
            detail={detail}
            repositories={props.repositories}
            configurations={props.configurations}
            isThere={isThere}
            messages={messages}
            onClose={() => setAsking(false)}
            onDeleted={() => {
              setAsking(false)
              onDeleted?.(object)
            }}
          />
        </Later>
      ) : null}
    </div>
  )
}
