import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateFiles } from './generateFiles.ts'
import { readSchemas, SchemaFault } from './readSchemas.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const target = join(root, 'src/generated')
const check = process.argv.includes('--check')

/** The files that are there, by their paths as `generateFiles` writes them. */
function present(): Map<string, string> {
  mkdirSync(target, { recursive: true })
  const files = readdirSync(target, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    files.map(({ name, parentPath }) => {
      const file = join(parentPath, name)
      return [relative(target, file).replaceAll('\\', '/'), readFileSync(file, 'utf8')]
    }),
  )
}

function write(name: string, content: string): void {
  const file = join(target, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}

try {
  const schemas = readSchemas(join(root, 'schemas'))
  const files = await generateFiles(schemas)
  const before = present()
  const stale = [...new Set([...files.keys(), ...before.keys()])].filter((name) => files.get(name) !== before.get(name))
  if (check && stale.length > 0) {
    console.error(`src/generated is stale: ${stale.join(', ')}. Run "npm run generate" and commit the result.`)
    process.exitCode = 1
  } else {
    for (const name of stale) {
      const content = files.get(name)
      if (content === undefined) rmSync(join(target, name))
      else write(name, content)
    }
    console.log(stale.length > 0 && !check ? `Generated ${stale.join(', ')}.` : 'src/generated is up to date.')
  }
  for (const { name, untranslated } of schemas.languages) {
    if (untranslated.length > 0)
      console.log(`schemas/messages/${name}.json says nothing of ${untranslated.join(', ')}: its texts stay English.`)
  }
} catch (error) {
  if (!(error instanceof SchemaFault)) throw error
  console.error(error.message)
  process.exitCode = 1
}
