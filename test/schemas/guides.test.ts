import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contribKinds } from 'backupstorage-forms/contrib'
import type { Json } from 'backupstorage-forms/core'
import { builtinProviders, defineProvider, guideOf, initialValues, ProviderSchemaError } from 'backupstorage-forms/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { generateFiles } from '../../schemas/generate/generateFiles.ts'
import { readSchemas, SchemaError } from '../../schemas/generate/readSchemas.ts'
import { setAt } from '../../src/base/pointer.ts'
import type { Guide } from '../../src/schema/language.ts'
import { namesIn } from '../../src/schema/template.ts'
import { folder, guideNames, readGuide, readProvider, restExample } from './schemaFiles.ts'

/** A small guide for the provider of the tutorial. */
const small: Guide = {
  placeholders: { url: { from: '/backend/spec/url', edits: [{ pattern: '/+$' }], else: '<URL>' } },
  steps: [
    {
      title: 'Create the folder',
      language: 'shell',
      text: [['restctl', 'mkdir', '{url}']],
      source: { url: 'https://rest.example.com/docs', date: '2026-11-30' },
    },
  ],
}

/** Returns the errors of a provider with a guide, as `path: message`. */
function errorsOf(guide: unknown): string[] {
  try {
    defineProvider({ ...restExample('mine'), 'x-guide': guide })
    return []
  } catch (error) {
    if (!(error instanceof ProviderSchemaError)) throw error
    return error.diagnostics.map(({ path, message }) => `${path}: ${message}`)
  }
}

describe.each(guideNames)('schemas/guides/%s.json', (name) => {
  const guide = readGuide(name)

  it('names its meta-schema, and a provider uses it', () => {
    expect(guide).toHaveProperty('$schema', '../guides.meta.json')
    expect(builtinProviders.some(({ schema }) => schema['x-guide'] === name)).toBe(true)
  })

  it('uses all of its placeholders', () => {
    const used = new Set(
      guide.steps.flatMap(({ text }) => namesIn(JSON.stringify(text).replaceAll(/[{[,:](?=")/g, ''))),
    )
    expect(Object.keys(guide.placeholders).filter((one) => !used.has(one))).toEqual([])
  })

  it('never takes the secret or the ID of a key', () => {
    const { auth } = readProvider(name).properties
    const taken = Object.values(guide.placeholders).map(({ from }) => from.replace('/backend/auth/', ''))
    const secrets = Object.entries(auth?.properties ?? {}).filter(
      ([key, { writeOnly }]) => writeOnly || /KEY/.test(key),
    )
    expect(secrets.length).toBeGreaterThan(0)
    expect(secrets.map(([key]) => key).filter((key) => taken.includes(key))).toEqual([])
  })

  it('has different titles for steps that are shown together', async () => {
    for (const source of ['new', 'existing', 'workloadIdentity']) {
      const steps = await guideOf(setAt(initialValues(name), ['backend', 'credentials', 'source'], source))
      expect(new Set(steps.map(({ title }) => title)).size).toBe(steps.length)
    }
  })
})

it('has a meta-schema for editors that refers to the one of providers', () => {
  const read = (file: string): { allOf?: { $ref?: string }[]; definitions?: object } =>
    JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as object
  expect(read('guides.meta.json').allOf?.at(-1)?.$ref).toBe('provider.meta.json#/definitions/guide')
  expect(read('provider.meta.json').definitions).toHaveProperty('guide')
})

describe('a guide in a provider schema', () => {
  const step = (changes: object): object => ({ ...small, steps: [{ ...small.steps[0], ...changes }] })
  const placeholder = (changes: object): object => ({
    ...small,
    placeholders: { url: { ...small.placeholders['url'], ...changes } },
  })

  it('is accepted', () => expect(errorsOf(small)).toEqual([]))

  it.each<[string, unknown, string]>([
    ['an unknown name', 's4', '/x-guide: There is no guide "s4", only azure, gcs, s3.'],
    ['the name of an inherited member', 'constructor', '/x-guide: There is no guide "constructor"'],
    ['a name that is no name', '../s3', '/x-guide: "x-guide" must be a guide, or the name of a file'],
    ['a number', 1, '/x-guide: "x-guide" must be'],
    ['no steps', { ...small, steps: [] }, '/x-guide/steps: "steps" must not be empty.'],
    ['an unknown keyword', { ...small, stps: [] }, '/x-guide/stps: "stps" is not a keyword'],
    ['a missing source', step({ source: undefined }), '/x-guide/steps/0/source'],
    [
      'a source without https',
      step({ source: { url: 'javascript:alert(1)', date: '2026-11-30' } }),
      '/x-guide/steps/0/source/url: "url" must be an address that starts with https://.',
    ],
    ['an unknown language', step({ language: 'fish' }), '/x-guide/steps/0/language: "language" must be one of'],
    ['a secret', placeholder({ from: '/backend/auth/REST_PASSWORD' }), '/x-guide/placeholders/url/from: A guide would'],
    [
      'an unknown field',
      placeholder({ from: '/backend/spec/uri' }),
      '/x-guide/placeholders/url/from: "/backend/spec/uri"',
    ],
    [
      'an invalid pattern',
      placeholder({ edits: [{ pattern: '(' }] }),
      '/x-guide/placeholders/url/edits/0/pattern: The',
    ],
    ['a slow pattern', placeholder({ edits: [{ pattern: '^(a+)+$' }] }), 'edits/0/pattern: This pattern can take'],
    [
      'a slow condition',
      step({ when: { properties: { name: { pattern: '^(a+)+$' } } } }),
      'name/pattern: This pattern',
    ],
    [
      'an unknown placeholder',
      step({ text: [['a', '{bucket}']] }),
      '/x-guide/steps/0/text/0/1: "bucket" is not a place',
    ],
    ['text instead of words', step({ text: ['restctl mkdir'] }), '"shell" must be a list of commands'],
    ['no list of objects', step({ language: 'yaml', text: {} }), '"yaml" must be a list of objects'],
    ['no object', step({ language: 'json', text: [] }), '"json" must be an object'],
  ])('is rejected with %s', (_what, guide, error) => {
    expect(errorsOf(JSON.parse(JSON.stringify(guide))).join('\n')).toContain(error)
  })

  it('can belong to a provider of another kind', async () => {
    const { resource, providers } = contribKinds.velero
    const [first] = providers
    const guide = { ...small, placeholders: { url: { from: '/backend/spec/bucket', else: '<BUCKET>' } } }
    const provider = defineProvider({ ...first?.schema, 'x-guide': guide }, resource)
    const options = { resource, providers: [provider] }
    const [one] = await guideOf(initialValues(provider.name, options), options)
    expect(one?.parts.filter(({ replace }) => replace)).toEqual([{ text: '<BUCKET>', replace: true }])
  })
})

describe('npm run generate', () => {
  let copy = ''
  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'schemas-'))
    cpSync(folder, copy, { recursive: true, filter: (source) => !source.endsWith('generate') })
  })
  afterEach(() => rmSync(copy, { recursive: true, force: true }))

  /** Returns the errors after changes to files of the copy. */
  function errorsWith(files: Record<string, unknown>): string {
    for (const [file, data] of Object.entries(files)) writeFileSync(join(copy, file), JSON.stringify(data))
    try {
      readSchemas(copy)
      return ''
    } catch (error) {
      if (error instanceof SchemaError) return error.message
      throw error
    }
  }

  it('writes a module for each guide, which is loaded by its name', async () => {
    expect(errorsWith({ 'guides/tape.json': { ...small, $comment: 'a note' } })).toBe('')
    const files = await generateFiles(readSchemas(copy))
    expect(files.get('guides.ts')).toContain("(await import('./guides/tape.ts')).guide")
    expect(files.get('guides/tape.ts')).toContain('restctl')
    expect(files.get('guides/tape.ts')).not.toContain('a note')
    expect(files.get('providers.ts')).not.toContain('aws iam')
  })

  it('reports an error in a guide with its file', () => {
    expect(errorsWith({ 'guides/s3.json': { ...readGuide('s3'), steps: 1 } })).toContain(
      'schemas/guides/s3.json#/steps:',
    )
  })

  it('reports a guide that does not fit a provider that names it', () => {
    const errors = errorsWith({
      'guides/s3.json': setAt(readGuide('s3'), ['placeholders', 'bucket', 'from'], '/backend/spec/buckt'),
    })
    expect(errors).toContain(
      'schemas/providers/s3.json#/x-guide/placeholders/bucket/from: "/backend/spec/buckt" is not',
    )
  })

  it('reports a missing translation of a translated guide, and needs none of others', () => {
    const german = JSON.parse(readFileSync(`${folder}/messages/guides/de.json`, 'utf8')) as Record<string, Json>
    const { 's3#/steps/0/title': _title, ...rest } = german
    expect(errorsWith({ 'messages/guides/de.json': rest })).toContain('"s3#/steps/0/title" is missing.')
    expect(errorsWith({ 'messages/guides/de.json': german, 'guides/tape.json': small })).toBe('')
  })
})
