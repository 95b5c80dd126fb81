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
import { acme } from '../fixtures/acme.ts'
import { validValues } from '../values/arbitraryValues.ts'
import { withoutAuthoring } from '../../schemas/generate/schemaCode.ts'
import type { ProviderSchema } from '../../src/schema/language.ts'
import { askOwn, askReference } from './agreement.ts'
import { contribCases, everyProvider } from './everyProvider.ts'
import { mutate, mutations } from './mutations.ts'
import { restExample } from './schemaFiles.ts'
import { check } from '../property.ts'

/** The exported providers, by schema file. */
function exported(file: string, { name }: Provider): Provider | undefined {
  const [, folder, kind] = file.split('/')
  if (file.startsWith('providers/')) return builtinProviders.find((one) => one.name === name)
  if (folder !== undefined && kind === undefined) return (contribProviders as Record<string, Provider>)[name]
  return Object.entries(contribKinds)
    .find(([one]) => one === folder)?.[1]
    .providers.find((one) => one.name === name)
}

const preset = { file: 'a preset of S3', provider: acme, options: { providers: [acme] } }

describe.each([...everyProvider, preset])('$file', ({ provider, options }) => {
  const filled = exampleValues(provider.name, options)
  const values = validValues([provider], options)

  it('meets all requirements, including titles, descriptions and examples', () => {
    expect(checkConformance(provider, options)).toEqual([])
  })

  it('has valid example values, in the form and in the manifest', () => {
    expect(validateValues(filled, options).filter(({ severity }) => severity === 'error')).toEqual([])
    const text = stringifyManifests(toManifests(filled, options), 'yaml')
    expect(validateManifests(text, options).filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('law 1: restores the values from their manifests', () => {
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

  it('laws 2 and 3: keeps a text without changes, and applies changes to it', () => {
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

  it('is validated like by rjsf', () => {
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

  it('is suggested as a provider in a manifest', () => {
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

it.each(everyProvider)('$file is exported like defineProvider returns it', ({ file, provider }) => {
  const { $schema: _file, ...schema } = withoutAuthoring(provider.schema) as ProviderSchema & { $schema?: string }
  expect(exported(file, provider)?.schema).toEqual(schema)
})

describe('cases of contributed providers', () => {
  const optionsFor = (file: string): Options => everyProvider.find((one) => one.file === file)?.options ?? {}

  it('exist for each provider', () => {
    const files = everyProvider.map(({ file }) => file).filter((file) => file.startsWith('contrib/'))
    expect([...new Set(contribCases.map(({ schema }) => schema))].sort()).toEqual(files.sort())
  })

  it.each(contribCases)('convert to exactly their manifests and back: $name', ({ schema, values, manifests }) => {
    const options = optionsFor(schema)
    expect(validateValues(values, options).filter(({ severity }) => severity === 'error')).toEqual([])
    expect(toManifests(values, options)).toEqual(manifests)
    expect(fromManifests(manifests, options)).toMatchObject({ values, unmapped: [], diagnostics: [] })
  })
})

describe("Velero's BackupStorageLocation", () => {
  const { resource, providers } = contribKinds.velero
  const options: Options = { resource, providers }
  const of = (name: string): Manifest[] =>
    structuredClone(contribCases.find((one) => one.name === name)?.manifests ?? [])
  const textOf = (name: string): string => stringifyManifests(of(name), 'yaml')
  const diagnosticsOf = (text: string): string[] =>
    validateManifests(text, options).map(
      ({ severity, code, path, range }) => `${severity} ${code} ${path} ${range?.line ?? ''}`,
    )

  it('is read from text and checked against its API', () => {
    const text = textOf('velero-aws')
    expect(diagnosticsOf(text)).toEqual([])
    const line = (word: string): number => text.split('\n').findIndex((one) => one.includes(word)) + 1
    expect(diagnosticsOf(text.replace('bucket:', 'bukcet:'))).toEqual(
      expect.arrayContaining([`error unknown-field /spec/objectStorage/bukcet ${line('bucket:')}`]),
    )
    // The API accepts any key here, so only the form can warn.
    expect(diagnosticsOf(text.replace('region:', 'regoin:'))).toEqual([
      `warning not-in-form /spec/config/regoin ${line('region:')}`,
    ])
    // A boolean elsewhere, this is a string in Velero.
    const unquoted = text.replace('s3ForcePathStyle: "true"', 's3ForcePathStyle: true')
    expect(unquoted).not.toBe(text)
    expect(diagnosticsOf(unquoted)).toEqual([`error type /backend/spec/s3ForcePathStyle ${line('s3ForcePathStyle')}`])
  })

  it('has no empty config block, and needs none', () => {
    const [location] = of('velero-gcp')
    expect(location?.['spec']).not.toHaveProperty('config')
    expect(validateManifests([location ?? {}], options)).toEqual([])
  })

  it('accepts an encoded certificate, and offers to encode a pasted one', () => {
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

  it("counts as ready when available, and explains why it isn't", () => {
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

  it('completes and describes its own fields', () => {
    const text = textOf('velero-aws')
    const at = text.indexOf('objectStorage:\n') + 'objectStorage:\n'.length
    const offered = completeAt(`${text.slice(0, at)}    \n${text.slice(at)}`, at + 4, options)
    expect(offered?.options.map(({ label }) => label)).toEqual(expect.arrayContaining(['caCertRef']))
    expect(describeAt(text, text.indexOf('s3Url') + 1, options)?.description).toBe('Leave it empty for Amazon S3.')
  })
})

/** Returns the findings for the REST example with more fields under `spec`, and more keywords at its root. */
function rest(properties: object, root: object = {}, options: Options = {}): string[] {
  const schema = structuredClone(restExample())
  Object.assign(schema.properties['spec']?.properties ?? {}, properties)
  return checkConformance(defineProvider({ ...schema, ...root }), options).map(({ code, path }) => `${code} ${path}`)
}

describe('checkConformance', () => {
  const at = '/properties/spec/properties/extra'
  const words = { title: 'Extra', description: 'Something more.', examples: ['a'] }

  it('reports a field without a title, an example or a message for its pattern', () => {
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

  it('reports an invalid example and an invalid default', () => {
    expect(rest({ extra: { type: 'string', ...words, examples: ['a', 'ab'], maxLength: 1 } })).toEqual(
      expect.arrayContaining([`bad-example ${at}/examples/1`]),
    )
    expect(
      rest({ extra: { type: 'string', ...words, format: 'uri', examples: ['https://a.example'], default: 'a' } }),
    ).toEqual(expect.arrayContaining([`bad-example ${at}/default`]))
  })

  it("reports a generated example that doesn't match", () => {
    const auth = { type: 'object', properties: { KEY: { type: 'string', pattern: '^[0-9]+$', writeOnly: true } } }
    const found = rest({}, { properties: { ...restExample().properties, auth }, required: ['auth', 'spec'] })
    expect(found).toContain('bad-example /properties/auth/properties/KEY')
  })

  it('reports a required string that may be empty', () => {
    const spec = { type: 'object', required: ['extra'], properties: { extra: { type: 'string', ...words } } }
    expect(rest({}, { properties: { spec }, required: ['spec'] })).toEqual([`empty-required ${at}`])
  })

  it('reports a secret outside of the Secret', () => {
    const { examples: _examples, ...said } = words
    expect(rest({ extra: { type: 'string', ...said, writeOnly: true } })).toContain(`open-secret ${at}`)
  })

  it("reports a field named like a secret that isn't one", () => {
    const { examples: _examples, ...said } = words
    expect(rest({ extra: { type: 'string', ...said }, api_token: { type: 'string', ...said } })).toContain(
      'perhaps-secret /properties/spec/properties/api_token',
    )
  })

  it("reports fields missing from the cluster's CustomResourceDefinition", () => {
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
