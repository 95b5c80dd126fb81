import type { Json, Options, Provider } from 'backupstorage-forms/core'
import {
  builtinProviders,
  checkConformance,
  completeAt,
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
import { contribKinds, contribProviders } from 'backupstorage-forms/contrib'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { validValues } from '../core/arbitraryValues.ts'
import { everyProvider } from './everyProvider.ts'
import { mutate, mutations } from './mutations.ts'
import { restExample } from './schemaFiles.ts'

vi.setConfig({ testTimeout: 120_000 })

/** The providers as the generator compiled them, by the files that they come from. */
function compiled(file: string, { name }: Provider): Provider | undefined {
  const [, folder, kind] = file.split('/')
  if (file.startsWith('providers/')) return builtinProviders.find((one) => one.name === name)
  if (folder !== undefined && kind === undefined) return (contribProviders as Record<string, Provider>)[name]
  return Object.entries(contribKinds)
    .find(([one]) => one === folder)?.[1]
    .providers.find((one) => one.name === name)
}

describe.each(everyProvider)('$file', ({ file, provider, options }) => {
  const filled = exampleValues(provider, options)
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
    fc.assert(
      fc.property(values, (one) => {
        const normal = normalizeValues(one, options)
        const read = fromManifests(toManifests(normal, options), options)
        expect(read.values).toEqual(normal)
        expect(read.unmapped).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  it('laws 2 and 3: a text stays as it is, and takes a change in its place', () => {
    fc.assert(
      fc.property(values, values, fc.constantFrom('yaml' as const, 'json' as const), (one, next, format) => {
        const text = stringifyManifests(toManifests(one, options), format)
        expect(editManifests(text, fromManifests(parseManifests(text).manifests, options).values, options)).toBe(text)
        const edited = editManifests(text, next, options)
        const read = fromManifests(parseManifests(edited).manifests, options)
        expect(read.values).toEqual(normalizeValues(next, options))
      }),
      { numRuns: 60 },
    )
  })

  it('its compiled validator and its interpreted one say the same of anything', () => {
    const own = compiled(file, provider)
    expect(own).toBeDefined()
    if (!own) return
    const found = (one: Provider, data: Json): string[] => {
      return [...new Set(one.validate(data).map(({ keyword, instancePath }) => `${instancePath} ${keyword}`))]
        .filter((line) => !/ (properties|additionalProperties|false|items|if|then|allOf|oneOf|anyOf|not)$/.test(line))
        .sort()
    }
    const { auth, spec } = filled.backend
    fc.assert(
      fc.property(mutations, (changes) => {
        const data = structuredClone({ auth, spec }) as Json
        for (const change of changes) mutate(data, change)
        expect(found(own, data)).toEqual(found(provider, data))
      }),
      { numRuns: 200 },
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

/** The REST example with other fields under `spec`, and other words at its root. */
function rest(properties: object, root: object = {}, options: Options = {}): string[] {
  const schema = structuredClone(restExample())
  Object.assign(schema.properties['spec']?.properties ?? {}, properties)
  return checkConformance(defineProvider({ ...schema, ...root }), options).map(({ code, path }) => `${code} ${path}`)
}

describe('what does not conform is told at its place', () => {
  const at = '/properties/spec/properties/extra'
  const words = { title: 'Extra', description: 'Something more, for example a.', examples: ['a'] }

  it('a field without words, without an example, with a pattern that nobody explains', () => {
    expect(rest({ extra: { type: 'string', pattern: '^a$' } })).toEqual(
      expect.arrayContaining([`no-title ${at}`, `no-description ${at}`, `no-example ${at}`, `no-sentence ${at}`]),
    )
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
