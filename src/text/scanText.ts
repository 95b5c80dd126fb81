import { markLength } from './parseText.ts'
import { lineEnd, lineStart, nextLine } from './textLayout.ts'

/** A finder for the line of an offset. It remembers the last line, as a line may be as long as the text. */
export class LineFinder {
  readonly text: string
  #from = 0
  #to = 0
  #next = 0
  readonly #signs: Record<string, number> = {}

  constructor(text: string) {
    this.text = text
    this.#seek(0)
  }

  #seek(offset: number): void {
    const start = lineStart(this.text, offset)
    this.#from = start === 0 ? markLength(this.text) : start
    this.#to = lineEnd(this.text, this.#from)
    this.#next = nextLine(this.text, this.#from)
  }

  #find(offset: number): void {
    const isLast = this.#next === this.text.length && this.text[this.#next - 1] !== '\n'
    if (offset < this.#from || (offset >= this.#next && !isLast)) this.#seek(offset)
  }

  /** Returns where the line begins, after a byte order mark. */
  from(offset: number): number {
    this.#find(offset)
    return this.#from
  }

  /** Returns where the line ends, before its line break. */
  to(offset: number): number {
    this.#find(offset)
    return this.#to
  }

  /** Returns where the next line begins, or the text ends. */
  next(offset: number): number {
    this.#find(offset)
    return this.#next
  }

  /** Returns the next offset of the sign in the line, or the end of the line if there is none. */
  sign(sign: string, offset: number): number {
    let at = this.#signs[sign] ?? -1
    if (at < offset) {
      at = this.text.indexOf(sign, offset)
      this.#signs[sign] = at = at < 0 ? Infinity : at
    }
    return Math.min(at, this.to(offset))
  }

  /** Returns where a comment after the offset begins in its line, or the end of the line if there is none. */
  comment(offset: number): number {
    const end = this.to(offset)
    let at = this.sign('#', offset + 1)
    while (at < end && !isBreak(this.text[at - 1])) at = this.sign('#', at + 1)
    return Math.min(at, end)
  }

  column(offset: number): number {
    return offset - this.from(offset)
  }
}

/** Returns whether the character is one of those that must follow `-`, `?` and the colon of a plain key. */
export function isBreak(char: string | undefined): boolean {
  return char === undefined || char === ' ' || char === '\t' || char === '\n' || char === '\r'
}

export function skipSpaces(text: string, offset: number): number {
  let at = offset
  while (text[at] === ' ' || text[at] === '\t') at++
  return at
}

/** Returns the number of spaces and tabs at the start of the line that begins at the offset. */
export function lineIndentation(text: string, lineFrom: number): number {
  return skipSpaces(text, lineFrom) - lineFrom
}

/** Finds a key that begins at the offset and ends in this line. Returns its end, and the offset after its colon. */
export function scanKey(lines: LineFinder, from: number): { to: number; after: number } | undefined {
  const { text } = lines
  const end = lines.to(from)
  const sign = text[from]
  if (sign === '"' || sign === "'") {
    const { to, closed } = scanQuoted(lines, from, 0, true)
    const colon = skipSpaces(text, to)
    return closed && text[colon] === ':' && isBreak(text[colon + 1]) ? { to, after: colon + 1 } : undefined
  }
  if (sign === '{' || sign === '[' || sign === '|' || sign === '>') return undefined
  const comment = lines.comment(from)
  for (let at = lines.sign(':', from); at < end; at = lines.sign(':', at + 1)) {
    if (at > comment) return undefined
    if (isBreak(text[at + 1])) return { to: trimEnd(text, from, at), after: at + 1 }
  }
  return undefined
}

/** Returns where a part of the text ends without its trailing whitespace. */
export function trimEnd(text: string, from: number, to: number): number {
  let end = to
  while (end > from && isBreak(text[end - 1])) end--
  return end
}

/** Returns where a quoted scalar ends. Without a quote that can close it, it ends with its line. */
export function scanQuoted(
  lines: LineFinder,
  from: number,
  indentation: number,
  oneLine: boolean,
): { to: number; closed: boolean } {
  const { text } = lines
  const quote = text[from] ?? ''
  const lineTo = lines.to(from)
  const open = (): ReturnType<typeof scanQuoted> => ({
    to: trimEnd(text, from, lineTo),
    closed: false,
  })
  let isFirst = true
  for (let at = from + 1; at < text.length; at++) {
    const char = text[at]
    if (char === '\n') {
      isFirst = false
      const next = skipSpaces(text, at + 1)
      const isBlank = next >= lineEnd(text, next)
      if (oneLine || (!isBlank && (next - at - 1 <= indentation || text.startsWith('---', at + 1)))) return open()
    } else if (char === '\\' && quote === '"') at++
    else if (char === quote) {
      if (quote === "'" && text[at + 1] === "'") at++
      else if (isFirst || /[\s,:}\]]/.test(text[at + 1] ?? ' ')) return { to: at + 1, closed: true }
      else return open()
    }
  }
  return open()
}
