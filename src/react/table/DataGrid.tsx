import { defaultRangeExtractor } from '@tanstack/virtual-core'
import type { CSSProperties, ReactElement, Ref } from 'react'
import { memo, useCallback, useImperativeHandle, useLayoutEffect, useMemo, useRef } from 'react'
import type { Sort } from '../../cluster/rows/arrangeRows.ts'
import { Icon } from '../Icon.tsx'
import { cellWidget, CellTabIndex } from './column.ts'
import type { Column } from './column.ts'
import { useGridFocus } from './useGridFocus.ts'
import { useScroller } from './useScroller.ts'
import type { Virtualizer } from './useVirtualizer.ts'
import { offsetOf, useVirtualizer } from './useVirtualizer.ts'

/** The estimated height of a single-line row, in CSS pixels. Rendered rows are measured. */
const rowHeight = 45

export interface DataGridHandle {
  /** Moves the focus to the row with the key, or to the first row if there is none. */
  focusRow: (key?: string) => void
}

export interface DataGridProps<Row> {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** The keys of deleted rows that are still shown. */
  gone: ReadonlySet<string>
  /** The note on deleted rows. */
  goneLabel: string
  /** The total number of rows; undefined until all are loaded. */
  total: number | undefined
  sort: Sort | undefined
  onSort: (sort: Sort) => void
  /** Identifies the search and the sort. A new one scrolls to the first row. */
  arrangement: string
  /** Renders the footer for the numbers of the first and last row in view, from 1; 0 if none is in view. */
  footer: (first: number, last: number) => ReactElement
  handle?: Ref<DataGridHandle> | undefined
}

interface CellsProps<Row> {
  row: Row
  columns: readonly Column<Row>[]
  /** The index of the cell in the tab order; -1 if none in this row is. */
  active: number
  /** The note next to the row's name. */
  note: string | undefined
}

/** The cells of a row. They re-render for a new row object, but not when other rows scroll by. */
const Cells = memo(function Cells<Row>({ row, columns, active, note }: CellsProps<Row>): ReactElement {
  return (
    <>
      {columns.map((column, index) => {
        const tabIndex = index === active ? 0 : -1
        return (
          <div
            key={column.id}
            role={column.isRowHeader ? 'rowheader' : 'gridcell'}
            aria-colindex={index + 1}
            className="bsf-cell"
            data-title={column.short ?? column.title}
            data-number={column.isNumber}
            tabIndex={column.hasWidget?.(row) ? undefined : tabIndex}
          >
            {column.cell ? (
              <CellTabIndex.Provider value={tabIndex}>{column.cell(row)}</CellTabIndex.Provider>
            ) : (
              <bdi title={column.textOf(row) || undefined}>{column.textOf(row) || '–'}</bdi>
            )}
            {column.isRowHeader && note !== undefined ? <span className="bsf-row-note">{note}</span> : null}
          </div>
        )
      })}
    </>
  )
}) as <Row>(props: CellsProps<Row>) => ReactElement

/**
 * A grid that renders only the rows in view. Arrow keys, Home, End, PageUp and PageDown move the focus, Ctrl with Home
 * or End to the first or last row; Tab leaves the grid. On a narrow page each row is a card. The page scrolls the rows,
 * unless the grid has a maximum height.
 */
export function DataGrid<Row>(props: DataGridProps<Row>): ReactElement {
  const { label, columns, rows, keyOf, gone, sort, onSort, arrangement, handle } = props
  const grid = useRef<HTMLDivElement>(null)
  const keys = useMemo(() => rows.map(keyOf), [rows, keyOf])
  const scroller = useRef<Pick<Virtualizer, 'scrollToIndex'>>(null)
  const { position, moveTo, onKeyDown, ...focusEvents } = useGridFocus(grid, keys, columns.length, (row) =>
    scroller.current?.scrollToIndex(row),
  )
  const scrolling = useScroller(grid)
  const { scrollMargin } = scrolling
  const virtualizer = useVirtualizer({
    ...scrolling,
    count: rows.length,
    getItemKey: useCallback((index: number) => keys[index] as string, [keys]),
    estimateSize: () => rowHeight,
    overscan: 6,
    // Keep the focused row on the page, even out of view.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range)
      if (position.row < 0 || shown.includes(position.row)) return shown
      return position.row < (shown[0] ?? 0) ? [position.row, ...shown] : [...shown, position.row]
    },
  })
  useImperativeHandle(scroller, () => virtualizer, [virtualizer])
  const start = virtualizer.scrollOffset ?? 0
  const end = start + (virtualizer.scrollRect?.height ?? 0)
  const items = virtualizer.getVirtualItems()
  // A table whose rows are all rendered is shown as a whole.
  const isWhole = items.length === rows.length
  const inView = items.filter((item) => isWhole || (item.end > start + 1 && item.start < end - 1))
  const first = inView[0]?.index ?? -1
  const last = inView.at(-1)?.index ?? -1
  useImperativeHandle(handle, () => ({ focusRow: moveTo }))
  const arranged = useRef(arrangement)
  useLayoutEffect(() => {
    if (arranged.current === arrangement) return
    arranged.current = arrangement
    if (offsetOf(virtualizer.scrollElement) > scrollMargin) virtualizer.scrollToOffset(scrollMargin)
  }, [arrangement, virtualizer, scrollMargin])
  return (
    <>
      <div className="bsf-grid-frame">
        <div
          className="bsf-grid"
          ref={grid}
          role="grid"
          tabIndex={-1}
          aria-label={label}
          aria-busy={props.total === undefined}
          aria-rowcount={props.total === undefined ? -1 : props.total + 1}
          aria-colcount={columns.length}
          style={{ '--bsf-columns': columns.map(({ width }) => width).join(' ') } as CSSProperties}
          onKeyDown={(event) => onKeyDown(event, Math.max(1, last - first))}
          {...focusEvents}
        >
          <div role="rowgroup" className="bsf-grid-header">
            <div role="row" aria-rowindex={1} className="bsf-grid-row">
              {columns.map(({ id, title, short, isNumber }, index) => {
                const direction = sort?.column === id ? (sort.descending ? 'descending' : 'ascending') : undefined
                return (
                  <div
                    key={id}
                    role="columnheader"
                    aria-colindex={index + 1}
                    aria-sort={direction}
                    className="bsf-grid-title"
                    data-number={isNumber}
                  >
                    <button
                      {...cellWidget}
                      type="button"
                      className="bsf-sort"
                      title={title}
                      // A name that lacks the visible text would be wrong for voice control.
                      aria-label={short !== undefined && title.includes(short) ? title : undefined}
                      tabIndex={position.row === -1 && position.column === index ? 0 : -1}
                      onClick={() => onSort({ column: id, descending: direction === 'ascending' })}
                    >
                      <span>{short ?? title}</span>
                      <Icon name={direction ?? 'sortable'} />
                    </button>
                  </div>
                )
              })}
            </div>
          </div>
          <div role="rowgroup" className="bsf-grid-body" style={{ blockSize: virtualizer.getTotalSize() }}>
            {items.map((item) => {
              const isGone = gone.has(String(item.key))
              return (
                <div
                  key={item.key}
                  role="row"
                  aria-rowindex={item.index + 2}
                  data-index={item.index}
                  data-gone={isGone || undefined}
                  ref={virtualizer.measureElement}
                  className="bsf-grid-row"
                  style={{ transform: `translateY(${(item.start - scrollMargin).toString()}px)` }}
                >
                  <Cells
                    row={rows[item.index] as Row}
                    columns={columns}
                    active={item.index === position.row ? position.column : -1}
                    note={isGone ? props.goneLabel : undefined}
                  />
                </div>
              )
            })}
          </div>
        </div>
      </div>
      {props.footer(first + 1, last + 1)}
    </>
  )
}
