import type { FocusEvent, KeyboardEvent, RefObject } from 'react'
import { useLayoutEffect, useRef, useState } from 'react'

/** A place in a grid; the row of the headers is -1. */
export interface GridPlace {
  readonly row: number
  readonly column: number
}

interface GridSize {
  rows: number
  columns: number
  /** How many rows are in view. */
  page: number
}

/** Where a key leads to; undefined for one that leads nowhere. */
export function placeAfter(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>,
  { row, column }: GridPlace,
  { rows, columns, page }: GridSize,
  isRightToLeft: boolean,
): GridPlace | undefined {
  const isFar = event.ctrlKey || event.metaKey
  const at = (nextRow: number, nextColumn: number): GridPlace => ({
    row: Math.min(rows - 1, Math.max(-1, nextRow)),
    column: Math.min(columns - 1, Math.max(0, nextColumn)),
  })
  const forward = isRightToLeft ? -1 : 1
  switch (event.key) {
    case 'ArrowUp':
      return at(row - 1, column)
    case 'ArrowDown':
      return at(row + 1, column)
    case 'ArrowLeft':
      return at(row, column - forward)
    case 'ArrowRight':
      return at(row, column + forward)
    case 'Home':
      return at(isFar ? 0 : row, 0)
    case 'End':
      return at(isFar ? rows - 1 : row, columns - 1)
    case 'PageUp':
      return at(Math.max(0, row - page), column)
    case 'PageDown':
      return at(row + page, column)
    default:
      return undefined
  }
}

/** The place that has the focus of a grid, or would have it: one is in the order of Tab, keys lead to the others. */
export function useGridFocus(
  grid: RefObject<HTMLElement | null>,
  { rows, columns }: Omit<GridSize, 'page'>,
): {
  place: GridPlace
  /** Moves where the key leads to, and gives the row there; undefined for a key that leads nowhere. */
  move: (event: KeyboardEvent, page: number) => number | undefined
  onFocus: (event: FocusEvent) => void
} {
  const [kept, setPlace] = useState<GridPlace>({ row: -1, column: 0 })
  const place = { row: Math.min(kept.row, rows - 1), column: Math.min(kept.column, columns - 1) }
  const isMoving = useRef(false)
  useLayoutEffect(() => {
    if (!isMoving.current) return
    isMoving.current = false
    const cell = grid.current?.querySelector<HTMLElement>(
      `[aria-rowindex="${place.row + 2}"] > [aria-colindex="${place.column + 1}"]`,
    )
    const target = cell?.querySelector<HTMLElement>('[data-bsf-widget]') ?? cell
    target?.focus({ preventScroll: true })
  })
  return {
    place,
    move(event, page) {
      if (event.altKey || event.defaultPrevented) return undefined
      const isRightToLeft = grid.current !== null && getComputedStyle(grid.current).direction === 'rtl'
      const next = placeAfter(event, place, { rows, columns, page }, isRightToLeft)
      if (next === undefined) return undefined
      event.preventDefault()
      isMoving.current = true
      setPlace(next)
      return next.row
    },
    onFocus({ target }) {
      const cell = target.closest('[aria-colindex]')
      const row = cell?.closest('[aria-rowindex]')
      if (!cell || !row) return
      const next = { row: Number(row.ariaRowIndex) - 2, column: Number(cell.ariaColIndex) - 1 }
      if (next.row !== place.row || next.column !== place.column) setPlace(next)
    },
  }
}
