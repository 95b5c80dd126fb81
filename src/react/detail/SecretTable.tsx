import type { ReactElement, ReactNode } from 'react'
import { useMemo } from 'react'
import type { BackupStorageClient, SecretSummary } from '../../cluster/client.ts'
import { qualified } from '../../cluster/related/references.ts'
import { useSecret } from '../live/useSecret.ts'
import type { Messages } from '../messages.ts'
import type { PageMessages } from '../pageMessages.ts'
import { pageMessagesOf } from '../pageMessages.ts'
import { Chips, hasMoreChips } from '../table/Chips.tsx'
import { CollectionTable } from '../table/CollectionTable.tsx'
import type { Column } from '../table/column.ts'
import { ageColumn, namespaceColumn } from '../table/commonColumns.tsx'
import { useSearchAndSort } from './useSearchAndSort.ts'

function columnsOf(words: PageMessages): Column<SecretSummary>[] {
  const chips = (id: 'labels' | 'annotations', title: string): Column<SecretSummary> => ({
    id,
    title,
    width: 'minmax(10rem, 2fr)',
    textOf: (row) =>
      Object.entries(row[id])
        .map(([key, value]) => `${key}: ${value}`)
        .join('\n'),
    cell: (row) => <Chips map={row[id]} words={words} />,
    hasWidget: (row) => hasMoreChips(row[id]),
  })
  return [
    {
      id: 'name',
      title: words.name,
      width: 'minmax(10rem, 1.4fr)',
      textOf: ({ name }) => name,
      isRowHeader: true,
    },
    { ...namespaceColumn(words), width: 'minmax(7.5rem, 1fr)' },
    chips('labels', words.labels),
    chips('annotations', words.annotations),
    { id: 'type', title: words.type, width: 'minmax(6rem, 0.7fr)', textOf: ({ type }) => type },
    {
      id: 'keys',
      title: words.keys,
      width: 'minmax(5rem, 0.4fr)',
      isNumber: true,
      textOf: ({ keys }) => String(keys),
      sortBy: ({ keys }) => keys,
    },
    ageColumn(words),
  ]
}

/** The Secret of a storage, without its values. */
export function SecretTable(props: {
  client: Pick<BackupStorageClient, 'secret'>
  namespace: string
  /** The name of the Secret; empty for none. */
  name: string
  /** The version of the storage. When it changes, the Secret is read again. */
  version: string
  /** The button that repairs a missing Secret. */
  action: ReactNode
  messages: Messages
}): ReactElement {
  const { client, namespace, name, version, action, messages } = props
  const words = pageMessagesOf(messages)
  const { secret, state, error, retry } = useSecret(client, namespace, name, version)
  const rows = useMemo(() => (secret ? [secret] : []), [secret])
  const columns = useMemo(() => columnsOf(words), [words])
  const table = useSearchAndSort()
  if (name === '') return <p className="bsf-table-empty">{words.noSecret}</p>
  if (!client.secret) return <p>{qualified({ namespace, name })}</p>
  return (
    <CollectionTable
      {...table}
      title={words.secrets}
      columns={columns}
      rows={rows}
      keyOf={qualified}
      collection={{ state, isComplete: secret !== undefined, ...(error ? { error } : {}) }}
      onRetry={retry}
      sayings={{ 404: { title: words.secretMissing(name), message: words.secretMissingWhy, action } }}
      empty={null}
      messages={messages}
    />
  )
}
