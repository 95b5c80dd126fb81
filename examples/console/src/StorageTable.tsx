/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- see StorageTable */
import type { ReactElement, ReactNode } from 'react'
import { formatAge } from './formatAge.ts'
import { duplicateRoute } from './routes.ts'
import type { StorageRow } from './storage.ts'

const columns: { title: string; cell: (row: StorageRow, now: number) => ReactNode }[] = [
  { title: 'Namespace', cell: (row) => row.namespace },
  { title: 'Provider', cell: (row) => row.provider || '–' },
  { title: 'Size', cell: (row) => row.size || '–' },
  { title: 'No. of Connected Repositories', cell: (row) => row.repositories },
  { title: 'Status', cell: (row) => <Status row={row} /> },
  { title: 'Age', cell: (row, now) => <time dateTime={row.created}>{formatAge(row.created, now)}</time> },
  { title: 'Actions', cell: (row) => <Actions row={row} /> },
]

/**
 * The storages as a table; on a narrow screen as cards. The roles are written out because a table loses them in some
 * browsers when CSS gives it another layout.
 */
export function StorageTable({ rows, now }: { rows: StorageRow[]; now: number }): ReactElement {
  return (
    <table className="storages" role="table" aria-label="BackupStorages">
      <thead role="rowgroup">
        <tr role="row">
          {['Name', ...columns.map(({ title }) => title)].map((title) => (
            <th key={title} role="columnheader" scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={`${row.namespace}/${row.name}`} role="row">
            <th role="rowheader" scope="row">
              {row.name}
            </th>
            {columns.map(({ title, cell }) => (
              <td key={title} role="cell" data-title={title}>
                {cell(row, now)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Status({ row }: { row: StorageRow }): ReactElement {
  const state = row.phase === 'Ready' ? 'ready' : row.phase === '' ? 'waiting' : 'not-ready'
  return (
    <>
      <span className="status" data-state={state}>
        {row.phase === '' ? 'Waiting' : row.phase}
      </span>
      {row.explanation !== '' && <span className="status-explanation">{row.explanation}</span>}
    </>
  )
}

function Actions({ row }: { row: StorageRow }): ReactElement {
  return (
    <a href={`#${duplicateRoute(row)}`} aria-label={`Duplicate ${row.name}`}>
      Duplicate
    </a>
  )
}
