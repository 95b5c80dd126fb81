import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateFiles } from './generateFiles.ts'
import { generateStories } from './generateStories.ts'
import { readSchemas, SchemaFault } from './readSchemas.ts'
import { readStorySources } from './readStorySources.ts'
import { staleFiles, writeFiles } from './targetFolder.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const check = process.argv.includes('--check')

/** Brings a folder up to date; with `--check` it says only what is stale. */
function update(target: string, files: ReadonlyMap<string, string>): void {
  const folder = join(root, target)
  const stale = staleFiles(folder, files)
  if (stale.length === 0) console.log(`${target} is up to date.`)
  else if (check) {
    console.error(`${target} is stale: ${stale.join(', ')}. Run "npm run generate" and commit the result.`)
    process.exitCode = 1
  } else {
    writeFiles(folder, files, stale)
    console.log(`Generated in ${target}: ${stale.join(', ')}.`)
  }
}

try {
  const schemas = readSchemas(join(root, 'schemas'))
  const targets: [string, ReadonlyMap<string, string>][] = [
    ['src/generated', await generateFiles(schemas)],
    ['stories/generated', await generateStories(readStorySources(join(root, 'schemas')))],
  ]
  for (const [target, files] of targets) update(target, files)
  for (const { name, untranslated } of schemas.languages) {
    if (untranslated.length > 0)
      console.log(`schemas/messages/${name}.json says nothing of ${untranslated.join(', ')}: its texts stay English.`)
  }
} catch (error) {
  if (!(error instanceof SchemaFault)) throw error
  console.error(error.message)
  process.exitCode = 1
}
