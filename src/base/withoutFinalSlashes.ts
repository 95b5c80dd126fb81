/** Returns the text without trailing slashes. A regular expression would take quadratic time for many of them. */
export function withoutFinalSlashes(text: string): string {
  let end = text.length
  while (text[end - 1] === '/') end--
  return text.slice(0, end)
}
