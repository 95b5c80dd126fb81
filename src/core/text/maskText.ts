import type { TextRange } from './parseText.ts'

/** What stands in the place of a value that is not shown, however long that is. */
export const mask = '••••••••'

/** A text with masks in the place of some of its parts, and where each mask stands. */
export interface MaskedText {
  shown: string
  /** The parts of the text that are hidden, and the place of the mask of each. */
  masks: readonly { hidden: TextRange; at: number }[]
}

/** Masks parts of a text. The ranges are in the order of the text and do not overlap. */
export function maskText(text: string, ranges: readonly TextRange[]): MaskedText {
  let shown = ''
  let end = 0
  const masks = ranges.map((hidden) => {
    shown += text.slice(end, hidden.from)
    const at = shown.length
    shown += mask
    end = hidden.to
    return { hidden, at }
  })
  return { shown: shown + text.slice(end), masks }
}

/** What two texts have in common at their beginning and at their end. */
function commonEnds(a: string, b: string): { start: number; end: number } {
  const most = Math.min(a.length, b.length)
  let start = 0
  while (start < most && a[start] === b[start]) start++
  let end = 0
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  return { start, end }
}

/**
 * The text after its masked form was edited into `edited`: what stands outside the change stays, hidden parts included. A
 * change that reaches into a mask takes the whole hidden part with it.
 */
export function editMasked(text: string, { shown, masks }: MaskedText, edited: string): string {
  const { start, end } = commonEnds(shown, edited)
  const inserted = edited.slice(start, edited.length - end)
  let from = start
  let to = shown.length - end
  // Bullets that were typed next to a mask are told from its own only by where the change begins.
  const toText = (offset: number, side: 'from' | 'to'): number => {
    let shift = 0
    for (const { hidden, at } of masks) {
      const after = at + mask.length
      if (offset <= at) break
      if (offset < after) return hidden[side]
      shift = hidden.to - after
    }
    return offset + shift
  }
  from = toText(from, 'from')
  to = Math.max(from, toText(to, 'to'))
  return text.slice(0, from) + inserted + text.slice(to)
}
