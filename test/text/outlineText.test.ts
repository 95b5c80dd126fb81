import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringifyManifests } from 'backupstorage-forms/core'
import { outlineText } from '../../src/text/outlineText.ts'
import type { OutlineNode } from '../../src/text/outlineText.ts'
import { parseTree, readTrees } from '../../src/text/parseText.ts'
import type { TextNode } from '../../src/text/textNode.ts'
import { cases } from '../fixtures/cases.ts'
import { randomText } from './randomText.ts'
import { check } from '../property.ts'

// The outline of a valid text matches the parser's keys, values and positions.

type Shape = string | { [place: string]: Shape }

/** Returns the structure to compare: keys and scalars by position. */
function shapeOf(node: TextNode | OutlineNode): Shape {
  if (node.kind === 'map' || node.kind === 'seq') {
    const entries = node.entries.map((entry): [string, Shape] => {
      const place = entry.key ? `${entry.key.from}-${entry.key.to}` : `${entry.index}`
      return [place, shapeOf(entry.value)]
    })
    return Object.fromEntries([['kind', node.kind], ...entries])
  }
  const style = 'style' in node ? node.style : 'plain'
  if (node.kind === 'empty' || style === 'empty') return 'empty'
  // The parser includes the line breaks at the end of a block scalar.
  const isBlock = style === 'literal' || style === 'folded' || style === 'block'
  return isBlock ? `block ${node.from}` : `${node.from}-${node.to}`
}

function expectSame(text: string): void {
  const bare = text.replace(/^\uFEFF/, '')
  const { documents, errors } = parseTree(readTrees(bare))
  expect(errors).toEqual([])
  const outline = outlineText(bare).documents.map(({ top }) => top.entries[0]?.value)
  expect(outline.map((node) => node && shapeOf(node))).toEqual(documents.map(({ root }) => shapeOf(root)))
}

const all = Object.values(cases).map(({ manifests }) => manifests)

describe('the outline of a valid text', () => {
  it('matches the parser for manifests in YAML and JSON', () => {
    for (const manifests of all) {
      for (const format of ['yaml', 'json'] as const) {
        const text = stringifyManifests(manifests, format)
        expectSame(text)
        expectSame(text.replaceAll('\n', '\r\n'))
      }
    }
  })

  it('matches the parser for texts in many styles', () => {
    check(
      fc.property(randomText, ({ text }) => {
        expectSame(text)
      }),
      1000,
    )
  })

  it.each([
    ['comments', '# a: b\na: # c: d\n  # e\n  b: c#d # e\n#\n- not\n'.replace('- not\n', '')],
    ['anchors, aliases and merge keys', 'a: &x { b: c }\nd: *x\ne:\n  <<: *x\n  f: &y\n    g: h\ni: &z j\n'],
    ['anchors before lists and items', 'a: &x\n  - &y b\n  - &z\n    c: d\n  - *y\n'],
    ['tags', 'a: !!str 1\nb: !!map\n  c: d\n'],
    ['block scalars', 'a: |\n  b: c\n   - d\n\n  e\nf: >-\n  g\n- h: i\n'.replace('- h: i\n', 'h: i\n')],
    ['block scalars in lists', 'a:\n  - |\n    b: c\n  - d: |2-\n        e\n    f: g\n'],
    ['lists with the same indentation as their key', 'a:\n- b: c\n  d: e\n-\n  f: g\n- - h\n  - i\nj: k\n'],
    ['multi-line strings', "a: b\n  c d\n  e\nf: \"g\n  h: i\n  j\"\nk: 'l''m'\n"],
    ['quoted keys', '"a": b\n\'c\': d\n"e:f": g\n'],
    ['multi-line flow collections', 'a: { b: c,\n  d: [e, f,\n    { g: h }] } # i\nj: [\n  k,\n  ]\n'],
    ['colons and special characters in words', 'a: b:c\nd: -e\nf: ?g\nh: http://i#j\nk:l: m\n'],
    ['flow maps with only keys', 'a: { b: , c: d }\n'],
    ['documents', '%YAML 1.2\n---\na: b\n...\n---\n# c\nd: e\n--- # f\ng: h\n'],
    ['a single scalar', 'a b\n'],
    ['an empty text', ''],
  ])('matches the parser for %s', (_what, text) => {
    if (text === '') expect(outlineText(text).documents).toHaveLength(1)
    else expectSame(text)
  })
})

describe('the outline of an incomplete text', () => {
  /** Returns the keys and values as written. */
  function tell(text: string, node: OutlineNode | undefined): unknown {
    if (!node || node.kind === 'empty') return null
    if (node.kind === 'seq') return node.entries.map(({ value }) => tell(text, value))
    if (node.kind !== 'map') return text.slice(node.from, node.to)
    return Object.fromEntries(
      node.entries.map(({ key, value, after }) => [
        (key ? text.slice(key.from, key.to) : '') + (after === undefined ? '…' : ''),
        tell(text, value),
      ]),
    )
  }
  const outlined = (text: string): unknown => tell(text, outlineText(text).documents[0]?.top.entries[0]?.value)

  it.each<[string, string, unknown]>([
    ['a key without its colon', 'a:\n  b: c\n  d\ne: f\n', { a: { b: 'c', 'd…': null }, e: 'f' }],
    ['a key without its colon above others', 'a:\n  d\n  b: c\ne: f\n', { a: { 'd…': null, b: 'c' }, e: 'f' }],
    ['a key without its colon at the root', 'ap', 'ap'],
    ['a key without its colon in an item', 'a:\n  - b\n  - c: d\n    e\n', { a: ['b', { c: 'd', 'e…': null }] }],
    ['an unclosed quote', 'a: "b\nc: "d"\n', { a: '"b', c: '"d"' }],
    ['an unclosed bracket', 'a: { b: c\nd: e\n', { a: { b: 'c' }, d: 'e' }],
    ['an unclosed quote in JSON', '{"a": "b\n "c": {"d": 1}}', { '"a"': '"b', '"c"': { '"d"': '1' } }],
    ['a missing value in JSON', '{"a": \n "c": {"d": 1}}', { '"a"': null, '"c"': { '"d"': '1' } }],
    ['an incomplete JSON object', '{"a": {"b": [1, {"c', { '"a"': { '"b"': ['1', { '"c…': null }] } }],
    ['a mismatched bracket', '{"a": [1, 2}, "b": 3}', { '"a"': ['1', '2'] }],
    ['inconsistent indentation', 'a:\n    b: c\n  d: e\nf: g\n', { a: { b: 'c', d: 'e' }, f: 'g' }],
  ])('is useful for %s', (_what, text, expected) => {
    const json = JSON.stringify(outlined(text))
    expect(JSON.parse(json)).toEqual(expected)
  })
})

it('takes linear time', () => {
  for (const piece of [
    '[',
    '{',
    '"',
    "'a\n",
    '- ',
    '? ',
    'a: "\n ',
    '{"a":',
    '&a ',
    'a:\n',
    '# ',
    '[a: ',
    '\\"',
    '|\n ',
  ]) {
    const text = piece.repeat(Math.ceil(200_000 / piece.length))
    const from = performance.now()
    outlineText(text)
    expect(performance.now() - from, JSON.stringify(piece)).toBeLessThan(2000)
  }
})
