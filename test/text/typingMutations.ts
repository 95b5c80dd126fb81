import fc from 'fast-check'

/** A slip of somebody who edits a text, as numbers, so that a failing run can be reported without the text. */
export interface Slip {
  kind: (typeof kinds)[number]
  where: number
  size: number
  word: string
}

const kinds = [
  'cut',
  'cut words',
  'join',
  'unindent',
  'indent',
  'unclose',
  'comment',
  'retype',
  'swap',
  'repeat',
] as const

const words = [
  'secret',
  'Secre',
  'SECRET',
  'Secrets',
  'kind',
  'data',
  'stringDat',
  'x',
  '"',
  "'",
  '{',
  '[',
  '&',
  '*',
  '|',
  '- ',
  ': ',
  '',
  '# ',
]

const slip: fc.Arbitrary<Slip> = fc.record({
  kind: fc.constantFrom(...kinds),
  where: fc.nat(),
  size: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 20 })),
  word: fc.constantFrom(...words),
})

/** One or several slips. */
export const slips = fc.array(slip, { minLength: 1, maxLength: 4 })

/** Applies a slip to a text: to some of its lines, or to one of its signs or words. */
export function slipIn(text: string, { kind, where, size, word }: Slip): string {
  if (kind === 'unclose' || kind === 'retype' || kind === 'cut words') {
    const pattern = kind === 'unclose' ? /["'{}[\]|]/g : kind === 'retype' ? /[\w.-]+/g : /\S+/g
    const found = [...text.matchAll(pattern)]
    const first = found[where % Math.max(1, found.length)]
    const last = kind === 'cut words' ? (found[(where % Math.max(1, found.length)) + size - 1] ?? first) : first
    if (!first || !last) return text
    const to = last.index + last[0].length
    return text.slice(0, first.index) + (kind === 'retype' ? word : '') + text.slice(to)
  }
  const lines = text.split('\n')
  const from = where % lines.length
  const chosen = lines.slice(from, from + size)
  const put = (...made: string[]): string => [...lines.slice(0, from), ...made, ...lines.slice(from + size)].join('\n')
  if (kind === 'cut') return put()
  if (kind === 'join') return put(chosen.join(where % 2 === 0 ? ' ' : ''))
  if (kind === 'unindent')
    return put(...chosen.map((line) => (where % 2 === 0 ? line.trimStart() : line.replace(/^ {1,2}/, ''))))
  if (kind === 'indent') return put(...chosen.map((line) => ' '.repeat(1 + (where % 5)) + line))
  if (kind === 'comment')
    return put(...chosen.map((line) => (where % 2 === 0 ? `# ${line}` : line.replace(/^ */, '$&# '))))
  if (kind === 'repeat') return put(...chosen, ...chosen)
  return put(...chosen.toReversed())
}
