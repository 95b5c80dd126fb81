import { useState } from 'react'
import type { Sort } from '../../cluster/rows/arrangeRows.ts'

/** Returns the search and sort state of a table, initially sorted by name. */
export function useSearchAndSort(): {
  search: string
  onSearch: (search: string) => void
  sort: Sort
  onSort: (sort: Sort) => void
} {
  const [search, onSearch] = useState('')
  const [sort, onSort] = useState<Sort>({ column: 'name', descending: false })
  return { search, onSearch, sort, onSort }
}
