import fc from 'fast-check'
import type { Json, JsonObject } from '../../src/base/json.ts'
import type { Edit } from '../../src/text/edit.ts'
import { renderYaml } from '../../src/text/renderText.ts'

const key = fc.oneof(
  fc.constantFrom(
    'name',
    'labels',
    'a',
    'b',
    'app.kubernetes.io/name',
    'no',
    'y',
    '1',
    '<<',
    '__proto__',
    'x y',
    'ü: #',
  ),
  fc.string({ maxLength: 4 }),
)

export const scalar: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    'no',
    'on',
    'y',
    '12:30:45',
    '1_000',
    '0o7',
    '0x1f',
    '~',
    'null',
    '',
    ' ',
    '- a',
    'a: b',
    '#',
    'a #b',
  ),
  fc.constantFrom<Json>(
    'two\nlines',
    'two\nlines\n',
    '\nx',
    'x\n\n',
    ' lead\nx',
    'tail \nx',
    '---\n',
    'a\r\nb',
    '\ttab',
    '*a',
    '&a',
  ),
  fc.string({ maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 5 }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
  fc.boolean(),
  fc.constant(null),
)

export const { value: json } = fc.letrec<{ value: Json; map: JsonObject; list: Json[] }>((tie) => ({
  value: fc.oneof({ maxDepth: 3, depthSize: 'small' }, scalar, tie('map'), tie('list')),
  map: fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
  list: fc.array(tie('value'), { maxLength: 3 }),
}))

const filledMap = fc
  .array(fc.tuple(key, json), { minLength: 1, maxLength: 5 })
  .map((entries) => Object.fromEntries(entries) as JsonObject)

export type Style = 'block' | 'compactLists' | 'flow' | 'json' | 'jsonLines' | 'mixed'

export interface RandomText {
  text: string
  style: Style
}

/** Returns block YAML in other styles than our own output. */
function block(value: Json, indent: string, lists: string, comment: () => string): string[] {
  if (Array.isArray(value) && value.length > 0) {
    return value.flatMap((item) => entry(`${indent}-`, item, `${indent}  `, lists, comment))
  }
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([name, item]) =>
      entry(
        `${indent}${JSON.stringify(name)}:`,
        item,
        Array.isArray(item) ? indent + lists : `${indent}  `,
        lists,
        comment,
      ),
    )
  }
  return [`${indent}${JSON.stringify(value)}${comment()}`]
}

function entry(head: string, item: Json, indent: string, lists: string, comment: () => string): string[] {
  const filled = typeof item === 'object' && item !== null && Object.keys(item).length > 0
  if (!filled) return [`${head} ${JSON.stringify(item)}${comment()}`]
  return [head + comment(), ...block(item, indent, lists, comment)]
}

function write(value: Json, style: Style, seed: number): string {
  let state = seed
  const comment = (): string => {
    state = (state * 48271 + 11) % 2147483647
    return state % 4 === 0 ? ' # a comment: {x} "' : ''
  }
  if (style === 'block' || style === 'compactLists') {
    return `${block(value, '', style === 'block' ? '  ' : '', comment).join('\n')}\n`
  }
  if (style === 'json') return JSON.stringify(value)
  if (style === 'jsonLines') return `${JSON.stringify(value, null, 2)}\n`
  if (style === 'flow') return `${JSON.stringify(value, null, seed % 2 ? 4 : 0).replaceAll('":', '": ')} # flow\n`
  return renderYaml(value).replace(/^(\S+: \w+)$/gm, (line) => line + comment())
}

/** Texts of one or more documents in many styles, with comments, CRLF, and missing final line breaks. */
export const randomText: fc.Arbitrary<RandomText> = fc
  .record({
    values: fc.array(filledMap, { minLength: 1, maxLength: 3 }),
    style: fc.constantFrom<Style>('block', 'compactLists', 'flow', 'json', 'jsonLines', 'mixed'),
    crlf: fc.boolean(),
    open: fc.boolean(),
    seed: fc.integer({ min: 1, max: 1e6 }),
    bom: fc.boolean(),
    marker: fc.boolean(),
  })
  .map(({ values, style, crlf, open, seed, bom, marker }) => {
    const json = style === 'json' || style === 'jsonLines'
    const texts = (json ? values.slice(0, 1) : values).map((value, index) => write(value, style, seed + index))
    let text = texts
      .map((one, index) => (index > 0 && !texts[index - 1]?.endsWith('\n') ? `\n${one}` : one))
      .join('---\n')
    if (!json && marker) text = `# first\n---\n${text}`
    if (!json && bom) text = `\uFEFF${text}`
    if (crlf) text = text.replaceAll('\n', '\r\n')
    return { text: open ? text.trimEnd() : text, style }
  })

/** Texts assembled from pieces with anchors, aliases, merge keys, tags, block scalars and explicit keys. */
export const oddText: fc.Arbitrary<string> = fc
  .record({
    head: fc.constantFrom('', '# head\n', '---\n', '%YAML 1.2\n---\n', '--- # marker\n'),
    first: fc.constantFrom('base: &base\n  k: 1 # one\n  j: {x: 1}\n', 'base: &base {k: 1, j: {x: 1}}\n'),
    inner: fc.constantFrom('deep:\n  n: &n\n    - 1\n    - &two two\n', 'deep: {n: &n [1, &two "two"]}\n'),
    pieces: fc.shuffledSubarray([
      'alias: *base\n',
      'again: *base # twice\n',
      'merged:\n  <<: *base\n  own: 1\n',
      'over:\n  k: 2\n  <<: *base\n',
      'flow: {<<: *base, f: [*two, 2]} # f\n',
      'both:\n  <<: [*base, {z: 1}]\n  m: 1\n',
      'list: *n\n',
      'items:\n- a: *two\n  b: 2\n# between\n- c\n- - d\n  - *two\n',
      'tagged: !!str 12\n',
      'tag2: !!int "12" # i\n',
      'literal: |\n  one\n  two\n\n',
      'folded: >-\n  one\n  two\n',
      'keep: |+\n  one\n\n',
      '? explicit\n: value\n',
      '? explicit2\n: - a\n  - b\n',
      "single: 'it''s'\n",
      'plain: two\n  lines\n',
      'nothing:\n',
      'nothing2: # with a comment\n',
      'unused: &unused 5\n',
      'empty: {}\n',
      'emptyList: []\n',
      'below:\n  text\n',
      'lines: [\n  1, # one\n  2\n]\n',
      'rows: {\n  a: 1, # one\n  b: 2,\n}\n',
      '"quoted": "a\\tb"\n',
    ]),
    tail: fc.constantFrom(
      '',
      '# tail\n',
      '...\n',
      '---\nother: 1\n',
      '---\n# nothing\n---\nlast: [1]\n',
      '...\n# next\n---\nb: 1\n',
    ),
    crlf: fc.boolean(),
    open: fc.boolean(),
  })
  .map(({ head, first, inner, pieces, tail, crlf, open }) => {
    const text = head + first + inner + pieces.join('') + tail
    const ended = open ? text.replace(/\n+$/, '') : text
    return crlf ? ended.replaceAll('\n', '\r\n') : ended
  })

export interface Choice {
  kind: number
  document: number
  where: number
  key: string
  value: Json
}

export const choices: fc.Arbitrary<Choice[]> = fc.array(
  fc.record({ kind: fc.nat(19), document: fc.nat(), where: fc.nat(), key, value: fc.oneof(scalar, json) }),
  { minLength: 1, maxLength: 4 },
)

export function pathsOf(value: Json, path: (string | number)[] = []): (string | number)[][] {
  const paths = [path]
  if (Array.isArray(value)) value.forEach((item, index) => paths.push(...pathsOf(item, [...path, index])))
  else if (typeof value === 'object' && value !== null) {
    for (const name of Object.keys(value)) paths.push(...pathsOf(value[name] as Json, [...path, name]))
  }
  return paths
}

/** Converts a random choice to an edit that matches the current values. */
export function toEdit(values: readonly Json[], choice: Choice): Edit {
  const { kind, value } = choice
  if (values.length === 0 || kind === 0) {
    return { type: 'insertDocument', document: choice.document % (values.length + 1), value }
  }
  const document = choice.document % values.length
  if (kind === 1 && values.length > 1) return { type: 'removeDocument', document }
  const paths = pathsOf(values[document] as Json)
  const path = paths[choice.where % paths.length] ?? []
  if (kind < 7 && path.length > 0) return { type: 'delete', document, path }
  if (kind < 13) return { type: 'set', document, path, value }
  let at: Json | undefined = values[document]
  for (const step of path) at = (at as { [key: string]: Json })[step]
  return { type: 'set', document, path: [...path, Array.isArray(at) ? at.length : choice.key], value }
}
