import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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
import { checkVendors } from '../../schemas/generate/checkVendors.ts'
import type { ResourceSchema, Schema } from '../../src/schema/language.ts'
import { layOut } from '../../src/schema/layout.ts'
import { createValidator } from '../../src/schema/validator.ts'
import { formats } from '../../src/validation/formats.ts'
import { encodings, mediaTypes } from '../../src/validation/media.ts'
import { folderWith, runCli } from '../cli/runCli.ts'
import { allFields, folder, formatExamples, holding, readmeBlocks, restExample } from './schemaFiles.ts'

/** A part of a meta-schema. */
interface Meta {
  description?: string
  examples?: Json[]
  enum?: string[]
  $ref?: string
  allOf?: Meta[]
  items?: Meta
  properties?: Record<string, Meta>
  definitions: Record<'field' | 'condition' | 'section' | 'setting' | 'kind', { properties: Record<string, Meta> }>
}

const readMeta = (name: string): Meta => JSON.parse(readFileSync(`${folder}/${name}.meta.json`, 'utf8')) as Meta
const reference = readFileSync(`${folder}/REFERENCE.md`, 'utf8')
const meta = readMeta('provider')
const resourceMeta = readMeta('resource')
const blocks = readmeBlocks()

/** A provider around the fields of a fragment. */
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

describe('the JSON examples of schemas/README.md', () => {
  const wholes = blocks.filter(({ info }) => info === 'json').map(({ text }) => JSON.parse(text) as object)
  const fragments = blocks.filter(({ info }) => info === 'json field' || info === 'json auth')

  it('are all of a kind that is run below', () => {
    const kinds = new Set(blocks.map(({ info }) => info))
    expect([...kinds].sort()).toEqual([
      'json',
      'json auth',
      'json field',
      'json kind',
      'json resource',
      'json root',
      'json vendor',
      'sh',
      'text',
      'tsx',
      'yaml manifests',
      'yaml tutorial',
    ])
    expect(wholes.length).toBe(3)
    expect(fragments.length).toBeGreaterThan(8)
  })

  it.each(wholes.map((one) => [(one as { title: string }).title, one] as const))(
    '%s is a provider, and its examples are valid by its own schema',
    (_title, schema) => expectValidExamples(schema),
  )

  it.each(fragments.map(({ info, text }) => [info, text] as const))(
    'a fragment marked "%s" is understood as it stands, and its examples are valid: %s',
    (info, text) =>
      expectValidExamples(around(info === 'json auth' ? 'auth' : 'spec', JSON.parse(text) as Record<string, Schema>)),
  )

  it.each(blocks.filter(({ info }) => info === 'json vendor').map(({ text }) => [text] as const))(
    'a vendor is valid in a table: %s',
    (text) => {
      const table = JSON.parse(readFileSync(`${folder}/vendors/s3.json`, 'utf8')) as { vendors: Json[] }
      const vendors = [JSON.parse(text) as Json, ...table.vendors]
      expect(checkVendors({ ...table, vendors }, readMeta('vendors') as unknown as Json)).toEqual([])
    },
  )

  it.each(blocks.filter(({ info }) => info === 'json root').map(({ text }) => [text] as const))(
    'words for the root do what is said of them: %s',
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

  it('for the resource give each field a place', () => {
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

describe('what schemas/README.md says', () => {
  it('shows every keyword of our own in an example that is run', () => {
    const own = resourceMeta.properties?.['x-resource']?.properties ?? {}
    const words = [meta.properties, meta.properties?.['x-provider']?.properties, own]
    const ofFields = [meta, resourceMeta].flatMap(({ definitions }) => Object.keys(definitions.field.properties))
    const shown = blocks
      .filter(({ info }) => info.startsWith('json'))
      .map(({ text }) => text)
      .join('\n')
    const all = new Set([
      ...words.flatMap((one) => Object.keys(one ?? {})),
      ...ofFields.filter((word) => word.startsWith('x-')),
    ])
    // The page of a storage shows related objects of KubeStash, and no other kind has them.
    const unshown = [...all].filter((word) => !shown.includes(`"${word}"`))
    expect(unshown).toEqual(['related'])
  })

  it('shows a kind that can be used as it stands, with a provider that is made for it', () => {
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

  it('shows errors as they are', async () => {
    const [shown] = blocks.filter(({ info }) => info === 'text')
    const schema = blocks.find(({ info }) => info === 'json')?.text.replace('"format"', '"fromat"') ?? ''
    const { stdout } = await runCli(['check', 'rest.json'], { cwd: folderWith({ 'rest.json': schema }) })
    expect(stdout).toContain('"fromat"')
    expect(stdout).toBe(shown?.text)
  })

  it('renders the values of the tutorial to the manifests that it shows', async () => {
    const [values, manifests] = ['yaml tutorial', 'yaml manifests'].map((kind) =>
      blocks.find(({ info }) => info === kind),
    )
    const cwd = folderWith({ 'rest.json': JSON.stringify(restExample()), 'values.yaml': values?.text ?? '' })
    const { status, stdout } = await runCli(['render', 'values.yaml', '--provider', 'rest.json'], { cwd })
    expect([status, stdout]).toEqual([0, manifests?.text])
    writeFileSync(join(cwd, 'values.yaml'), values?.text.replace(/url: .*/, 'url: rest.example.com') ?? '')
    const refused = await runCli(['render', 'values.yaml', '--provider', 'rest.json'], { cwd })
    expect([refused.status, refused.stdout]).toEqual([1, ''])
    expect(refused.stderr).toContain('/backend/spec/url')
  })

  it('promises a form that starts with five connections', () => {
    const provider = defineProvider(restExample())
    expect(initialValues('rest', { providers: [provider] }).backend.spec).toEqual({ maxConnections: 5 })
  })
})

/** The keywords of a meta-schema: those with a description, and their nested keywords. */
function keywordsOf(properties: Record<string, Meta>, path: string): { name: string; word: Meta }[] {
  return Object.entries(properties).flatMap(([key, word]) => {
    const name = `${path}/${key}`
    return [{ name, word }, ...keywordsOf((word.items ?? word).properties ?? {}, name)]
  })
}

describe('schemas/REFERENCE.md', () => {
  const metas = { provider: meta, resource: resourceMeta, credentials: readMeta('credentials') }
  const keywords = Object.entries(metas).flatMap(([name, one]) =>
    [
      ['', one.properties] as const,
      ...Object.entries(one.definitions).map(([key, { properties }]) => [key, properties] as const),
    ]
      .flatMap(([key, properties]) => keywordsOf(properties ?? {}, [name, key].filter(Boolean).join('/')))
      // Only the structure of the common fields, which are fields like others.
      .filter(({ name: path }) => !path.startsWith('resource/properties/'))
      .map((keyword) => ({ ...keyword, root: one })),
  )

  it('names every keyword, every format, media type and encoding', () => {
    const own = new Set(
      [...readFileSync(`${folder}/backupstorage.json`, 'utf8').matchAll(/"(x-[a-z]+)":/g)].map(([, word = '']) => word),
    )
    const fields = meta.definitions.field.properties
    const names = [...keywords.map(({ name }) => name.split('/').at(-1) ?? ''), ...own, ...Object.keys(formats)]
    const values = [...(fields['contentMediaType']?.enum ?? []), ...Object.keys(encodings)]
    expect(keywords.length).toBeGreaterThan(200)
    expect(names.filter((name) => !reference.includes('`' + name + '`'))).toEqual([])
    expect(
      values.filter((value) => !reference.includes('`' + value + '`') && !reference.includes(`\`"${value}"\``)),
    ).toEqual([])
  })

  it.each(keywords)('explains $name in one sentence', ({ word: { description = '' } }) => {
    expect(description).toMatch(/^[A-Z][^.]*(?:\.(?! [A-Z])[^.]*)*\.$/)
    expect(reference).toContain(description)
  })

  it.each(keywords)('gives an example that is valid for $name, or a table of its keywords', ({ word, root }) => {
    const { examples = [], $ref, allOf, items } = word
    const target = [$ref, items?.$ref, allOf?.[0]?.$ref].join()
    const isStructure =
      /field|condition|kind|setting/.test(target) || 'properties' in (items ?? word) || 'additionalProperties' in word
    if (examples.length === 0) expect(isStructure).toBe(true)
    const validate = createValidator({ ...word, definitions: root.definitions } as unknown as Schema)
    for (const example of examples) expect(validate(example)).toEqual([])
  })

  const numbers = new Set(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'])
  const ofObjects = new Set([
    'propertyNames',
    'additionalProperties',
    'maxProperties',
    'minProperties',
    'x-max-bytes',
    'properties',
  ])

  it.each(keywords.filter(({ name, word }) => /^provider\/(?:field|condition)\/[^/]+$/.test(name) && word.examples))(
    'gives an example of $name that works in a provider',
    ({ name, word: { examples = [] } }) => {
      const [, part, key = ''] = name.split('/')
      const other: Record<string, Schema> = {}
      for (const sibling of ['compression', 'source', 'server', 'blockSize', 'retries'])
        other[sibling] = { type: 'string' }
      for (const example of examples) {
        if (part === 'condition') {
          const advice = {
            when: { [key]: example },
            path: '/backend/spec/server',
            severity: 'info',
            code: 'a',
            message: 'A.',
          }
          expect(defineProvider({ ...around('spec', other), 'x-advice': [advice] }).name).toBe('fragment')
          continue
        }
        const isGroup = ['required', 'x-sections'].includes(key)
        const scalar = numbers.has(key) || typeof example === 'number' ? 'number' : 'string'
        const type = ofObjects.has(key) || isGroup ? 'object' : key.endsWith('tems') ? 'array' : scalar
        const bare: Schema = { type, ...(isGroup ? { properties: other } : {}) }
        expect(defineProvider(around('spec', { ...other, field: { ...bare, [key]: example } })).name).toBe('fragment')
      }
    },
  )

  it('lists exactly the formats that the language and the core know', () => {
    const listed = formatExamples.map(({ name }) => name).sort()
    expect(listed).toEqual(Object.keys(formats).sort())
    expect(listed).toEqual(meta.definitions.field.properties['format']?.enum)
  })

  it.each(formatExamples)('gives an example that the format $name accepts', ({ name, example }) => {
    expect(formats[name]?.(example)).toBeUndefined()
  })

  it('lists every media type and encoding that is checked', () => {
    const fields = meta.definitions.field.properties
    expect(Object.keys(mediaTypes).filter((type) => !fields['contentMediaType']?.enum?.includes(type))).toEqual([])
    expect(Object.keys(encodings)).toEqual(fields['contentEncoding']?.enum)
  })
})
