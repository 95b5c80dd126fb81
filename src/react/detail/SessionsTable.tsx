import type { ReactElement } from 'react'
import { useMemo } from 'react'
import type { ResourceType } from '../../core/client.ts'
import type { Name } from '../../core/related/references.ts'
import { qualified } from '../../core/related/references.ts'
import type { SessionRow } from '../../core/related/sessionRows.ts'
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
import { latestFirst } from './RepositoriesTable.tsx'
import { useTable } from './useTable.ts'

const keyOf = ({ key }: SessionRow): string => key

function columnsOf(
  kinds: RelatedKinds,
  storage: ResourceType,
  navigation: Navigation,
  words: PageMessages,
): Column<SessionRow>[] {
  const { apiVersion, kind } = kinds.backupConfigurations
  const reference = ({ namespace, name }: Name) => ({ apiVersion, kind, namespace, name })
  /** A column of the names of objects of a kind. */
  const names = (
    id: string,
    title: string,
    resource: ResourceType,
    namesOf: (row: SessionRow) => readonly Name[],
  ): Column<SessionRow> => ({
    id,
    title,
    width: 'minmax(9.5rem, 1.2fr)',
    textOf: (row) => namesOf(row).map(qualified).join(', '),
    cell: (row) => <NameLinks names={namesOf(row)} resource={resource} navigation={navigation} />,
    hasWidget: (row) =>
      namesOf(row).some((name) =>
        hasPage(navigation, { apiVersion: resource.apiVersion, kind: resource.kind, ...name }),
      ),
  })
  return [
    {
      id: 'name',
      title: words.name,
      width: 'minmax(9rem, 1.4fr)',
      textOf: ({ name }) => name,
      cell: (row) => <ObjectLink reference={reference(row)} navigation={navigation} />,
      hasWidget: (row) => hasPage(navigation, reference(row)),
      isRowHeader: true,
    },
    { id: 'namespace', title: words.namespace, width: 'minmax(7.5rem, 0.9fr)', textOf: ({ namespace }) => namespace },
    {
      id: 'schedule',
      title: words.schedule,
      width: 'minmax(8rem, 0.9fr)',
      textOf: ({ schedule }) => schedule,
      cell: ({ schedule }) => (schedule === '' ? '–' : <code dir="ltr">{schedule}</code>),
    },
    { id: 'target', title: words.target, width: 'minmax(9rem, 1.4fr)', textOf: ({ target }) => target },
    { id: 'session', title: words.session, width: 'minmax(7.5rem, 1fr)', textOf: ({ session }) => session },
    {
      id: 'invoker',
      title: words.invokerKind,
      width: 'minmax(11.5rem, 1fr)',
      textOf: ({ invokerKind }) => invokerKind,
    },
    { id: 'task', title: words.task, width: 'minmax(7.5rem, 1fr)', textOf: ({ tasks }) => tasks.join(', ') },
    names('repository', words.repository, kinds.repositories, (row) => row.repositories),
    names('storage', words.storage, storage, (row) => row.storages),
    names('retention', words.retentionPolicy, kinds.retentionPolicies, (row) => row.retentionPolicies),
    {
      id: 'paused',
      title: words.paused,
      width: 'minmax(6rem, 0.5fr)',
      textOf: ({ paused }) => (paused ? words.yes : words.no),
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
      width: 'minmax(5.5rem, 0.5fr)',
      textOf: () => '',
      sortBy: ({ created }) => latestFirst(created),
      cell: ({ created }) => <Age time={created} />,
    },
  ]
}

/** The sessions of the BackupConfigurations that use a storage. */
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
      {...useTable()}
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
