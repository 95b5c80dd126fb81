import { describe, expect, test } from 'vitest'
import { parseText } from '../../src/text/parseText.ts'

const size = 4 * 1024 * 1024
const fill = (part: string, head = ''): string => (head + part.repeat(Math.ceil(size / part.length))).slice(0, size)

function random(alphabet: string): string {
  let state = 42
  const codes = new Uint16Array(size)
  for (let index = 0; index < size; index++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    codes[index] = alphabet === '' ? state >>> 24 : alphabet.charCodeAt((state >>> 8) % alphabet.length)
  }
  return new TextDecoder('utf-16le').decode(codes)
}

function nested(): string {
  let text = ''
  for (let level = 0; text.length < size; level++) text += `${' '.repeat(level)}a:\n`
  return text.slice(0, size)
}

function chain(link: (index: number) => string, count: number): string {
  let text = 'a0: &a0 {x: 1}\n'
  for (let index = 1; index < count; index++) text += `a${index}: &a${index} ${link(index - 1)}\n`
  return text
}

describe('malicious text', () => {
  test.each<[string, () => string, string | undefined]>([
    ['unclosed brackets', () => fill('['), 'text-too-deep'],
    ['unclosed braces', () => fill('{'), 'text-too-deep'],
    ['dashes', () => fill('- '), 'text-too-deep'],
    ['nested maps', nested, 'text-too-deep'],
    ['document markers', () => fill('---\n'), 'too-many-documents'],
    ['document end markers', () => fill('...\n'), 'too-many-documents'],
    ['an alias inside its own anchor', () => fill('- &a [*a]\n'), 'alias-bomb'],
    ['a billion laughs', () => chain((index) => `[${`*a${index},`.repeat(10)}]`, 40), 'alias-bomb'],
    ['a long chain of aliases', () => chain((index) => `{x: *a${index}}`, 8000), 'text-too-deep'],
    ['a long chain of merge keys', () => chain((index) => `{<<: *a${index}}`, 8000), 'alias-bomb'],
    ['merge keys that double the size', () => chain((index) => `{<<: [*a${index}, *a${index}]}`, 60), 'alias-bomb'],
    ['a long repeated string', () => `a: &a ${'x'.repeat(1e6)}\nb: [${'*a, '.repeat(9999)}*a]`, 'alias-bomb'],
    ['an unterminated quote', () => fill('a ', '"'), 'yaml-syntax'],
    ['escapes', () => fill('"\\'), 'yaml-syntax'],
    ['commas', () => fill(',', '['), 'yaml-syntax'],
    ['anchors', () => fill('&a '), 'yaml-syntax'],
    ['tags', () => fill('!a '), 'yaml-syntax'],
    ['question marks', () => fill('? '), 'text-too-deep'],
    ['colons on lines', () => fill(':\n'), 'text-too-large'],
    ['directives', () => fill('%a\n'), 'text-too-large'],
    ['comments', () => fill('#\n'), 'text-too-large'],
    ['a repeated key', () => fill('a: 1\n'), 'duplicate-key'],
    ['many small objects', () => fill('{"a":1},', '['), 'text-too-large'],
    ['broken lines', () => fill('a b\n: c\n'), 'yaml-syntax'],
    ['random bytes', () => random(''), 'yaml-syntax'],
    ['random characters', () => random(' \n\n:-?[]{},&*!|>"\'#ab%@\t'), 'yaml-syntax'],
    ['one long line', () => fill('a '), undefined],
    ['one character over the limit', () => `${fill('a')}a`, 'text-too-large'],
  ])('is parsed in a limited time: %s', (_name, make, code) => {
    const text = make()
    const from = performance.now()
    const { documents, errors } = parseText(text)
    const time = performance.now() - from
    const codes = errors.map((error) => error.code)
    if (code === undefined) expect(codes).toEqual([])
    else expect(codes).toContain(code)
    expect(errors.length).toBeLessThanOrEqual(50)
    // Ten times the usual duration, so that a busy machine doesn't fail the test.
    expect(time).toBeLessThan(15_000)
    documents[0]?.locate(['nothing', 0])
  })
})
