import type { ReactElement } from 'react'
import { useMemo } from 'react'
import type { ResourceType } from '../../schema/manifest.ts'
import type { Name } from '../../cluster/related/references.ts'
import type { SessionRow } from '../../cluster/related/sessionRows.ts'
import type { RelatedKinds } from '../../schema/language.ts'
import type { LiveCollection } from '../live/useCollection.ts'
import type { Messages } from '../messages.ts'
import type { Navigation } from '../navigation/Navigation.ts'
import type { PageMessages } from '../pageMessages.ts'
import { pageMessagesOf } from '../pageMessages.ts'
import { CollectionTable } from '../table/CollectionTable.tsx'
import type { Column } from '../table/column.ts'
import { ageColumn, nameColumn, namespaceColumn, statusColumn } from '../table/commonColumns.tsx'
import { namesColumn } from './namesColumn.tsx'
import { useSearchAndSort } from './useSearchAndSort.ts'

const keyOf = ({ key }: SessionRow): string => key

function columnsOf(
  kinds: RelatedKinds,
  storage: ResourceType,
  navigation: Navigation,
  words: PageMessages,
): Column<SessionRow>[] {
  const names = (
    id: string,
    title: string,
    resource: ResourceType,
    namesOf: (row: SessionRow) => readonly Name[],
  ): Column<SessionRow> => namesColumn(id, title, resource, navigation, { namesOf, unknown: words.unknown })
  return [
    nameColumn(kinds.backupConfigurations, navigation, words, 'minmax(12.5rem, 1.4fr)'),
    { ...statusColumn(words), width: 'minmax(12rem, 1.6fr)' },
    {
      id: 'paused',
      title: words.paused,
      width: 'minmax(6rem, 0.5fr)',
      textOf: ({ paused }) => (paused ? words.yes : words.no),
    },
    { id: 'session', title: words.session, width: 'minmax(7rem, 1fr)', textOf: ({ session }) => session },
    {
      id: 'schedule',
      title: words.schedule,
      width: 'minmax(8rem, 0.9fr)',
      textOf: ({ schedule }) => schedule,
      cell: ({ schedule }) => (schedule === '' ? '–' : <code dir="ltr">{schedule}</code>),
    },
    names('repository', words.repository, kinds.repositories, (row) => row.repositories),
    { id: 'target', title: words.target, width: 'minmax(12rem, 1.4fr)', textOf: ({ target }) => target },
    { ...namespaceColumn(words), width: 'minmax(7.5rem, 1fr)' },
    { id: 'task', title: words.task, width: 'minmax(7.5rem, 1fr)', textOf: ({ tasks }) => tasks.join(', ') },
    names('retention', words.retentionPolicy, kinds.retentionPolicies, (row) => row.retentionPolicies),
    names('storage', words.storage, storage, (row) => [row.storage]),
    {
      id: 'invoker',
      title: words.invokerKind,
      width: 'minmax(11.5rem, 1fr)',
      textOf: ({ invokerKind }) => invokerKind,
    },
    { ...ageColumn(words), width: 'minmax(5.5rem, 0.6fr)' },
  ]
}

/** The table of the BackupConfigurations that use a storage, with a row for each session. */
export function SessionsTable(props: {
  rows: readonly SessionRow[]
  collection: LiveCollection
  kinds: RelatedKinds
  /** The kind of the storage. */
  storage: ResourceType
  navigation: Navigation
  messages: Messages
}): ReactElement {
  const { rows, collection, kinds, storage, navigation, messages } = props
  const words = pageMessagesOf(messages)
  const columns = useMemo(() => columnsOf(kinds, storage, navigation, words), [kinds, storage, navigation, words])
  return (
    <CollectionTable
      {...useSearchAndSort()}
      title={words.backupConfigurations}
      columns={columns}
      rows={rows}
      keyOf={keyOf}
      collection={collection}
      onRetry={collection.retry}
      empty={<p>{words.noBackupConfigurations}</p>}
      messages={messages}
    />
  )
}
