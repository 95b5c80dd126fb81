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

/** The rows that have every word of the search in one of their columns, whatever the case; in the order of the sort. */
export function arrangeRows<Row extends object>(
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
export function sortRows<Row extends object>(
  rows: readonly Row[],
  columns: readonly RowColumn<Row>[],
  sort: Sort | undefined,
): readonly Row[] {
  const column = columns.find(({ id }) => id === sort?.column)
  if (column === undefined) return rows
  const valueOf = column.sortBy ?? ((row: Row) => orderOfText(column.textOf(row)) || undefined)
  const before = sort?.descending === true ? 1 : -1
  return rows
    .map((row) => ({ row, value: valueOf(row) }))
    .sort(({ value: a }, { value: b }) => {
      if (a === b) return 0
      // Those that have no value are last, whatever the direction.
      if (a === undefined) return 1
      if (b === undefined) return -1
      return a < b ? before : -before
    })
    .map(({ row }) => row)
}

/** A text to compare by its codes: capitals as small letters, and a number behind how many digits it has. */
function orderOfText(text: string): string {
  return text
    .toLowerCase()
    .replace(/0*(\d+)/g, (_all, digits: string) => String.fromCharCode(48 + digits.length) + digits)
}
