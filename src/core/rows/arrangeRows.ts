/** What a column says of a row: to read and to search in, and to sort by. */
export interface RowColumn<Row> {
  readonly id: string
  readonly textOf: (row: Row) => string
  /** What rows are sorted by, where that is not the text. Rows without it come last. */
  readonly sortBy?: ((row: Row) => number | undefined) | undefined
}

/** Which column rows are sorted by. */
export interface Sort {
  readonly column: string
  readonly descending: boolean
}

const { compare } = new Intl.Collator('en', { numeric: true })

/** The rows that have every word of the search in one of their columns, whatever the case; in the order of the sort. */
export function arrangeRows<Row>(
  rows: readonly Row[],
  columns: readonly RowColumn<Row>[],
  search: string,
  sort: Sort | undefined,
): readonly Row[] {
  return sortRows(findRows(rows, columns, search), columns, sort)
}

/** The rows that have every word of the search in one of their columns, whatever the case; in the order that they have. */
export function findRows<Row>(
  rows: readonly Row[],
  columns: readonly RowColumn<Row>[],
  search: string,
): readonly Row[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return rows
  return rows.filter((row) => {
    const text = columns
      .map((column) => column.textOf(row))
      .join('\n')
      .toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** The rows in the order of the sort. Those that are alike stay as they are, whatever the direction. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly RowColumn<Row>[],
  sort: Sort | undefined,
): readonly Row[] {
  const column = columns.find(({ id }) => id === sort?.column)
  if (column === undefined) return rows
  const sign = sort?.descending === true ? -1 : 1
  const { sortBy, textOf } = column
  return sortBy
    ? sortedBy(rows, sortBy, (a, b) => sign * (a - b))
    : sortedBy(
        rows,
        (row) => textOf(row) || undefined,
        (a, b) => sign * compare(a, b),
      )
}

/** Sorts by a value that is read once of each row. Those that have none are last, whatever the direction. */
function sortedBy<Row, Value>(
  rows: readonly Row[],
  valueOf: (row: Row) => Value | undefined,
  order: (a: Value, b: Value) => number,
): Row[] {
  return rows
    .map((row) => ({ row, value: valueOf(row) }))
    .sort((a, b) => {
      if (a.value === undefined || b.value === undefined)
        return Number(a.value === undefined) - Number(b.value === undefined)
      return order(a.value, b.value)
    })
    .map(({ row }) => row)
}
