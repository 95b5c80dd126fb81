import fc from 'fast-check'

/** A change to a text as numbers, so that a failing run can be reported without the text. */
export interface TextMutation {
  kind: (typeof kinds)[number]
  where: number
  size: number
  piece: string
}

const kinds = [
  'delete',
  'insert',
  'repeat',
  'swap characters',
  'delete lines',
  'repeat lines',
  'swap lines',
  'indent lines',
  'dedent lines',
  'replace word',
  'truncate',
  'line ends',
  'nest',
] as const

/** Characters and words with a meaning in YAML, JSON or JavaScript. */
const pieces = [
  [': ', ':', '- ', '-', '? ', ', ', ',', '#', ' #', '|', '>-', '|2\n', '"', "'", '{', '}', '[', ']', '{}', '[]'],
  [
    '&a ',
    '*a',
    '<<: *a\n',
    '&a &a ',
    '!!str ',
    '!!binary ',
    '!x ',
    '!<',
    '%YAML 1.2\n',
    '%',
    '@',
    '`',
    '~',
    '\\',
    '\\u',
  ],
  [
    '---\n',
    '\n---\n',
    '...\n',
    '\t',
    '  ',
    '\n',
    '\r',
    '\r\n',
    '\n\n',
    '\u0000',
    '\u0085',
    '\u2028',
    '\uFEFF',
    '\ud800',
  ],
  ['null', 'true', 'no', '0', '-1', '1e999', '0x1F', '.nan', '9007199254740993', '""', 'x'.repeat(2000), '\u{1F600}'],
  [
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'kind',
    'items',
    'List',
    'Secret',
    'BackupStorage',
    'metadata',
  ],
  [
    'stringData',
    'data',
    'spec',
    'storage',
    'provider',
    's3',
    'azure',
    'secretName',
    'apiVersion: v1\n',
    'kind: List\nitems:\n',
  ],
].flat()

const mutation: fc.Arbitrary<TextMutation> = fc.record({
  kind: fc.constantFrom(...kinds),
  where: fc.nat(),
  size: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 8 }) },
    { weight: 1, arbitrary: fc.nat({ max: 400 }) },
  ),
  piece: fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 4 })),
})

/** One or several changes to a text. */
export const textMutations = fc.array(mutation, { minLength: 1, maxLength: 5 })

function changeLines(text: string, { kind, where, size }: TextMutation): string {
  const lines = text.split('\n')
  const from = where % lines.length
  const to = from + Math.min(size, lines.length)
  const chosen = lines.slice(from, to)
  const put = (...made: string[]): string => [...lines.slice(0, from), ...made, ...lines.slice(to)].join('\n')
  if (kind === 'delete lines') return put()
  if (kind === 'repeat lines') return put(...chosen, ...chosen)
  if (kind === 'swap lines') return put(...chosen.toReversed())
  if (kind === 'indent lines') return put(...chosen.map((line) => ' '.repeat(1 + (where % 5)) + line))
  return put(...chosen.map((line) => line.replace(/^ {1,2}/, '')))
}

/** Applies a change to a text. */
export function mutateText(text: string, change: TextMutation): string {
  const { kind, where, size, piece } = change
  if (kind.endsWith('lines')) return changeLines(text, change)
  const at = where % (text.length + 1)
  const before = text.slice(0, at)
  const part = text.slice(at, at + size)
  const after = text.slice(at + size)
  switch (kind) {
    case 'delete':
      return before + after
    case 'insert':
      return before + piece + part + after
    case 'repeat':
      return before + part + part + after
    case 'swap characters':
      return before + part.split('').toReversed().join('') + after
    case 'replace word': {
      const words = [...text.matchAll(/[\w.-]+/g)]
      const word = words[where % Math.max(words.length, 1)]
      return word ? text.slice(0, word.index) + piece + text.slice(word.index + word[0].length) : piece
    }
    case 'truncate':
      return before
    case 'line ends':
      return text.replaceAll('\n', where % 3 === 0 ? '\r' : '\r\n')
    default: {
      const depth = 1 + (where % 300)
      return (
        before +
        (where % 2 === 0 ? '[' : '{a: ').repeat(depth) +
        part +
        (where % 2 === 0 ? ']' : '}').repeat(depth) +
        after
      )
    }
  }
}
