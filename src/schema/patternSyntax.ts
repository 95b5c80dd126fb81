/** Code points as inclusive ranges: `[[97, 122]]` is a to z. */
export type Ranges = readonly (readonly [number, number])[]

/**
 * A regular expression as a tree, in the order in which it is matched: from right to left within a lookbehind. A group
 * is its content, and an assertion is a lookahead or lookbehind. Anything else that takes no character is an empty
 * sequence.
 */
export type PatternNode =
  | { kind: 'set'; set: Ranges }
  | { kind: 'sequence' | 'choice'; items: PatternNode[] }
  | { kind: 'repeat'; item: PatternNode; min: number; max: number }
  | { kind: 'assertion'; item: PatternNode }
  | { kind: 'start' }

/** The error for syntax without an estimate: a back reference, a repeated group in a lookbehind, or newer syntax. */
export class PatternSyntaxError extends Error {
  constructor(readonly reason: 'backreference' | 'unknown') {
    super(reason)
  }
}

const lastCodePoint = 0x10ffff
const everything: Ranges = [[0, lastCodePoint]]

function complement(set: Ranges): Ranges {
  const result: [number, number][] = []
  let next = 0
  for (const [from, to] of set.toSorted(([a], [b]) => a - b)) {
    if (from > next) result.push([next, from - 1])
    next = Math.max(next, to + 1)
  }
  if (next <= lastCodePoint) result.push([next, lastCodePoint])
  return result
}

function points(text: string): Ranges {
  return Array.from(text, (char): [number, number] => [char.codePointAt(0) ?? 0, char.codePointAt(0) ?? 0])
}

const digits = points('0123456789')
const lineEnds = points('\n\r\u2028\u2029')
const spaces: Ranges = [...points('\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff'), [0x2000, 0x200a]]
const wordChars: Ranges = [...digits, [65, 90], [95, 95], [97, 122]]
const named: Readonly<Record<string, Ranges>> = {
  d: digits,
  s: spaces,
  w: wordChars,
  D: complement(digits),
  S: complement(spaces),
  W: complement(wordChars),
}
const controls: Readonly<Record<string, number>> = { 0: 0, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 }

const empty = (): PatternNode => ({ kind: 'sequence', items: [] })

/**
 * Parses a valid regular expression with the flag `u`. Property escapes (`\p{L}`) count as all characters, so that
 * conclusions about the tree also hold for the expression.
 *
 * @throws {PatternSyntaxError} for back references and unknown syntax
 */
export function parsePattern(pattern: string): PatternNode {
  const chars = Array.from(pattern)
  let at = 0
  let isBackward = false

  function take(text: string): boolean {
    const found = chars.slice(at, at + text.length).join('') === text
    if (found) at += text.length
    return found
  }

  function takeUntil(end: string): string {
    const from = at
    while (at < chars.length && chars[at] !== end) at++
    return chars.slice(from, at++).join('')
  }

  function hex(length: number): number {
    at += length
    return Number.parseInt(chars.slice(at - length, at).join(''), 16)
  }

  function unicodeEscape(): number {
    if (take('{')) return Number.parseInt(takeUntil('}'), 16)
    const high = hex(4)
    if (high < 0xd800 || high > 0xdbff || chars[at] !== '\\' || chars[at + 1] !== 'u') return high
    const back = at
    at += 2
    const low = hex(4)
    if (low >= 0xdc00 && low <= 0xdfff) return (high - 0xd800) * 0x400 + low - 0xdc00 + 0x10000
    at = back
    return high
  }

  /** Parses the rest of an escape after its backslash: a set, or one code point. */
  function escape(): Ranges | number {
    const char = chars[at++] ?? ''
    if (char === 'p' || char === 'P') {
      takeUntil('}')
      return everything
    }
    if (char === 'x') return hex(2)
    if (char === 'u') return unicodeEscape()
    if (char === 'c') return (chars[at++]?.codePointAt(0) ?? 0) % 32
    return named[char] ?? controls[char] ?? char.codePointAt(0) ?? 0
  }

  function classMember(): Ranges | number {
    return take('\\') ? escape() : (chars[at++]?.codePointAt(0) ?? 0)
  }

  function characterClass(): Ranges {
    const isNegated = take('^')
    const set: [number, number][] = []
    while (at < chars.length && !take(']')) {
      const from = classMember()
      if (typeof from !== 'number') {
        // A set that only counts as everything has an unknown complement.
        if (from === everything) {
          while (at < chars.length && !take(']')) classMember()
          return everything
        }
        set.push(...(from as [number, number][]))
      } else if (chars[at] === '-' && chars[at + 1] !== ']') {
        at++
        const to = classMember()
        set.push([from, typeof to === 'number' ? to : from])
      } else set.push([from, from])
    }
    return isNegated ? complement(set) : set
  }

  function assertion(backward: boolean): PatternNode {
    const outside = isBackward
    isBackward = backward
    const item = choice()
    isBackward = outside
    return { kind: 'assertion', item }
  }

  function group(): PatternNode {
    if (take('?:')) return choice()
    if (take('?=') || take('?!')) return assertion(false)
    if (take('?<=') || take('?<!')) return assertion(true)
    if (take('?<')) takeUntil('>')
    else if (chars[at] === '?') throw new PatternSyntaxError('unknown')
    return choice()
  }

  function atom(): PatternNode {
    const char = chars[at++] ?? ''
    if (char === '^') return { kind: 'start' }
    if (char === '$') return empty()
    if (char === '(') return group()
    if (char === '.') return { kind: 'set', set: complement(lineEnds) }
    if (char === '[') return { kind: 'set', set: characterClass() }
    if (char !== '\\') return { kind: 'set', set: points(char) }
    const escaped = chars[at] ?? ''
    if (/[1-9k]/.test(escaped)) throw new PatternSyntaxError('backreference')
    if (take('b') || take('B')) return empty()
    const set = escape()
    return { kind: 'set', set: typeof set === 'number' ? [[set, set]] : set }
  }

  function limits(): [number, number] | undefined {
    if (take('*')) return [0, Infinity]
    if (take('+')) return [1, Infinity]
    if (take('?')) return [0, 1]
    if (!take('{')) return undefined
    const [min = '', max = min] = takeUntil('}').split(',')
    return [Number(min), max === '' ? Infinity : Number(max)]
  }

  function sequence(): PatternNode {
    const items: PatternNode[] = []
    while (at < chars.length && chars[at] !== '|' && chars[at] !== ')') {
      const item = atom()
      const repeat = limits()
      if (repeat) take('?')
      // Only a repeated character is the same in both directions, so that the estimate of the whole pattern is right.
      if (repeat && isBackward && item.kind !== 'set') throw new PatternSyntaxError('unknown')
      items.push(repeat ? { kind: 'repeat', item, min: repeat[0], max: repeat[1] } : item)
    }
    return { kind: 'sequence', items: isBackward ? items.toReversed() : items }
  }

  /** Parses up to the end, or to the closing parenthesis. */
  function choice(): PatternNode {
    const items = [sequence()]
    while (take('|')) items.push(sequence())
    take(')')
    return items.length === 1 && items[0] ? items[0] : { kind: 'choice', items }
  }

  return choice()
}
