import type { ResourceType } from '../../schema/manifest.ts'
import type { StorageRow } from '../../cluster/live/storageRow.ts'
import type { RowColumn } from '../../cluster/rows/arrangeRows.ts'
import type { Navigation } from '../navigation/Navigation.ts'
import type { PageMessages } from '../pageMessages.ts'
import type { Column } from '../table/column.ts'
import { ageColumn, nameColumn, namespaceColumn, sizeColumn } from '../table/commonColumns.tsx'

const saidProvider: RowColumn<StorageRow> = { id: 'provider', textOf: ({ provider }) => provider }
const saidRepositories: RowColumn<StorageRow> = {
  id: 'repositories',
  textOf: ({ repositories }) => String(repositories),
  sortBy: ({ repositories }) => repositories,
}

/**
 * Returns the columns of the list of storages.
 *
 * @param status - the status column, which the caller memoizes
 */
export function storageColumns(
  status: Column<StorageRow>,
  resource: ResourceType,
  navigation: Navigation,
  words: PageMessages,
): Column<StorageRow>[] {
  return [
    nameColumn(resource, navigation, words, 'minmax(6rem, 1.6fr)'),
    namespaceColumn(words),
    { ...saidProvider, title: words.provider, width: 'minmax(5.5rem, 0.9fr)' },
    sizeColumn(words),
    {
      ...saidRepositories,
      title: words.connected,
      short: words.repositories,
      width: 'minmax(7.5rem, 1.2fr)',
      isNumber: true,
    },
    status,
    ageColumn(words),
  ]
}
