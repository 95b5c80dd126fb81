import { readFileSync, readdirSync } from 'node:fs'
import type { Diagnostic } from 'backupstorage-forms/core'
import { defineProvider, initialValues, ProviderSchemaError, validateValues } from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'
import type { ProviderSchema } from '../../src/schema/language.ts'
import { patternChecker } from '../../src/schema/slowPattern.ts'
import { builtinNames, folder, readmeBlocks, readProvider, restExample } from './schemaFiles.ts'

/** Returns the errors of a schema; any exception other than a ProviderSchemaError fails the test. */
function errorsOf(schema: unknown): readonly Diagnostic[] {
  try {
    defineProvider(schema)
    return []
  } catch (error) {
    if (!(error instanceof ProviderSchemaError)) throw error
    return error.diagnostics
  }
}

/** Returns the errors as `code path`. */
function told(schema: unknown): string[] {
  return errorsOf(schema).map(({ code, path }) => `${code} ${path}`)
}

type Data = Record<string, unknown>

/** Returns a small provider with these keywords at its root and in its field `place`. */
function provider(root: Data = {}, field: Data = {}): Data {
  const place = { type: 'string', ...field }
  return {
    title: 'Hostile',
    type: 'object',
    'x-provider': { name: 'hostile' },
    properties: {
      auth: { type: 'object', properties: { KEY: { type: 'string' } } },
      spec: { type: 'object', properties: { place, other: { type: 'string' } } },
    },
    ...root,
  }
}

const place = '/properties/spec/properties/place'
const advice = { when: {}, path: '/backend/spec/place', severity: 'info', code: 'a', message: 'A.' }
const when = (schema: Data): Data => ({ properties: { spec: { properties: { place: schema } } } })

describe('prototype names', () => {
  it.each<[string, Data, string]>([
    ['a constant', provider({ 'x-manifest': [{ at: '/spec/__proto__/a', const: 1 }] }), '/x-manifest/0/at'],
    ['a target', provider({}, { 'x-manifest': '/spec/constructor/a' }), `${place}/x-manifest`],
    ['the directory', provider({ 'x-directory': ['/backend/spec/__proto__'] }), '/x-directory/0'],
    ['the directory outside of the backend', provider({ 'x-directory': ['/__proto__/polluted'] }), '/x-directory/0'],
    [
      'a field filled in by a paste rule',
      provider({ 'x-paste': [{ title: 'a', pattern: 'a', fill: { '/__proto__/polluted': '(a)' } }] }),
      '/x-paste/0/fill/~1__proto__~1polluted',
    ],
    ['the path of advice', provider({ 'x-advice': [{ ...advice, path: '/__proto__' }] }), '/x-advice/0/path'],
    [
      'a related path of advice',
      provider({ 'x-advice': [{ ...advice, related: ['/labels', '/a/prototype'] }] }),
      '/x-advice/0/related/1',
    ],
    [
      'the path of a fix',
      provider({ 'x-advice': [{ ...advice, fix: { title: 'A', path: '/__proto__/polluted', value: 1 } }] }),
      '/x-advice/0/fix/path',
    ],
    [
      'the source of a derived field',
      provider({}, { 'x-derive': { from: '/__proto__/a', pattern: '(a)' } }),
      `${place}/x-derive/from`,
    ],
    [
      "the member of a derived field's source",
      provider({}, { 'x-derive': { from: '/backend/auth/KEY', pointer: '/__proto__/a' } }),
      `${place}/x-derive/pointer`,
    ],
    ['a required name', provider({ required: ['__proto__'] }), '/required/0'],
    [
      'a required name in a condition',
      provider({ 'x-advice': [{ ...advice, when: when({ required: ['constructor'] }) }] }),
      '/x-advice/0/when/properties/spec/properties/place/required/0',
    ],
    [
      'a required member of a file',
      provider({}, { contentMediaType: 'application/json', contentSchema: { required: ['__proto__'] } }),
      `${place}/contentSchema/required/0`,
    ],
    [
      'a required member of a file under a condition',
      provider({}, { contentMediaType: 'application/json', contentSchema: { then: { required: ['__proto__'] } } }),
      `${place}/contentSchema/then/required/0`,
    ],
    ["the provider's name", provider({ 'x-provider': { name: 'constructor' } }), '/x-provider/name'],
    [
      "the base provider's name",
      provider({ 'x-provider': { name: 'a', variantOf: 'toString' } }),
      '/x-provider/variantOf',
    ],
    [
      'a sibling in a condition',
      provider({}, JSON.parse('{"x-when":{"__proto__":[1]}}') as Data),
      `${place}/x-when/__proto__`,
    ],
    ['a keyword', JSON.parse('{"__proto__":{"polluted":1}}') as Data, '/__proto__'],
  ])('are rejected in %s', (_name, schema, at) => {
    const found = errorsOf(schema).find(({ path }) => path === at)
    expect(found).toMatchObject({
      code: 'forbidden-name',
      message: expect.stringMatching(/Choose another\.$/) as string,
    })
    expect(({} as Data)['polluted']).toBeUndefined()
  })
})

describe('slow patterns', () => {
  const slowness = patternChecker()

  it.each([
    '^(a+)+$',
    '^(a|a)*$',
    '^([a-z]+)*x',
    '(.*)*',
    '^(\\w+\\s?)*$',
    '(a|aa)+$',
    '([a-z]+[0-9]*)+@',
    '^(?:a?){40}a{40}$',
    'a?'.repeat(30) + 'a'.repeat(30),
    '(?:a|a)'.repeat(40),
    '^(a{1,200}){1,200}$',
    '^(a?b?)*$',
    '^((a?)+b)*$',
    '^(?:(?:a?|b?)c)*$',
    '^(?=(a+)+$)',
    '^(?:\\p{L}+|[a-z])*!',
    '^(?:[^\\P{L}]+|-?)*!',
    '^(?:\\u{61}|[\\x60-\\u0062])*$',
    '^(?:\\ud83d\\ude00|😀)*$',
    '^(?<name>a+)+$',
    '^(\\d+,?)+$',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
  ])('are rejected if exponential: %s', (pattern) => expect(slowness(pattern)).toBe('exponential'))

  it.each([
    '.*a.*b',
    'a*a*$',
    '^a*a*a*$',
    '\\s*\\s*$',
    '^.*a.*b.*c$',
    '^[a-z]*[a-z0-9]*\\w*$',
    '^s3://[^/]+/+(.*?)/*$',
    // The time of an assertion multiplies with that of the part before it, and with that of a loop around it.
    '(?=.*a.*b)c',
    '^.*(?=.*a.*b)c',
    '^(?:(?=.*a.*b)[^])*$',
    '^.*a.*(?!.*b)c',
    '^.*c.*(?<=bc*)c',
    // A lookbehind is matched from right to left.
    '(?<=(?!.*)a.*)c',
  ])('are rejected if slower than quadratic: %s', (pattern) => expect(slowness(pattern)).toBe('polynomial'))

  it.each(['.*a', 'a*$', '^.*a.*$', '^(?:(?=.*a)b)*$', '^(?=.*[a-z])(?=.*[A-Z])(?=.*\\d).{8,}$', '^.*(?<=a*b)c'])(
    'are accepted if quadratic, and take little time for 4,096 characters: %s',
    (pattern) => {
      expect(slowness(pattern)).toBeUndefined()
      for (const character of 'abA1 ') {
        const start = performance.now()
        new RegExp(pattern, 'u').test(`${character.repeat(4095)}!`)
        // Takes 15 ms on an idle machine; cubic time would be a minute.
        expect(performance.now() - start).toBeLessThan(2000)
      }
    },
  )

  it('are rejected if more than 100 of a schema are quadratic', () => {
    const allOf = Array.from({ length: 102 }, (_, index) => ({ pattern: `${index}$|a*$`, 'x-error': 'No.' }))
    const paths = errorsOf(provider({}, { allOf })).map(({ path }) => path)
    expect(paths).toEqual([`${place}/allOf/100/pattern`, `${place}/allOf/101/pattern`])
    const linear = Array.from({ length: 1000 }, (_, index) => ({ pattern: `^${index}$|^a*$`, 'x-error': 'No.' }))
    expect(errorsOf(provider({}, { allOf: linear }))).toEqual([])
  })

  it.each(['(a)\\1', '(?<x>a)\\k<x>'])('are rejected if they have back references: %s', (pattern) =>
    expect(slowness(pattern)).toBe('backreference'),
  )

  it.each([`^${'a'.repeat(1000)}$`, `^(?:${'[a-z]x|'.repeat(140)}y)*$`, '(?<!(a+)+b)c', '(?<=(?:abc)*d)e'])(
    'are rejected if too long or too complicated: %s',
    (pattern) => expect(['complicated', 'exponential']).toContain(slowness(pattern)),
  )

  it.each([
    '',
    '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
    '^[a-z]+(-[a-z]+)*$',
    '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
    '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
    '^(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}$',
    '^"(?:[^"\\\\]|\\\\.)*"$',
    '^(?:[0-9a-f]{32},)*[0-9a-f]{32}$',
    '(a+b)+',
    '^\\s+|\\s+$',
    '^.{88}$',
    '^(?:[a-z]+\\.)+[a-z]{2,}$',
    '^[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+$',
    '^\\p{L}[\\p{L}\\p{N} ]{0,40}$',
    '^(?!.*--)[a-z-]+$',
    '^.*foo.*$',
    '^(?:-?){3}a{0}$',
    '[\\b\\cA\\0\\-\\]]+[^]?[]?',
  ])("don't include %s", (pattern) => expect(slowness(pattern)).toBeUndefined())

  it.each(['^(a+)+$', '^(a|a)*$', '^(?:a?){26}a{26}$', '(?:a|aa)+$', '^((a?)+b)*$', '^(?:(?:a?|b?)c)*$'])(
    'take long in a real engine: %s',
    (pattern) => {
      const text = pattern.includes('c)') ? 'c' : pattern.includes('+b') ? 'ab' : 'a'
      const time = (count: number): number => {
        const start = performance.now()
        new RegExp(pattern, 'u').test(text.repeat(count) + '!')
        return performance.now() - start
      }
      let count = 4
      while (count < 40 && time(count) < 30) count++
      expect(count).toBeLessThan(40)
    },
  )

  it("don't occur in this repository's schemas", () => {
    const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json') && !name.startsWith('messages'))
      .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
    const examples = readmeBlocks().filter(({ info }) => info.startsWith('json'))
    const found = new Set<string>()
    function collect(data: unknown, isFill: boolean): void {
      if (typeof data !== 'object' || data === null) return
      for (const [key, value] of Object.entries(data)) {
        if (typeof value === 'string' && (isFill || key === 'pattern')) found.add(value)
        else collect(value, key === 'fill')
      }
    }
    for (const text of [...texts, ...examples.map(({ text: example }) => example)]) collect(JSON.parse(text), false)
    expect(found.size).toBeGreaterThan(80)
    expect([...found].filter((pattern) => slowness(pattern))).toEqual([])
  })

  const slow = '^(a+)+$'
  it.each<[string, Data, string]>([
    ['of a field', provider({}, { pattern: slow }), `${place}/pattern`],
    ['of keys', provider({}, { type: 'object', propertyNames: { pattern: slow } }), `${place}/propertyNames/pattern`],
    ['of items', provider({}, { type: 'array', items: { type: 'string', pattern: slow } }), `${place}/items/pattern`],
    [
      'of map values',
      provider({}, { type: 'object', additionalProperties: { type: 'string', pattern: slow } }),
      `${place}/additionalProperties/pattern`,
    ],
    [
      'of a paste rule',
      provider({ 'x-paste': [{ title: 'a', pattern: slow, fill: { '/backend/spec/place': '(a)' } }] }),
      '/x-paste/0/pattern',
    ],
    [
      'that fills in a field',
      provider({ 'x-paste': [{ title: 'a', pattern: 'a', fill: { '/backend/spec/place': slow } }] }),
      '/x-paste/0/fill/~1backend~1spec~1place',
    ],
    [
      'that derives a field',
      provider({}, { 'x-derive': { from: '/backend/auth/KEY', pattern: slow } }),
      `${place}/x-derive/pattern`,
    ],
    [
      'in the condition of advice',
      provider({ 'x-advice': [{ ...advice, when: { not: when({ anyOf: [{ pattern: slow }] }) } }] }),
      '/x-advice/0/when/not/properties/spec/properties/place/anyOf/0/pattern',
    ],
    [
      'of a fix',
      provider({ 'x-advice': [{ ...advice, fix: { title: 'A', pattern: slow } }] }),
      '/x-advice/0/fix/pattern',
    ],
    [
      'for a file',
      provider({}, { contentMediaType: 'application/json', contentSchema: { properties: { a: { pattern: slow } } } }),
      `${place}/contentSchema/properties/a/pattern`,
    ],
    [
      'for a file in a condition',
      provider({ 'x-advice': [{ ...advice, when: when({ contentSchema: { if: { pattern: slow } } }) }] }),
      '/x-advice/0/when/properties/spec/properties/place/contentSchema/if/pattern',
    ],
    [
      'in the condition of a constant',
      provider({ 'x-manifest': [{ at: '/spec/a', const: 1, when: when({ pattern: slow }) }] }),
      '/x-manifest/0/when/properties/spec/properties/place/pattern',
    ],
  ])('are rejected with a fix: a pattern %s', (_name, schema, at) => {
    expect(errorsOf(schema)).toEqual([
      expect.objectContaining({
        code: 'slow-pattern',
        path: at,
        message: expect.stringMatching(/exponential time.*a\+ instead of \(a\+\)\+/) as string,
      }),
    ])
  })

  it.each([
    ['^.*a.*b.*c.*d$', /too much time.*Merge the parts/],
    ['(a)\\1', /backreference.*remove it/],
    ['a'.repeat(1001), /too complicated.*Simplify it/],
  ])('have a specific message: %s', (pattern, message) => {
    expect(errorsOf(provider({}, { pattern }))[0]?.message).toMatch(message)
  })

  it('are found in a limited time for all patterns of a schema', () => {
    const some = (index: number): string => `^(?:${'[a-y]?z?'.repeat(20)}${index}){2}(?:\\w{30}-?){1,9}[^${index}]$`
    const fields = Object.fromEntries(
      Array.from({ length: 1500 }, (_, index) => [`f${index}`, { type: 'string', pattern: some(index) }]),
    )
    const start = performance.now()
    expect(errorsOf(provider({ properties: { spec: { type: 'object', properties: fields } } })).length).toBeGreaterThan(
      0,
    )
    expect(performance.now() - start).toBeLessThan(20_000)
  })
})

describe('a text of more than 4,096 characters', () => {
  const options = {
    providers: [
      defineProvider(
        provider(
          { 'x-advice': [{ ...advice, when: { not: { required: ['never'] } } }] },
          { pattern: '\\s+x$', 'x-error': 'No.' },
        ),
      ),
    ],
  }
  function codesAt(text: string): string[] {
    const values = initialValues('hostile', options)
    values.backend.spec = { place: text }
    const found = validateValues(values, options).filter(({ path }) => path === '/backend/spec/place')
    return found.map(({ code }) => code)
  }

  it('skips patterns, which can take quadratic time, but no other checks', () => {
    const start = performance.now()
    expect(codesAt(' '.repeat(4096))).toEqual(['pattern'])
    expect(codesAt(' '.repeat(3_000_000))).toEqual(['a'])
    expect(performance.now() - start).toBeLessThan(15_000)
  })
})

describe('references', () => {
  it.each<[string, Data]>([
    ['to another site', { $ref: 'https://example.com/schema.json' }],
    ['to a file', { $ref: 'file:///etc/passwd' }],
    ['to themselves', { $ref: '#/properties/spec/properties/place' }],
    ['to the root', { $ref: '#' }],
  ])('are rejected %s', (_name, field) => expect(told(provider({}, field))).toEqual([`unknown-word ${place}/$ref`]))

  it('are rejected in a loop', () => {
    const spec = { type: 'object', properties: { a: { $ref: '#/definitions/b' } } }
    const schema = provider({ definitions: { b: { $ref: '#/definitions/b' } }, properties: { spec } })
    expect(told(schema)).toEqual(
      expect.arrayContaining(['unknown-word /definitions', 'unknown-word /properties/spec/properties/a/$ref']),
    )
  })

  it.each(['x-advice', 'x-manifest'])('are rejected in a condition of %s', (word) => {
    const rule = word === 'x-advice' ? advice : { at: '/spec/a', const: 1 }
    const schema = provider({ [word]: [{ ...rule, when: { $ref: 'https://example.com/schema.json' } }] })
    expect(told(schema)).toEqual([`unknown-word /${word}/0/when/$ref`])
  })
})

describe('unlimited schemas', () => {
  function soon(schema: unknown): string[] {
    const start = performance.now()
    const found = told(schema)
    expect(performance.now() - start).toBeLessThan(10_000)
    return found
  }

  it('are rejected if an object contains itself', () => {
    const spec: Data = { type: 'object', properties: {} }
    Object.assign(spec['properties'] as Data, { again: spec })
    expect(soon(provider({ properties: { spec } }))).toEqual(['too-deep /properties/spec/properties'])
  })

  it('are rejected if an object contains itself twice', () => {
    const spec: Data = { type: 'object', properties: {} }
    Object.assign(spec['properties'] as Data, { left: spec, right: spec })
    expect(soon(provider({ properties: { spec } }))).toEqual(['too-large '])
  })

  it('are rejected if a list contains itself', () => {
    const list: unknown[] = []
    list.push(list, list)
    expect(soon(provider({}, { default: list }))).toEqual(['too-large '])
  })

  it('are rejected if small data expands to large data', () => {
    let data: unknown = 'x'
    for (let level = 0; level < 40; level++) data = [data, data]
    expect(soon(provider({}, { default: data }))).toEqual(['too-large '])
  })

  it.each<[string, unknown]>([
    ['a long text', provider({}, { description: 'x'.repeat(1_000_001) })],
    ['long strings in many places', provider({}, { enum: Array(1000).fill('x'.repeat(1000)) })],
    ['an array of four billion holes', provider({}, { enum: Array(4_000_000_000) })],
    ['too many options', provider({}, { enum: Array.from({ length: 20_001 }, (_, index) => index) })],
    [
      'too many fields',
      provider({
        properties: {
          spec: {
            type: 'object',
            properties: Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`f${i}`, { type: 'string' }])),
          },
        },
      }),
    ],
    ['too many required names', provider({ required: Array.from({ length: 20_001 }, (_, index) => `n${index}`) })],
  ])('are rejected for %s', (_name, schema) => {
    expect(soon(schema)).toEqual(['too-large '])
    expect(errorsOf(schema)[0]?.message).toMatch(/more than (1,000,000|20,000)/)
  })

  it("don't include a form of two thousand fields", () => {
    const properties = Object.fromEntries(
      Array.from({ length: 2000 }, (_, i) => [`f${i}`, { type: 'string', title: `Field ${i}`, minLength: 1 }]),
    )
    expect(soon(provider({ properties: { spec: { type: 'object', properties } } }))).toEqual([])
  })

  const throwing = (): never => {
    throw new TypeError('no')
  }
  function revoked(): object {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    return proxy
  }

  it.each<[string, () => unknown]>([
    ['a proxy', () => new Proxy({}, { ownKeys: throwing })],
    ['a nested proxy', () => provider({ 'x-advice': new Proxy([], { get: throwing }) })],
    ['a revoked proxy', revoked],
    ['a getter', () => Object.defineProperty(provider(), 'title', { enumerable: true, get: throwing })],
  ])('are rejected for %s that throws', (_name, make) => {
    expect(errorsOf(make())).toEqual([
      expect.objectContaining({
        code: 'not-a-schema',
        path: '',
        message: expect.stringMatching(/plain JSON data\.$/) as string,
      }),
    ])
  })

  it('ignore functions, symbols and non-enumerable properties', () => {
    const schema = Object.defineProperty(provider({ [Symbol('a')]: 1 }), 'hidden', { value: 1, enumerable: false })
    Object.assign(schema, { toJSON: () => ({}), description: () => 'x' })
    expect(defineProvider(schema)).toMatchObject({ name: 'hostile', description: '' })
  })

  it('read a getter only once', () => {
    let reads = 0
    const schema = provider()
    Object.defineProperty(schema, 'title', { enumerable: true, get: () => `Title ${++reads}` })
    expect(defineProvider(schema).title).toBe('Title 1')
  })
})

describe('other errors', () => {
  it.each<[string, Data, string]>([
    ['an unknown type', provider({}, { type: 'any' }), `wrong-word ${place}/type`],
    ['a pattern that does not compile', provider({}, { pattern: '(' }), `bad-pattern ${place}/pattern`],
    [
      'two fields in one place',
      provider({}, { 'x-manifest': '/spec/storage/hostile/other' }),
      'same-place /properties/spec/properties/other',
    ],
  ])('are rejected: %s', (_name, schema, problem) => expect(told(schema)).toEqual([problem]))
})

describe('markup in the texts of a schema', () => {
  it('is plain text, also in messages', () => {
    const title = '<img src=x onerror=alert(1)>'
    const schema = provider({ required: ['spec'] }, { title, minLength: 1 })
    Object.assign((schema['properties'] as { spec: Data }).spec, { required: ['place'] })
    const options = { providers: [defineProvider(schema)] }
    const found = validateValues(initialValues('hostile', options), options)
    expect(found.find(({ path }) => path === '/backend/spec/place')?.message).toBe(`Enter a value for ${title}.`)
  })
})

describe('valid schemas', () => {
  it.each(builtinNames)('include %s', (name) => expect(errorsOf(readProvider(name))).toEqual([]))
  it("include the guide's example", () => expect(errorsOf(restExample() satisfies ProviderSchema)).toEqual([]))
})
