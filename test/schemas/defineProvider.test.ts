import type { Diagnostic } from 'backupstorage-forms/core'
import {
  builtinProviders,
  defineProvider,
  fromManifests,
  initialValues,
  ProviderSchemaError,
  stringifyManifests,
  toManifests,
  validateManifests,
  validateValues,
} from 'backupstorage-forms/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyJson, mutate, mutations } from './mutations.ts'
import { builtinNames, readProvider, restExample } from './schemaFiles.ts'
import { check, isDeep } from '../property.ts'

/** Returns the errors of a schema; any exception other than a ProviderSchemaError fails the test. */
function errorsOf(schema: unknown): readonly Diagnostic[] {
  try {
    expect(defineProvider(schema).name).toMatch(/^[a-zA-Z0-9-]+$/)
    return []
  } catch (error) {
    if (!(error instanceof ProviderSchemaError)) throw error
    expect(error.diagnostics).not.toEqual([])
    expect(error.name).toBe('ProviderSchemaError')
    for (const { path, message, severity } of error.diagnostics) {
      expect(path).toMatch(/^(\/([^~/]|~[01])*)*$/)
      expect(message).toMatch(/\.$/)
      expect(error.message).toContain(message)
      expect(severity).toBe('error')
    }
    return error.diagnostics
  }
}

it.each([
  { pattern: '(?:^|;)AccountName=([^;]+)' },
  { pattern: '//([a-z]+)[.]example[.]com' },
  { pointer: '/project_id' },
])('accepts a field that shows a part of a secret: %j', (rule) => {
  const derived = { from: '/backend/auth/REST_PASSWORD', ...rule }
  expect(errorsOf(rest('/properties/spec/properties/url/x-derive', derived))).toEqual([])
})

it('accepts a field that is taken from all of another one, if that is shown too', () => {
  const derived = { from: '/backend/spec/url', pattern: '(.*)' }
  const schema = rest('/properties/spec/properties/copy', { type: 'string', 'x-derive': derived })
  expect(errorsOf(schema)).toEqual([])
})

describe("the README's REST example at run time", () => {
  const provider = defineProvider(restExample())
  const options = { providers: [provider] }
  const values = {
    ...initialValues('rest', options),
    namespace: 'demo',
    name: 'rest-backup',
    backend: {
      provider: 'rest',
      credentials: { source: 'new' as const },
      auth: { REST_PASSWORD: 'made-up' },
      spec: { url: 'https://rest.example.com/backups', maxConnections: 5 },
    },
  }

  it('has the texts of its schema', () => {
    const { name, title, description, order, identity } = provider
    expect({ name, title, description, order, identity }).toEqual({
      name: 'rest',
      title: 'REST server',
      description: 'A restic REST server',
      order: 70,
      identity: undefined,
    })
  })

  it('starts with only five connections', () => {
    const { backend } = initialValues('rest', options)
    expect(backend).toEqual({
      provider: 'rest',
      credentials: { source: 'new' },
      auth: {},
      spec: { maxConnections: 5 },
    })
  })

  it('requires its required fields, each at its own path', () => {
    const found = validateValues(initialValues('rest', options), options)
    expect(found.map(({ path, code }) => `${path} ${code}`)).toEqual([
      '/namespace required',
      '/name required',
      '/backend/auth/REST_PASSWORD required',
      '/backend/spec/url required',
    ])
  })

  it('rejects invalid formats, types and limits, and unknown fields', () => {
    const spec = { url: 'rest.example.com', maxConnections: -1, bucket: 'x' }
    const found = validateValues({ ...values, backend: { ...values.backend, spec } }, options)
    expect(found.map(({ path, code }) => `${path} ${code}`).sort()).toEqual([
      '/backend/spec/bucket unknown-field',
      '/backend/spec/maxConnections minimum',
      '/backend/spec/url format',
    ])
    const wrong = { ...values, backend: { ...values.backend, spec: { url: 5, maxConnections: 1.5 } } }
    expect(validateValues(wrong, options).map(({ path, code }) => `${path} ${code}`)).toEqual([
      '/backend/spec/url type',
      '/backend/spec/maxConnections type',
    ])
  })

  const manifests = [
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'rest-backup-storage-cred', namespace: 'demo' },
      type: 'Opaque',
      stringData: { REST_PASSWORD: 'made-up' },
    },
    {
      apiVersion: 'storage.kubestash.com/v1alpha1',
      kind: 'BackupStorage',
      metadata: { name: 'rest-backup', namespace: 'demo' },
      spec: {
        storage: {
          provider: 'rest',
          rest: {
            url: 'https://rest.example.com/backups',
            maxConnections: 5,
            secretName: 'rest-backup-storage-cred',
          },
        },
        usagePolicy: { allowedNamespaces: { from: 'All' } },
        deletionPolicy: 'Delete',
      },
    },
  ]

  it('creates exactly a Secret and a BackupStorage', () => {
    expect(validateValues(values, options)).toEqual([])
    expect(toManifests(values, options)).toEqual(manifests)
  })

  it('is read back completely from them', () => {
    expect(fromManifests(manifests, options)).toMatchObject({ values, unmapped: [], diagnostics: [] })
    expect(validateManifests(stringifyManifests(manifests, 'yaml'), options)).toEqual([])
  })

  it('copies its schema, so that later changes have no effect', () => {
    const schema = restExample()
    const copy = defineProvider(schema)
    Object.assign(schema.properties, { spec: { type: 'object', properties: {} } })
    expect(initialValues('rest', { providers: [copy] }).backend.spec).toEqual({ maxConnections: 5 })
  })
})

/** Returns the REST example with a value at a JSON Pointer; `undefined` removes it. */
function rest(pointer: string, value: unknown): unknown {
  const schema: unknown = structuredClone(restExample())
  const keys = pointer.split('/').slice(1)
  let here = schema as Record<string, unknown>
  for (const key of keys.slice(0, -1)) here = here[key] as Record<string, unknown>
  const last = keys.at(-1) ?? ''
  if (value === undefined) delete here[last]
  else Object.defineProperty(here, last, { value, enumerable: true, configurable: true, writable: true })
  return schema
}

const url = '/properties/spec/properties/url'

/** Returns data nested to the given depth. */
function deep(levels: number): unknown {
  let data: unknown = { type: 'string' }
  for (let level = 0; level < levels; level++) data = { type: 'object', properties: { a: data } }
  return data
}

describe('an invalid schema', () => {
  it.each<[string, unknown, string, RegExp]>([
    ['null', null, '', /must be an object/],
    ['a string', 'schema', '', /must be an object/],
    ['a list', [restExample()], '', /must be an object/],
    ['undefined', undefined, '', /must be an object/],
    ['a function', () => restExample(), '', /must be an object/],
    ['no x-provider', rest('/x-provider', undefined), '/x-provider', /missing.*Add it/],
    ['no name', rest('/x-provider', {}), '/x-provider/name', /missing.*Add it/],
    [
      'a name with a space',
      rest('/x-provider/name', 'my rest'),
      '/x-provider/name',
      /letters, digits and hyphens, such as/,
    ],
    [
      'a name that reaches up',
      rest('/x-provider/name', '../rest'),
      '/x-provider/name',
      /letters, digits and hyphens, such as/,
    ],
    ['no title', rest('/title', undefined), '/title', /missing.*Add it/],
    ['an empty title', rest('/title', ''), '/title', /must not be empty/],
    ['no spec', rest('/properties/spec', undefined), '/properties/spec', /missing.*Add it/],
    ['an unknown part', rest('/properties/extra', { type: 'object' }), '/properties/extra', /correct its spell/],
    ['a misspelled keyword', rest(`${url}/requierd`, true), `${url}/requierd`, /Did you mean "required"\? See/],
    ['a misspelled x- keyword', rest('/x-providr', {}), '/x-providr', /Did you mean "x-provider"/],
    ['a misplaced keyword', rest(`${url}/x-absent`, ''), `${url}/x-absent`, /not a keyword/],
    ['an unknown type', rest(`${url}/type`, 'text'), `${url}/type`, /one of "string"/],
    ['a list of types', rest(`${url}/type`, ['string', 'null']), `${url}/type`, /one of "string"/],
    ['no type', rest(`${url}/type`, undefined), `${url}/type`, /missing.*Add it/],
    ['an unknown format', rest(`${url}/format`, 'url'), `${url}/format`, /one of "absolute-path"/],
    [
      'an invalid pattern',
      rest(`${url}/pattern`, '('),
      `${url}/pattern`,
      /not a valid JavaScript regular expression.*Unterminated group.*Fix it/,
    ],
    [
      'a pattern that is invalid with the u flag',
      rest(`${url}/pattern`, '\\-'),
      `${url}/pattern`,
      /not a valid JavaScript regular expression/,
    ],
    [
      'an invalid pattern of keys',
      rest(`${url}`, { type: 'object', propertyNames: { pattern: '[' } }),
      `${url}/propertyNames/pattern`,
      /not a valid JavaScript regular expression/,
    ],
    [
      'a pointer without a slash',
      rest(`${url}/x-manifest`, 'spec/url'),
      `${url}/x-manifest`,
      /must be a JSON Pointer: a slash before each name/,
    ],
    [
      'a pointer with an invalid escape',
      rest(`${url}/x-manifest`, '/spec/a~2'),
      `${url}/x-manifest`,
      /must be a JSON Pointer: a slash before each name/,
    ],
    [
      'an empty pointer',
      rest(`${url}/x-manifest`, ''),
      `${url}/x-manifest`,
      /must be a JSON Pointer: a slash before each name/,
    ],
    [
      'a target through a prototype',
      rest(`${url}/x-manifest`, '/spec/__proto__/polluted'),
      `${url}/x-manifest`,
      /can't contain "__proto__".*Choose another/,
    ],
    [
      'a constant through a prototype',
      rest('/x-manifest', [{ at: '/spec/constructor/prototype', const: 1 }]),
      '/x-manifest/0/at',
      /can't contain "constructor"/,
    ],
    [
      "a constant that isn't a scalar",
      rest('/x-manifest', [{ at: '/spec/a', const: {} }]),
      '/x-manifest/0/const',
      /type/,
    ],
    [
      'a condition with an invalid pattern',
      rest('/x-manifest', [{ at: '/spec/a', const: 1, when: { not: { properties: { provider: { pattern: '(' } } } } }]),
      '/x-manifest/0/when/not/properties/provider/pattern',
      /not a valid JavaScript regular expression/,
    ],
    [
      'a condition with a remote $ref',
      rest('/x-manifest', [{ at: '/spec/a', const: 1, when: { $ref: 'https://example.com/schema.json' } }]),
      '/x-manifest/0/when/$ref',
      /not a keyword/,
    ],
    [
      'a remote $ref',
      rest(url, { $ref: 'https://example.com/schema.json' }),
      `${url}/$ref`,
      /not a keyword.*Remove it/,
    ],
    ['a local $ref', rest(url, { type: 'string', $ref: '#/properties' }), `${url}/$ref`, /not a keyword/],
    ["an $id that isn't a string", rest('/$id', 1), '/$id', /must be of type/],
    [
      '__proto__ as a property',
      JSON.parse(JSON.stringify(restExample()).replace('"url":', '"__proto__":')),
      '/properties/spec/properties/__proto__',
      /"__proto__" can't be used as a name.*Choose another/,
    ],
    [
      'an inherited name as a property',
      rest('/properties/spec/properties/toString', { type: 'string' }),
      '/properties/spec/properties/toString',
      /can't be used as a name/,
    ],
    [
      'a lone surrogate as a property',
      rest('/properties/spec/properties/\ud800', { type: 'string' }),
      '/properties/spec/properties/\ud800',
      /"\\ud800" can't be used as a name/,
    ],
    [
      'a required name without a property',
      rest('/required', ['auth', 'sepc']),
      '/required/1',
      /"sepc".*not a property/,
    ],
    [
      'a required field without a property',
      rest('/properties/spec/required', ['URL']),
      '/properties/spec/required/0',
      /Add the property, or remove the name/,
    ],
    ['a name required twice', rest('/required', ['spec', 'spec']), '/required', /duplicates/],
    [
      'a required field with a condition',
      rest(`${url}/x-when`, { maxConnections: [5] }),
      '/properties/spec/required/0',
      /can't be required/,
    ],
    [
      'a condition on an unknown field',
      rest('/properties/spec/properties/maxConnections/x-show', { urll: ['a'] }),
      '/properties/spec/properties/maxConnections/x-show/urll',
      /Correct the name/,
    ],
    [
      'two fields with the same target',
      rest('/properties/spec/properties/other', { type: 'string', 'x-manifest': '/spec/storage/rest/url' }),
      '/properties/spec/properties/other',
      /overlaps with that of \/properties\/spec\/properties\/url\. Change/,
    ],
    [
      "a field inside another one's target",
      rest('/properties/auth/properties/USER', { type: 'string', 'x-manifest': '/spec/storage/rest/url/user' }),
      '/properties/auth/properties/USER',
      /overlaps with that of \/properties\/spec\/properties\/url\./,
    ],
    [
      'a target inside a list',
      rest(url, { type: 'array', items: { type: 'string', 'x-manifest': '/spec/a' } }),
      `${url}/items/x-manifest`,
      /Remove x-manifest/,
    ],
    [
      'properties and arbitrary keys together',
      rest(url, { type: 'object', properties: {}, additionalProperties: { type: 'string' } }),
      `${url}/additionalProperties`,
      /can't have a schema in additionalProperties/,
    ],
    [
      'a choice of strings',
      rest(url, { type: 'object', minProperties: 1, maxProperties: 1, properties: { a: { type: 'string' } } }),
      `${url}/properties/a/type`,
      /must be an object/,
    ],
    [
      'a section with an unknown field',
      rest('/properties/spec/x-sections', ['url', { title: 'More', fields: ['maxConnection'] }]),
      '/properties/spec/x-sections/1/fields/0',
      /"maxConnection" is not a property of this object.*Correct the name/,
    ],
    [
      'a condition on an unknown field with options',
      rest('/properties/spec/properties/mode', { type: 'string', enum: ['a', 'b'], 'x-show': { secure: ['yes'] } }),
      '/properties/spec/properties/mode/x-show/secure',
      /not a property of the same object/,
    ],
    [
      'a condition on a boolean with a string',
      (() => {
        const schema = rest('/properties/spec/properties/secure', { type: 'boolean' }) as ReturnType<typeof restExample>
        Object.assign(schema.properties['spec']?.properties ?? {}, {
          mode: { type: 'string', 'x-when': { secure: ['yes'] } },
        })
        return schema
      })(),
      '/properties/spec/properties/mode/x-when/secure',
      /"yes" is not an option of "secure"\. Use one of true, false/,
    ],
    [
      'a directory outside of the values',
      rest('/x-directory', ['/spec/storage/rest/url']),
      '/x-directory/0',
      /is not a field of this provider/,
    ],
    [
      'a paste rule without a group',
      rest('/x-paste', [{ title: 'a', pattern: '^a', fill: { '/backend/spec/url': '^(?:a)' } }]),
      '/x-paste/0/fill/~1backend~1spec~1url',
      /Put the part to use in parentheses/,
    ],
    [
      'a paste rule for a field outside of the backend',
      rest('/x-paste', [{ title: 'a', pattern: '^a', fill: { '/name': '^(a)' } }]),
      '/x-paste/0/fill/~1name',
      /is not a field of this provider/,
    ],
    [
      'a paste rule that decodes something else',
      rest('/x-paste', [{ title: 'a', pattern: '^a', decode: 'hex', fill: { '/backend/spec/url': '^(a)' } }]),
      '/x-paste/0/decode',
      /must be true/,
    ],
    [
      'a derived number',
      rest('/properties/spec/properties/maxConnections/x-derive', { from: '/backend/spec/url', pattern: ':([0-9]+)' }),
      '/properties/spec/properties/maxConnections/x-derive',
      /Only a string/,
    ],
    ...['(.*)', '^(.+)$', '^([^;]+)', '(.*).', '(?:user=)?(.*)', 'user=(.*)|(.*)', '(user=.*)', 'us?(.*)'].map(
      (pattern): [string, unknown, string, RegExp] => [
        `a field that shows a whole secret by ${pattern}`,
        rest('/properties/spec/properties/url/x-derive', { from: '/backend/auth/REST_PASSWORD', pattern }),
        '/properties/spec/properties/url/x-derive',
        /would show all of a secret/,
      ],
    ),
    ['an option that is an object', rest(`${url}/enum`, [{ a: 1 }]), `${url}/enum/0`, /must be of type/],
    [
      "a credential that isn't a string",
      rest('/properties/auth/properties/REST_PASSWORD/type', 'integer'),
      '/properties/auth/properties/REST_PASSWORD/type',
      /must be "string"/,
    ],
    [
      "a credential with a name that isn't valid in a Secret",
      rest('/properties/auth/properties/REST PASSWORD', { type: 'string' }),
      '/properties/auth/properties/REST PASSWORD',
      /is no key of a Secret/,
    ],
    ...[{}, { value: 'a', pattern: 'a' }, { pattern: 'a', edit: 'decodeBase64' }].map(
      (how): [string, unknown, string, RegExp] => [
        `a fix with ${Object.keys(how).length} changes`,
        rest('/x-advice', [
          { when: {}, path: '/name', severity: 'info', code: 'a', message: 'A.', fix: { title: 'A', ...how } },
        ]),
        '/x-advice/0/fix',
        /either "value", "pattern" or "edit"/,
      ],
    ),
    [
      'an unknown keyword for the content of a file',
      rest(`${url}/contentSchema`, { additionalProperties: false }),
      `${url}/contentSchema/additionalProperties`,
      /not a keyword/,
    ],
    ['deep nesting', rest(url, deep(100)), '/properties/spec/properties', /more than 60 levels deep.*Flatten/],
    ['very deep nesting', rest(url, deep(5000)), '/properties/spec/properties', /Flatten/],
    ['deep nesting in a default', rest(`${url}/default`, deep(100)), '/properties/spec/properties', /Flatten/],
  ])('is rejected at its path with a fix: %s', (_name, schema, path, message) => {
    const found = errorsOf(schema)
    expect(found.map((one) => one.path)).toContain(path)
    expect(found.find((one) => one.path === path)?.message).toMatch(message)
  })

  it.each(['urn:x', 'https://example.com/rest.json', 'http://[', ''])(
    'is not caused by any $id, even if it is used twice: %j',
    (id) => {
      const schema = rest(`${url}/$id`, id) as ReturnType<typeof restExample>
      Object.assign(schema.properties['auth']?.properties?.['REST_PASSWORD'] ?? {}, { $id: id })
      const options = { providers: [defineProvider({ ...schema, $id: id })] }
      const values = initialValues('rest', options)
      values.backend.spec['url'] = 1
      expect(validateValues(values, options)).toContainEqual(
        expect.objectContaining({ code: 'type', path: '/backend/spec/url' }),
      )
    },
  )

  it('reports several errors at once', () => {
    const schema = rest('/title', undefined) as Record<string, unknown>
    schema['typo'] = 1
    schema['x-provider'] = {}
    expect(errorsOf(schema).map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/title', '/typo', '/x-provider/name']),
    )
  })

  it('never pollutes a prototype', () => {
    errorsOf(JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'))
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('defineProvider', () => {
  it('returns a provider or throws a ProviderSchemaError for any JSON', () => {
    check(
      fc.property(anyJson, (schema) => {
        errorsOf(schema)
      }),
      2000,
    )
  })

  it('accepts or rejects changed schemas quickly, and its providers never throw', () => {
    const values = {
      namespace: 'demo',
      name: 'x',
      backend: {
        auth: { a: 1, REST_PASSWORD: ' ' },
        spec: { url: 5, volume: { nfs: 1 }, '': {}, maxConnections: [] },
      },
    }
    let defined = 0
    let slowest = 0
    check(
      fc.property(fc.constantFrom(...builtinNames, 'rest'), mutations, (name, changes) => {
        const schema: unknown = name === 'rest' ? restExample() : readProvider(name)
        for (const change of changes) mutate(schema, change)
        const start = performance.now()
        if (errorsOf(schema).length === 0) {
          defined++
          const provider = defineProvider(schema)
          const options = { providers: [provider] }
          const start = initialValues(provider.name, options)
          for (const one of [start, { ...values, backend: { ...values.backend, provider: provider.name } }]) {
            validateValues(one, options)
            fromManifests(toManifests(one as typeof start, options), options)
          }
        }
        slowest = Math.max(slowest, performance.now() - start)
      }),
      2000,
    )
    expect(defined).toBeGreaterThan(isDeep ? 100 : 5)
    expect(slowest).toBeLessThan(2000)
  })

  it('accepts many fields quickly', () => {
    const many = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`f${index}`, { type: 'string' }]))
    const schema = rest('/properties/spec/properties', { url: { type: 'string' }, ...many })
    const start = performance.now()
    expect(errorsOf(schema)).toEqual([])
    expect(performance.now() - start).toBeLessThan(5000)
  })
})

describe('a provider defined at run time', () => {
  it.each(builtinNames)('has the same name, texts, order and constants as the built-in %s', (name) => {
    const made = defineProvider(readProvider(name))
    const builtin = builtinProviders.find((provider) => provider.name === name)
    const summaryOf = ({ title, description, order, identity, constants }: typeof made): unknown => ({
      texts: [title, description, order, identity],
      constants: constants.map(({ path, value }) => ({ path, value })),
    })
    expect(builtin && summaryOf(builtin)).toEqual(summaryOf(made))
  })
})
