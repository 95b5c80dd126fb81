import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { typeName } from '../../schemas/generate/compileTypes.ts'
import { builtinNames, guide } from '../schemas/schemaFiles.ts'
import { packageEntries } from './entriesOf.ts'

const entries = packageEntries()
const elements = 'backupstorage-forms/element'

/** The types of providers that were dropped in, which exports.txt does not list. */
const droppedIn = builtinNames.filter((name) => !(name in guide)).map((name) => `${typeName(name)}Backend`)

it('exports the names that exports.txt lists, and no other', async () => {
  const text = entries.flatMap(({ name, values, types }) => [
    name,
    ...values.map((value) => `  ${value}`),
    ...types.filter((type) => !droppedIn.includes(type)).map((type) => `  type ${type}`),
    '',
  ])
  await expect(text.join('\n')).toMatchFileSnapshot('./exports.txt')
})

describe.each(entries)('$name', ({ name, file, values }) => {
  it('can be loaded in plain Node, and has the values that its types promise', async () => {
    const loaded = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as object
    // What the elements load later takes what it shares with the entry from there, by names of a letter or two.
    const names = Object.keys(loaded).filter((exported) => name !== elements || exported.length > 2)
    expect(names.sort()).toEqual(values)
  })
})
