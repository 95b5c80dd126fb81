import type { ReactElement } from 'react'
import { useMemo } from 'react'
import { backupStorage } from '../../schema/builtin.ts'
import type { StorageRow } from '../../cluster/live/storageRow.ts'
import { rowOf } from '../../cluster/live/storageRow.ts'
import type { Collection } from '../../cluster/live/followCollection.ts'
import type { Name } from '../../cluster/related/references.ts'
import { isSame, nameOf, qualified } from '../../cluster/related/references.ts'
import type { Resource } from '../../schema/resource.ts'
import type { Sort } from '../../cluster/rows/arrangeRows.ts'
import { useCollection, useNamespaces } from '../live/useCollection.ts'
import type { Messages } from '../messages.ts'
import { resolveMessages } from '../messages.ts'
import { ActionLink } from '../navigation/ActionLink.tsx'
import type { Navigation } from '../navigation/Navigation.ts'
import type { PageMessages } from '../pageMessages.ts'
import { pageMessagesOf } from '../pageMessages.ts'
import { CollectionTable } from '../table/CollectionTable.tsx'
import { statusColumn } from '../table/commonColumns.tsx'
import { useControlled } from '../useControlled.ts'
import type { ListHostProps } from './ListHostProps.ts'
import { isGone, NamespaceFilter } from './NamespaceFilter.tsx'
import { storageColumns } from './storageColumns.tsx'
import { useMayCreate } from './useMayCreate.ts'

/** Props of the list. */
export interface BackupStorageListProps extends ListHostProps, Navigation {
  /** Called with the selected namespace, empty for all. */
  onNamespaceChange?: ((namespace: string) => void) | undefined
  /** Called with the search after each change. */
  onSearchChange?: ((search: string) => void) | undefined
  /** Called with the selected column and direction. */
  onSortChange?: ((sort: Sort) => void) | undefined
  /** Called by the button that creates a storage, with the selected namespace. */
  onCreate?: ((namespace: string) => void) | undefined
}

const keyOf = ({ namespace, name }: StorageRow): string => `${namespace}/${name}`

/** A live list of a cluster's storages, with search, sorting and a namespace filter. */
export function BackupStorageList(props: BackupStorageListProps): ReactElement {
  const { client, resource = backupStorage, hrefFor, onNavigate } = props
  const messages = resolveMessages(props.messages)
  const words = pageMessagesOf(messages)
  const [namespace, setNamespace] = useControlled(
    props.namespace,
    props.defaultNamespace ?? '',
    props.onNamespaceChange,
  )
  const [search, setSearch] = useControlled(props.search, '', props.onSearchChange)
  const [sort, setSort] = useControlled<Sort>(props.sort, { column: 'name', descending: false }, props.onSortChange)
  const collection = useCollection(client, { resource, namespace })
  const namespaces = useNamespaces(client)
  const { objects } = collection
  const rows = useMemo(() => objects.map((object) => rowOf(object, resource)), [objects, resource])

  const status = useMemo(() => statusColumn(words, resource.schema['x-resource'].status?.ready), [words, resource])
  const columns = useMemo(
    () => storageColumns(status, resource, { hrefFor, onNavigate }, words),
    [status, resource, hrefFor, onNavigate, words],
  )

  return (
    <section className="bsf bsf-list" aria-label={resource.kind}>
      {props.deleted ? <DeletedLine deleted={props.deleted} collection={collection} {...{ namespace, words }} /> : null}
      <CollectionTable
        title={resource.kind}
        columns={columns}
        rows={rows}
        keyOf={keyOf}
        collection={collection}
        onRetry={collection.retry}
        sayings={namespace === '' ? { 403: { title: words.notAllNamespaces } } : undefined}
        search={search}
        onSearch={setSearch}
        sort={sort}
        onSort={setSort}
        messages={messages}
        tools={
          <>
            <NamespaceFilter namespaces={namespaces} value={namespace} onChange={setNamespace} messages={messages} />
            <CreateButton {...props} resource={resource} namespace={namespace} messages={messages} />
          </>
        }
        empty={
          isGone(namespaces, namespace) ? (
            <p className="bsf-empty-title">{words.namespaceGone(namespace)}</p>
          ) : (
            <>
              <p className="bsf-empty-title">
                {namespace === '' ? words.none(resource.kind) : words.noneIn(resource.kind, namespace)}
              </p>
              <p>{words.whatFor}</p>
            </>
          )
        }
      />
    </section>
  )
}

/** The line about a storage that the user has just deleted, which may remain until its finalizers are removed. */
function DeletedLine(props: {
  deleted: Name
  collection: Collection
  /** The namespace of the collection; empty for all. */
  namespace: string
  words: PageMessages
}): ReactElement {
  const { deleted, collection, namespace, words } = props
  const isListed = collection.isComplete && (namespace === '' || namespace === deleted.namespace)
  const isGone = isListed && !collection.objects.some((one) => isSame(nameOf(one), deleted))
  const name = qualified(deleted)
  return (
    <p className="bsf-note" role="status">
      {isGone ? words.deletedMeanwhile(name) : words.deletionRequested(name)}
    </p>
  )
}

/** The button that creates a storage, or the reason why the user may not. */
function CreateButton(
  props: Pick<BackupStorageListProps, 'client' | 'createHref' | 'onCreate'> & {
    resource: Resource
    namespace: string
    messages: Messages
  },
): ReactElement {
  const { client, resource, namespace, createHref, onCreate, messages } = props
  const words = pageMessagesOf(messages)
  const allowed = useMayCreate(client, resource, namespace)
  return (
    <ActionLink
      href={createHref}
      onAct={onCreate && (() => onCreate(namespace))}
      refusal={allowed ? undefined : words.mayNotCreate(resource.kind, namespace)}
      tone="primary"
    >
      <span aria-hidden="true">+</span> {words.create}
    </ActionLink>
  )
}
