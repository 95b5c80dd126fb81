import type { ReactElement } from 'react'
import { useMemo, useRef, useState } from 'react'
import { backupStorage } from '../../schema/builtin.ts'
import { rowOf } from '../../cluster/live/storageRow.ts'
import type { Manifest } from '../../schema/manifest.ts'
import type { Name } from '../../cluster/related/references.ts'
import { isSame, nameOf, qualified } from '../../cluster/related/references.ts'
import { repositoryRows } from '../../cluster/related/repositoryRows.ts'
import { sessionRows, unique } from '../../cluster/related/sessionRows.ts'
import { storageDetail } from '../../cluster/related/storageDetail.ts'
import type { RelatedKinds } from '../../schema/language.ts'
import { Age } from '../live/Age.tsx'
import type { LiveCollection } from '../live/useCollection.ts'
import { useCollection } from '../live/useCollection.ts'
import { usePermission } from '../live/usePermission.ts'
import { useRelated } from '../live/useRelated.ts'
import type { Messages } from '../messages.ts'
import { resolveMessages } from '../messages.ts'
import { ActionLink } from '../navigation/ActionLink.tsx'
import type { Navigation } from '../navigation/Navigation.ts'
import type { PageMessages } from '../pageMessages.ts'
import { pageMessagesOf } from '../pageMessages.ts'
import { CollectionNotice } from '../table/CollectionNotice.tsx'
import { ObjectStatus } from '../table/StatusBadge.tsx'
import { useFocusInside } from '../table/useFocusInside.ts'
import { Backend, Basic } from './Basic.tsx'
import { DeleteDialog } from './DeleteDialog.tsx'
import type { DetailHostProps } from './DetailHostProps.ts'
import { DetailSection } from './DetailSection.tsx'
import { RepositoriesTable } from './RepositoriesTable.tsx'
import { SecretTable } from './SecretTable.tsx'
import { SessionsTable } from './SessionsTable.tsx'

/** Props of the detail page. */
export interface BackupStorageDetailProps extends DetailHostProps, Navigation {
  /** Called by the Edit button, with the object as the cluster has it. */
  onEdit?: ((object: Manifest) => void) | undefined
  /** Called by the Duplicate button, with the object as the cluster has it. */
  onDuplicate?: ((object: Manifest) => void) | undefined
  /**
   * Called once the cluster accepts the delete request. The storage may remain for a while, until its finalizers are
   * removed. The Delete button is shown only if this is set.
   */
  onDeleted?: ((object: Manifest) => void) | undefined
}

/**
 * A live storage with its Repositories, the BackupConfigurations that use it, and its Secret. Each table loads by
 * itself: one that the user may not read doesn't hide the others.
 */
export function BackupStorageDetail(props: BackupStorageDetailProps): ReactElement {
  const { client, namespace, name, resource = backupStorage } = props
  const messages = resolveMessages(props.messages)
  const words = pageMessagesOf(messages)
  const collection = useCollection(client, { resource, namespace, name })
  const present = collection.objects.find((one) => isSame(nameOf(one), { namespace, name }))
  const object = useLastKnown(present, `${namespace}/${name}`)
  const title = `${resource.kind} ${qualified({ namespace, name })}`
  return (
    <div className="bsf bsf-detail">
      <CollectionNotice collection={collection} onRetry={collection.retry} messages={messages} />
      {object ? (
        <>
          {present || !collection.isComplete ? null : (
            <p className="bsf-note" data-severity="error" role="alert">
              <strong>{words.deletedMeanwhile(title)}</strong> {words.lastKnown}
            </p>
          )}
          <Storage {...props} object={object} isThere={present !== undefined} />
        </>
      ) : collection.isComplete ? (
        <div className="bsf-table-empty" role="alert">
          <p className="bsf-empty-title">{words.notThere(title)}</p>
          <p>{words.notThereWhy}</p>
        </div>
      ) : collection.state === 'failed' ? null : (
        <p className="bsf-table-empty" role="status">
          {words.reading}
        </p>
      )}
    </div>
  )
}

/** Returns the object or, once it is deleted, its last version. */
function useLastKnown(object: Manifest | undefined, name: string): Manifest | undefined {
  const [last, setLast] = useState({ object, name })
  if (object !== undefined && object !== last.object) setLast({ object, name })
  return object ?? (last.name === name ? last.object : undefined)
}

/** The details of one storage. */
function Storage(props: BackupStorageDetailProps & { object: Manifest; isThere: boolean }): ReactElement {
  const { client, object, isThere, providers, hrefFor, onNavigate } = props
  const { resource = backupStorage } = props
  const messages = resolveMessages(props.messages)
  const words = pageMessagesOf(messages)
  const name = nameOf(object)
  const detail = useMemo(
    () => storageDetail(object, { providers, resource, messages: props.messages }),
    [object, providers, resource, props.messages],
  )
  const lastRow = rowOf(object, resource)
  const row = isThere ? lastRow : { ...lastRow, phase: words.gone, deleting: '' }
  const kinds: RelatedKinds | undefined = resource.schema['x-resource'].related
  const repositories = useRelated(client, kinds?.repositories, name.namespace)
  const configurations = useRelated(client, kinds?.backupConfigurations, name.namespace)
  const known = configurations.isComplete ? configurations.objects : undefined
  const { namespace, name: ownName } = name
  const ownRepositories = useMemo(
    () => repositoryRows({ namespace, name: ownName }, repositories.objects, known),
    [namespace, ownName, repositories.objects, known],
  )
  const sessions = useMemo(
    () => sessionRows({ namespace, name: ownName }, configurations.objects),
    [namespace, ownName, configurations.objects],
  )
  /** The BackupConfigurations that write to the storage. Others list it as a backend but write elsewhere. */
  const writing = useMemo(() => {
    const isHere = (one: Name): boolean => isSame(one, { namespace, name: ownName })
    return unique(sessions.filter(({ storages }) => storages.some(isHere)))
  }, [namespace, ownName, sessions])
  const navigation = useMemo(() => ({ hrefFor, onNavigate }), [hrefFor, onNavigate])
  const shared = { navigation, messages }

  return (
    <>
      <Actions
        {...props}
        detail={detail}
        isThere={isThere && row.deleting === ''}
        row={row}
        repositories={repositories.isComplete ? ownRepositories : undefined}
        configurations={writing}
        words={words}
        allMessages={messages}
      />
      {row.deleting === '' ? null : (
        <p className="bsf-note" data-severity="warning" role="status">
          <strong>{words.deletionRequested(qualified({ namespace, name: ownName }))}</strong> {words.staysUntilDone}{' '}
          <span className="bsf-muted" aria-live="off">
            <Age time={row.deleting} say={words.requestedAgo} />
          </span>
        </p>
      )}
      <DetailSection title={words.basic}>
        <Basic row={row} detail={detail} resource={resource} words={words} />
      </DetailSection>
      {detail.backend.length > 0 ? (
        <DetailSection title={words.backend}>
          <Backend detail={detail} />
        </DetailSection>
      ) : null}
      {kinds ? (
        <>
          <DetailSection title={words.repositories}>
            <Scope collection={repositories} words={words} />
            <RepositoriesTable {...shared} rows={ownRepositories} collection={repositories} kinds={kinds} />
          </DetailSection>
          <DetailSection title={words.backupConfigurations}>
            <Scope collection={configurations} words={words} />
            <SessionsTable {...shared} rows={sessions} collection={configurations} kinds={kinds} storage={resource} />
          </DetailSection>
        </>
      ) : null}
      <DetailSection title={words.secrets}>
        <SecretTable
          client={client}
          namespace={namespace}
          name={detail.secretName}
          version={String(object.metadata.resourceVersion)}
          messages={messages}
        />
      </DetailSection>
    </>
  )
}

/** The hint that the table lists the objects of one namespace only. */
function Scope(props: { collection: LiveCollection & { onlyIn?: string }; words: PageMessages }): ReactElement | null {
  const { onlyIn, state } = props.collection
  return onlyIn === undefined || state === 'failed' ? null : <p className="bsf-hint">{props.words.onlyIn(onlyIn)}</p>
}

/** The name of the storage and the actions on it. */
function Actions(
  props: BackupStorageDetailProps & {
    object: Manifest
    row: ReturnType<typeof rowOf>
    detail: ReturnType<typeof storageDetail>
    /** Whether the storage exists and isn't being deleted. */
    isThere: boolean
    repositories: readonly Name[] | undefined
    configurations: readonly Name[]
    words: PageMessages
    allMessages: Messages
  },
): ReactElement {
  const { client, object, row, detail, isThere, onEdit, onDuplicate, onDeleted, words } = props
  const { resource = backupStorage } = props
  const [isAsking, setAsking] = useState(false)
  const header = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const focus = useFocusInside(header, heading)
  const mayUpdate = usePermission(client, 'update', resource, row.namespace)
  const mayDelete = usePermission(client, 'delete', resource, row.namespace)
  const mayCreate = usePermission(client, 'create', resource, row.namespace)
  return (
    <header className="bsf-detail-header" ref={header} {...focus}>
      <h2 className="bsf-detail-title" ref={heading} tabIndex={-1}>
        {row.name}
      </h2>
      <ObjectStatus row={row} good={resource.schema['x-resource'].status?.ready} words={words} />
      <div className="bsf-detail-actions">
        {isThere ? (
          <ActionLink
            href={props.editHref}
            onAct={onEdit && (() => onEdit(object))}
            refusal={mayUpdate ? undefined : words.mayNot.update}
          >
            {words.edit}
          </ActionLink>
        ) : null}
        <ActionLink
          href={props.duplicateHref}
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
        <DeleteDialog
          client={client}
          object={object}
          row={row}
          detail={detail}
          repositories={props.repositories}
          configurations={props.configurations}
          isThere={isThere}
          messages={props.allMessages}
          onClose={() => setAsking(false)}
          onDeleted={() => {
            setAsking(false)
            onDeleted?.(object)
          }}
        />
      ) : null}
    </header>
  )
}
