import type { FocusEvent } from 'react'
import { useMemo, useRef, useState } from 'react'

/** The rows of a table that stay put while the user points at them. */
export interface HeldRows<Row> {
  readonly rows: readonly Row[]
  /** The keys of deleted rows that are still shown. */
  readonly gone: ReadonlySet<string>
  /** New rows that are not shown yet. */
  readonly waiting: readonly Row[]
  /** Shows the current rows. */
  readonly show: () => void
  /** Handlers for the element around the rows. It holds them while it has the pointer or the focus. */
  readonly area: {
    readonly onPointerEnter: () => void
    readonly onPointerLeave: () => void
    readonly onFocus: () => void
    readonly onBlur: (event: FocusEvent) => void
  }
}

const none: ReadonlySet<string> = new Set()

/**
 * Keeps the rows in position while they are held: their content updates, deleted rows stay, and new ones wait. A new
 * search or sort shows the current rows.
 *
 * @param all - every row, regardless of the search
 * @param arranged - the rows to show, in order
 * @param arrangement - identifies the search and the sort
 * @param canHold - whether all rows are loaded, so that later ones are new
 */
export function useHeldRows<Row>(
  all: readonly Row[],
  arranged: readonly Row[],
  arrangement: string,
  canHold: boolean,
  keyOf: (row: Row) => string,
): HeldRows<Row> {
  const isOver = useRef(false)
  const hasFocus = useRef(false)
  const [isPointedAt, setPointedAt] = useState(false)
  const [held, setHeld] = useState<{ rows: readonly Row[]; arrangement: string }>()
  const isHeld = isPointedAt && canHold
  // An empty table can't jump.
  const isNext = held?.arrangement !== arrangement || (held.rows.length === 0 && held.rows !== arranged)
  if (isHeld ? isNext : held) setHeld(isHeld ? { rows: arranged, arrangement } : undefined)
  const shown = useMemo(() => {
    if (held?.arrangement !== arrangement || held.rows === arranged) return { rows: arranged, gone: none, waiting: [] }
    const present = new Map(all.map((row) => [keyOf(row), row]))
    const keys = new Set(held.rows.map(keyOf))
    return {
      rows: held.rows.map((row) => present.get(keyOf(row)) ?? row),
      gone: new Set([...keys].filter((key) => !present.has(key))),
      waiting: arranged.filter((row) => !keys.has(keyOf(row))),
    }
  }, [held, all, arranged, arrangement, keyOf])

  function point(over: boolean, focus: boolean): void {
    isOver.current = over
    hasFocus.current = focus
    setPointedAt(over || focus)
  }
  return {
    ...shown,
    show: () => setHeld({ rows: arranged, arrangement }),
    area: {
      onPointerEnter: () => point(true, hasFocus.current),
      onPointerLeave: () => point(false, hasFocus.current),
      onFocus: () => point(isOver.current, true),
      onBlur: ({ currentTarget, relatedTarget }) => point(isOver.current, currentTarget.contains(relatedTarget)),
    },
  }
}
