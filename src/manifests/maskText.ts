import type { TextRange } from '../text/parseText.ts'

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
