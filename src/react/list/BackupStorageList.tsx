import type { ReactElement, ReactNode } from 'react'
import { useMemo, useRef, useState } from 'react'
import { backupStorage } from '../../schema/builtin.ts'
import type { ResourceType } from '../../schema/manifest.ts'
import type { StorageRow } from '../../cluster/live/storageRow.ts'
import { rowOf } from '../../cluster/live/storageRow.ts'
import type { Collection } from '../../cluster/live/followCollection.ts'
import type { Name } from '../../cluster/related/references.ts'
import { isSame, nameOf, qualified } from '../../cluster/related/references.ts'
import type { Sort } from '../../cluster/rows/arrangeRows.ts'
import { useCollection, useNamespaces } from '../live/useCollection.ts'
import { useMayWrite } from '../live/useMayWrite.ts'
import { resolveMessages } from '../messages.ts'
import { Icon } from '../Icon.tsx'
import { ActionLink } from '../navigation/ActionLink.tsx'
import type { Navigation } from '../navigation/Navigation.ts'
import type { PageMessages } from '../pageMessages.ts'
import { pageMessagesOf } from '../pageMessages.ts'
import { CollectionTable } from '../table/CollectionTable.tsx'
import { statusColumn } from '../table/commonColumns.tsx'
import { useFocusInside } from '../table/useFocusInside.ts'
import { useControlled } from '../useControlled.ts'
import type { ListHostProps } from './ListHostProps.ts'
import { isGone, NamespaceFilter } from './NamespaceFilter.tsx'
import { storageColumns } from './storageColumns.tsx'

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
  /** Called when the user dismisses the line about the `deleted` storage. The line is hidden in any case. */
  onDeletedDismiss?: (() => void) | undefined
}

const keyOf = ({ namespace, name }: StorageRow): string => `${namespace}/${name}`

/** A live list of a cluster's storages, with search, sorting and a namespace filter. */
export function BackupStorageList(props: BackupStorageListProps): ReactElement {
  const { client, resource = backupStorage, hrefFor, onNavigate, deleted } = props
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
  const [dismissed, setDismissed] = useState('')
  const section = useRef<HTMLElement>(null)
  const focus = useFocusInside(section)
  const rows = useMemo(() => objects.map((object) => rowOf(object, resource)), [objects, resource])

  const mayCreate = useMayWrite(client, 'create', resource, namespace)
  const isNamespaceGone = isGone(namespaces, namespace)
  /** Whether the empty table has the button that creates a storage, instead of the toolbar. */
  const isStart = collection.isComplete && rows.length === 0 && mayCreate && !isNamespaceGone

  const status = useMemo(() => statusColumn(words, resource.schema['x-resource'].status?.ready), [words, resource])
  const columns = useMemo(
    () => storageColumns(status, resource, { hrefFor, onNavigate }, words),
    [status, resource, hrefFor, onNavigate, words],
  )

  return (
    <section className="bsf bsf-list" aria-label={resource.kind} tabIndex={-1} ref={section} {...focus}>
      {deleted && dismissed !== qualified(deleted) ? (
        <DeletedLine
          {...{ deleted, collection, namespace, words }}
          onDismiss={() => {
            setDismissed(qualified(deleted))
            props.onDeletedDismiss?.()
          }}
        />
      ) : null}
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
            {isStart ? null : (
              <CreateButton {...props} {...{ resource, namespace, mayCreate, words }}>
                <span aria-hidden="true">+</span> {words.create}
              </CreateButton>
            )}
          </>
        }
        empty={
          <>
            <p className="bsf-empty-title">
              {isNamespaceGone
                ? words.namespaceGone(namespace)
                : namespace === ''
                  ? words.none(resource.kind)
                  : words.noneIn(resource.kind, namespace)}
            </p>
            <p>{words.whatFor}</p>
            <div className="bsf-empty-actions">
              {isStart ? (
                <CreateButton {...props} {...{ resource, namespace, mayCreate, words }}>
                  {words.createKind(resource.kind)}
                </CreateButton>
              ) : null}
              {namespace === '' ? null : (
                <button
                  type="button"
                  className="bsf-button"
                  onClick={() => {
                    setNamespace('')
                    setSearch('')
                  }}
                >
                  {words.clearFilters}
                </button>
              )}
            </div>
          </>
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
  onDismiss: () => void
  words: PageMessages
}): ReactElement {
  const { deleted, collection, namespace, onDismiss, words } = props
  const isListed = collection.isComplete && (namespace === '' || namespace === deleted.namespace)
  const isGone = isListed && !collection.objects.some((one) => isSame(nameOf(one), deleted))
  const name = qualified(deleted)
  return (
    <div className="bsf-note bsf-dismissible">
      <p role="status">{isGone ? words.deletedMeanwhile(name) : words.deletionRequested(name)}</p>
      <button type="button" className="bsf-button bsf-button--quiet" aria-label={words.dismiss} onClick={onDismiss}>
        <Icon name="close" />
      </button>
    </div>
  )
}

/** The button that creates a storage, or the reason why the user may not. */
function CreateButton(
  props: Pick<BackupStorageListProps, 'createHref' | 'onCreate'> & {
    resource: ResourceType
    namespace: string
    mayCreate: boolean
    words: PageMessages
    children: ReactNode
  },
): ReactElement {
  const { resource, namespace, mayCreate, createHref, onCreate, words, children } = props
  return (
    <ActionLink
      href={createHref}
      onAct={onCreate && (() => onCreate(namespace))}
      refusal={mayCreate ? undefined : words.mayNotCreate(resource.kind, namespace)}
      tone="primary"
    >
      {children}
    </ActionLink>
  )
}
