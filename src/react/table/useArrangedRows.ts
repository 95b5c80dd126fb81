import { useMemo, useState } from 'react'
import type { RowColumn, Sort } from '../../cluster/rows/arrangeRows.ts'
import { findRows, sortRows } from '../../cluster/rows/arrangeRows.ts'

/**
 * Returns the rows that match the search, in the order of the sort. It arranges them again only for a new search, sort,
 * row, or text or sort value of a column, not when a host passes a new function for links.
 */
export function useArrangedRows<Row extends object>(
  rows: readonly Row[],
  columns: readonly RowColumn<Row>[],
  search: string,
  { column, descending }: Sort,
): readonly Row[] {
  const [said, setSaid] = useState(columns)
  if (!sayTheSame(said, columns)) setSaid(columns)
  const sorted = useMemo(() => sortRows(rows, said, { column, descending }), [rows, said, column, descending])
  return useMemo(() => findRows(sorted, said, search), [sorted, said, search])
}

function sayTheSame<Row>(some: readonly RowColumn<Row>[], others: readonly RowColumn<Row>[]): boolean {
  if (some === others) return true
  return (
    some.length === others.length &&
    some.every(({ id, textOf, sortBy }, index) => {
      const other = others[index]
      return id === other?.id && textOf === other.textOf && sortBy === other.sortBy
    })
  )
}
