import { expect } from 'vitest'

/** Where the cursor is in a text of a test. */
const cursor = '‸'

/** The text without its cursor, and where that was. */
export function atCursor(marked: string): { text: string; offset: number } {
  const offset = marked.indexOf(cursor)
  expect(offset).toBeGreaterThanOrEqual(0)
  return { text: marked.replace(cursor, ''), offset }
}
