import { createDraft, defineProvider, initialValues, toManifests, validateValues } from 'backupstorage-forms/core'
import { german } from 'backupstorage-forms/messages/de'
import { describe, expect, it } from 'vitest'
import { createTest } from '../../src/schema/validator.ts'

// The messages of each keyword and format, for a field of a provider that is defined at run time.

function optionsFor(field: object, required: readonly string[] = []) {
  const schema = {
    title: 'Made up',
    type: 'object',
    'x-provider': { name: 'made-up' },
    properties: { spec: { type: 'object', required, properties: { field: { title: 'Field', ...field } } } },
  }
  return { providers: [defineProvider(schema)] }
}

/** Returns the diagnostics of a value as `path message`, without the path of the field itself. */
function told(field: object, value: unknown, required?: readonly string[], messages?: typeof german): string[] {
  const options = { ...optionsFor(field, required), messages }
  const values = initialValues('made-up', options)
  values.backend.spec = value === undefined ? {} : { field: value }
  return validateValues({ ...values, namespace: 'demo', name: 'a' }, options).map(
    ({ path, message }) => `${path.replace('/backend/spec/field', '')} ${message}`,
  )
}

const group = { type: 'object', properties: { inside: { type: 'string' } } }

describe('the message names the rule', () => {
  it.each<[object, unknown, unknown, string]>([
    [{ type: 'integer', multipleOf: 5 }, 3, 10, ' Field must be a multiple of 5.'],
    [{ type: 'number', multipleOf: 0.1 }, 0.35, 0.3, ' Field must be a multiple of 0.1.'],
    [{ type: 'integer', exclusiveMinimum: 5 }, 5, 6, ' Field must be greater than 5.'],
    [{ type: 'integer', exclusiveMaximum: 5 }, 5, 4, ' Field must be less than 5.'],
    [{ type: 'integer', minimum: 5 }, 4, 5, ' Field must be at least 5.'],
    [{ type: 'integer', maximum: 5 }, 6, 5, ' Field can be at most 5.'],
    [{ type: 'string', minLength: 3 }, 'ab', 'abc', ' Field must have at least 3 characters.'],
    [{ type: 'string', maxLength: 1 }, 'ab', 'a', ' Field can have at most 1 character.'],
    [{ type: 'string', const: 'v4' }, 'v2', 'v4', ' Field must be v4.'],
    [{ type: 'boolean', const: true }, false, true, ' Field must be true.'],
    [{ type: 'string', enum: ['a'] }, 'b', 'a', ' Field must be a.'],
    [{ type: 'string', enum: ['a', 'b'] }, 'c', 'b', ' Field must be one of: a, b.'],
    [
      { type: 'array', items: { type: 'string' }, minItems: 2 },
      ['a'],
      ['a', 'b'],
      ' Field must have at least 2 entries.',
    ],
    [{ type: 'array', items: { type: 'string' }, maxItems: 1 }, ['a', 'b'], ['a'], ' Field can have at most 1 entry.'],
    [
      { type: 'object', minProperties: 3 },
      { a: '', b: '' },
      { a: '', b: '', c: '' },
      ' Field must have at least 3 entries.',
    ],
    [{ type: 'object', maxProperties: 1 }, { a: '', b: '' }, { a: '' }, ' Field can have at most 1 entry.'],
    [
      { type: 'object', minProperties: 1, maxProperties: 1 },
      { a: '', b: '' },
      { a: '' },
      ' Field can have at most 1 entry.',
    ],
    [
      { type: 'object', propertyNames: { maxLength: 3 } },
      { abcd: '' },
      { abc: '' },
      '/abcd abcd can have at most 3 characters.',
    ],
    [{ type: 'object', propertyNames: { pattern: '^a' } }, { b: '' }, { a: '' }, "/b b isn't a valid key. Rename it."],
    [
      { type: 'object', propertyNames: { pattern: '^a', 'x-error': 'Start with a.' } },
      { b: '' },
      { a: '' },
      '/b Start with a.',
    ],
    [
      { type: 'object', propertyNames: { format: 'label-key' } },
      { 'a b': '' },
      { 'a/b': '' },
      "/a b a b can't contain spaces.",
    ],
    [
      { type: 'object', propertyNames: { pattern: '^a?$' } },
      { '': 'x' },
      { a: 'x' },
      '/ Enter a key, or remove the row.',
    ],
    [{ type: 'object' }, { '': 'x' }, { a: 'x' }, '/ Enter a key, or remove the row.'],
    [
      {
        type: 'object',
        minProperties: 1,
        maxProperties: 1,
        properties: { a: group, b: group },
      },
      { a: {}, b: {} },
      { a: {} },
      ' Choose only one option for Field.',
    ],
  ])('%j of %j', (field, wrong, right, message) => {
    expect(told(field, wrong)).toEqual([message])
    expect(told(field, right)).toEqual([])
  })

  it.each<[object, string]>([
    [{ type: 'array', items: { type: 'string' } }, ' Add at least one entry to Field.'],
    [{ type: 'object' }, ' Add at least one entry to Field.'],
    [{ type: 'object', properties: { a: { type: 'string' } } }, ' Fill in Field.'],
    [{ type: 'string', const: 'v4' }, ' Choose a value for Field: v4.'],
    [{ type: 'string', examples: ['a'] }, ' Enter a value for Field, such as a.'],
  ])('of a missing value of %j', (field, message) => {
    expect(told(field, undefined, ['field'])).toEqual([message])
  })

  it('in German', () => {
    expect(told({ type: 'integer', multipleOf: 5 }, 3, [], german)).toEqual([
      ' Field: Der Wert muss ein Vielfaches von 5 sein.',
    ])
    const list = { type: 'array', items: { type: 'string' } }
    expect(told({ ...list, maxItems: 1 }, ['a', 'b'], [], german)).toEqual([' Field: Höchstens 1 Eintrag ist möglich.'])
    expect(told({ ...list, minItems: 2 }, ['a'], [], german)).toEqual([' Field: Mindestens 2 Einträge sind nötig.'])
  })
})

describe('an item of a list is called by its number', () => {
  it.each<[object, unknown[], string]>([
    [{ type: 'string', format: 'hostname' }, ['a', '-'], '/1 Field 2 must be a host name, such as nfs.example.com.'],
    [{ type: 'string', maxLength: 1 }, ['ab'], '/0 Field 1 can have at most 1 character.'],
    [{ type: 'string' }, ['a', 'b', 5], '/2 Field 3 must be a string.'],
    [{ type: 'string', title: 'Server', maxLength: 1 }, ['ab'], '/0 Server 1 can have at most 1 character.'],
    [
      { type: 'object', title: 'Server', properties: { a: { type: 'string' } } },
      ['x'],
      '/0 Server 1 must be an object.',
    ],
    [
      { type: 'object', required: ['a'], properties: { a: { type: 'string', title: 'Name' } } },
      [{ a: 'x' }, {}],
      '/1/a Enter a value for Name.',
    ],
  ])('with items of %j: %j', (items, value, message) => {
    expect(told({ type: 'array', items }, value)).toEqual([message])
  })
})

describe('a constant', () => {
  const field = { type: 'string', const: 'v4' }

  it.each([[['field']], [[]]])('is in the values of a new form, and is written (required: %j)', (required) => {
    const options = optionsFor(field, required)
    const values = { ...initialValues('made-up', options), namespace: 'demo', name: 'a' }
    expect(values.backend.spec).toEqual({ field: 'v4' })
    expect(validateValues(values, options)).toEqual([])
    expect(toManifests(values, options)).toMatchObject([{ spec: { storage: { 'made-up': { field: 'v4' } } } }])
    expect(createDraft(options).getState().values.backend.spec).toEqual({ field: 'v4' })
  })

  it("doesn't fill in an optional group, nor a group that a choice doesn't select", () => {
    const group = { type: 'object', properties: { field } }
    expect(initialValues('made-up', optionsFor(group)).backend.spec).toEqual({})
    const choice = { type: 'object', minProperties: 1, maxProperties: 1, properties: { a: group, b: group } }
    expect(initialValues('made-up', optionsFor(choice)).backend.spec).toEqual({})
    expect(initialValues('made-up', optionsFor({ ...choice, default: { b: {} } })).backend.spec).toEqual({
      field: { b: { field: 'v4' } },
    })
  })
})

describe('formats', () => {
  const label = (length: number): string => 'a'.repeat(length)

  it.each<[string, string[], string[]]>([
    [
      'date',
      ['2026-11-23', '2024-02-29', '2000-02-29', '2026-12-31', '0001-01-01'],
      [
        '2026-02-30',
        '2026-02-29',
        '1900-02-29',
        '2026-04-31',
        '2026-13-01',
        '2026-00-10',
        '2026-01-00',
        '26-01-01',
        '2026-1-1',
      ],
    ],
    [
      'date-time',
      ['2026-11-23T08:00:00Z', '2026-11-23T23:59:59.999+23:59', '2024-02-29T00:00:00-08:00', '2026-11-23t08:00:00z'],
      [
        '2026-11-23T24:00:00Z',
        '2026-02-30T08:00:00Z',
        '2026-11-23T08:60:00Z',
        '2026-11-23T08:00:60Z',
        '2026-11-23T08:00:00+24:00',
        '2026-11-23T08:00:00+01:60',
        '2026-11-23T08:00Z',
        '2026-11-23T08:00:00',
        '2026-11-23 08:00:00Z',
        '2026-11-23T08:00:00.Z',
        '2026-11-23T8:00:00Z',
        '2026-11-23',
      ],
    ],
    [
      'hostname',
      [
        label(63),
        `${label(63)}.${label(63)}.`,
        'a',
        'A-1.example.com',
        '10.0.0.1',
        `${'a.'.repeat(126)}a`,
        `${'a.'.repeat(126)}a.`,
      ],
      [label(64), `a.${label(64)}.b`, '-a', 'a-', 'a..b', '.a', '.', 'a_b', `${'a.'.repeat(126)}ab`],
    ],
    [
      'http-origin',
      [`https://${label(63)}.com`, 'https://a.example.com.:9000', 'http://[::1]:80/', 'http://minio_1'],
      [`https://${label(64)}.com`, 'https://a..b', `https://${'a.'.repeat(126)}ab`],
    ],
    // Kubernetes limits the whole name, not its parts.
    ['dns-subdomain', [label(64), label(253)], [label(254), 'a..b']],
    ['dns-label', [label(63)], [label(64), 'a.b']],
    ['email', ['a@b', 'a.b+c@example.com'], ['@', 'a@', '@b', 'a b@c', 'a@b@c']],
    ['uri', ['https://example.com/a?b=c#d', 'urn:a'], ['example.com', 'http://[', 'https://a b']],
  ])('%s', (format, right, wrong) => {
    const broken = (text: string): boolean => told({ type: 'string', format }, text).length > 0
    expect(right.filter(broken)).toEqual([])
    expect(wrong.filter((text) => !broken(text))).toEqual([])
  })
})

describe('the content of a JSON file', () => {
  const file = {
    type: 'string',
    contentMediaType: 'application/json',
    writeOnly: true,
    contentSchema: {
      required: ['kind'],
      properties: { kind: { enum: ['user', 'key'], 'x-error': 'The file has an unknown kind.' } },
      if: { properties: { kind: { const: 'key' } } },
      then: { required: ['token'], properties: { token: { minLength: 3, 'x-error': 'The token is too short.' } } },
    },
  }

  it.each([
    [{ kind: 'user' }, []],
    [{ kind: 'key', token: 'made-up', more: 1 }, []],
    [{ kind: 'other' }, [' The file has an unknown kind.']],
    [{ kind: 'key', token: 'ab' }, [' The token is too short.']],
    [{ kind: 'key' }, [" Field isn't the right file. Missing or invalid: token."]],
    [{}, [" Field isn't the right file. Missing or invalid: kind, token."]],
  ])('is checked with its schema: %j', (content, expected) => {
    expect(told(file, JSON.stringify(content))).toEqual(expected)
  })

  it('is a condition of advice, which another text never meets', () => {
    const content = { required: ['kind'], properties: { kind: { const: 'user' } } }
    const isUser = createTest({ properties: { file: { type: 'string', contentSchema: content } } })
    expect(isUser({ file: '{"kind": "user"}' })).toBe(true)
    expect(isUser({ file: '{"kind": "key"}' })).toBe(false)
    for (const text of ['user', '', '{"kind": "user"']) expect(isUser({ file: text })).toBe(false)
  })
})
