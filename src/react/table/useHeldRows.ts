import { useMemo, useState } from 'react'

/** The rows of a table that do not jump while somebody points at them. */
export interface HeldRows<Row> {
  readonly rows: readonly Row[]
  /** The keys of rows that are shown though they are gone. */
  readonly gone: ReadonlySet<string>
  /** How many rows there are that are not shown yet. */
  readonly waiting: number
  readonly hold: () => void
  readonly release: () => void
}

const none: ReadonlySet<string> = new Set()

/**
 * Keeps the rows in their places from `hold` to `release`: what they say follows, those that are gone stay, and new ones
 * wait. Another arrangement, asked for by a person, shows all as it is.
 *
 * @param all - every row, whatever is searched for
 * @param arranged - those to show, in their order
 * @param arrangement - says how they are arranged
 */
export function useHeldRows<Row>(
  all: readonly Row[],
  arranged: readonly Row[],
  arrangement: string,
  keyOf: (row: Row) => string,
): HeldRows<Row> {
  const [held, setHeld] = useState<{ rows: readonly Row[]; arrangement: string }>()
  const shown = useMemo(() => {
    if (held?.arrangement !== arrangement || held.rows === arranged) return { rows: arranged, gone: none, waiting: 0 }
    const present = new Map(all.map((row) => [keyOf(row), row]))
    const keys = new Set(held.rows.map(keyOf))
    return {
      rows: held.rows.map((row) => present.get(keyOf(row)) ?? row),
      gone: new Set([...keys].filter((key) => !present.has(key))),
      waiting: arranged.filter((row) => !keys.has(keyOf(row))).length,
    }
  }, [held, all, arranged, arrangement, keyOf])
  return {
    ...shown,
    hold: () => setHeld((before) => (before?.arrangement === arrangement ? before : { rows: arranged, arrangement })),
    release: () => setHeld(undefined),
  }
}
