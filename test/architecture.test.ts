import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

interface ProviderSchema {
  'x-provider': { name: string }
  properties: { auth?: { properties?: Record<string, unknown> } }
}

const providers = readdirSync(join(root, 'schemas/providers'))
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(join(root, 'schemas/providers', file), 'utf8')) as ProviderSchema)

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.(?:tsx?|js|css)$/.test(file) && !file.startsWith('generated/'))
  .map((file) => ({ file: `src/${file}`, text: readFileSync(join(root, 'src', file), 'utf8') }))

/** Where any of the patterns occurs, as `file:line: what stands there`. */
function occurrences(patterns: RegExp[]): string[] {
  return sources.flatMap(({ file, text }) =>
    text.split('\n').flatMap((line, i) => {
      const found = patterns.map((pattern) => pattern.exec(line)?.[0]).find((match) => match !== undefined)
      return found === undefined ? [] : [`${file}:${i + 1}: ${found}`]
    }),
  )
}

it('reads the schemas and the sources', () => {
  expect(providers.length).toBeGreaterThanOrEqual(4)
  expect(sources.length).toBeGreaterThan(20)
})

it('names no provider in the sources: a provider is data', () => {
  const names = providers.map((schema) => new RegExp(`(['"\`])${schema['x-provider'].name}\\1`))
  expect(occurrences(names)).toEqual([])
})

it('names no credential key in the sources: the schema says them', () => {
  const keys = providers.flatMap((schema) => Object.keys(schema.properties.auth?.properties ?? {}))
  expect(keys.length).toBeGreaterThan(0)
  expect(occurrences(keys.map((key) => new RegExp(`\\b${key}\\b`)))).toEqual([])
})
