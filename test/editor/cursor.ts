import { expect } from 'vitest'

/** Marks the cursor in a text. */
const cursor = '‸'

/** Returns the text without its cursor, and the cursor's offset. */
export function atCursor(marked: string): { text: string; offset: number } {
  const offset = marked.indexOf(cursor)
  expect(offset).toBeGreaterThanOrEqual(0)
  return { text: marked.replace(cursor, ''), offset }
}
