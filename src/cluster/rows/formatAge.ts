const units = [
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
] as const

/**
 * Formats an age in its largest unit, such as `38m`; below ten, also in the next one, such as `6d21h`.
 *
 * @param created - as RFC 3339
 * @param now - in ms since 1970
 * @returns `–` if `created` is not a time
 */
export function formatAge(created: string, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(created)) / 1000))
  if (Number.isNaN(seconds)) return '–'
  const largest = units.findIndex(([, length]) => seconds >= length)
  const [unit, length] = units[largest] ?? ['s', 1]
  const count = Math.floor(seconds / length)
  const next = units[largest + 1]
  const rest = next === undefined || count >= 10 ? 0 : Math.floor((seconds % length) / next[1])
  return `${count}${unit}${next === undefined || rest === 0 ? '' : `${rest}${next[0]}`}`
}
