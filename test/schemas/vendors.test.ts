import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Json } from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'
import { errorLines } from '../../schemas/generate/checkDefinitions.ts'
import { checkVendors } from '../../schemas/generate/checkVendors.ts'
import { readSchemas, SchemaError } from '../../schemas/generate/readSchemas.ts'
import { setAt } from '../../src/base/pointer.ts'
import { folder } from './schemaFiles.ts'

const read = (name: string): Json => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Json
const meta = read('vendors.meta.json')
const files = readdirSync(`${folder}/vendors`)

/** A minimal valid table: a vendor with everything that is checked, one that is only in the choice, and the last one. */
const small = {
  title: 'Service',
  fields: { endpoint: '/backend/spec/endpoint', region: '/backend/spec/region', bucket: '/backend/spec/bucket' },
  region: 'home',
  vendors: [
    {
      name: 'shelf',
      title: 'Shelf',
      host: '(?:(?<bucket>.+)\\.)?(?<region>[a-z]+)\\.shelf\\.example',
      region: { fixed: 'north', pattern: '[a-z]+', checked: true, list: [{ value: 'north' }, { value: 'south' }] },
      bucket: [{ pattern: '[a-z]+', 'x-error': 'Use lowercase letters.' }],
      omissible: true,
      endpoint: 'https://{region}.shelf.example',
      source: { url: 'https://shelf.example/docs', date: '2026-11-30' },
    },
    { name: 'attic', title: 'Attic', refused: 'The attic is closed. Choose the shelf.', host: 'attic\\.example' },
    { name: 'own', title: 'Own server', endpoint: 'https://<host>:9000' },
    { name: 'other', title: 'Other' },
  ],
}

const errorsOf = (data: unknown): string[] => errorLines('a.json', checkVendors(data as Json, meta))

describe('schemas/vendors', () => {
  it.each(files)('contains a valid table %s that names its meta-schema', (file) => {
    expect(errorsOf(read(`vendors/${file}`))).toEqual([])
    expect(read(`vendors/${file}`)).toHaveProperty('$schema', '../vendors.meta.json')
  })

  it.each(files)('says in %s where each entry was taken from', (file) => {
    const { vendors } = read(`vendors/${file}`) as unknown as { vendors: { name: string; source?: object }[] }
    expect(vendors.filter(({ source }) => !source).map(({ name }) => name)).toEqual(['other'])
  })

  it('accepts a minimal table', () => expect(errorsOf(small)).toEqual([]))
})

describe('errors in a table', () => {
  const first = ['vendors', 0]
  it.each<[string, (string | number)[], unknown, string]>([
    ['a missing title', ['title'], undefined, '/title: "title" is missing.'],
    ['a field elsewhere', ['fields', 'region'], '/name', '/fields/region: "region" must point to a field'],
    ['an unknown keyword', [...first, 'hots'], 'a', '/vendors/0/hots: "hots" is not a keyword'],
    ['an invalid name', [...first, 'name'], 'Shelf', '/vendors/0/name: "name" must have lowercase letters'],
    ['a plain address', [...first, 'keys'], 'http://a.example', '/vendors/0/keys: "keys" must be an address'],
    ['an impossible date', [...first, 'source', 'date'], 'May', '/vendors/0/source/date: "date" must be a day'],
    ['an invalid pattern', [...first, 'host'], '(', '/vendors/0/host: The pattern is not a valid regular expression.'],
    ['a slow pattern', [...first, 'host'], '(?:a+)+', '/vendors/0/host: The pattern can be slow.'],
    ['two loops in a row', [...first, 'host'], '.*a.*', '/vendors/0/host: The pattern can be slow.'],
    ['a group that is there twice', [...first, 'host'], '(?<region>a)\\.b|(?<region>c)\\.d', '/vendors/0/host: The'],
    ['an unknown group', [...first, 'host'], '(?<zone>a)', '/vendors/0/host: "zone" is not a group of a host.'],
    ['a slow rule', [...first, 'bucket', 0, 'pattern'], '(?:a|a)*', '/vendors/0/bucket/0/pattern: The pattern can'],
    ['a name twice', ['vendors', 1, 'name'], 'shelf', '/vendors/1/name: "shelf" is already the name of another'],
    ['a last vendor with a host', ['vendors', 3, 'host'], 'a', '/vendors/3/host: The last vendor matches any host.'],
    ['a region twice', [...first, 'region', 'list', 1, 'value'], 'north', '/list/1/value: "north" is there twice.'],
    [
      'a region that the pattern rejects',
      [...first, 'region', 'pattern'],
      'south',
      `/list/0/value: "north" doesn't match the pattern of the region.`,
    ],
    ['a fixed region that it rejects', [...first, 'region', 'fixed'], 'up-1', '/region/fixed: "up-1" doesn\'t match'],
    ['a derived endpoint without a template', [...first, 'endpoint'], undefined, '/vendors/0/omissible: The operator'],
    [
      'a template of another host',
      [...first, 'endpoint'],
      'https://{region}.shelf.test',
      '/vendors/0/endpoint: The host of https://north.shelf.test belongs to "other".',
    ],
    [
      'a template of a refused host',
      ['vendors', 2, 'endpoint'],
      'https://attic.example',
      "/vendors/2/endpoint: Backups can't use https://attic.example.",
    ],
    ['a refused vendor in the choice', [...first, 'refused'], 'No.', "/vendors/0/endpoint: A refused vendor can't be"],
    [
      'a template with a bucket',
      [...first, 'endpoint'],
      'https://a.{region}.shelf.example',
      '/vendors/0/endpoint: a in https://a.north.shelf.example is taken for a bucket.',
    ],
    [
      'a host that hides the region',
      [...first, 'host'],
      '[a-z]+\\.shelf\\.example',
      '/vendors/0/endpoint: The region of https://north.shelf.example is taken for none.',
    ],
  ])('%s', (_, path, value, message) => {
    const lines = errorsOf(setAt(small, path, value))
    expect(lines.join('\n')).toContain(message)
  })

  it('stop the generation, with the file', () => {
    const copy = mkdtempSync(join(tmpdir(), 'schemas-'))
    try {
      cpSync(folder, copy, { recursive: true, filter: (source) => !source.endsWith('generate') })
      writeFileSync(join(copy, 'vendors/s3.json'), JSON.stringify({ ...small, title: '' }))
      expect(() => readSchemas(copy)).toThrow(SchemaError)
      expect(() => readSchemas(copy)).toThrow('schemas/vendors/s3.json#/title: "title" must not be empty.')
    } finally {
      rmSync(copy, { recursive: true })
    }
  })
})
