import type { CSSProperties, ReactElement } from 'react'
import { useMemo } from 'react'
import { qualified } from '../../cluster/related/references.ts'
import type { RepositoryRow } from '../../cluster/related/repositoryRows.ts'
import type { RelatedKinds } from '../../schema/language.ts'
import { Age } from '../live/Age.tsx'
import type { LiveCollection } from '../live/useCollection.ts'
import type { Messages } from '../messages.ts'
import type { Navigation } from '../navigation/Navigation.ts'
import type { PageMessages } from '../pageMessages.ts'
import { pageMessagesOf } from '../pageMessages.ts'
import { CollectionTable } from '../table/CollectionTable.tsx'
import type { Column } from '../table/column.ts'
import {
  ageColumn,
  ageOf,
  latestFirst,
  nameColumn,
  namespaceColumn,
  sizeColumn,
  statusColumn,
} from '../table/commonColumns.tsx'
import { StatusBadge } from '../table/StatusBadge.tsx'
import { namesColumn } from './namesColumn.tsx'
import { useSearchAndSort } from './useSearchAndSort.ts'

/** A size with its share of the total, as a bar and as text. */
function Size({ row, words }: { row: RepositoryRow; words: PageMessages }): ReactElement {
  if (row.share === undefined) return <>{row.size || '–'}</>
  const percent = Math.round(row.share * 100)
  return (
    <span className="bsf-share" title={words.shareOf(percent)}>
      <span>{row.size}</span>
      <span className="bsf-share-bar" style={{ '--bsf-share': `${percent.toString()}%` } as CSSProperties} />
      <span className="bsf-visually-hidden">{words.shareOf(percent)}</span>
    </span>
  )
}

function columnsOf(kinds: RelatedKinds, navigation: Navigation, words: PageMessages): Column<RepositoryRow>[] {
  return [
    nameColumn(kinds.repositories, navigation, words, 'minmax(12.5rem, 1.6fr)'),
    { ...statusColumn(words), width: 'minmax(12rem, 1.6fr)' },
    {
      id: 'integrity',
      title: words.integrity,
      width: 'minmax(9rem, 0.8fr)',
      textOf: ({ integrity }) => (integrity === undefined ? '' : integrity ? words.intact : words.damaged),
      cell: ({ integrity }) =>
        integrity === undefined ? (
          '–'
        ) : (
          <StatusBadge phase={integrity ? words.intact : words.damaged} good={[words.intact]} unknown="" />
        ),
    },
    {
      id: 'lastBackup',
      title: words.lastBackup,
      short: words.lastBackupShort,
      width: 'minmax(7.75rem, 0.9fr)',
      textOf: ({ lastBackup }) => ageOf(lastBackup),
      sortBy: ({ lastBackup }) => latestFirst(lastBackup),
      cell: ({ lastBackup }) => (lastBackup === '' ? '–' : <Age time={lastBackup} />),
    },
    { ...sizeColumn(words), width: 'minmax(7.5rem, 0.9fr)', cell: (row) => <Size row={row} words={words} /> },
    {
      id: 'snapshots',
      title: words.snapshots,
      width: 'minmax(7.25rem, 0.6fr)',
      isNumber: true,
      textOf: ({ snapshots }) => (snapshots === undefined ? '' : String(snapshots)),
      sortBy: ({ snapshots }) => snapshots,
    },
    { ...namespaceColumn(words), width: 'minmax(7.5rem, 1fr)' },
    { id: 'target', title: words.target, width: 'minmax(12rem, 1.6fr)', textOf: ({ target }) => target },
    namesColumn<RepositoryRow>('retention', words.retentionPolicy, kinds.retentionPolicies, navigation, {
      namesOf: ({ retentionPolicies }) => retentionPolicies,
      unknown: words.unknown,
    }),
    { ...ageColumn(words), width: 'minmax(5.5rem, 0.6fr)' },
  ]
}

/** The table of a storage's Repositories. */
export function RepositoriesTable(props: {
  rows: readonly RepositoryRow[]
  collection: LiveCollection
  kinds: RelatedKinds
  navigation: Navigation
  messages: Messages
}): ReactElement {
  const { rows, collection, kinds, navigation, messages } = props
  const words = pageMessagesOf(messages)
  const columns = useMemo(() => columnsOf(kinds, navigation, words), [kinds, navigation, words])
  return (
    <CollectionTable
      {...useSearchAndSort()}
      title={words.repositories}
      columns={columns}
      rows={rows}
      keyOf={qualified}
      collection={collection}
      onRetry={collection.retry}
      empty={<p>{words.noRepositories}</p>}
      messages={messages}
    />
  )
}
