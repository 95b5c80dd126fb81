/** The most single-letter changes by which a misspelled word may differ. */
const farthest = 3

/** Returns how many letters to insert, remove or replace to turn one word into the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_none, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const exchanged = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(exchanged, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** Returns the word that was probably meant, ignoring case; undefined if none is close enough. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  if (word.length > 64) return undefined
  const limit = Math.min(farthest, Math.floor(word.length / 2))
  const ranked = words
    .filter((one) => Math.abs(one.length - word.length) <= limit)
    .map((one) => ({ one, changes: distance(word.toLowerCase(), one.toLowerCase()) }))
    .sort((a, b) => a.changes - b.changes)
  const [first] = ranked
  return first && first.changes <= limit ? first.one : undefined
}
