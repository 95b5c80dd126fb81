import { deepEqual, isObject, setMember } from '../../../base/json.ts'

/** A row of a map: a key and its value. The value of an empty row is undefined. */
export interface MapRow {
  readonly key: string
  /** A string once the user has typed it; anything before, such as a number from an imported manifest. */
  readonly value: unknown
}

/** A new row, which is no entry of the map yet. */
export const emptyRow: MapRow = { key: '', value: undefined }

/** Returns the rows of a map. */
export function toRows(map: unknown): readonly MapRow[] {
  return Object.entries(isObject(map) ? map : {}).map(([key, value]) => ({ key, value }))
}

/** Returns the map of the rows, without empty ones. The last of several rows with one key counts. */
export function toMap(rows: readonly MapRow[]): Record<string, unknown> {
  const map: Record<string, unknown> = {}
  for (const { key, value } of rows)
    if (key !== '' || value !== undefined) setMember(map, key, value === undefined ? '' : value)
  return map
}

/** Returns the row with a typed key or value. Clearing both makes it an empty row. */
export function editRow(row: MapRow, part: { key: string } | { value: string }): MapRow {
  const edited = { ...row, ...part }
  return edited.key === '' && edited.value === '' ? emptyRow : edited
}

/** Returns the keys of several rows. */
export function duplicatesIn(rows: readonly MapRow[]): string[] {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const { key } of rows) if (key !== '') (seen.has(key) ? twice : seen).add(key)
  return [...twice]
}

/**
 * Returns the rows to show for a map: as typed while they stand for it, otherwise those of the map. Rows with duplicate
 * keys stand for a map only while the field reports them.
 */
export function shownRows(typed: readonly MapRow[] | undefined, map: unknown, isReported: boolean): readonly MapRow[] {
  const stands =
    typed && deepEqual(toMap(typed), isObject(map) ? map : {}) && (isReported || duplicatesIn(typed).length === 0)
  return stands ? typed : toRows(map)
}

/** Returns the rows with pasted ones. They replace a row whose key is empty, and go above it otherwise. */
export function insertRows(rows: readonly MapRow[], at: number, pasted: readonly MapRow[]): readonly MapRow[] {
  return rows.toSpliced(at, rows[at]?.key === '' ? 1 : 0, ...pasted)
}
