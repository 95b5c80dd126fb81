import type { ReactElement, ReactNode } from 'react'
import { useDeferredValue, useId, useMemo, useRef } from 'react'
import type { Collection } from '../../core/live/followCollection.ts'
import type { Sort } from '../../core/rows/arrangeRows.ts'
import { arrangeRows } from '../../core/rows/arrangeRows.ts'
import type { Messages } from '../messages.ts'
import { pageMessagesOf } from '../pageMessages.ts'
import { CollectionNotice } from './CollectionNotice.tsx'
import type { Column } from './column.ts'
import type { DataGridHandle } from './DataGrid.tsx'
import { DataGrid } from './DataGrid.tsx'
import { useHeldRows } from './useHeldRows.ts'

export interface CollectionTableProps<Row> {
  /** What the rows are; the name of the table. */
  title: string
  columns: readonly Column<Row>[]
  /** Every row, in any order. Pass the same array while nothing changed. */
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** Where the rows are from: whether it is read yet, and what keeps it from being read. */
  collection: Pick<Collection, 'state' | 'isComplete' | 'error' | 'retryAt'>
  onRetry: () => void
  search: string
  onSearch: (search: string) => void
  sort: Sort
  onSort: (sort: Sort) => void
  /** What is shown where there are no rows at all. */
  empty: ReactNode
  /** What stands beside the search. */
  tools?: ReactNode
  messages: Messages
}

/** A table of what a cluster has: searched, sorted, live, and with words for each state that it can be in. */
export function CollectionTable<Row>(props: CollectionTableProps<Row>): ReactElement {
  const { title, columns, rows, keyOf, collection, search, onSearch, sort, onSort, messages } = props
  const words = pageMessagesOf(messages)
  const id = useId()
  const grid = useRef<DataGridHandle>(null)
  const searchField = useRef<HTMLInputElement>(null)
  // What is typed is there at once; the rows follow.
  const wanted = useDeferredValue(search)
  const arranged = useMemo(() => arrangeRows(rows, columns, wanted, sort), [rows, columns, wanted, sort])
  const arrangement = JSON.stringify([wanted, sort])
  const held = useHeldRows(rows, arranged, arrangement, keyOf)
  const isLoading = collection.state === 'loading' && !collection.isComplete
  const isEmpty = rows.length === 0 && held.rows.length === 0
  const isFailed = collection.state === 'failed' && isEmpty

  return (
    <div className="bsf-table" aria-busy={isLoading}>
      <div className="bsf-table-tools">
        <label className="bsf-visually-hidden" htmlFor={`${id}search`}>
          {words.searchIn(title)}
        </label>
        <input
          id={`${id}search`}
          ref={searchField}
          type="search"
          className="bsf-input bsf-search"
          placeholder={words.search}
          autoComplete="off"
          spellCheck={false}
          value={search}
          onChange={(event) => onSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown' || held.rows.length === 0) return
            event.preventDefault()
            grid.current?.focus()
          }}
        />
        <label className="bsf-sort-choice">
          <span>{words.sortBy}</span>
          <span className="bsf-select-box">
            <select
              className="bsf-input bsf-select"
              value={`${sort.column} ${String(sort.descending)}`}
              onChange={(event) => {
                const [column = '', descending] = event.currentTarget.value.split(' ')
                onSort({ column, descending: descending === 'true' })
              }}
            >
              {columns.flatMap((column) =>
                [false, true].map((descending) => (
                  <option key={`${column.id}${String(descending)}`} value={`${column.id} ${String(descending)}`}>
                    {column.title}, {descending ? words.descending : words.ascending}
                  </option>
                )),
              )}
            </select>
          </span>
        </label>
        {props.tools}
      </div>
      <CollectionNotice collection={collection} onRetry={props.onRetry} messages={messages} />
      {held.waiting > 0 ? (
        <button type="button" className="bsf-button bsf-waiting" onClick={held.release}>
          {words.waiting(held.waiting)}
        </button>
      ) : null}
      {!isEmpty && held.rows.length > 0 ? (
        <DataGrid
          ref={grid}
          label={title}
          columns={columns}
          rows={held.rows}
          keyOf={keyOf}
          gone={held.gone}
          total={isLoading ? undefined : held.rows.length}
          sort={sort}
          onSort={onSort}
          onHold={held.hold}
          onRelease={held.release}
          footer={(first, last) => (
            <p className="bsf-table-count">
              {isLoading ? <span>{words.readSoFar(rows.length)} · </span> : null}
              {words.showing(first, last, held.rows.length)}
              {held.rows.length < rows.length ? ` (${words.ofMore(rows.length)})` : null}
            </p>
          )}
        />
      ) : isFailed ? null : isLoading ? (
        <p className="bsf-table-empty">{words.reading}</p>
      ) : isEmpty ? (
        <div className="bsf-table-empty">{props.empty}</div>
      ) : (
        <div className="bsf-table-empty">
          <p>{words.noMatch(search.trim())}</p>
          <button
            type="button"
            className="bsf-button"
            onClick={() => {
              onSearch('')
              searchField.current?.focus()
            }}
          >
            {words.clearSearch}
          </button>
        </div>
      )}
      <Announcement
        text={isLoading ? words.reading : isEmpty || wanted === '' ? '' : words.showingCount(arranged.length)}
      />
    </div>
  )
}

/** Tells a screen reader what came of a search, and that something is read. */
function Announcement({ text }: { text: string }): ReactElement {
  return (
    <p role="status" className="bsf-visually-hidden">
      {text}
    </p>
  )
}
