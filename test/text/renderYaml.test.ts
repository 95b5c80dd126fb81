import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../../src/base/json.ts'
import { stringifyYaml, usualIndentation } from '../../src/text/renderText.ts'
import { renderYaml } from '../../src/text/renderYaml.ts'
import { json } from './randomText.ts'
import { check } from '../property.ts'

const byLibrary = (value: Json): string => stringifyYaml(value, usualIndentation)

// Signs that mean something to YAML, between letters that mean nothing.
const signs = fc.string({ unit: fc.constantFrom(...'aZ0/:-. #?@=+_%&*~\'"\t\n'), maxLength: 8 })
const files = fc
  .array(fc.oneof(signs, fc.constantFrom('  "a": 1', '{', '', 'a')), { maxLength: 5 })
  .map((all) => all.join('\n'))
const words = fc.constantFrom(
  'Yes',
  'E0',
  'e+12',
  'oFF',
  'NULL',
  'true',
  'y',
  'nan',
  'a: b',
  'a:',
  'a #b',
  'x'.repeat(1025),
  '...',
)

test('what is written without the library is what the library writes', () => {
  const text = fc.oneof(signs, words, files)
  const map = fc.dictionary(text, fc.oneof(json, text, fc.array(fc.oneof(text, json), { maxLength: 3 })), {
    maxKeys: 4,
  })
  check(
    fc.property(fc.oneof(map, fc.dictionary(text, map, { maxKeys: 3 }), json), (value) => {
      expect(renderYaml(value)).toBe(byLibrary(value))
    }),
    1000,
  )
})

test('a host’s objects are written as the library writes them, although JSON has no such thing', () => {
  const value = {
    left: undefined,
    nothing: { left: undefined },
    list: [undefined, [], {}, [[]]],
    date: new Date(0),
    dates: [new Date(0)],
    map: new Map([['a', 1]]),
    bare: Object.assign(Object.create(null), { a: 1 }),
    zero: [0, -0, 1e21, 0.5, 1e-7],
  } as unknown as Json
  expect(renderYaml(value)).toBe(byLibrary(value))
})
