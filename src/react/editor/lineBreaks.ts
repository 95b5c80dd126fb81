/** Returns a text with `\n` for each line break, as editors have it: one character each. */
export function withPlainBreaks(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

/** Converts an offset in a text to one in the text with plain line breaks. */
export function plainOffset(text: string, offset: number): number {
  if (!text.includes('\r')) return offset
  let pairs = 0
  for (let at = text.indexOf('\r\n'); at >= 0 && at + 1 < offset; at = text.indexOf('\r\n', at + 2)) pairs++
  return offset - pairs
}

/** Converts an offset in the text with plain line breaks to one in the text itself. */
function realOffset(text: string, offset: number): number {
  let real = offset
  for (let at = text.indexOf('\r\n'); at >= 0 && at < real; at = text.indexOf('\r\n', at + 2)) real++
  return real
}

/** Applies an edit of the text with plain line breaks. Breaks outside the change stay as they are. */
export function withOwnBreaks(text: string, edited: string): string {
  if (!text.includes('\r')) return edited
  const { from, to, insert } = changeBetween(withPlainBreaks(text), edited)
  const pairs = text.split('\r\n').length - 1
  const own = pairs * 2 > text.split('\n').length - 1 ? insert.replaceAll('\n', '\r\n') : insert
  return text.slice(0, realOffset(text, from)) + own + text.slice(realOffset(text, to))
}

/** A change of a text: a replacement of the text between two offsets. */
export interface TextChange {
  from: number
  to: number
  insert: string
}

/** Returns the smallest change that turns one text into another. */
export function changeBetween(before: string, after: string): TextChange {
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start++
  let end = 0
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) }
}
