import type { TextRange } from '../text/parseText.ts'
import { isBlank, lineStart, nextLine } from '../text/textLayout.ts'
import type { Entry } from '../text/textNode.ts'

/** Returns where the line after an entry's content begins. */
function lineAfter(text: string, { from, to }: TextRange): number {
  return to > from && text[to - 1] === '\n' ? to : nextLine(text, to)
}

/**
 * Returns the lines of a list item with its comments: those above it, and those below it that are indented more than
 * its dash, or that no other item follows. Undefined if it shares a line with something else.
 */
export function itemRange(text: string, entry: Entry): TextRange | undefined {
  const { parent, index } = entry
  const start = lineStart(text, entry.from)
  if (parent.kind !== 'seq' || parent.flow || !isBlank(text, start, entry.from)) return undefined
  const before = parent.entries[index - 1]
  const next = parent.entries[index + 1]
  const lowest = before ? lineAfter(text, before) : nextLine(text, parent.entry?.after ?? parent.from)
  const isInside = (column: number): boolean => column > entry.from - start
  const columnOfComment = (line: string): number | undefined => /^[ \t]*(?=#)/.exec(line)?.[0].length

  let from = start
  for (let at = start; at > lowest;) {
    const line = lineStart(text, at - 1)
    const column = columnOfComment(text.slice(line, at))
    if (column === undefined ? !isBlank(text, line, at) : before && isInside(column)) break
    at = line
    if (column !== undefined) from = at
  }
  let to = lineAfter(text, entry)
  for (let at = to; at < text.length;) {
    const end = nextLine(text, at)
    const column = columnOfComment(text.slice(at, end))
    if (column === undefined ? !isBlank(text, at, end) : next && !isInside(column)) break
    at = end
    if (column !== undefined) to = at
  }
  return { from, to }
}
