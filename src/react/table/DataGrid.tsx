import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import type { CSSProperties, ReactElement, Ref } from 'react'
import { memo, useCallback, useImperativeHandle, useRef } from 'react'
import type { Sort } from '../../core/rows/arrangeRows.ts'
import { Icon } from '../Icon.tsx'
import { cellWidget, CellTabIndex } from './column.ts'
import type { Column } from './column.ts'
import { useGridFocus } from './useGridFocus.ts'

/** How high a row of one line is, in CSS pixels; others are measured. */
const rowHeight = 45

export interface DataGridHandle {
  /** Moves the focus into the grid. */
  focus: () => void
}

export interface DataGridProps<Row> {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** The keys of rows that are shown though they are gone. */
  gone: ReadonlySet<string>
  /** How many rows there are in all; undefined while that is not known. */
  total: number | undefined
  sort: Sort | undefined
  onSort: (sort: Sort) => void
  /** Called with the numbers of the first and the last row in view, from 1, as far as they can be told. */
  footer: (first: number, last: number) => ReactElement
  onHold: () => void
  onRelease: () => void
  ref?: Ref<DataGridHandle> | undefined
}

interface GridRowProps<Row> {
  row: Row
  columns: readonly Column<Row>[]
  /** The index of the cell that is in the order of Tab; -1 for none in this row. */
  active: number
}

/** The cells of a row. They render again when the row is another object, and not when others scroll by. */
const Cells = memo(function Cells<Row>({ row, columns, active }: GridRowProps<Row>): ReactElement {
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
            data-title={column.title}
            tabIndex={column.hasWidget?.(row) ? undefined : tabIndex}
          >
            <CellTabIndex.Provider value={tabIndex}>
              {column.cell?.(row) ?? (column.textOf(row) || '–')}
            </CellTabIndex.Provider>
          </div>
        )
      })}
    </>
  )
}) as <Row>(props: GridRowProps<Row>) => ReactElement

/**
 * Rows and columns of any number, of which only those in view are in the page. Arrow keys, Home, End, PageUp and PageDown
 * move in it, with Ctrl to the ends; Tab leaves it. On a narrow page each row is a card.
 */
export function DataGrid<Row>(props: DataGridProps<Row>): ReactElement {
  const { label, columns, rows, keyOf, gone, sort, onSort, ref } = props
  const grid = useRef<HTMLDivElement>(null)
  const header = useRef<HTMLDivElement>(null)
  const headerHeight = header.current?.offsetHeight ?? 0
  const { place, move, onFocus } = useGridFocus(grid, { rows: rows.length, columns: columns.length })
  // oxlint-disable-next-line react/incompatible-library -- what it gives is used here and passed to no one
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => grid.current,
    getItemKey: useCallback((index: number) => keyOf(rows[index] as Row), [rows, keyOf]),
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollMargin: headerHeight,
    scrollPaddingStart: headerHeight,
    // The row with the focus stays in the page, wherever it is.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range)
      if (place.row < 0 || shown.includes(place.row)) return shown
      return place.row < (shown[0] ?? 0) ? [place.row, ...shown] : [...shown, place.row]
    },
  })
  const start = virtualizer.scrollOffset ?? 0
  const height = virtualizer.scrollRect?.height ?? 0
  const items = virtualizer.getVirtualItems()
  const inView = items.filter((item) => item.end > start + headerHeight + 1 && item.start < start + height - 1)
  const first = inView[0]?.index ?? -1
  const last = inView.at(-1)?.index ?? -1
  useImperativeHandle(ref, () => ({
    focus: () => grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus(),
  }))
  return (
    <>
      <div
        className="bsf-grid"
        ref={grid}
        role="grid"
        tabIndex={-1}
        aria-label={label}
        aria-rowcount={props.total === undefined ? -1 : props.total + 1}
        aria-colcount={columns.length}
        style={{ '--bsf-columns': columns.map(({ width }) => width).join(' ') } as CSSProperties}
        onKeyDown={(event) => {
          const row = move(event, Math.max(1, last - first))
          if (row !== undefined && row >= 0) virtualizer.scrollToIndex(row)
        }}
        onFocus={onFocus}
      >
        <div role="rowgroup" className="bsf-grid-header" ref={header}>
          <div role="row" aria-rowindex={1} className="bsf-grid-row">
            {columns.map(({ id, title }, index) => {
              const direction = sort?.column === id ? (sort.descending ? 'descending' : 'ascending') : undefined
              return (
                <div
                  key={id}
                  role="columnheader"
                  aria-colindex={index + 1}
                  aria-sort={direction}
                  className="bsf-grid-title"
                >
                  <button
                    {...cellWidget}
                    type="button"
                    className="bsf-sort"
                    tabIndex={place.row === -1 && place.column === index ? 0 : -1}
                    onClick={() => onSort({ column: id, descending: direction === 'ascending' })}
                  >
                    {title}
                    <Icon name={direction ?? 'sortable'} />
                  </button>
                </div>
              )
            })}
          </div>
        </div>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- nothing is done here but to wait */}
        <div
          role="rowgroup"
          className="bsf-grid-body"
          style={{ blockSize: virtualizer.getTotalSize() }}
          onPointerEnter={props.onHold}
          onPointerLeave={(event) => {
            if (!event.currentTarget.contains(document.activeElement)) props.onRelease()
          }}
          onFocus={props.onHold}
          onBlur={(event) => {
            const { currentTarget, relatedTarget } = event
            if (!currentTarget.contains(relatedTarget) && !currentTarget.matches(':hover')) props.onRelease()
          }}
        >
          {items.map((item) => {
            const row = rows[item.index] as Row
            return (
              <div
                key={item.key}
                role="row"
                aria-rowindex={item.index + 2}
                data-index={item.index}
                data-gone={gone.has(String(item.key)) || undefined}
                ref={virtualizer.measureElement}
                className="bsf-grid-row"
                style={{ transform: `translateY(${(item.start - headerHeight).toString()}px)` }}
              >
                <Cells row={row} columns={columns} active={item.index === place.row ? place.column : -1} />
              </div>
            )
          })}
        </div>
      </div>
      {props.footer(first + 1, last + 1)}
    </>
  )
}
