const words: ReadonlyMap<string, boolean | number | null> = new Map<string, boolean | number | null>([
  ...spellings(['y', 'yes', 'true', 'on'], true),
  ...spellings(['n', 'no', 'false', 'off'], false),
  ...spellings(['~', 'null', ''], null),
  ...spellings(['.inf', '+.inf'], Infinity),
  ...spellings(['-.inf'], -Infinity),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, NaN] as const),
])

/** Returns a word as in `yes`, `Yes` and `YES`. */
function spellings<T>(all: readonly string[], value: T): [string, T][] {
  return all.flatMap((word) =>
    [word, word.replace(/[a-z]/, (char) => char.toUpperCase()), word.toUpperCase()].map(
      (one) => [one, value] as [string, T],
    ),
  )
}

const bases: Readonly<Record<string, number>> = { '0x': 16, '0o': 8, '0b': 2, '0': 8 }
const digits: Readonly<Record<number, RegExp>> = { 16: /^[\da-f]+$/i, 8: /^[0-7]+$/, 2: /^[01]+$/ }

/** Returns the whole number of a plain scalar without underscores; undefined if it is none. */
function wholeNumber(source: string): number | undefined {
  const [, sign = '', prefix = '', rest = ''] = /^([-+]?)(0[xob]|0(?=\d))?(.+)$/i.exec(source) ?? []
  const base = bases[prefix.toLowerCase()] ?? 10
  if (!(digits[base] ?? /^\d+$/).test(rest)) return undefined
  const value = base === 10 ? Number(rest) : Number.parseInt(rest, base)
  return sign === '-' ? 0 - value : value
}

const float = /^[-+]?(\.\d+|\d+(\.\d*)?)(e[-+]?\d+)?$/i

/**
 * Returns the value of a plain scalar as kubectl reads it, by the rules of YAML 1.1: `yes` is true, `010` is 8 and
 * `1_000` is 1000. Dates and numbers such as `1:30` are strings.
 *
 * The rules are those of the Go library that kubectl uses: https://github.com/kubernetes-sigs/yaml, goyaml.v2/resolve.go
 */
export function plainValue(source: string): string | number | boolean | null {
  const word = words.get(source)
  if (word !== undefined) return word
  if (source.startsWith('.')) return float.test(source) ? Number(source) : source
  if (!/^[-+\d]/.test(source)) return source
  const bare = source.replaceAll('_', '')
  return wholeNumber(bare) ?? (float.test(bare) ? Number(bare) : source)
}

/** Returns whether a number lost digits when it was read, as whole numbers beyond 2^53 can. */
export function losesDigits(source: string, value: number): boolean {
  if (Number.isSafeInteger(value) || !Number.isInteger(value)) return false
  const bare = source.replaceAll('_', '')
  const digits = bare.replace(/^[-+]/, '').replace(/^0(?=[0-7]+$)/, '0o')
  if (!/^(\d+|0[xob][\da-f]+)$/i.test(digits) || digits === String(Math.abs(value))) return false
  return BigInt(digits) !== BigInt(Math.abs(value))
}
