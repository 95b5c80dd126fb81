import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/base/json.ts'
import { applyEdits } from '../../src/text/applyEdits.ts'
import type { Edit } from '../../src/text/edit.ts'
import type { Path } from '../../src/base/pointer.ts'
import { parseText } from '../../src/text/parseText.ts'

const set = (path: Path, value: Json, document = 0): Edit => ({ type: 'set', document, path, value })
const remove = (...path: Path): Edit => ({ type: 'delete', document: 0, path })

const edited = (text: string, ...edits: Edit[]): string => applyEdits(text, edits)

describe('setting an existing value', () => {
  test.each<[string, string, Path, Json, string]>([
    ['a comment after it', 'a: 1 # c\nb: 2\n', ['a'], 3, 'a: 3 # c\nb: 2\n'],
    ['double quotes', 'a: "x" # c\n', ['a'], 'q"\n', 'a: "q\\"\\n" # c\n'],
    ['single quotes', "a: 'x'\n", ['a'], "it's", "a: 'it''s'\n"],
    ['a plain value', 'a: x\n', ['a'], 'y z', 'a: y z\n'],
    ['the same value', 'a:   0x10  # c', ['a'], 16, 'a:   0x10  # c'],
    ['an equal map', 'a: {c: 1,   b: 2}', ['a'], { b: 2, c: 1 }, 'a: {c: 1,   b: 2}'],
    ['a literal block that becomes a line', 'a: |\n  x\n  y\nb: 1\n', ['a'], 'q', 'a: q\nb: 1\n'],
    ['several lines that become a literal block', 'a: x # c\nb: 1\n', ['a'], 'l\nm\n', 'a: | # c\n  l\n  m\nb: 1\n'],
    ['several lines without a final break', 'a: x\n', ['a'], 'l\nm', 'a: |-\n  l\n  m\n'],
    ['several lines in a flow map', 'a: {b: x}\n', ['a', 'b'], 'l\nm', 'a: {b: "l\\nm"}\n'],
    ['null that becomes a map', 'a: # c\nb: 1\n', ['a', 'k'], 'v', 'a: # c\n  k: v\nb: 1\n'],
    ['a scalar replaced by a map on the path', 'a: 1\n', ['a', 'k'], 'v', 'a:\n  k: v\n'],
    ['a map that becomes a scalar', 'a: # c\n  k: 1\n  l: 2 # d\nb: 1\n', ['a'], 5, 'a: 5 # c\nb: 1\n'],
    ['a tag that no longer matches', 'a: !!int "5" # c\n', ['a'], 'x', 'a: "x" # c\n'],
    ['a tag that still matches', 'a: !!str 5\n', ['a'], '6', 'a: !!str "6"\n'],
    ['an unused anchor', 'a: &x 5\n', ['a'], 6, 'a: &x 6\n'],
    ['an explicit key', '? a\n: 1 # c\n', ['a'], 2, '? a\n: 2 # c\n'],
    ['a value on the line after its key', 'a:\n  text # c\n', ['a'], 'new', 'a:\n  new # c\n'],
    ['equal items of a list', 'a:\n- x # 1\n- y # 2\n- z # 3\n', ['a'], ['x', 'z'], 'a:\n- x # 1\n- z # 3\n'],
    ['equal entries of a map', 'a:\n  k: 1 # 1\n  l: 2 # 2\n', ['a'], { l: 3 }, 'a:\n  l: 3 # 2\n'],
  ])('handles %s', (name, text, path, value, result) => {
    expect(edited(text, set(path, value))).toBe(result)
  })

  test.each(['no', 'y', 'on', '12:30:45', '1_000', '0o7', '~', 'null', '1e3', '2020-01-01', '', '<<'])(
    'quotes %j, which a reader would parse as something else',
    (value) => {
      expect(edited('a: x\n', set(['a'], value))).toBe(`a: "${value}"\n`)
      expect(edited('a: 1\n', set([value], 1))).toBe(`a: 1\n"${value}": 1\n`)
    },
  )
})

describe('adding an entry', () => {
  test.each<[string, string, Path, Json, string]>([
    [
      'after the last one, with the same indentation',
      'm:\n    a: 1 # c\n    # d\nn: 1\n',
      ['m', 'b'],
      2,
      'm:\n    a: 1 # c\n    b: 2\n    # d\nn: 1\n',
    ],
    ['without a final line break', 'a: 1', ['b'], 2, 'a: 1\nb: 2'],
    ['with CRLF', 'a: 1\r\n', ['b', 'c'], 'x\ny\n', 'a: 1\r\nb:\r\n  c: |\r\n    x\r\n    y\r\n'],
    ['after a literal block', 'a: |\n  x\n', ['b'], 2, 'a: |\n  x\nb: 2\n'],
    ['to an empty map', 'a: {} # c\n', ['a', 'b'], 1, 'a: # c\n  b: 1\n'],
    ['to a flow map', 'a: {b: 1} # c\n', ['a', 'd'], 'x, y', 'a: {b: 1, d: "x, y"} # c\n'],
    [
      'to a multi-line flow map',
      'a: {\n  b: 1, # b\n  c: 2 # c\n}\n',
      ['a', 'd'],
      3,
      'a: {\n  b: 1, # b\n  c: 2, # c\n  d: 3\n}\n',
    ],
    [
      'to multi-line JSON',
      '{\n  "a": 1,\n  "b": {}\n}\n',
      ['b', 'c'],
      [1],
      '{\n  "a": 1,\n  "b": {\n    "c": [\n      1\n    ]\n  }\n}\n',
    ],
    ['to single-line JSON', '{"a":1}', ['b'], { c: 'no' }, '{"a":1,"b":{"c":"no"}}'],
    ['to a list inside a map', 'a:\n- x # c\nb: 1\n', ['a', 1], { k: 1, l: 2 }, 'a:\n- x # c\n- k: 1\n  l: 2\nb: 1\n'],
    ['to a map in a list', '- a: 1\n- b\n', [0, 'c'], { d: 1 }, '- a: 1\n  c:\n    d: 1\n- b\n'],
    ['along with missing maps on its path', 'a: 1\n', ['b', 'c', 'd'], 2, 'a: 1\nb:\n  c:\n    d: 2\n'],
    ['before a document end marker', 'a: 1\n...\n', ['b'], 2, 'a: 1\nb: 2\n...\n'],
    ['to an empty document', '---\n# c\n---\nx: 1\n', ['a'], 1, '---\na: 1\n# c\n---\nx: 1\n'],
    ['named __proto__', 'a: 1\n', ['__proto__', 'x'], 1, 'a: 1\n__proto__:\n  x: 1\n'],
  ])('works %s', (name, text, path, value, result) => {
    expect(edited(text, set(path, value))).toBe(result)
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })
})

describe('deleting an entry', () => {
  test.each<[string, string, Path, string]>([
    ['removes whole lines', 'a: 1\nb: # c\n  x: 1 # d\n# e\nf: 2\n', ['b'], 'a: 1\n# e\nf: 2\n'],
    ['on the last line adds no line break', 'a: 1\nb: 2', ['b'], 'a: 1'],
    ['as the last key leaves {}', 'a:\n  b: 1 # c\n# d\n', ['a', 'b'], 'a: {}\n# d\n'],
    ['as the last item leaves []', 'a:\n- b\n', ['a', 0], 'a: []\n'],
    ['as the first key of an item keeps the dash', '- a: 1\n  b: 2\n', [0, 'a'], '- b: 2\n'],
    ['as the first key keeps the comment of the next', '- a: 1\n  # b\n  b: 2\n', [0, 'a'], '-\n  # b\n  b: 2\n'],
    ['in a flow map removes the comma', 'a: {b: 1, c: 2, d: 3}\n', ['a', 'c'], 'a: {b: 1, d: 3}\n'],
    ['at the end of a flow map removes the comma before it', 'a: [1, 2]\n', ['a', 1], 'a: [1]\n'],
    ['in JSON removes the line', '{\n  "a": 1,\n  "b": 2\n}\n', ['b'], '{\n  "a": 1\n}\n'],
    ['that does not exist changes nothing', 'a: 1\n', ['b', 'c'], 'a: 1\n'],
    ['with an explicit key removes both lines', '? a\n: 1\n? b\n: 2\n', ['b'], '? a\n: 1\n'],
  ])('%s', (name, text, path, result) => {
    expect(edited(text, remove(...path))).toBe(result)
  })
})

describe('anchors, aliases and merge keys', () => {
  const text = 'a: &x\n  k: 1 # one\n  j: 2\nb: *x # two\nc:\n  <<: *x\n  d: 1\n'

  test('replaces only the alias when it is set', () => {
    expect(edited(text, set(['b'], 5))).toBe(text.replace('*x # two', '5 # two'))
  })

  test('expands an alias when something inside it is set', () => {
    const result = edited(text, set(['b', 'k'], 5))
    expect(result).toBe(text.replace('b: *x # two\n', 'b: # two\n  k: 5\n  j: 2\n'))
  })

  test('keeps the values of aliases when the anchored map changes: the anchor moves to the first alias', () => {
    const result = edited(text, set(['a', 'k'], 5))
    expect(result).toBe(
      text
        .replace('&x\n  k: 1', '\n  k: 5')
        .replace('a: \n', 'a:\n')
        .replace('*x # two\n', '&x # two\n  k: 1\n  j: 2\n'),
    )
  })

  test('keeps the values of aliases when the anchored map is deleted', () => {
    expect(edited(text, remove('a'))).toBe('b: &x # two\n  k: 1\n  j: 2\nc:\n  <<: *x\n  d: 1\n')
  })

  test('moves the anchor of a scalar as well', () => {
    expect(edited('a: &x 1\nb: *x\nc: *x\n', remove('a'))).toBe('b: &x 1\nc: *x\n')
    expect(edited('a: &x 1\nb: [*x, *x]\n', set(['a'], 2))).toBe('a: 2\nb: [&x 1, *x]\n')
  })

  test('adds a merged key to the map when it is set', () => {
    expect(edited(text, set(['c', 'k'], 5))).toBe(`${text}  k: 5\n`)
  })

  test('expands the rest of a merge when one of its keys is deleted', () => {
    expect(edited(text, remove('c', 'k'))).toBe(text.replace('<<: *x', 'j: 2'))
    const own = 'a: &x {k: 1}\nc:\n  k: 2\n  <<: *x\n  d: 1\n'
    expect(edited(own, remove('c', 'k'))).toBe('a: &x {k: 1}\nc:\n  d: 1\n')
  })
})

describe('inserting and removing documents', () => {
  const insert = (document: number, value: Json): Edit => ({ type: 'insertDocument', document, value })
  const drop = (document: number): Edit => ({ type: 'removeDocument', document })

  test.each<[string, string, Edit, string]>([
    ['inserts the first one into an empty text', '', insert(0, { a: 1 }), 'a: 1\n'],
    ['appends one after a line without a break', 'a: 1', insert(1, { b: 2 }), 'a: 1\n---\nb: 2\n'],
    ['appends one with CRLF', 'a: 1\r\n', insert(1, { b: 2 }), 'a: 1\r\n---\r\nb: 2\r\n'],
    ['inserts one before the first, which keeps its comment', '# c\na: 1\n', insert(0, 'z'), 'z\n---\n# c\na: 1\n'],
    ['inserts one before directives', '%YAML 1.2\n---\na: 1\n', insert(0, 'z'), 'z\n...\n%YAML 1.2\n---\na: 1\n'],
    ['inserts one between others', 'a: 1\n--- # c\nb: 2\n', insert(1, 'z'), 'a: 1\n---\nz\n--- # c\nb: 2\n'],
    ['inserts one after a byte order mark', '\uFEFFa: 1\n', insert(0, 'z'), '\uFEFFz\n---\na: 1\n'],
    ['removes the first one', '# c\na: 1\n---\nb: 2\n', drop(0), 'b: 2\n'],
    ['removes the first one with markers', '---\na: 1\n---\nb: 2\n', drop(0), '---\nb: 2\n'],
    ['removes one between others', 'a: 1\n---\nb: 2\n---\nc: 3\n', drop(1), 'a: 1\n---\nc: 3\n'],
    ['removes the last one', 'a: 1\n---\nb: 2', drop(1), 'a: 1\n'],
    ['removes the only one', '# c\na: 1\n', drop(0), ''],
    ['appends one to JSON', '{"a": 1}', insert(1, { b: 2 }), '{"a": 1}\n---\nb: 2\n'],
  ])('%s', (name, text, edit, result) => {
    expect(edited(text, edit)).toBe(result)
  })
})

test('applies edits in order, each to the result of the one before', () => {
  const result = edited('a: []\n', set(['a', 0], 1), set(['a', 1], 2), remove('a', 0), set(['b'], 'x'))
  expect(result).toBe('a:\n  - 2\nb: x\n')
})

test("rejects impossible edits with an error that doesn't quote the text", () => {
  expect(() => applyEdits('a: "secret', [])).toThrow(/has syntax errors and can't be edited/)
  expect(() => applyEdits('a: "secret', [])).not.toThrow(/secret/)
  expect(() => applyEdits('a: 1', [set(['a'], 1, 1)])).toThrow(/Document index 1 is out of range/)
  expect(() => applyEdits('a: [1]', [set(['a', 5], 1)])).toThrow(/list of length 1/)
  expect(() => applyEdits('a: 1', [remove()])).toThrow(/removeDocument/)
  let deep: Json = 1
  for (let level = 0; level < 200; level++) deep = [deep]
  expect(() => applyEdits('a: 1', [set(['a'], deep)])).toThrow(/too deeply nested/)
})

test('keeps JSON as JSON, whatever is set', () => {
  for (const text of ['{"a": {"b": 1}, "l": [1]}', '{\n\t"a": {"b": 1},\n\t"l": [\n\t\t1\n\t]\n}\n', '[]', '{}']) {
    const list = text.startsWith('[')
    const edits = list ? [set([0], { 'no: #': "it's" })] : [set(['a', 'c'], 'no\n'), set(['l', 1], { x: [true, null] })]
    const result = applyEdits(text, edits)
    expect(() => JSON.parse(result) as unknown).not.toThrow()
    expect(parseText(result).documents[0]?.value).toEqual(JSON.parse(result))
  }
})

test('keeps non-ASCII spaces as part of a value, even at its ends', () => {
  expect(edited('a: 1\n', set(['a'], '\u2003x\u00a0'))).toBe('a: \u2003x\u00a0\n')
  expect(edited('- 1\n', set([1], '\u2003x\u00a0'))).toBe('- 1\n- \u2003x\u00a0\n')
})
