import { mask } from '../../manifests/maskText.ts'
import type { MaskedText } from '../../manifests/maskText.ts'
import type { TextRange } from '../../text/parseText.ts'
import { mergeRanges, secretRanges } from '../../manifests/secretRanges.ts'
import type { TextChange } from './lineBreaks.ts'
import { changeBetween } from './lineBreaks.ts'

/** Documents in which none of this occurs hold no Secret: most of a long text is not read for its Secrets. */
const sign = /Secret|stringData|\\[ux]/

/** The documents of a text, as parts that make it up. A line `---` starts one wherever it stands, even in a string. */
function documentsOf(text: string): string[] {
  if (/^%/m.test(text)) return [text]
  const starts = [0, ...[...text.matchAll(/^---(?=\s|$)/gm)].map(({ index }) => index)]
  return starts.map((from, i) => text.slice(from, starts[i + 1]))
}

/** How long after the last key newly typed values are looked for, in ms; and so where there is much to read for it. */
export const settled = 400
export const settledLong = 1500
/** How many characters are much. */
export const much = 20_000

/** Finds the values of Secrets in a text. */
export interface SecretFinder {
  (text: string): TextRange[]
  /** How much text it would have to read for it. */
  unread: (text: string) => number
}

/** A finder that reads only those documents that were changed since it was used last. */
export function createSecretFinder(): SecretFinder {
  let known = new Map<string, TextRange[]>()
  function find(text: string): TextRange[] {
    const next = new Map<string, TextRange[]>()
    let at = 0
    const ranges = documentsOf(text).flatMap((document) => {
      const found = known.get(document) ?? (sign.test(document) ? secretRanges(document) : [])
      next.set(document, found)
      const start = at
      at += document.length
      return found.map(({ from, to }) => ({ from: from + start, to: to + start }))
    })
    known = next
    return ranges
  }
  const unread = (text: string): number =>
    documentsOf(text).reduce((sum, one) => (known.has(one) || !sign.test(one) ? sum : sum + one.length), 0)
  return Object.assign(find, { unread })
}

/** Both as one, in the order of the text. */
export function joinRanges(a: readonly TextRange[], b: readonly TextRange[]): TextRange[] {
  return mergeRanges([...a, ...b])
}

/** Those ranges that an offset is not in, nor at the edge of. */
export function awayFrom(ranges: readonly TextRange[], offset: number | undefined): TextRange[] {
  return ranges.filter(({ from, to }) => offset === undefined || offset < from || offset > to)
}

/** Where ranges are after a change. One that the change reaches into is gone. */
export function mapRanges(ranges: readonly TextRange[], { from, to, insert }: TextChange): TextRange[] {
  const shift = insert.length - (to - from)
  return ranges.flatMap((range) => {
    if (range.to <= from) return [range]
    return range.from >= to ? [{ from: range.from + shift, to: range.to + shift }] : []
  })
}

/** The offset in a text of an offset in its masked form; in a mask, that of the end of the hidden part on a side. */
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

/** The offset in the masked form of a text of an offset in the text. */
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

/** What an edit of the masked form of a text changes in the text: a mask that it reaches into goes as a whole. */
export function changeBehind(masked: MaskedText, edited: string): TextChange {
  const { from, to, insert } = changeBetween(masked.shown, edited)
  const start = offsetBehind(masked, from, 'from')
  return { from: start, to: Math.max(start, offsetBehind(masked, to, 'to')), insert }
}
