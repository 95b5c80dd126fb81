import { mask } from '../../manifests/maskText.ts'
import type { MaskedText } from '../../manifests/maskText.ts'
import type { TextRange } from '../../text/parseText.ts'
import { documentsOf, mergeRanges, secretRanges } from '../../manifests/secretRanges.ts'
import type { TextChange } from './lineBreaks.ts'
import { changeBetween } from './lineBreaks.ts'

/** The delay from the last keystroke to the search for new values, in ms; the second one if there is much to read. */
export const settled = 400
export const settledLong = 1500
/** The number of characters above which there is much to read. */
export const much = 20_000

/** A function that finds the values of Secrets in a text. */
export interface SecretFinder {
  (text: string): TextRange[]
  /** Returns the number of characters it would have to read. */
  unread: (text: string) => number
}

/** Creates a finder that reads only the documents changed since its last use. */
export function createSecretFinder(): SecretFinder {
  let known = new Map<string, TextRange[]>()
  function find(text: string): TextRange[] {
    const next = new Map<string, TextRange[]>()
    let at = 0
    const ranges = documentsOf(text).flatMap((document) => {
      const found = known.get(document) ?? secretRanges(document)
      next.set(document, found)
      const start = at
      at += document.length
      return found.map(({ from, to }) => ({ from: from + start, to: to + start }))
    })
    known = next
    return ranges
  }
  const unread = (text: string): number =>
    documentsOf(text).reduce((sum, one) => (known.has(one) ? sum : sum + one.length), 0)
  return Object.assign(find, { unread })
}

/** Merges two lists of ranges, in the order of the text. */
export function joinRanges(a: readonly TextRange[], b: readonly TextRange[]): TextRange[] {
  return mergeRanges([...a, ...b])
}

/** Returns the ranges that an offset is neither in nor at the edge of. */
export function awayFrom(ranges: readonly TextRange[], offset: number | undefined): TextRange[] {
  return ranges.filter(({ from, to }) => offset === undefined || offset < from || offset > to)
}

/** Moves ranges to where they are after a change, and drops those that it overlaps. */
export function mapRanges(ranges: readonly TextRange[], { from, to, insert }: TextChange): TextRange[] {
  const shift = insert.length - (to - from)
  return ranges.flatMap((range) => {
    if (range.to <= from) return [range]
    return range.from >= to ? [{ from: range.from + shift, to: range.to + shift }] : []
  })
}

/** Converts an offset in a masked text to one in the text. In a mask, it is the `side` end of the hidden range. */
export function offsetBehind({ masks }: MaskedText, offset: number, side: 'from' | 'to'): number {
  let shift = 0
  for (const { hidden, at } of masks) {
    const after = at + mask.length
    if (offset <= at) break
    if (offset < after) return hidden[side]
    shift = hidden.to - after
  }
  return offset + shift
}

/** Converts an offset in a text to one in its masked form. */
export function offsetShown({ masks }: MaskedText, offset: number): number {
  let shift = 0
  for (const { hidden, at } of masks) {
    if (offset <= hidden.from) break
    const after = at + mask.length
    if (offset < hidden.to) return after
    shift = after - hidden.to
  }
  return offset + shift
}

/** Converts an edit of a masked text to a change of the text. A mask that it overlaps is replaced as a whole. */
export function changeBehind(masked: MaskedText, edited: string): TextChange {
  const { from, to, insert } = changeBetween(masked.shown, edited)
  const start = offsetBehind(masked, from, 'from')
  return { from: start, to: Math.max(start, offsetBehind(masked, to, 'to')), insert }
}
