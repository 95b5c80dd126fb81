import { readFileSync } from 'node:fs'
import type { Json } from 'backupstorage-forms/core'
import {
  builtinProviders,
  checkConformance,
  createDraft,
  defineProvider,
  defineResource,
  exampleValues,
  initialValues,
  toManifests,
  validateManifests,
  validateValues,
} from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'
import type { ResourceSchema, Schema } from '../../src/schema/language.ts'
import { layOut } from '../../src/schema/layout.ts'
import { checkProvider } from '../../src/schema/checkProvider.ts'
import { formats } from '../../src/validation/formats.ts'
import { encodings, mediaTypes } from '../../src/validation/media.ts'
import { allFields, folder, formatExamples, holding, readmeBlocks, restExample } from './schemaFiles.ts'

const readme = readFileSync(`${folder}/README.md`, 'utf8')
const meta = JSON.parse(readFileSync(`${folder}/provider.meta.json`, 'utf8')) as {
  properties: Record<string, unknown>
  definitions: { field: { properties: Record<string, { enum?: string[] }> } }
}
const blocks = readmeBlocks()

/** Returns a provider around the fields of a fragment. */
function around(part: 'auth' | 'spec', properties: Record<string, Schema>): object {
  const own = { [part]: { type: 'object', properties } }
  return {
    title: 'Fragment',
    type: 'object',
    'x-provider': { name: 'fragment' },
    properties: { spec: { type: 'object', properties: {} }, ...own },
  }
}

function expectValidExamples(schema: object): void {
  const provider = defineProvider(schema)
  const options = { providers: [provider] }
  for (const field of allFields(provider.schema)) {
    const { default: ofField, examples = [] } = field.schema
    const pointer = `/backend/${field.path.join('/')}`
    const values = [...examples, ...(ofField === undefined || typeof ofField === 'object' ? [] : [ofField])]
    for (const value of values) {
      const found = validateValues(holding(provider.name, field.path, value), options)
      expect(found.filter(({ path }) => path === pointer || path.startsWith(pointer + '/'))).toEqual([])
    }
  }
}

describe('JSON examples in schemas/README.md', () => {
  const wholes = blocks.filter(({ info }) => info === 'json').map(({ text }) => JSON.parse(text) as object)
  const fragments = blocks.filter(({ info }) => info === 'json field' || info === 'json auth')

  it('are all of a tested kind', () => {
    const kinds = new Set(blocks.map(({ info }) => info))
    expect([...kinds].sort()).toEqual([
      'json',
      'json auth',
      'json field',
      'json kind',
      'json resource',
      'json root',
      'sh',
      'text',
      'tsx',
    ])
    expect(wholes.length).toBe(3)
    expect(fragments.length).toBeGreaterThan(8)
  })

  it.each(wholes.map((one) => [(one as { title: string }).title, one] as const))(
    'define a provider with valid examples: %s',
    (_title, schema) => expectValidExamples(schema),
  )

  it.each(fragments.map(({ info, text }) => [info, text] as const))(
    'define fields with valid examples, marked "%s": %s',
    (info, text) =>
      expectValidExamples(around(info === 'json auth' ? 'auth' : 'spec', JSON.parse(text) as Record<string, Schema>)),
  )

  it.each(blocks.filter(({ info }) => info === 'json root').map(({ text }) => [text] as const))(
    'have the described effects at the root: %s',
    (text) => {
      const fields = { gateway: { type: 'string' }, pool: { type: 'string' } }
      const schema = { ...around('spec', fields), ...(JSON.parse(text) as object) }
      const options = { providers: [defineProvider(schema)] }
      const draft = createDraft({ ...options, values: initialValues('fragment', options) })
      if (!draft.paste(['backend', 'spec', 'gateway'], 'tape://gate.example.com/TEST-01'))
        draft.change(['backend', 'spec', 'pool'], 'TEST-01')
      expect(draft.getState().values.backend.spec['pool']).toBe('TEST-01')
      const advice = draft.getDiagnostics().find(({ source }) => source === 'advice')
      expect(advice === undefined).toBe(!text.includes('x-advice'))
      if (advice) expect(advice).toMatchObject({ path: '/backend/spec/pool', fix: { value: 'WEEKLY-01' } })
    },
  )

  it('have targets for additional fields of the resource', () => {
    const resource = JSON.parse(readFileSync(`${folder}/backupstorage.json`, 'utf8')) as ResourceSchema
    for (const { text } of blocks.filter(({ info }) => info === 'json resource')) {
      const properties = JSON.parse(text) as Record<string, Schema>
      const added = { ...resource, properties: { ...resource.properties, ...properties } }
      const provider = builtinProviders[0]?.schema
      const places = layOut(added, provider).fields.map(({ path, target }) => [path, target] as const)
      expect(places).toContainEqual([['ttl'], { document: 'resource', path: ['spec', 'ttl'] }])
      expect(places).toContainEqual([
        ['placement', 'nodeName'],
        { document: 'resource', path: ['spec', 'runtimeSettings', 'pod', 'nodeName'] },
      ])
    }
  })
})

describe('schemas/README.md', () => {
  it('names every keyword of the schema language', () => {
    const words = [...Object.keys(meta.properties), ...Object.keys(meta.definitions.field.properties)]
    expect(words.filter((word) => !readme.includes('`' + word + '`'))).toEqual([])
  })

  it('uses every keyword of the schema language in a tested example', () => {
    const { definitions, properties } = meta as unknown as {
      definitions: Record<'field' | 'condition', { properties: object }>
      properties: Record<string, { properties?: object }>
    }
    const resourceMeta = JSON.parse(readFileSync(`${folder}/resource.meta.json`, 'utf8')) as typeof meta
    const own = (resourceMeta.properties['x-resource'] as { properties: object }).properties
    const words = new Set(
      [
        properties,
        properties['x-provider']?.properties ?? {},
        definitions.field.properties,
        definitions.condition.properties,
        resourceMeta.definitions.field.properties,
        own,
      ].flatMap(Object.keys),
    )
    const shown = blocks
      .filter(({ info }) => info.startsWith('json'))
      .map(({ text }) => text)
      .join('\n')
    // Only kinds related to BackupStorages have this keyword.
    expect([...words].filter((word) => !shown.includes(`"${word}"`))).toEqual(['related'])
  })

  it('defines a usable kind with a provider', () => {
    const [kind] = blocks.filter(({ info }) => info === 'json kind')
    const resource = defineResource(JSON.parse(kind?.text ?? ''))
    const rest = restExample()
    const provider = defineProvider(rest, resource)
    const options = { resource, providers: [provider] }
    const values = exampleValues(provider.name, options)
    const manifests = toManifests(values, options)
    expect(manifests.map((one) => `${one.apiVersion} ${one.kind}`)).toEqual([
      'v1 Secret',
      'copies.example.com/v1 Vault',
    ])
    expect(manifests[1]?.['spec']).toMatchObject({ provider: 'rest', config: { maxConnections: 5 } })
    expect(checkConformance(provider, options).filter(({ severity }) => severity === 'error')).toEqual([])
    const [, vault] = manifests
    const found = validateManifests([{ ...vault, spec: { ...(vault?.['spec'] as object), confg: {} } }], options)
    expect(found).toContainEqual(
      expect.objectContaining({ code: 'not-in-form', severity: 'warning', path: '/spec/confg' }),
    )
  })

  it('names every keyword that only the resource has', () => {
    const text = readFileSync(`${folder}/backupstorage.json`, 'utf8')
    const own = new Set([...text.matchAll(/"(x-[a-z]+)":/g)].map(([, word = '']) => word))
    expect([...own].filter((word) => !readme.includes('`' + word + '`'))).toEqual([])
  })

  it('lists exactly the supported formats', () => {
    const listed = formatExamples.map(({ name }) => name).sort()
    expect(listed).toEqual(Object.keys(formats).sort())
    expect(listed).toEqual(meta.definitions.field.properties['format']?.enum)
  })

  it.each(formatExamples)('has a valid example of the format $name', ({ name, example }) => {
    expect(formats[name]?.(example)).toBeUndefined()
  })

  it('names every supported media type and encoding', () => {
    const types = meta.definitions.field.properties['contentMediaType']?.enum ?? []
    expect(Object.keys(mediaTypes).filter((type) => !types.includes(type))).toEqual([])
    expect(Object.keys(encodings)).toEqual(meta.definitions.field.properties['contentEncoding']?.enum)
    expect([...types, ...Object.keys(encodings)].filter((type) => !readme.includes('`' + type + '`'))).toEqual([])
  })

  it('quotes error messages exactly', () => {
    const lines = blocks
      .find(({ info }) => info === 'text')
      ?.text.trim()
      .split('\n')
    const { name: _name, ...unnamed } = restExample()['x-provider']
    const schema = JSON.parse(
      JSON.stringify({ ...restExample(), 'x-provider': unnamed }).replace('"url":{', '"url":{"requierd":true,'),
    ) as Json
    const found = checkProvider(schema, meta as unknown as Json)
    const said = found.map(({ path, message }) => `schemas/providers/rest.json#${path}: ${message}`)
    expect(said.sort()).toEqual(lines?.sort())
  })

  it('promises five connections as the default', () => {
    const provider = defineProvider(restExample())
    expect(initialValues('rest', { providers: [provider] }).backend.spec).toEqual({ maxConnections: 5 })
  })
})
