import { readFileSync } from 'node:fs'
import type { Json } from 'backupstorage-forms/core'
import { backupStorage, builtinProviders } from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'
import { checkImport } from '../../schemas/generate/checkImport.ts'
import { setAt } from '../../src/base/pointer.ts'
import { folder } from './schemaFiles.ts'

const read = (name: string): Json => JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')) as Json
const meta = read('imports.meta')
const providers = builtinProviders.map(({ schema }) => schema)

function errorsIn(data: Json): string[] {
  return checkImport(data, meta, backupStorage.schema, providers).map(
    ({ path, message }) => `${path.join(' ')}: ${message}`,
  )
}

describe.each(['stash', 'velero'])('schemas/imports/%s.json', (name) => {
  const data = read(`imports/${name}`)

  it('has no errors', () => {
    expect(errorsIn(data)).toEqual([])
  })

  it.each<[string, (string | number)[], unknown, string]>([
    ['a keyword with a typo', ['feilds'], {}, 'feilds: "feilds" is not a keyword'],
    ['no title', ['title'], undefined, 'title: "title" is missing'],
    ['another kind', ['x-import', 'into', 'kind'], 'Other', 'x-import into: Only BackupStorage'],
    ['an unknown provider', ['providers', 0, 'name'], 's4', 'providers 0 name: There is no provider "s4"'],
    ['an unknown field', ['fields', '/a'], '/nome', 'fields /a: "/nome" is not a field'],
    [
      'a field of another provider',
      ['providers', 0, 'fields', '/a'],
      '/backend/spec/container',
      'providers 0 fields /a: "/backend/spec/container" is not a field',
    ],
    ['no JSON Pointer', ['fields', 'a'], '/name', 'fields a: "a"'],
    ['an unread part to decode', ['providers', 0, 'decode'], ['/b'], 'providers 0 decode 0: "/b" is not in "fields"'],
    ['a note for an unknown field', ['notes', 0, 'path'], '/nowhere', 'notes 0 path: "/nowhere" is not a field'],
  ])('is rejected with %s', (_title, path, value, start) => {
    const [first, ...others] = errorsIn(setAt(data, path, value))
    expect(first?.slice(0, start.length)).toBe(start)
    expect(others).toEqual([])
  })
})

it('an import must be an object', () => {
  for (const data of [null, 3, 'text', []]) expect(errorsIn(data)).toHaveLength(1)
})
