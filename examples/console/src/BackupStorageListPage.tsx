import { BackupStorageList } from 'backupstorage-forms'
import type { Sort } from 'backupstorage-forms/cluster'
import type { ReactElement } from 'react'
import { client } from './api.ts'
import { PageHeading } from './PageHeading.tsx'
import { navigate, replaceRoute, routes } from './routes.ts'
import { hrefFor } from './storage.ts'

/** The state of the list in the address. */
interface Shown {
  namespace: string
  search: string
  /** The column to sort by, with a leading `-` for descending order. */
  sort: string
  /** The storage that the user has just deleted, as `namespace/name`, if any. */
  deleted: string
}

function sortOf(text: string): Sort {
  return { column: text.replace(/^-/, '') || 'name', descending: text.startsWith('-') }
}

function textOf({ column, descending }: Sort): string {
  const text = `${descending ? '-' : ''}${column}`
  return text === 'name' ? '' : text
}

function nameOf(text: string): { namespace: string; name: string } | undefined {
  const [namespace = '', name = ''] = text.split('/')
  return name === '' ? undefined : { namespace, name }
}

/** All BackupStorages of the cluster. */
export function BackupStorageListPage({ shown }: { shown: Shown }): ReactElement {
  const { namespace, search } = shown
  const show = (change: Partial<Shown>): void => {
    const { sort } = shown
    replaceRoute(routes.list({ namespace, search, sort, ...change }))
  }
  return (
    <>
      <PageHeading title="BackupStorage" />
      <div className="page">
        <BackupStorageList
          client={client}
          namespace={namespace}
          onNamespaceChange={(next) => show({ namespace: next })}
          search={search}
          onSearchChange={(next) => show({ search: next })}
          sort={sortOf(shown.sort)}
          onSortChange={(next) => show({ sort: textOf(next) })}
          createHref={`#${routes.create(namespace)}`}
          onCreate={(where) => navigate(routes.create(where))}
          deleted={nameOf(shown.deleted)}
          onDeletedDismiss={() => show({})}
          hrefFor={hrefFor}
        />
      </div>
    </>
  )
}
