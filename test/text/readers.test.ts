import type { Manifest } from 'backupstorage-forms/core'
import { parseManifests, stringifyManifests } from 'backupstorage-forms/core'
import fc from 'fast-check'
import { YAML11_SCHEMA, loadAll } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import type { Json } from '../../src/base/json.ts'
import { getAt } from '../../src/base/pointer.ts'
import { applyEdits } from '../../src/text/applyEdits.ts'
import { parseText } from '../../src/text/parseText.ts'
import { renderYaml } from '../../src/text/renderText.ts'
import { kubectlTable, kubectlValue } from './kubectlValue.ts'
import { json } from './randomText.ts'
import { check } from '../property.ts'

/** Reads YAML with the scalar rules of kubectl: every plain scalar goes through the table. */
function readAsKubectl(text: string): unknown[] {
  expect(text.replaceAll('\r\n', '\n')).toMatch(
    /^[\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]*$/u,
  )
  return parseAllDocuments(text, {
    schema: 'failsafe',
    merge: true,
    customTags: [
      { tag: 'tag:yaml.org,2002:plain', default: true, test: /^/, resolve: (source: string) => kubectlValue(source) },
    ],
  }).map((document) => {
    expect(document.errors).toEqual([])
    return document.toJS()
  })
}

const read = (text: string, version: '1.1' | '1.2'): unknown[] =>
  parseAllDocuments(text, { version, schema: version === '1.1' ? 'yaml-1.1' : 'core' }).map((one) => one.toJS())

/** Strings that look like something else to some reader. */
const lookalike = fc.oneof(
  fc.constantFrom(...kubectlTable.map(([source]) => source), '<<', '=', '---', '...', '%YAML', '0o1_1', '1e_3', '!!x'),
  fc.string({ unit: fc.constantFrom(...'0123456789_+-.:xXoObBeEfyYnN~ '), maxLength: 8 }),
  fc.string({
    unit: fc.constantFrom(...'\u0000\u0007\t\r\n\u007f\u0085\u00a0\u2028\u2029\ufeff\ufffe\uffff#:-?"\'\\ a😀'),
    maxLength: 6,
  }),
)
const value: fc.Arbitrary<Json> = fc.oneof(
  { weight: 3, arbitrary: lookalike },
  { weight: 1, arbitrary: json },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => (one === 0 ? 0 : one)) },
)
const entries = fc.dictionary(lookalike, value, { minKeys: 1, maxKeys: 3 })

describe('kubectl', () => {
  it.each(kubectlTable)('reads %s as the table says', (source, expected) => {
    expect(kubectlValue(source)).toBe(expected)
  })

  it.each(kubectlTable)('and parseManifests agree on the plain scalar %s', (source, expected) => {
    const text = `kind: X\nspec:\n  a: ${source}\n`
    if (['+', '-', '.', '..', '_', '='].includes(source) && parseText(text).errors.length > 0) return
    const { manifests, diagnostics } = parseManifests(text)
    if (expected === undefined) expect(diagnostics).toMatchObject([{ code: 'unsupported-number', severity: 'error' }])
    else expect(manifests[0]?.['spec']).toEqual({ a: expected })
  })
})

describe('whatever is printed', () => {
  it('is read as the same values by kubectl, YAML 1.1 and YAML 1.2, and by parseManifests without a diagnostic', () => {
    check(
      fc.property(fc.array(entries, { minLength: 1, maxLength: 2 }), (given) => {
        const manifests = given.map((data) => ({ kind: 'X', data })) as unknown as Manifest[]
        const text = stringifyManifests(manifests, 'yaml')
        expect(readAsKubectl(text)).toEqual(manifests)
        expect(read(text, '1.2')).toEqual(manifests)
        expect(read(text, '1.1')).toEqual(manifests)
        // js-yaml takes a number without a point, such as 1e+21, for text; kubectl doesn't.
        if (!/[:[,]-?\de[+-]/.test(JSON.stringify(manifests)))
          expect(loadAll(text, { schema: YAML11_SCHEMA })).toEqual(manifests)
        expect(parseManifests(text)).toEqual({ manifests, diagnostics: [] })
        const list = JSON.parse(stringifyManifests(manifests, 'json')) as Manifest & { items?: Manifest[] }
        expect(list.kind === 'List' ? list.items : [list]).toEqual(manifests)
      }),
      20_000,
    )
  })

  it('by an edit is read as the same values by kubectl and YAML 1.2', () => {
    const texts = [
      'a: x # c\nb: 1\n',
      "a: 'x'\n",
      'a: "x"\n',
      'a: {b: x}\n',
      'a:\n- x\n',
      'a: |\n  x\n',
      '{"a": "x"}\n',
    ]
    check(
      fc.property(fc.constantFrom(...texts), lookalike, value, (text, key, next) => {
        const edited = applyEdits(text, [
          { type: 'set', document: 0, path: ['a'], value: next },
          { type: 'set', document: 0, path: [key], value: next },
        ])
        const [meant] = parseText(edited).documents
        expect(readAsKubectl(edited)).toEqual([meant?.value])
        expect(read(edited, '1.2')).toEqual([meant?.value])
        expect(getAt(meant?.value, [key])).toEqual(next)
      }),
      20_000,
    )
  })
})

describe('whatever is read', () => {
  it('has the value that kubectl reads, or a diagnostic; and a diagnostic where YAML 1.2 differs', () => {
    check(
      fc.property(lookalike, fc.boolean(), (source, isKey) => {
        const text = isKey ? `kind: X\n${source}: 1\n` : `kind: X\na: ${source}\n`
        const documents = parseAllDocuments(text, { version: '1.2' })
        fc.pre(documents.length === 1 && documents.every(({ errors }) => errors.length === 0))
        const { manifests, diagnostics } = parseManifests(text)
        const errors = diagnostics.filter(({ severity }) => severity === 'error')
        if (errors.length === 0) expect(manifests).toEqual(readAsKubectl(text))
        if (diagnostics.length === 0)
          expect(JSON.stringify(manifests)).toBe(JSON.stringify(documents.map((one) => one.toJS())))
      }),
      20_000,
    )
  })

  it.each([
    ['a control character in a comment', 'a: 1 # \u0007\n', 1, 8],
    ['a delete character', 'a: x\u007fy\n', 1, 5],
    ['a line break of YAML 1.1', '# x\u2028y\na: 1\n', 1, 4],
    ['a carriage return inside a line', 'a: 1 # x\ry\n', 1, 9],
    ['half of a character', 'a: x\ud800\n', 1, 5],
    ['an escaped half of a character', 'a: 1\nb: "\\ud83d\\ude00"\n', 2, 4],
    ['a directive', '# 100%\n%YAML 1.2\n---\na: 1\n', 2, 1],
    ['an escaped slash', 'a: "b\\\\\\/c" # \\/\n', 1, 4],
    ['a directive for YAML 1.1', '%YAML 1.1\n---\na: 1\n', 1, 1],
    ['text after a marker', 'a: 1\n--- {b: 2}\n', 2, 5],
    ['a document without a marker', 'a: 1\n...\nb: 2\n', 3, 1],
    ['a key that kubectl reads as true', 'a: 1\non: 2\n', 2, 1],
    ['a key that kubectl reads as a number', '1_0: 2\n', 1, 1],
  ])('has an error with its position for what kubectl refuses: %s', (_name, text, line, column) => {
    const { diagnostics, manifests } = parseManifests(text)
    expect(diagnostics).toMatchObject([{ severity: 'error', range: { line, column } }])
    expect(manifests.length).toBeGreaterThan(0)
  })

  it.each([
    'a: "\\u0007 \\x85 \\ufffe \\\\ud800" # é 😀 \u00a0\n---\n# c\n---   # d\nb: |\n  %x\n...\n---\nc: 1\n',
    '{"a": "b\\\\/c", "d": "\\/"}\n',
    'a: \'b\\\\/c\' # \\\\/\nd: "\\\\\\\\/"\n',
    '{"a": "\u007f\u2028 \\ud83d\\ude00", "b": "\ufffe"}\n',
    'a: 1\r\nb: "y"\r\n"on": 0x1F\r\n',
    '\ufeffa: 1\n',
  ])('has no diagnostic for what kubectl reads: %j', (text) => {
    expect(parseManifests(text).diagnostics).toEqual([])
  })

  it.each([
    ['9007199254740993', ['inexact-number']],
    ['-9007199254740993', ['inexact-number']],
    ['9_007_199_254_740_993', ['inexact-number']],
    ['0x20000000000001', ['inexact-number']],
    ['0400000000000000001', ['inexact-number']],
    ['9007199254740991', []],
    ['9007199254740992', []],
    ['1234567890123456800', []],
    ['9007199254740993.5', []],
    ['1e300', []],
    ['"9007199254740993"', []],
  ])('has an error for a whole number that JavaScript would change: %s', (source, codes) => {
    const text = `kind: X\na: ${source}\n`
    const { diagnostics } = parseManifests(text)
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(codes)
    if (codes.length === 0) return
    expect(diagnostics[0]?.range).toMatchObject({ line: 2, column: 4 })
    expect(() => applyEdits(text, [{ type: 'set', document: 0, path: ['b'], value: 1 }])).toThrow(/syntax errors/)
  })
})

it('JSON data that the printed text holds is the data that was given, or the text is refused', () => {
  expect(renderYaml({ a: '\ud800' })).toBe('a: "\\ud800"\n')
  expect(parseManifests(renderYaml({ a: '\ud800' })).diagnostics).toMatchObject([{ code: 'yaml11-syntax' }])
  expect(parseManifests('{"a": "\\ud800"}').diagnostics).toMatchObject([{ code: 'yaml11-syntax' }])
})
