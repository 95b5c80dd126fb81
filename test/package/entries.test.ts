import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { typeName } from '../../schemas/generate/compileTypes.ts'
import { builtinNames, guide } from '../schemas/schemaFiles.ts'
import { packageEntries } from './entriesOf.ts'

const entries = packageEntries()
const elements = 'backupstorage-forms/element'

/** The types of drop-in providers, which exports.txt doesn't list. */
const droppedIn = builtinNames.filter((name) => !(name in guide)).map((name) => `${typeName(name)}Backend`)

it('exports exactly the names in exports.txt', async () => {
  const text = entries.flatMap(({ name, values, types }) => [
    name,
    ...values.map((value) => `  ${value}`),
    ...types.filter((type) => !droppedIn.includes(type)).map((type) => `  type ${type}`),
    '',
  ])
  await expect(text.join('\n')).toMatchFileSnapshot('./exports.txt')
})

describe.each(entries)('$name', ({ name, file, values }) => {
  it('loads in plain Node with the values that its types declare', async () => {
    const loaded = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as object
    // Lazy parts of the elements import shared code from the entry by minified names of a letter or two.
    const names = Object.keys(loaded).filter((exported) => name !== elements || exported.length > 2)
    expect(names.sort()).toEqual(values)
  })
})
