import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateDocs } from '../../docs/generate/generateDocs.ts'
import { generateGuide } from '../../docs/generate/generateGuide.ts'
import { generateFiles } from './generateFiles.ts'
import { generateReference } from './generateReference.ts'
import { generateStories } from './generateStories.ts'
import { readSchemas, SchemaError } from './readSchemas.ts'
import { readStorySources } from './readStorySources.ts'
import { staleFiles, writeFiles } from './targetFolder.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const check = process.argv.includes('--check')

/**
 * Updates a folder, or with `--check` only reports stale files.
 *
 * @param own - the generated files, if the folder holds others too
 */
function update(target: string, files: ReadonlyMap<string, string>, own?: readonly string[]): void {
  const folder = join(root, target)
  const stale = staleFiles(folder, files).filter((name) => own?.includes(name) ?? true)
  if (stale.length === 0) console.log(`${target} is up to date.`)
  else if (check) {
    console.error(`${target} is stale: ${stale.join(', ')}. Run "npm run generate" and commit the result.`)
    process.exitCode = 1
  } else {
    writeFiles(folder, files, stale)
    const [written, removed] = [true, false].map((kept) => stale.filter((name) => files.has(name) === kept).join(', '))
    if (written) console.log(`Generated in ${target}: ${written}.`)
    if (removed) console.log(`Removed from ${target}: ${removed}.`)
  }
}

try {
  const schemas = readSchemas(join(root, 'schemas'))
  const targets: [string, ReadonlyMap<string, string>][] = [['src/generated', await generateFiles(schemas)]]
  for (const [target, files] of targets) update(target, files)
  // After writing the types, which the docs are made from.
  const docs = await generateDocs(root)
  const guide = new Map([
    ['README.md', await generateGuide(root)],
    ['REFERENCE.md', await generateReference(schemas)],
  ])
  update('schemas', guide, [...guide.keys()])
  update('stories/generated', await generateStories(readStorySources(join(root, 'schemas'))))
  update('stories/docs/generated', docs.stories)
  update('docs', docs.pages, [...docs.pages.keys()])
  for (const { name, untranslated } of [...schemas.languages, ...schemas.guideLanguages]) {
    if (untranslated.length > 0)
      console.log(
        `schemas/messages/${name}.json has no translation of ${untranslated.join(', ')}. These texts stay in English.`,
      )
  }
} catch (error) {
  if (!(error instanceof SchemaError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
