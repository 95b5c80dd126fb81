import { describe, expect, test } from 'vitest'
import { parseText } from '../../src/text/parseText.ts'
import type { Path } from '../../src/base/pointer.ts'
import { sentenceOf } from '../../src/text/textError.ts'
import { defaultSyntaxMessages } from '../../src/messages/syntax.ts'

const values = (text: string): unknown[] => parseText(text).documents.map((document) => document.value)
const codes = (text: string): string[] => parseText(text).errors.map((error) => error.code)

function at(text: string, path: Path, document = 0): string | undefined {
  const range = parseText(text).documents[document]?.locate(path)
  return range && text.slice(range.from, range.to)
}

describe('parsed values', () => {
  test('are the same for JSON and for YAML with several documents', () => {
    expect(values('a: 1\n---\nb: [x, {y: z}]\n')).toEqual([{ a: 1 }, { b: ['x', { y: 'z' }] }])
    expect(values('{\n\t"a": {"b": "\\u00e9\\/"}\n}')).toEqual([{ a: { b: 'é/' } }])
  })

  test('contain null for an empty document, and nothing for a blank text', () => {
    expect(values('a: 1\n---\n# only this\n---\n')).toEqual([{ a: 1 }, null, null])
    expect(values('# only this\n')).toEqual([null])
    expect(values(' \n\n')).toEqual([])
  })

  test("resolve aliases and merge keys like kubectl, with the map's own entries first", () => {
    expect(values('a: &x {k: 1, l: 2}\nb: *x\nc:\n  k: 3\n  <<: *x\n')).toEqual([
      { a: { k: 1, l: 2 }, b: { k: 1, l: 2 }, c: { k: 3, l: 2 } },
    ])
    expect(values('a: {<<: [{x: 1}, {x: 2, y: 2}], z: 3}')).toEqual([{ a: { x: 1, y: 2, z: 3 } }])
    expect(values('"<<": text')).toEqual([{ '<<': 'text' }])
  })

  test('are plain data: dates are strings, -0 is 0, and __proto__ is an own key', () => {
    expect(values('a: 2020-01-01\nb: 12:30\nc: -0\n')).toEqual([{ a: '2020-01-01', b: '12:30', c: 0 }])
    const [value] = values('__proto__: {polluted: 1}\n') as [Record<string, unknown>]
    expect(Object.keys(value)).toEqual(['__proto__'])
    expect(value['polluted']).toBeUndefined()
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  test('exclude a byte order mark, which still counts in positions', () => {
    const text = '\uFEFF- {a: 1}\n'
    expect(values(text)).toEqual([[{ a: 1 }]])
    expect(at(text, [0, 'a'])).toBe('1')
  })
})

describe('positions', () => {
  const text = 'a: &x\n  k: "v" # c\nb: *x\nc:\n  <<: *x\n  d: |\n    one\n    two\ne:\n---\nf: [1, {g: 2}]\n'

  test('are found for values and keys in any document', () => {
    expect(at(text, ['a', 'k'])).toBe('"v"')
    expect(at(text, ['f', 1, 'g'], 1)).toBe('2')
    expect(at(text, ['c', 'd'])).toBe('|\n    one\n    two')
    expect(at(text, ['a'])).toBe('k: "v"')
    const key = parseText(text).documents[0]?.locateKey(['c', 'd'])
    expect(key && text.slice(key.from, key.to)).toBe('d')
  })

  test('are empty after the key for an empty value', () => {
    const range = parseText(text).documents[0]?.locate(['e'])
    expect(range).toEqual({ from: text.indexOf('e:\n---') + 2, to: text.indexOf('e:\n---') + 2 })
  })

  test('refer to the alias itself, but to the merged map for a merge key', () => {
    expect(at(text, ['b'])).toBe('*x')
    expect(at(text, ['b', 'k'])).toBe('*x')
    expect(at(text, ['c', 'k'])).toBe('"v"')
  })

  test('are undefined for anything missing', () => {
    const document = parseText(text).documents[0]
    for (const path of [['x'], ['a', 'x'], ['a', 'k', 'x'], ['b', 'x'], ['toString'], ['a', 0]]) {
      expect(document?.locate(path)).toBeUndefined()
      expect(document?.locateKey(path)).toBeUndefined()
    }
  })

  test('of the documents cover their own parts of the text', () => {
    const marked = '# first\na: 1\n---\nb: 2\n...\n# third\n---\nc: 3\n'
    const parts = parseText(marked).documents.map(({ from, to }) => marked.slice(from, to))
    expect(parts).toEqual(['# first\na: 1\n', '---\nb: 2\n...\n', '# third\n---\nc: 3\n'])
  })
})

describe('errors', () => {
  test.each([
    ['a: 1\na: 2', 'duplicate-key'],
    ['a:\n\tb: 1\n', 'tab-indentation'],
    ['a: "secret', 'yaml-syntax'],
    ['a: secret: b', 'yaml-syntax'],
    ['{"a": secret', 'yaml-syntax'],
    ['a: "\\qsecret"', 'yaml-syntax'],
    ['a: @secret', 'yaml-syntax'],
    ['a: *secret', 'unknown-alias'],
    ['a: !secret 1', 'unknown-tag'],
    ['a: !!binary c2VjcmV0', 'unknown-tag'],
    ['1: secret', 'non-string-key'],
    ['? [secret]\n: 1', 'non-string-key'],
    ['a: .inf', 'unsupported-number'],
    ['<<: secret', 'bad-merge'],
    ['&secret [*secret]', 'alias-bomb'],
    ['%secret\n---\na: b: secret', 'yaml-syntax'],
  ])('reject %j as %s without quoting it', (text, code) => {
    const { errors } = parseText(text)
    expect(errors.map((error) => error.code)).toContain(code)
    for (const error of errors) {
      const said = sentenceOf(error, defaultSyntaxMessages)
      expect(said).not.toContain('secret')
      expect(said.length).toBeGreaterThan(20)
      expect(error.from).toBeLessThanOrEqual(error.to)
      expect(error.to).toBeLessThanOrEqual(text.length)
    }
  })

  test.each([
    ['a:\n  enum: [a, b }\nb: 1\n', 'unclosedList', '}'],
    ['a:\n  enum: [a, b\nb: 1\n', 'unclosedList', 'b: 1\n'],
    ['a: {b: 1 ]\n', 'unclosedMap', ']'],
    ['{"a": [1, 2}', 'unclosedList', '}'],
  ])('name the missing bracket of %j', (text, sentence, at) => {
    const [error] = parseText(text).errors
    expect(error).toMatchObject({ code: 'yaml-syntax', sentence })
    expect(text.slice(error?.from, (error?.from ?? 0) + at.length)).toBe(at)
  })

  test('name no bracket if the indentation is wrong', () => {
    expect(parseText('a:\n    b: 1\n  c: 2\n').errors.map(({ sentence }) => sentence)).not.toContain('unclosedMap')
  })

  test.each([
    'a: 1\n{{- if .Values.x }}\nb: 2\n{{- end }}\n',
    'name: {{ .Values.name }}\nb: {{ include "x" . }}\n',
    'a:\n  {{- toYaml .Values.labels | nindent 4 }}\nb: 1\n',
    'a: 1\n{{/* a comment */}}\nb: 2\n',
    '{% if x %}\na: 1\n{% endif %}\n',
  ])('include only one for the template %j', (text) => {
    const { errors } = parseText(text)
    expect(errors).toMatchObject([{ code: 'template' }])
    expect(text.slice(errors[0]?.from)).toMatch(/^\{[{%]/)
  })

  test.each([
    ['a: "{{ .Values.x }}"\nb: text {{ x }}\n', []],
    ['a: "{{ .Values.x }}"\nb: "\n', ['yaml-syntax']],
    ['a: 1\na: {{ .Values.x }\n', ['duplicate-key']],
  ])('are not hidden by braces in %j', (text, expected) => {
    expect(codes(text)).toEqual(expect.arrayContaining(expected))
    expect(codes(text)).not.toContain('template')
  })

  test.each([
    ['!!int "010"', 8],
    ['!!float 5', 5],
    ['!!bool yes', true],
    ['!!str yes', 'yes'],
    ['! 010', '010'],
  ])('are absent for a tag that fits its value: %s', (source, value) => {
    expect(parseText(`a: ${source}`)).toMatchObject({ errors: [], documents: [{ value: { a: value } }] })
  })

  test.each(['!!int x', '!!bool 1', '!!null x', '!!int 1.5'])('reject a tag that does not fit: %s', (source) => {
    expect(parseText(`a: ${source}`).errors).toMatchObject([{ code: 'unknown-tag', from: 3 }])
  })

  test('include one for the first tab only, whatever follows from it', () => {
    const { errors } = parseText('spec:\n\tdeletionPolicy: Delete\n  storage:\n    provider: x\n')
    expect(errors.filter(({ code }) => code === 'tab-indentation')).toMatchObject([{ from: 6, to: 7 }])
  })

  test("don't prevent reading the rest of the text", () => {
    expect(values('a: 1\na: 2\nb: 3\n---\nc: 4\n')).toEqual([{ a: 2, b: 3 }, { c: 4 }])
    expect(values('a: !foo x\nb: 1')).toEqual([{ a: 'x', b: 1 }])
  })

  test('allow the same key as an own entry and in a merge', () => {
    expect(codes('a: &a {k: 1}\nb: {<<: *a, k: 2}\n')).toEqual([])
  })
})
