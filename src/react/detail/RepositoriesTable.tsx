import type { CSSProperties, ReactElement } from 'react'
import { useMemo } from 'react'
import type { ResourceType } from '../../core/client.ts'
import { qualified } from '../../core/related/references.ts'
import type { RepositoryRow } from '../../core/related/repositoryRows.ts'
import { parseSize } from '../../core/rows/parseSize.ts'
import type { RelatedKinds } from '../../core/schema/language.ts'
import { Age } from '../live/Age.tsx'
import type { LiveCollection } from '../live/useCollection.ts'
import type { Messages } from '../messages.ts'
import type { Navigation } from '../navigation/Navigation.ts'
import { hasPage, ObjectLink } from '../navigation/ObjectLink.tsx'
import type { PageMessages } from '../pageMessages.ts'
import { pageMessagesOf } from '../pageMessages.ts'
import { CollectionTable } from '../table/CollectionTable.tsx'
import type { Column } from '../table/column.ts'
import { StatusBadge } from '../table/StatusBadge.tsx'
import { NameLinks } from './NameLinks.tsx'
import { useTable } from './useTable.ts'

/** A time that columns sort by, the latest first; undefined for what is none. */
export function latestFirst(time: string): number | undefined {
  return -Date.parse(time) || undefined
}

/** The reference to a row's object. */
function referenceTo({ apiVersion, kind }: ResourceType, { namespace, name }: { namespace: string; name: string }) {
  return { apiVersion, kind, namespace, name }
}

/** A size, and the part that it is of all, as a bar and in words. */
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
    {
      id: 'name',
      title: words.name,
      width: 'minmax(9rem, 1.6fr)',
      textOf: ({ name }) => name,
      cell: (row) => <ObjectLink reference={referenceTo(kinds.repositories, row)} navigation={navigation} />,
      hasWidget: (row) => hasPage(navigation, referenceTo(kinds.repositories, row)),
      isRowHeader: true,
    },
    { id: 'namespace', title: words.namespace, width: 'minmax(7.5rem, 1fr)', textOf: ({ namespace }) => namespace },
    {
      id: 'size',
      title: words.size,
      width: 'minmax(7rem, 1fr)',
      textOf: ({ size }) => size,
      sortBy: ({ size }) => parseSize(size),
      cell: (row) => <Size row={row} words={words} />,
    },
    {
      id: 'snapshots',
      title: words.snapshots,
      width: 'minmax(7.5rem, 0.6fr)',
      textOf: ({ snapshots }) => (snapshots === undefined ? '' : String(snapshots)),
      sortBy: ({ snapshots }) => snapshots,
    },
    { id: 'target', title: words.target, width: 'minmax(9rem, 1.6fr)', textOf: ({ target }) => target },
    {
      id: 'retention',
      title: words.retentionPolicy,
      width: 'minmax(8rem, 1.2fr)',
      textOf: ({ retentionPolicies }) => (retentionPolicies ?? []).map(qualified).join(', '),
      cell: ({ retentionPolicies }) =>
        retentionPolicies ? (
          <NameLinks names={retentionPolicies} resource={kinds.retentionPolicies} navigation={navigation} />
        ) : (
          <span className="bsf-muted">{words.unknown}</span>
        ),
      hasWidget: ({ retentionPolicies }) =>
        (retentionPolicies ?? []).some((one) => hasPage(navigation, referenceTo(kinds.retentionPolicies, one))),
    },
    {
      id: 'lastBackup',
      title: words.lastBackup,
      width: 'minmax(8rem, 0.9fr)',
      textOf: () => '',
      sortBy: ({ lastBackup }) => latestFirst(lastBackup),
      cell: ({ lastBackup }) => (lastBackup === '' ? '–' : <Age time={lastBackup} />),
    },
    {
      id: 'integrity',
      title: words.integrity,
      width: 'minmax(7.5rem, 0.8fr)',
      textOf: ({ integrity }) => (integrity === undefined ? '' : integrity ? words.intact : words.damaged),
      cell: ({ integrity }) =>
        integrity === undefined ? (
          '–'
        ) : (
          <StatusBadge phase={integrity ? words.intact : words.damaged} good={[words.intact]} unknown="" />
        ),
    },
    {
      id: 'status',
      title: words.status,
      width: 'minmax(8rem, 1.2fr)',
      textOf: ({ phase }) => phase || words.pending,
      cell: ({ phase, problems }) => <StatusBadge phase={phase} problems={problems} unknown={words.pending} />,
    },
    {
      id: 'age',
      title: words.age,
      width: 'minmax(5.5rem, 0.6fr)',
      textOf: () => '',
      sortBy: ({ created }) => latestFirst(created),
      cell: ({ created }) => <Age time={created} />,
    },
  ]
}

/** The Repositories of a storage. */
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
      {...useTable()}
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
