import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Json } from 'backupstorage-forms/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkCredentials } from '../../schemas/generate/checkCredentials.ts'
import { errorLines } from '../../schemas/generate/checkDefinitions.ts'
import { generateFiles } from '../../schemas/generate/generateFiles.ts'
import { readSchemas, SchemaError } from '../../schemas/generate/readSchemas.ts'
import { setAt } from '../../src/base/pointer.ts'
import { fillTemplate } from '../../src/schema/template.ts'
import { folder } from './schemaFiles.ts'

const names = ['external-secret', 'comment'] as const
const file = (name: string): Json => JSON.parse(readFileSync(`${folder}/credentials/${name}.json`, 'utf8')) as Json
const meta = JSON.parse(readFileSync(`${folder}/credentials.meta.json`, 'utf8')) as Json

/** A minimal valid file. */
const small = {
  title: 'Sealed',
  description: 'A made-up way.',
  type: 'object',
  'x-credentials': { name: 'sealed' },
  required: ['vault'],
  properties: {
    vault: { title: 'Vault', type: 'string', minLength: 1 },
    names: { title: 'Names', type: 'object', additionalProperties: { type: 'string' } },
  },
  'x-manifest': [
    {
      apiVersion: 'example.com/v1',
      kind: 'Sealed',
      metadata: { name: '{secretName}', namespace: '{namespace}' },
      spec: { vault: '{vault}', keys: [{ 'x-each': 'required', from: '{names|key}' }] },
    },
  ],
} as const

const faultsOf = (data: unknown): string[] => errorLines('a.json', checkCredentials(data as Json, meta))

describe('schemas/credentials', () => {
  it.each(names)('contains a valid %s file that names its meta-schema', (name) => {
    expect(faultsOf(file(name))).toEqual([])
    expect(file(name)).toHaveProperty('$schema', '../credentials.meta.json')
  })

  it('accepts a minimal file', () => expect(faultsOf(small)).toEqual([]))
})

describe('errors in a file', () => {
  it.each<[string, (string | number)[], unknown, string]>([
    ['a missing name', ['x-credentials', 'name'], undefined, '/x-credentials/name: "name" is missing.'],
    ['a reserved name', ['x-credentials', 'name'], 'none', '/x-credentials/name: "none" is a reserved name.'],
    ['an invalid name', ['x-credentials', 'name'], 'A b', '/x-credentials/name: "name" must match'],
    ['a missing title', ['title'], undefined, '/title: "title" is missing.'],
    ['an unknown keyword', ['x-manifets'], [], '/x-manifets: "x-manifets" is not a keyword'],
    [
      'an unknown keyword of a setting',
      ['properties', 'vault', 'writeOnly'],
      true,
      '/properties/vault/writeOnly: "writeOnly" is not a keyword',
    ],
    ['an unknown format', ['x-credentials', 'formats'], ['xml'], '/x-credentials/formats/0: "0" must be one of'],
    [
      'a file without a manifest or a comment',
      ['x-manifest'],
      undefined,
      ': Nothing replaces the Secret. Add "x-manifest" or "x-comment".',
    ],
    ['a manifest without a kind', ['x-manifest', 0, 'kind'], undefined, '/x-manifest/0/kind: "kind" is missing.'],
    [
      'an unknown placeholder',
      ['x-manifest', 0, 'spec', 'vault'],
      '{vault}/{vualt}',
      '/x-manifest/0/spec/vault: "vualt" is not a placeholder here. Use one of secretName, namespace, name, kind, vault, names.',
    ],
    [
      'an empty placeholder',
      ['x-manifest', 0, 'spec', 'x'],
      '{}',
      '/x-manifest/0/spec/x: "" is not a placeholder here.',
    ],
    [
      'an unknown alternative',
      ['x-manifest', 0, 'spec', 'x'],
      '{name|x}',
      '/x-manifest/0/spec/x: "x" is not a placeholder here.',
    ],
    [
      'a {key} outside of an item',
      ['x-manifest', 0, 'metadata', 'name'],
      '{key}',
      '/x-manifest/0/metadata/name: "{key}" is available only inside an item with "x-each".',
    ],
    [
      'a map outside of an item',
      ['x-manifest', 0, 'spec', 'x'],
      ['{names}'],
      '/x-manifest/0/spec/x/0: "{names}" is available only inside an item with "x-each".',
    ],
    [
      'an unknown set of keys',
      ['x-manifest', 0, 'spec', 'keys', 0, 'x-each'],
      'key',
      '/x-manifest/0/spec/keys/0/x-each: "x-each" must be "required" or "optional".',
    ],
    [
      'a repeated map',
      ['x-manifest', 0, 'spec', 'x-each'],
      'required',
      '/x-manifest/0/spec/x-each: Only list items can be repeated.',
    ],
    [
      'a misspelled keyword of a template',
      ['x-manifest', 0, 'spec', 'keys', 0, 'x-eahc'],
      'required',
      '/x-manifest/0/spec/keys/0/x-eahc: "x-eahc" is not a keyword of templates.',
    ],
    [
      'an unused setting',
      ['properties', 'more'],
      { title: 'More', type: 'string' },
      '/properties/more: No template uses "more".',
    ],
    [
      'a setting that shadows a name',
      ['properties', 'namespace'],
      { title: 'N', type: 'string' },
      '/properties/namespace: "{namespace}" is a reserved placeholder.',
    ],
    [
      'a map without entries',
      ['properties', 'names', 'additionalProperties'],
      undefined,
      '/properties/names: A map needs "additionalProperties"',
    ],
    ['an unknown required setting', ['required'], ['vualt'], '/required/0: "vualt" is required but not a property.'],
    [
      'an invalid pattern',
      ['properties', 'vault', 'pattern'],
      '(',
      '/properties/vault/pattern: The pattern is not a valid regular expression.',
    ],
    [
      'an invalid pattern of entries',
      ['properties', 'names', 'additionalProperties', 'pattern'],
      '[',
      '/properties/names/additionalProperties/pattern: The pattern is not',
    ],
    [
      'a default with an unknown placeholder',
      ['properties', 'vault', 'default'],
      '{x}',
      '/properties/vault/default: "x" is not a placeholder for default values',
    ],
    ['a comment in JSON', ['x-comment'], [{ message: 'x' }], '/x-credentials/formats: JSON has no comments'],
    [
      'a single format without an explanation for the other',
      ['x-credentials', 'formats'],
      ['json'],
      '/x-error: "x-error" is missing.',
    ],
    ['a line without a text', ['x-comment'], [{}], '/x-comment/0/message: "message" is missing.'],
  ])('include the file, a JSON Pointer and a fix for %s', (_what, path, value, wanted) => {
    const found = faultsOf(setAt(small, path, value))
    expect(found).toContainEqual(expect.stringContaining(`a.json${wanted.startsWith(':') ? '' : '#'}${wanted}`))
    expect(found[0]).toMatch(/\.$/)
  })

  it.each([[null], ['text'], [[]]])("include data that isn't a file at all: %j", (data) => {
    expect(faultsOf(data)).toEqual(['a.json: A credential output must be an object.'])
  })
})

describe('npm run generate', () => {
  let copy = ''
  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'schemas-'))
    cpSync(folder, copy, { recursive: true, filter: (source) => !source.endsWith('generate') })
  })
  afterEach(() => rmSync(copy, { recursive: true, force: true }))

  function linesWith(name: string, content: unknown): string[] {
    writeFileSync(join(copy, 'credentials', name), JSON.stringify(content))
    try {
      readSchemas(copy)
    } catch (error) {
      if (error instanceof SchemaError) return error.message.split('\n')
      throw error
    }
    return []
  }

  it('accepts another file, in its order and without a translation', async () => {
    expect(linesWith('a.json', { ...small, 'x-credentials': { name: 'sealed', order: 15 } })).toEqual([])
    const schemas = readSchemas(copy)
    expect(schemas.credentials.map((one) => one['x-credentials'].name)).toEqual([
      'external-secret',
      'sealed',
      'comment',
    ])
    expect(schemas.languages[0]?.untranslated).toContain('credentials/sealed')
    const files = await generateFiles(schemas)
    expect(files.get('credentials.ts')).toContain('"{names|key}"')
  })

  it('names the file of each error, and both files with the same name', () => {
    expect(linesWith('a.json', { ...small, typo: 1 })).toEqual([
      expect.stringMatching(/^schemas\/credentials\/a\.json#\/typo: "typo" is not a keyword/),
    ])
    expect(linesWith('a.json', { ...small, 'x-credentials': { name: 'external-secret' } })).toEqual([
      'schemas/credentials/external-secret.json#/x-credentials/name: The name "external-secret" is already used in schemas/credentials/a.json. Choose another.',
    ])
  })

  it('translates all visible texts, but no templates', () => {
    const { languages } = readSchemas(copy)
    const german = Object.keys(languages.find(({ name }) => name === 'de')?.texts ?? {})
    expect(german).toContain('credentials/comment#/x-comment/0/message')
    expect(german).toContain('credentials/external-secret#/properties/storeKind/oneOf/0/title')
    expect(german.filter((key) => key.includes('/x-manifest'))).toEqual([])
  })
})

describe('fillTemplate', () => {
  const scope = {
    values: { a: 'x', empty: '', n: 1, off: false, odd: '{a}' },
    keys: { required: [{ key: 'K' }, { key: 'L', a: 'y' }], optional: [] },
  }
  it.each<[Json, Json | undefined]>([
    ['{a}', 'x'],
    ['{n}', 1],
    ['{off}', false],
    ['{empty}', undefined],
    ['{gone}', undefined],
    ['{gone|empty|a}', 'x'],
    ['{off|a}', false],
    ['-{a}-{gone}-', '-x--'],
    ['{odd}{n}', '{a}1'],
    ['{{a}} {{ .a }}', '{{a}} {{ .a }}'],
    ['{constructor}', undefined],
    [{ b: '{a}', c: '{gone}' }, { b: 'x' }],
    [
      { b: { c: '{gone}' }, d: {}, e: [] },
      { d: {}, e: [] },
    ],
    [
      ['{gone}', '{a}', null, true],
      ['x', null, true],
    ],
    [
      [{ 'x-each': 'required', k: '{key}', a: '{a}' }],
      [
        { k: 'K', a: 'x' },
        { k: 'L', a: 'y' },
      ],
    ],
    [[{ 'x-each': 'optional', k: '{key}' }], []],
  ])('turns %j into %j', (template, wanted) => {
    expect(fillTemplate(template, scope)).toEqual(wanted)
  })
})
