import { defineResource, ResourceSchemaError } from 'backupstorage-forms/core'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { folder } from './schemaFiles.ts'

type Data = Record<string, unknown>

function read(file: string): Data {
  return JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Data
}

/** Returns the BackupStorage schema with a value at a pointer; `undefined` removes it. */
function changed(way: string, value: unknown): Data {
  const schema = read('backupstorage.json')
  const keys = way.split('/').slice(1)
  let here = schema
  for (const key of keys.slice(0, -1)) here = here[key] as Data
  const last = keys.at(-1) ?? ''
  if (value === undefined) delete here[last]
  else here[last] = value
  return schema
}

function errorsOf(schema: unknown): string[] {
  try {
    defineResource(schema)
  } catch (error) {
    if (!(error instanceof ResourceSchemaError)) throw error
    for (const { message } of error.diagnostics) expect(message).toMatch(/\.$/)
    return error.diagnostics.map(({ path, code }) => `${code} ${path}`)
  }
  return []
}

const field = '/properties/deletionPolicy'

describe('defineResource', () => {
  it('accepts the built-in schema unchanged', () => {
    const resource = defineResource(read('backupstorage.json'))
    expect(resource).toMatchObject({ kind: 'BackupStorage', plural: 'backupstorages' })
    expect(resource.schema).toEqual(read('backupstorage.json'))
  })

  it.each<[string, unknown, string]>([
    ['null', null, 'not-a-schema '],
    ['a missing kind', changed('/x-resource/kind', undefined), 'missing-word /x-resource/kind'],
    ['a missing backend', changed('/properties/backend', undefined), 'missing-word /properties/backend'],
    [
      'a provider without a target',
      changed('/properties/backend/properties/provider/x-manifest', undefined),
      'missing-word /properties/backend/properties/provider/x-manifest',
    ],
    ['an unknown keyword', changed(`${field}/x-abset`, 'Delete'), `unknown-word ${field}/x-abset`],
    ['an invalid pattern', changed(`${field}/pattern`, '('), `bad-pattern ${field}/pattern`],
    ['a slow pattern', changed(`${field}/pattern`, '^(a+)+$'), `slow-pattern ${field}/pattern`],
    [
      'a target through a prototype',
      changed(`${field}/x-manifest`, '/spec/__proto__/a'),
      `forbidden-name ${field}/x-manifest`,
    ],
    ['a section with an unknown field', changed('/x-sections', ['nam']), 'unknown-field /x-sections/0'],
    [
      'two fields with the same target',
      changed(`${field}/x-manifest`, '/spec/default'),
      'same-place /properties/default',
    ],
    ['a remote reference', changed(field, { $ref: 'https://example.com/a.json' }), `unknown-word ${field}/$ref`],
    ['an unknown version', changed('/x-language', 2), 'wrong-word /x-language'],
  ])('rejects %s at its path', (_name, schema, fault) => {
    expect(errorsOf(schema)).toContain(fault)
  })
})

describe('resource.meta.json', () => {
  interface Meta {
    definitions: Record<string, { properties: Record<string, unknown> }>
  }
  const resource = read('resource.meta.json') as unknown as Meta
  const provider = read('provider.meta.json') as unknown as Meta

  it('has the same keywords for fields as provider.meta.json, plus its own', () => {
    const { 'x-manifest': _place, allOf: _rules, ...shared } = provider.definitions['field']?.properties ?? {}
    expect(resource.definitions['field']?.properties).toMatchObject(shared)
    const own = Object.keys(resource.definitions['field']?.properties ?? {}).filter((word) => !(word in shared))
    expect(own).toEqual(['x-manifest', 'allOf', 'x-absent', 'x-omit', 'x-options'])
    expect(resource.definitions['condition']).toEqual(provider.definitions['condition'])
  })
})
