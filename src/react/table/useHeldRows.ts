import type { FocusEvent } from 'react'
import { useMemo, useRef, useState } from 'react'

/** The rows of a table that do not jump while somebody points at them. */
export interface HeldRows<Row> {
  readonly rows: readonly Row[]
  /** The keys of rows that are shown though they are gone. */
  readonly gone: ReadonlySet<string>
  /** Those that are not shown yet. */
  readonly waiting: readonly Row[]
  /** Shows all as it is now. */
  readonly show: () => void
  /** For the element that the rows are in: they are held while the pointer is over it or the focus in it. */
  readonly area: {
    readonly onPointerEnter: () => void
    readonly onPointerLeave: () => void
    readonly onFocus: () => void
    readonly onBlur: (event: FocusEvent) => void
  }
}

const none: ReadonlySet<string> = new Set()

/**
 * Keeps the rows in their places while they are held: what they say follows, those that are gone stay, and new ones wait.
 * Another arrangement, asked for by a person, shows all as it is.
 *
 * @param all - every row, whatever is searched for
 * @param arranged - those to show, in their order
 * @param arrangement - says how they are arranged
 * @param canHold - whether all of them are there, so that what comes is new
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
  // Where there was nothing, nothing can jump.
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
