import type { TextRange } from '../text/parseText.ts'

/** The mask that replaces a value, whatever its length. */
export const mask = '••••••••'

/** A text with masks over some of its parts. */
export interface MaskedText {
  shown: string
  /** The hidden parts of the text, each with the offset of its mask in `shown`. */
  masks: readonly { hidden: TextRange; at: number }[]
}

/** Masks parts of a text. The ranges must be in the order of the text and must not overlap. */
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
