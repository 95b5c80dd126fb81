import type { Json, Manifest, Options, Provider } from 'backupstorage-forms/core'
import {
  applyFix,
  builtinProviders,
  checkConformance,
  defineProvider,
  editManifests,
  exampleValues,
  fromManifests,
  normalizeValues,
  parseManifests,
  stringifyManifests,
  toManifests,
  validateManifests,
  validateValues,
} from 'backupstorage-forms/core'
import { storageRow, storageStatus } from 'backupstorage-forms/cluster'
import { completeAt, describeAt } from 'backupstorage-forms/editor'
import { contribKinds, contribProviders } from 'backupstorage-forms/contrib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { validValues } from '../values/arbitraryValues.ts'
import { withoutAuthoring } from '../../schemas/generate/schemaCode.ts'
import type { ProviderSchema } from '../../src/schema/language.ts'
import { askOwn, askReference } from './agreement.ts'
import { contribCases, everyProvider } from './everyProvider.ts'
import { mutate, mutations } from './mutations.ts'
import { restExample } from './schemaFiles.ts'
import { check } from '../property.ts'

/** The providers as the package exports them, by the files that they come from. */
function exported(file: string, { name }: Provider): Provider | undefined {
  const [, folder, kind] = file.split('/')
  if (file.startsWith('providers/')) return builtinProviders.find((one) => one.name === name)
  if (folder !== undefined && kind === undefined) return (contribProviders as Record<string, Provider>)[name]
  return Object.entries(contribKinds)
    .find(([one]) => one === folder)?.[1]
    .providers.find((one) => one.name === name)
}

describe.each(everyProvider)('$file', ({ file, provider, options }) => {
  const filled = exampleValues(provider.name, options)
  const values = validValues([provider], options)

  it('does what every provider must, and has the words that people need', () => {
    expect(checkConformance(provider, options)).toEqual([])
  })

  it('is valid with its examples, in the form and in the manifest', () => {
    expect(validateValues(filled, options).filter(({ severity }) => severity === 'error')).toEqual([])
    const text = stringifyManifests(toManifests(filled, options), 'yaml')
    expect(validateManifests(text, options).filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('law 1: what a form holds comes back from its manifests', () => {
    check(
      fc.property(values, (one) => {
        const normal = normalizeValues(one, options)
        const read = fromManifests(toManifests(normal, options), options)
        expect(read.values).toEqual(normal)
        expect(read.unmapped).toEqual([])
      }),
      150,
    )
  })

  it('laws 2 and 3: a text stays as it is, and takes a change in its place', () => {
    check(
      fc.property(values, values, fc.constantFrom('yaml' as const, 'json' as const), (one, next, format) => {
        const text = stringifyManifests(toManifests(one, options), format)
        expect(editManifests(text, fromManifests(parseManifests(text).manifests, options).values, options)).toBe(text)
        const edited = editManifests(text, next, options)
        const read = fromManifests(parseManifests(edited).manifests, options)
        expect(read.values).toEqual(normalizeValues(next, options))
      }),
      60,
    )
  })

  it('is exported as `defineProvider` makes it', () => {
    const { $schema: _file, ...schema } = withoutAuthoring(provider.schema) as ProviderSchema & { $schema?: string }
    expect(exported(file, provider)?.schema).toEqual(schema)
  })

  it('its validator and rjsf’s say the same of anything', () => {
    const { $schema: _file, ...schema } = provider.schema as ProviderSchema & { $schema?: string }
    const { auth, spec } = filled.backend
    check(
      fc.property(mutations, (changes) => {
        const data = structuredClone({ auth, spec }) as Json
        for (const change of changes) mutate(data, change)
        expect(askOwn(schema, data)).toEqual(askReference(schema, data))
      }),
      200,
    )
  })

  it('offers its fields where they stand in a manifest', () => {
    const text = stringifyManifests(toManifests(filled, options), 'yaml')
    const line = text.split('\n').findIndex((one) => /^\s+provider: /.test(one))
    const at = text
      .split('\n')
      .slice(0, line + 1)
      .join('\n').length
    const offered = completeAt(
      text.slice(0, at).replace(/\S+$/, '') + text.slice(at),
      at - provider.writes.length,
      options,
    )
    expect(offered?.options.map(({ label }) => label)).toContain(provider.writes)
  })
})

describe('the cases of contributed providers', () => {
  const optionsFor = (file: string): Options => everyProvider.find((one) => one.file === file)?.options ?? {}

  it('has one for each', () => {
    const files = everyProvider.map(({ file }) => file).filter((file) => file.startsWith('contrib/'))
    expect([...new Set(contribCases.map(({ schema }) => schema))].sort()).toEqual(files.sort())
  })

  it.each(contribCases)('$name becomes exactly its manifests, and comes back', ({ schema, values, manifests }) => {
    const options = optionsFor(schema)
    expect(validateValues(values, options).filter(({ severity }) => severity === 'error')).toEqual([])
    expect(toManifests(values, options)).toEqual(manifests)
    expect(fromManifests(manifests, options)).toMatchObject({ values, unmapped: [], diagnostics: [] })
  })

  it.each(contribCases.filter(({ schema }) => !schema.startsWith('contrib/velero/')))(
    '$name has the manifests of its base where that is offered too: reading and writing them changes nothing',
    ({ manifests }) => {
      const options = { providers: [...builtinProviders, ...Object.values(contribProviders)] }
      const { values } = fromManifests(manifests, options)
      expect(toManifests(values, options)).toEqual(manifests)
    },
  )
})

describe("Velero's BackupStorageLocation", () => {
  const { resource, providers } = contribKinds.velero
  const options: Options = { resource, providers }
  const of = (name: string): Manifest[] =>
    structuredClone(contribCases.find((one) => one.name === name)?.manifests ?? [])
  const textOf = (name: string): string => stringifyManifests(of(name), 'yaml')
  const told = (text: string): string[] =>
    validateManifests(text, options).map(
      ({ severity, code, path, range }) => `${severity} ${code} ${path} ${range?.line ?? ''}`,
    )

  it('is read from a text, its fields in the API known', () => {
    const text = textOf('velero-aws')
    expect(told(text)).toEqual([])
    const line = (word: string): number => text.split('\n').findIndex((one) => one.includes(word)) + 1
    expect(told(text.replace('bucket:', 'bukcet:'))).toEqual(
      expect.arrayContaining([`error unknown-field /spec/objectStorage/bukcet ${line('bucket:')}`]),
    )
    // The API takes any key here; the form has the last word.
    expect(told(text.replace('region:', 'regoin:'))).toEqual([
      `warning not-in-form /spec/config/regoin ${line('region:')}`,
    ])
    // What is a switch elsewhere is a text here.
    const unquoted = text.replace('s3ForcePathStyle: "true"', 's3ForcePathStyle: true')
    expect(unquoted).not.toBe(text)
    expect(told(unquoted)).toEqual([`error type /backend/spec/s3ForcePathStyle ${line('s3ForcePathStyle')}`])
  })

  it('has no block of config while nothing is in it, and none is asked for', () => {
    const [location] = of('velero-gcp')
    expect(location?.['spec']).not.toHaveProperty('config')
    expect(validateManifests([location ?? {}], options)).toEqual([])
  })

  it('takes a certificate as the API keeps it, and offers to encode one that was pasted', () => {
    const values = fromManifests(of('velero-aws'), options).values
    const caCert = String(values.backend.spec['caCert'])
    const pem = Buffer.from(caCert, 'base64').toString()
    expect(pem).toMatch(/^-----BEGIN CERTIFICATE-----/)
    const pasted = { ...values, backend: { ...values.backend, spec: { ...values.backend.spec, caCert: pem } } }
    const [found] = validateValues(pasted, options)
    expect(found).toMatchObject({ code: 'not-encoded', path: '/backend/spec/caCert', fix: { edit: 'encodeBase64' } })
    expect(found?.fix && applyFix(pasted, found.fix)).toEqual(values)
    for (const wrong of ['bWFkZSB1cA==', 'made up']) {
      const other = { ...values, backend: { ...values.backend, spec: { ...values.backend.spec, caCert: wrong } } }
      expect(validateValues(other, options).map(({ code }) => code)).toEqual(['content'])
    }
  })

  it('is ready when it is available, and says why when it is not', () => {
    const status = { phase: 'Unavailable', message: 'no such bucket' }
    expect(storageStatus({ status }, { resource })).toMatchObject({ isReady: false, problems: ['no such bucket'] })
    expect(storageStatus({ status: { phase: 'Available' } }, { resource })).toMatchObject({
      isReady: true,
      problems: [],
    })
    const [location] = of('velero-gcp')
    const row = storageRow({ ...location, status } as unknown as Manifest, { resource })
    expect(row).toMatchObject({ namespace: 'velero', provider: 'gcp', phase: 'Unavailable', size: '', repositories: 0 })
  })

  it('completes and explains its own fields', () => {
    const text = textOf('velero-aws')
    const at = text.indexOf('objectStorage:\n') + 'objectStorage:\n'.length
    const offered = completeAt(`${text.slice(0, at)}    \n${text.slice(at)}`, at + 4, options)
    expect(offered?.options.map(({ label }) => label)).toEqual(expect.arrayContaining(['caCertRef']))
    expect(describeAt(text, text.indexOf('s3Url') + 1, options)?.description).toContain('The address of a server')
  })
})

/** The REST example with other fields under `spec`, and other words at its root. */
function rest(properties: object, root: object = {}, options: Options = {}): string[] {
  const schema = structuredClone(restExample())
  Object.assign(schema.properties['spec']?.properties ?? {}, properties)
  return checkConformance(defineProvider({ ...schema, ...root }), options).map(({ code, path }) => `${code} ${path}`)
}

describe('what does not conform is told at its place', () => {
  const at = '/properties/spec/properties/extra'
  const words = { title: 'Extra', description: 'Something more.', examples: ['a'] }

  it('a field without a title, an example or a message for its pattern', () => {
    const found = rest({ extra: { type: 'string', pattern: '^a$' } })
    expect(found).toEqual(expect.arrayContaining([`no-title ${at}`, `no-example ${at}`, `no-sentence ${at}`]))
  })

  it('a field with no description is fine', () => {
    const { description: _description, ...titled } = words
    expect(rest({ extra: { type: 'string', ...titled } }).filter((one) => one.endsWith(at))).toEqual([])
  })

  it('a description with an example in it', () => {
    for (const description of ['More, for example a.', 'More (e.g. a).'])
      expect(rest({ extra: { type: 'string', ...words, description } })).toContain(
        `example-in-description ${at}/description`,
      )
  })

  it('a description, a message or the description of an option that is longer than 140 characters', () => {
    const long = 'x'.repeat(141)
    const oneOf = [
      { const: 'a', title: 'A', description: long },
      { const: 'b', title: 'B', description: 'x'.repeat(140) },
    ]
    const when = { required: ['backend'] }
    const advice = [{ when, path: '/backend/spec/extra', severity: 'info', code: 'long', message: long }]
    const extra = { type: 'string', ...words, description: long, 'x-error': long, oneOf }
    const root = { description: long, 'x-advice': advice, 'x-provider': { name: 'long', identity: long } }
    const found = rest({ extra }, root).filter((one) => one.startsWith('long-text'))
    expect(found.sort()).toEqual([
      `long-text ${at}/description`,
      `long-text ${at}/oneOf/0/description`,
      `long-text ${at}/x-error`,
      'long-text /x-advice/0/message',
    ])
  })

  it('an example and a default that are not valid themselves', () => {
    expect(rest({ extra: { type: 'string', ...words, examples: ['a', 'ab'], maxLength: 1 } })).toEqual(
      expect.arrayContaining([`bad-example ${at}/examples/1`]),
    )
    expect(
      rest({ extra: { type: 'string', ...words, format: 'uri', examples: ['https://a.example'], default: 'a' } }),
    ).toEqual(expect.arrayContaining([`bad-example ${at}/default`]))
  })

  it('a text that is made up where there is no example, and does not fit', () => {
    const auth = { type: 'object', properties: { KEY: { type: 'string', pattern: '^[0-9]+$', writeOnly: true } } }
    const found = rest({}, { properties: { ...restExample().properties, auth }, required: ['auth', 'spec'] })
    expect(found).toContain('bad-example /properties/auth/properties/KEY')
  })

  it('a required text that may be empty', () => {
    const spec = { type: 'object', required: ['extra'], properties: { extra: { type: 'string', ...words } } }
    expect(rest({}, { properties: { spec }, required: ['spec'] })).toEqual([`empty-required ${at}`])
  })

  it('a secret that a preview of the manifest would show, and everybody could read in the cluster', () => {
    const { examples: _examples, ...said } = words
    expect(rest({ extra: { type: 'string', ...said, writeOnly: true } })).toContain(`open-secret ${at}`)
  })

  it('a text that is called like a secret and is none', () => {
    const { examples: _examples, ...said } = words
    expect(rest({ extra: { type: 'string', ...said }, api_token: { type: 'string', ...said } })).toContain(
      'perhaps-secret /properties/spec/properties/api_token',
    )
  })

  it('what the cluster would drop, with its CustomResourceDefinition', () => {
    const openAPIV3Schema = { type: 'object', properties: { spec: { type: 'object', properties: {} } } }
    const crd = {
      spec: {
        group: 'storage.kubestash.com',
        names: { kind: 'BackupStorage' },
        versions: [{ name: 'v1alpha1', schema: { openAPIV3Schema } }],
      },
    }
    expect(rest({}, {}, { crd })).toContain('not-in-crd ')
  })
})
