import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateFiles } from './generateFiles.ts'
import { readSchemas, SchemaFault } from './readSchemas.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const target = join(root, 'src/generated')
const check = process.argv.includes('--check')

function present(): Map<string, string> {
  mkdirSync(target, { recursive: true })
  return new Map(readdirSync(target).map((name) => [name, readFileSync(join(target, name), 'utf8')]))
}

try {
  const files = await generateFiles(readSchemas(join(root, 'schemas')))
  const before = present()
  const stale = [...new Set([...files.keys(), ...before.keys()])].filter((name) => files.get(name) !== before.get(name))
  if (check && stale.length > 0) {
    console.error(`src/generated is stale: ${stale.join(', ')}. Run "npm run generate" and commit the result.`)
    process.exitCode = 1
  } else {
    for (const name of stale) {
      const content = files.get(name)
      if (content === undefined) rmSync(join(target, basename(name)))
      else writeFileSync(join(target, name), content)
    }
    console.log(stale.length > 0 && !check ? `Generated ${stale.join(', ')}.` : 'src/generated is up to date.')
  }
} catch (error) {
  if (!(error instanceof SchemaFault)) throw error
  console.error(error.message)
  process.exitCode = 1
}
