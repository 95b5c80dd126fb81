import type { ReactElement, ReactNode } from 'react'
import { useDeferredValue, useRef } from 'react'
import type { Collection } from '../../cluster/live/followCollection.ts'
import type { Sort } from '../../cluster/rows/arrangeRows.ts'
import type { Messages } from '../messages.ts'
import { pageMessagesOf } from '../pageMessages.ts'
import type { Sayings } from './CollectionNotice.tsx'
import { CollectionNotice } from './CollectionNotice.tsx'
import type { Column } from './column.ts'
import type { DataGridHandle } from './DataGrid.tsx'
import { DataGrid } from './DataGrid.tsx'
import { Skeleton } from './Skeleton.tsx'
import { useArrangedRows } from './useArrangedRows.ts'
import { useFocusInside } from './useFocusInside.ts'
import { useHeldRows } from './useHeldRows.ts'

/** The number of rows from which a table without other controls has a search. */
const fewestToSearch = 10

export interface CollectionTableProps<Row> {
  /** The name of the table: what its rows are. */
  title: string
  columns: readonly Column<Row>[]
  /** All rows, in any order. Pass the same array until something changes. */
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** The state of the rows' collection: whether it is loaded, and its error. */
  collection: Pick<Collection, 'state' | 'isComplete' | 'error' | 'retryAt'>
  onRetry: () => void
  search: string
  onSearch: (search: string) => void
  sort: Sort
  onSort: (sort: Sort) => void
  /** Content to show if there are no rows. */
  empty: ReactNode
  /** Titles and messages by HTTP status, if the rows can't be read. */
  sayings?: Sayings | undefined
  /** Controls next to the search. */
  tools?: ReactNode
  messages: Messages
}

/** A live table of objects in a cluster, with search, sorting, and a message for each state. */
export function CollectionTable<Row extends object>(props: CollectionTableProps<Row>): ReactElement {
  const { title, columns, rows, keyOf, collection, search, onSearch, sort, onSort, tools, messages } = props
  const words = pageMessagesOf(messages)
  const table = useRef<HTMLDivElement>(null)
  const area = useRef<HTMLDivElement>(null)
  const grid = useRef<DataGridHandle>(null)
  const searchField = useRef<HTMLInputElement>(null)
  // The search input updates at once; the rows follow.
  const wanted = useDeferredValue(search).trim()
  const arranged = useArrangedRows(rows, columns, wanted, sort)
  const arrangement = [wanted, sort.column, sort.descending].join('\n')
  const { isComplete } = collection
  const held = useHeldRows(rows, arranged, arrangement, isComplete, keyOf)
  const areaFocus = useFocusInside(area)
  const tableFocus = useFocusInside(table)
  const isLoading = collection.state === 'loading' && !isComplete
  const hasSearch = search !== '' || (isLoading && tools !== undefined) || rows.length >= (tools ? 1 : fewestToSearch)
  const waiting = held.waiting.length
  const reading = rows.length === 0 ? words.reading : words.readSoFar(rows.length)

  return (
    <div className="bsf-table" role="group" aria-label={title} tabIndex={-1} ref={table} {...tableFocus}>
      {hasSearch || tools ? (
        <div className="bsf-table-tools">
          {hasSearch ? (
            <>
              <input
                ref={searchField}
                type="search"
                aria-label={words.searchIn(title)}
                className="bsf-input bsf-search"
                placeholder={words.search}
                autoComplete="off"
                spellCheck={false}
                value={search}
                onChange={(event) => onSearch(event.currentTarget.value)}
                onKeyDown={(event) => {
                  if (event.key !== 'ArrowDown' || held.rows.length === 0) return
                  event.preventDefault()
                  grid.current?.focusRow()
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
            </>
          ) : null}
          {tools}
        </div>
      ) : null}
      <CollectionNotice collection={collection} onRetry={props.onRetry} sayings={props.sayings} messages={messages} />
      <div
        className="bsf-table-area"
        aria-busy={isLoading}
        tabIndex={-1}
        ref={area}
        onPointerEnter={held.area.onPointerEnter}
        onPointerLeave={held.area.onPointerLeave}
        onFocus={() => {
          areaFocus.onFocus()
          held.area.onFocus()
        }}
        onBlur={(event) => {
          areaFocus.onBlur()
          held.area.onBlur(event)
        }}
      >
        {held.rows.length > 0 ? (
          <DataGrid
            handle={grid}
            label={title}
            columns={columns}
            rows={held.rows}
            keyOf={keyOf}
            gone={held.gone}
            goneLabel={words.gone}
            total={isComplete ? held.rows.length : undefined}
            sort={sort}
            onSort={onSort}
            arrangement={arrangement}
            footer={(first, last) => (
              <div className="bsf-table-foot">
                {waiting > 0 ? (
                  <button
                    type="button"
                    className="bsf-link bsf-waiting"
                    onClick={() => {
                      held.show()
                      grid.current?.focusRow(held.waiting[0] && keyOf(held.waiting[0]))
                    }}
                  >
                    {words.waiting(waiting)}
                  </button>
                ) : null}
                <p className="bsf-table-count">
                  {isLoading ? <span>{reading} · </span> : null}
                  {words.showing(first, last, held.rows.length)}
                  {wanted === '' ? null : ` (${words.ofMore(rows.length)})`}
                </p>
              </div>
            )}
          />
        ) : isLoading ? (
          <Skeleton />
        ) : rows.length > 0 ? (
          <div className="bsf-table-empty">
            <p>{words.noMatch(wanted)}</p>
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
        ) : isComplete ? (
          <div className="bsf-table-empty">{props.empty}</div>
        ) : null}
      </div>
      <p role="status" className="bsf-visually-hidden">
        {isLoading
          ? words.reading
          : [
              wanted === '' || rows.length === 0 ? '' : words.showingCount(arranged.length),
              waiting === 0 ? '' : words.waitingCount(waiting),
              held.gone.size === 0 ? '' : words.goneCount(held.gone.size),
            ]
              .filter(Boolean)
              .join(' ')}
      </p>
    </div>
  )
}
