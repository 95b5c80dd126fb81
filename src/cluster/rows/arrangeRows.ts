/** A column of rows: its text to show and search, and its sort order. */
export interface RowColumn<Row> {
  readonly id: string
  readonly textOf: (row: Row) => string
  /** The sort value, if rows aren't sorted by the text. Rows without one come last. */
  readonly sortBy?: ((row: Row) => number | undefined) | undefined
}

/** The column to sort by, and the direction. */
export interface Sort {
  readonly column: string
  readonly descending: boolean
}

/** Returns the rows that contain every word of the search in some column, in any case, in the order of the sort. */
export function arrangeRows<Row extends object>(
  rows: readonly Row[],
  columns: readonly RowColumn<Row>[],
  search: string,
  sort: Sort | undefined,
): readonly Row[] {
  return sortRows(findRows(rows, columns, search), columns, sort)
}

/** Returns the rows that contain every word of the search in some column, in any case, in their given order. */
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

/** Returns the rows in the order of the sort. Equal rows keep their order in both directions. */
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
      // Rows without a value come last in both directions.
      if (a === undefined) return 1
      if (b === undefined) return -1
      return a < b ? before : -before
    })
    .map(({ row }) => row)
}

/** Returns a sort key for a text, which ignores case and sorts numbers by value. */
function orderOfText(text: string): string {
  return text
    .toLowerCase()
    .replace(/0*(\d+)/g, (_all, digits: string) => String.fromCharCode(48 + digits.length) + digits)
}
