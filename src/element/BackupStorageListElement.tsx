import type { ReactElement } from 'react'
import type { Sort } from '../cluster/rows/arrangeRows.ts'
import { BackupStorageList } from '../react/list/BackupStorageList.tsx'
import type { ListHostProps } from '../react/list/ListHostProps.ts'
import type { ClusterGiven } from './client.ts'
import { clientOf } from './client.ts'
import type { ViewProps } from './defineElement.tsx'
import { defineElement } from './defineElement.tsx'
import type { ElementOf } from './ElementOf.ts'
import type { NavigateDetail, NavigationGiven } from './navigation.ts'
import { navigationOf } from './navigation.ts'

/** The properties of `<backup-storage-list>`. It shows nothing until it has a `client` or a `baseUrl`. */
export interface ListElementProperties
  extends
    Partial<Omit<ListHostProps, 'namespace' | 'defaultNamespace' | 'search' | 'sort'>>,
    ClusterGiven,
    NavigationGiven {
  /** The shown namespace, empty for all. Follows the user's selection. @default '' */
  namespace?: string | undefined
  /** The words that a storage must have in its row. Follows the user's input. @default '' */
  search?: string | undefined
  /** The sort order of the rows. Follows the user's choice. @default by name */
  sort?: Sort | undefined
  /** Whether there is a button to create a storage, which dispatches `create`. @default false */
  canCreate?: boolean | undefined
}

/** The events of `<backup-storage-list>`, with their `detail`. */
export interface ListElementEvents {
  /** The user selects a namespace, searches or sorts. If a listener prevents it, the property stays as it is. */
  'namespace-change': { namespace: string }
  'search-change': { search: string }
  'sort-change': { sort: Sort }
  /** The user dismisses the line about the deleted storage. */
  'deleted-dismiss': { deleted: ListElementProperties['deleted'] }
  /** The user presses the button to create a storage. The detail holds the shown namespace. */
  create: { namespace: string }
  /** The user selects the name of an object. */
  navigate: NavigateDetail
}

function ListView({ given, host, dispatch }: ViewProps<ListElementProperties, ListElementEvents>): ReactElement | null {
  const { baseUrl: _baseUrl, hrefFor: _hrefFor, canNavigate: _canNavigate, canCreate, ...props } = given
  const client = clientOf(given)
  if (!client) return null
  return (
    <BackupStorageList
      {...props}
      {...navigationOf(given, dispatch)}
      client={client}
      onCreate={canCreate ? (namespace) => dispatch('create', { namespace }) : undefined}
      onDeletedDismiss={() => dispatch('deleted-dismiss', { deleted: given.deleted })}
      onNamespaceChange={(namespace) =>
        dispatch('namespace-change', { namespace }) && host.keep('namespace', namespace)
      }
      onSearchChange={(search) => dispatch('search-change', { search }) && host.keep('search', search)}
      onSortChange={(sort) => dispatch('sort-change', { sort }) && host.keep('sort', sort)}
    />
  )
}

/** `<backup-storage-list>`: `BackupStorageList` for hosts without React. */
export const BackupStorageListElement = defineElement<ListElementProperties, ListElementEvents>('backup-storage-list', {
  properties: {
    baseUrl: 'text',
    client: 'data',
    resource: 'data',
    namespace: 'text',
    search: 'text',
    sort: 'data',
    createHref: 'text',
    deleted: 'data',
    canCreate: 'switch',
    hrefFor: 'data',
    canNavigate: 'switch',
    messages: 'data',
  },
  view: ListView,
})
export type BackupStorageListElement = ElementOf<ListElementProperties, ListElementEvents, object>
