import type { ReactElement } from 'react'
import { lazy, useMemo, useRef, useState } from 'react'
import { getAt } from '../../base/pointer.ts'
import { backupStorage } from '../../schema/builtin.ts'
import type { StorageRow } from '../../cluster/live/storageRow.ts'
import { rowOf } from '../../cluster/live/storageRow.ts'
import type { Manifest } from '../../schema/manifest.ts'
import type { Name } from '../../cluster/related/references.ts'
import { isSame, nameOf, qualified } from '../../cluster/related/references.ts'
import type { RepositoryRow } from '../../cluster/related/repositoryRows.ts'
import { repositoryRows } from '../../cluster/related/repositoryRows.ts'
import type { SessionRow } from '../../cluster/related/sessionRows.ts'
import { sessionRows, unique } from '../../cluster/related/sessionRows.ts'
import type { StorageDetail } from '../../cluster/related/storageDetail.ts'
import { storageDetail } from '../../cluster/related/storageDetail.ts'
import { statusOf } from '../../cluster/storageStatus.ts'
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
import { Skeleton } from '../table/Skeleton.tsx'
import { Backend, Basic } from './Basic.tsx'
import { DetailActions } from './DetailActions.tsx'
import type { DetailCallbacks, DetailHostProps } from './DetailHostProps.ts'
import { DetailSection, HeadingLevel } from './DetailSection.tsx'
import { Health } from './Health.tsx'
import { Later } from './Later.tsx'
import { ManifestSection } from './ManifestSection.tsx'

// They are below the first view, and have their own data to load.
const RepositoriesTable = lazy(async () => ({ default: (await import('./RepositoriesTable.tsx')).RepositoriesTable }))
const SessionsTable = lazy(async () => ({ default: (await import('./SessionsTable.tsx')).SessionsTable }))
const SecretTable = lazy(async () => ({ default: (await import('./SecretTable.tsx')).SecretTable }))

/** Props of the detail page. */
export interface BackupStorageDetailProps extends DetailHostProps, DetailCallbacks, Navigation {}

/**
 * A live storage: what needs attention, its settings, its Repositories, the BackupConfigurations that use it, its Secret
 * and its manifest. Each table loads by itself: one that the user may not read doesn't hide the others.
 */
export function BackupStorageDetail(props: BackupStorageDetailProps): ReactElement {
  const { client, namespace, name, resource = backupStorage, headingLevel = 2 } = props
  const messages = resolveMessages(props.messages)
  const words = pageMessagesOf(messages)
  const collection = useCollection(client, { resource, namespace, name })
  const present = collection.objects.find((one) => isSame(nameOf(one), { namespace, name }))
  const object = useLastKnown(present, `${namespace}/${name}`)
  const storage = useStorage(props, object, present !== undefined)
  const mayUpdate = usePermission(client, 'update', resource, namespace)
  const heading = useRef<HTMLHeadingElement>(null)
  const title = `${resource.kind} ${qualified({ namespace, name })}`
  const Heading = headingLevel === 1 ? 'h1' : 'h2'
  return (
    <HeadingLevel.Provider value={headingLevel}>
      <div className="bsf bsf-detail">
        <header className="bsf-detail-header">
          <Heading className="bsf-detail-title" ref={heading} tabIndex={-1}>
            <span className="bsf-muted">{namespace}/</span>
            {name}
          </Heading>
          {storage ? (
            <>
              <ObjectStatus
                row={{ ...storage.row, problems: [] }}
                good={resource.schema['x-resource'].status?.ready}
                words={words}
              />
              <DetailActions {...storage} heading={heading} page={props} mayUpdate={mayUpdate} messages={messages} />
            </>
          ) : null}
        </header>
        <CollectionNotice collection={collection} onRetry={collection.retry} messages={messages} />
        {storage ? (
          <>
            {present || !collection.isComplete ? null : (
              <p className="bsf-note" data-severity="error" role="alert">
                <strong>{words.deletedMeanwhile(title)}</strong> {words.lastKnown}
              </p>
            )}
            <Sections page={props} storage={storage} mayUpdate={mayUpdate} messages={messages} />
          </>
        ) : collection.isComplete ? (
          <div className="bsf-table-empty" role="alert">
            <p className="bsf-empty-title">{words.notThere(title)}</p>
            <p>{words.notThereWhy}</p>
          </div>
        ) : collection.state === 'failed' ? null : (
          <div aria-busy="true">
            <p className="bsf-visually-hidden" role="status">
              {words.reading}
            </p>
            <Skeleton />
          </div>
        )}
      </div>
    </HeadingLevel.Provider>
  )
}

/** Returns the object or, once it is deleted, its last version. */
function useLastKnown(object: Manifest | undefined, name: string): Manifest | undefined {
  const [last, setLast] = useState({ object, name })
  if (object !== undefined && object !== last.object) setLast({ object, name })
  return object ?? (last.name === name ? last.object : undefined)
}

/** A storage, and the objects that are related to it. */
interface Storage {
  object: Manifest
  row: StorageRow
  detail: StorageDetail
  /** Whether the storage exists and isn't being deleted. */
  isThere: boolean
  /** Whether other credentials would make it ready. */
  needsCredentials: boolean
  kinds: RelatedKinds | undefined
  /** The Repositories in the storage; undefined until all are known. */
  repositories: readonly RepositoryRow[] | undefined
  repositoryTable: { rows: readonly RepositoryRow[]; collection: ReturnType<typeof useRelated> }
  /** The BackupConfigurations that write to the storage. */
  configurations: readonly Name[]
  sessionTable: { rows: readonly SessionRow[]; collection: ReturnType<typeof useRelated> }
}

/** Returns a storage with its related objects; undefined until it is loaded. */
function useStorage(
  props: BackupStorageDetailProps,
  object: Manifest | undefined,
  isPresent: boolean,
): Storage | undefined {
  const { client, namespace, name, providers, resource = backupStorage, messages } = props
  const words = pageMessagesOf(resolveMessages(messages))
  const detail = useMemo(
    () => object && storageDetail(object, { providers, resource, messages }),
    [object, providers, resource, messages],
  )
  const kinds = object && resource.schema['x-resource'].related
  const repositories = useRelated(client, kinds?.repositories, namespace)
  const configurations = useRelated(client, kinds?.backupConfigurations, namespace)
  const known = configurations.isComplete ? configurations.objects : undefined
  const own = useMemo(
    () => repositoryRows({ namespace, name }, repositories.objects, known),
    [namespace, name, repositories.objects, known],
  )
  const sessions = useMemo(
    () => sessionRows({ namespace, name }, configurations.objects),
    [namespace, name, configurations.objects],
  )
  if (!object || !detail) return undefined
  const row = rowOf(object, resource)
  const isNotServed = getAt(repositories.error, ['status']) === 404
  const isThere = isPresent && row.deleting === ''
  const { needsCredentials } = statusOf(object, resource.schema['x-resource'].status)
  return {
    object,
    row: isPresent ? row : { ...row, phase: words.gone, deleting: '' },
    detail,
    isThere,
    needsCredentials: isThere && needsCredentials && detail.secretName !== '',
    kinds,
    repositories: !kinds || repositories.isComplete || isNotServed ? own : undefined,
    repositoryTable: { rows: own, collection: repositories },
    configurations: unique(sessions),
    sessionTable: { rows: sessions, collection: configurations },
  }
}

/** The sections of the page, in the order of their urgency. */
function Sections(props: {
  page: BackupStorageDetailProps
  storage: Storage
  mayUpdate: boolean
  messages: Messages
}): ReactElement {
  const { page, storage, mayUpdate, messages } = props
  const { client, namespace, name, resource = backupStorage, hrefFor, onNavigate, onEdit } = page
  const { object, row, detail, isThere, kinds, repositoryTable, sessionTable } = storage
  const words = pageMessagesOf(messages)
  const navigation = useMemo(() => ({ hrefFor, onNavigate }), [hrefFor, onNavigate])
  const shared = { navigation, messages }
  const later = { waiting: <Skeleton />, words }
  const editCredentials = (tone?: 'primary'): ReactElement | null =>
    isThere && mayUpdate ? (
      <ActionLink href={page.editHref} onAct={onEdit && (() => onEdit(object))} tone={tone}>
        {words.editCredentials}
      </ActionLink>
    ) : null
  return (
    <>
      {row.deleting === '' ? null : (
        <p className="bsf-note" data-severity="warning" role="status">
          <strong>{words.deletionRequested(qualified({ namespace, name }))}</strong> {words.staysUntilDone}{' '}
          <span className="bsf-muted" aria-live="off">
            <Age time={row.deleting} say={words.requestedAgo} />
          </span>
        </p>
      )}
      <Health
        {...{ row, detail, kinds, navigation, words }}
        repositories={repositoryTable}
        sessions={sessionTable}
        action={storage.needsCredentials ? editCredentials('primary') : null}
      />
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
            <Scope collection={repositoryTable.collection} words={words} />
            <Later {...later}>
              <RepositoriesTable {...shared} {...repositoryTable} kinds={kinds} />
            </Later>
          </DetailSection>
          <DetailSection title={words.backupConfigurations}>
            <Scope collection={sessionTable.collection} words={words} />
            <Later {...later}>
              <SessionsTable {...shared} {...sessionTable} kinds={kinds} storage={resource} />
            </Later>
          </DetailSection>
        </>
      ) : null}
      <DetailSection title={words.secrets}>
        <Later {...later}>
          <SecretTable
            client={client}
            namespace={namespace}
            name={detail.secretName}
            version={String(object.metadata.resourceVersion)}
            action={editCredentials()}
            messages={messages}
          />
        </Later>
      </DetailSection>
      <ManifestSection object={object} messages={messages} />
    </>
  )
}

/** The hint that the table lists the objects of one namespace only. */
function Scope(props: { collection: LiveCollection & { onlyIn?: string }; words: PageMessages }): ReactElement | null {
  const { onlyIn, state } = props.collection
  return onlyIn === undefined || state === 'failed' ? null : <p className="bsf-hint">{props.words.onlyIn(onlyIn)}</p>
}
