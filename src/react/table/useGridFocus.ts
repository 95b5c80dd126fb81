import type { FocusEvent, KeyboardEvent, RefObject } from 'react'
import { useLayoutEffect, useMemo, useRef, useState } from 'react'

/** A cell's position in a grid; the header row is -1. */
export interface GridPosition {
  readonly row: number
  readonly column: number
}

interface GridSize {
  rows: number
  columns: number
  /** The number of rows in view. */
  page: number
}

/** Returns the position that a key moves to; undefined if it doesn't move. */
export function positionAfter(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
  { row, column }: GridPosition,
  { rows, columns, page }: GridSize,
  isRightToLeft: boolean,
): GridPosition | undefined {
  if (event.altKey || event.shiftKey) return undefined
  const isFar = event.ctrlKey || event.metaKey
  const at = (nextRow: number, nextColumn: number): GridPosition => ({
    row: Math.min(rows - 1, Math.max(-1, nextRow)),
    column: Math.min(columns - 1, Math.max(0, nextColumn)),
  })
  if (event.key === 'Home') return at(isFar ? 0 : row, 0)
  if (event.key === 'End') return at(isFar ? rows - 1 : row, columns - 1)
  // With Ctrl or ⌘, the browser handles the others: back, forward, next tab.
  if (isFar) return undefined
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
    case 'PageUp':
      return at(Math.max(Math.min(row, 0), row - page), column)
    case 'PageDown':
      return at(row + page, column)
    default:
      return undefined
  }
}

/** The current position. Its key identifies the row, even after the row moves. */
interface KeyedPosition extends GridPosition {
  readonly key?: string | undefined
}

/**
 * Returns the position of the one cell in the tab order; keys move the focus to the others. The focus follows its row
 * when rows move. When that row is removed, the row that replaces it gets the focus.
 *
 * @param keys - the keys of the rows
 * @param show - scrolls to a row
 */
export function useGridFocus(
  grid: RefObject<HTMLElement | null>,
  keys: readonly string[],
  columns: number,
  show: (row: number) => void,
): {
  position: GridPosition
  /** Moves the focus to the row with the key, or to the first row if there is none. */
  moveTo: (key: string | undefined) => void
  onKeyDown: (event: KeyboardEvent, page: number) => void
  onFocus: (event: FocusEvent) => void
  onBlur: () => void
} {
  const [kept, setPosition] = useState<KeyedPosition>({ row: -1, column: 0 })
  const isMoving = useRef(false)
  const hasFocus = useRef(false)
  const row = useMemo(() => {
    if (kept.row < 0 || kept.key === undefined || keys[kept.row] === kept.key) return kept.row
    const moved = keys.indexOf(kept.key)
    return moved < 0 ? Math.min(kept.row, keys.length - 1) : moved
  }, [keys, kept])
  const position = { row, column: Math.min(kept.column, columns - 1) }

  function keep(next: GridPosition): void {
    setPosition({ ...next, key: keys[next.row] })
  }
  useLayoutEffect(() => {
    const { activeElement } = (grid.current?.getRootNode() ?? document) as Document | ShadowRoot
    const isLost = hasFocus.current && !grid.current?.contains(activeElement)
    if (!isMoving.current && !isLost) return
    isMoving.current = false
    if (position.row >= 0) show(position.row)
    const cell = grid.current?.querySelector<HTMLElement>(
      `[aria-rowindex="${position.row + 2}"] > [aria-colindex="${position.column + 1}"]`,
    )
    const target = cell?.querySelector<HTMLElement>('[data-bsf-widget]') ?? cell
    target?.focus({ preventScroll: true })
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })
  return {
    position,
    moveTo(key) {
      isMoving.current = true
      setPosition({ row: 0, column: 0, key: key ?? keys[0] })
    },
    onKeyDown(event, page) {
      if (event.defaultPrevented) return
      const isRightToLeft = grid.current !== null && getComputedStyle(grid.current).direction === 'rtl'
      const next = positionAfter(event, position, { rows: keys.length, columns, page }, isRightToLeft)
      if (next === undefined) return
      event.preventDefault()
      isMoving.current = true
      keep(next)
    },
    onFocus({ target }) {
      hasFocus.current = true
      const cell = target.closest('[aria-colindex]')
      const focused = cell?.closest('[aria-rowindex]')
      if (!cell || !focused) return
      const next = { row: Number(focused.ariaRowIndex) - 2, column: Number(cell.ariaColIndex) - 1 }
      if (next.row !== position.row || next.column !== position.column) keep(next)
    },
    // React sends no blur event for elements that it removes.
    onBlur() {
      hasFocus.current = false
    },
  }
}
