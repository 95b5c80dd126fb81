import { replaceNode } from './replaceNode.ts'
import { isBlank, isRestOfLineFree, lineEnd, lineStart, nextLine, trimmedEnd } from './textLayout.ts'
import type { Change, Surroundings } from './textLayout.ts'
import type { Entry } from './textNode.ts'

/** Returns the changes that remove an entry from its map or list; the last one leaves `{}` or `[]`. */
export function deleteEntry(at: Surroundings, entry: Entry): Change[] | undefined {
  const { parent } = entry
  if (parent.bare) return undefined
  if (parent.entries.length === 1) return replaceNode(at, parent, parent.kind === 'map' ? {} : [])
  return parent.flow ? deleteFromFlow(at, entry) : deleteFromBlock(at, entry)
}

function deleteFromBlock(at: Surroundings, entry: Entry): Change[] | undefined {
  const { text } = at
  const start = lineStart(text, entry.from)
  const next = entry.parent.entries[entry.index + 1]
  if (!isBlank(text, start, entry.from)) {
    // The first entry is on the line of a dash or similar: the next one moves up to it.
    if (!next) return undefined
    const end = lineEnd(text, trimmedEnd(text, entry.from, entry.to))
    const nextStart = lineStart(text, next.from)
    if (isBlank(text, Math.min(end, nextStart), nextStart)) return [{ from: entry.from, to: next.from, insert: '' }]
    const before = start + text.slice(start, entry.from).trimEnd().length
    return [{ from: before, to: end, insert: '' }]
  }
  if (text[entry.to - 1] === '\n' && entry.to > entry.from) return [{ from: start, to: entry.to, insert: '' }]
  if (!isRestOfLineFree(text, entry.to)) return undefined
  const to = nextLine(text, entry.to)
  // If the text doesn't end in a line break, the one before the entry goes instead.
  const unfinished = to === text.length && !text.endsWith('\n') && start > 0
  return [{ from: unfinished ? trimmedBreak(text, start) : start, to, insert: '' }]
}

function trimmedBreak(text: string, start: number): number {
  const end = text[start - 1] === '\n' ? start - 1 : start
  return end > 0 && text[end - 1] === '\r' ? end - 1 : end
}

function deleteFromFlow(at: Surroundings, entry: Entry): Change[] {
  const { text } = at
  const { parent } = entry
  const comma = parent.commas.find((offset) => offset >= entry.to)
  const end = comma === undefined ? entry.to : comma + 1
  const start = lineStart(text, entry.from)
  const ownLines = isBlank(text, start, entry.from) && isRestOfLineFree(text, end)
  if (comma !== undefined) {
    if (ownLines) return [{ from: start, to: nextLine(text, end), insert: '' }]
    const space = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0
    return [{ from: entry.from, to: end + space, insert: '' }]
  }
  const before = parent.entries[entry.index - 1]
  const previous = before && parent.commas.find((offset) => offset >= before.to)
  if (previous === undefined) return []
  if (ownLines) {
    return [
      { from: previous, to: previous + 1, insert: '' },
      { from: start, to: nextLine(text, end), insert: '' },
    ]
  }
  if (isBlank(text, previous + 1, entry.from)) return [{ from: previous, to: entry.to, insert: '' }]
  return [
    { from: previous, to: previous + 1, insert: '' },
    { from: entry.from, to: entry.to, insert: '' },
  ]
}
