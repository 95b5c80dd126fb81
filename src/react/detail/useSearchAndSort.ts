import { useState } from 'react'
import type { Sort } from '../../cluster/rows/arrangeRows.ts'

/** What is searched for in a table and what it is sorted by, the names first. */
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
