import type { ObjectReference, ResourceType } from '../../core/client.ts'
import type { StorageRow } from '../../core/live/storageRow.ts'
import type { RowColumn } from '../../core/rows/arrangeRows.ts'
import { formatAge } from '../../core/rows/formatAge.ts'
import { parseSize } from '../../core/rows/parseSize.ts'
import { Age } from '../live/Age.tsx'
import type { Navigation } from '../navigation/Navigation.ts'
import { hasPage, ObjectLink } from '../navigation/ObjectLink.tsx'
import type { PageMessages } from '../pageMessages.ts'
import type { Column } from '../table/column.ts'
import { StatusBadge } from '../table/StatusBadge.tsx'

type ColumnId = 'name' | 'namespace' | 'provider' | 'size' | 'repositories' | 'status' | 'age'

/** What is said of a storage: to search in and to sort by. */
export type SaidOfStorages = Record<ColumnId, RowColumn<StorageRow>>

export function saidOfStorages({ pending }: PageMessages): SaidOfStorages {
  return {
    name: { id: 'name', textOf: ({ name }) => name },
    namespace: { id: 'namespace', textOf: ({ namespace }) => namespace },
    provider: { id: 'provider', textOf: ({ provider }) => provider },
    size: { id: 'size', textOf: ({ size }) => size, sortBy: ({ size }) => parseSize(size) },
    repositories: {
      id: 'repositories',
      textOf: ({ repositories }) => String(repositories),
      sortBy: ({ repositories }) => repositories,
    },
    status: { id: 'status', textOf: ({ phase, problems }) => [phase || pending, ...problems].join(' ') },
    age: {
      id: 'age',
      textOf: ({ created }) => formatAge(created, Date.now()),
      sortBy: ({ created }) => -Date.parse(created) || undefined,
    },
  }
}

/** The columns of the list of storages. */
export function storageColumns(
  said: SaidOfStorages,
  { apiVersion, kind }: ResourceType,
  navigation: Navigation,
  words: PageMessages,
): Column<StorageRow>[] {
  const reference = ({ namespace, name }: StorageRow): ObjectReference => ({ apiVersion, kind, namespace, name })
  return [
    {
      ...said.name,
      title: words.name,
      width: 'minmax(9rem, 2fr)',
      cell: (row) => <ObjectLink reference={reference(row)} navigation={navigation} />,
      hasWidget: (row) => hasPage(navigation, reference(row)),
      isRowHeader: true,
    },
    { ...said.namespace, title: words.namespace, width: 'minmax(7.5rem, 1fr)' },
    { ...said.provider, title: words.provider, width: 'minmax(6.5rem, 0.7fr)' },
    { ...said.size, title: words.size, width: 'minmax(7rem, 0.8fr)' },
    { ...said.repositories, title: words.connected, width: 'minmax(10.25rem, 1fr)' },
    {
      ...said.status,
      title: words.status,
      width: 'minmax(9rem, 1.6fr)',
      cell: ({ phase, problems }) => <StatusBadge phase={phase} problems={problems} unknown={words.pending} />,
    },
    {
      ...said.age,
      title: words.age,
      width: 'minmax(5.5rem, 0.6fr)',
      cell: ({ created }) => <Age time={created} />,
    },
  ]
}
