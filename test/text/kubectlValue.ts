/** A value of the table: what kubectl reads. `undefined` means that it fails. */
export type KubectlValue = string | number | boolean | null | undefined

/** What kubectl makes of plain scalars: sigs.k8s.io/yaml, which is go-yaml v2. Written down, not computed. */
export const kubectlTable: readonly (readonly [string, KubectlValue])[] = [
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'].map((word) => [word, false] as const),
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '-.inf', '.nan', '.NaN', '.NAN'].map((word) => [word, undefined] as const),
  ...[
    'yEs',
    'tRue',
    'oN',
    'nULL',
    'yes please',
    'nan',
    'inf',
    'Infinity',
    '.nAn',
    'none',
    '=',
    '+',
    '-',
    '.',
    '..',
    '_',
    '_1',
  ].map((word) => [word, word] as const),
  ['0', 0],
  ['-0', 0],
  ['+1', 1],
  ['010', 8],
  ['-010', -8],
  ['+010', 8],
  ['00', 0],
  ['08', 8],
  ['09.5', 9.5],
  ['0o17', 15],
  ['0O17', 15],
  ['+0o7', 7],
  ['0o8', '0o8'],
  ['0o1_1', 9],
  ['0x1F', 31],
  ['0X1f', 31],
  ['-0x1F', -31],
  ['0x_1', 1],
  ['0xG', '0xG'],
  ['0x', '0x'],
  ['0b11', 3],
  ['0B1', 1],
  ['-0b11', -3],
  ['0b12', '0b12'],
  ['1_000', 1000],
  ['1__0', 10],
  ['1_', 1],
  ['-_1', -1],
  ['1_e3', 1000],
  ['1e_3', 1000],
  ['1.', 1],
  ['1.5', 1.5],
  ['.5', 0.5],
  ['-.5', -0.5],
  ['.5_0', '.5_0'],
  ['._5', '._5'],
  ['1e3', 1000],
  ['1E+3', 1000],
  ['1e', '1e'],
  ['1e-400', 0],
  ['685_230.15', 685230.15],
  ['1:30', '1:30'],
  ['190:20:30', '190:20:30'],
  ['2020-01-01', '2020-01-01'],
  ['2001-12-14t21:59:43.10-05:00', '2001-12-14t21:59:43.10-05:00'],
  ['1.2.3', '1.2.3'],
  ['1-2', '1-2'],
  ['0x1p-2', '0x1p-2'],
]

const words = new Map(kubectlTable.filter(([word]) => /^[a-z~]+$/i.test(word)))

function goInteger(source: string): number | undefined {
  const negative = source.startsWith('-')
  const digits = source.replace(/^[-+]/, '')
  const parse = (text: string, base: number, allowed: RegExp): number | undefined =>
    allowed.test(text) ? parseInt(text, base) * (negative ? -1 : 1) || 0 : undefined
  if (/^0x/i.test(digits)) return parse(digits.slice(2), 16, /^[0-9a-f]+$/i)
  if (/^0o/i.test(digits)) return parse(digits.slice(2), 8, /^[0-7]+$/)
  if (/^0b/i.test(digits)) return parse(digits.slice(2), 2, /^[01]+$/)
  if (/^0./.test(digits)) return parse(digits.slice(1), 8, /^[0-7]+$/)
  return parse(digits, 10, /^[0-9]+$/)
}

/** Reads a plain scalar as go-yaml v2 does, step by step as in its resolve.go. The table checks it. */
export function kubectlValue(source: string): KubectlValue {
  if (source === '') return null
  if (words.has(source)) return words.get(source)
  if (/^[-+]?\.(inf|Inf|INF)$|^\.(nan|NaN|NAN)$/.test(source)) return undefined
  const isFloat = (text: string): boolean => /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(text)
  if (source.startsWith('.')) return isFloat(source) ? Number(source) : source
  if (!/^[-+0-9]/.test(source)) return source
  const plain = source.split('_').join('')
  const integer = goInteger(plain)
  if (integer !== undefined) return integer
  if (!isFloat(plain)) return source
  const value = Number(plain) || 0
  return Number.isFinite(value) ? value : source
}
