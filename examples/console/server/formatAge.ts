const [second, minute, hour, day, year] = [1000, 60_000, 3_600_000, 86_400_000, 31_536_000_000]

/** Formats a duration as `kubectl` and tables do: `38m`, `6d21h`, `2y`. */
export function formatAge(milliseconds: number): string {
  const whole = (unit: number): number => Math.floor(milliseconds / unit)
  const two = (large: number, letter: string, small: number, smallLetter: string): string => {
    const rest = Math.floor((milliseconds % large) / small)
    return `${whole(large)}${letter}${rest === 0 ? '' : `${rest}${smallLetter}`}`
  }
  if (milliseconds < -second) return '<invalid>'
  if (milliseconds < 0) return '0s'
  if (milliseconds < 2 * minute) return `${whole(second)}s`
  if (milliseconds < 10 * minute) return two(minute, 'm', second, 's')
  if (milliseconds < 3 * hour) return `${whole(minute)}m`
  if (milliseconds < 8 * hour) return two(hour, 'h', minute, 'm')
  if (milliseconds < 2 * day) return `${whole(hour)}h`
  if (milliseconds < 8 * day) return two(day, 'd', hour, 'h')
  if (milliseconds < 2 * year) return `${whole(day)}d`
  if (milliseconds < 8 * year) return two(year, 'y', day, 'd')
  return `${whole(year)}y`
}
