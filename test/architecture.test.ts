import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { everyProvider, kinds } from './schemas/everyProvider.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The sources that aren't generated. */
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.(?:tsx?|js|css)$/.test(file) && !file.startsWith('generated/'))
  .map((file) => ({ file: `src/${file}`, text: readFileSync(join(root, 'src', file), 'utf8') }))

/** Returns the matches of the patterns, as `file:line: match`. */
function occurrences(patterns: RegExp[], files = sources): string[] {
  return files.flatMap(({ file, text }) =>
    text.split('\n').flatMap((line, i) => {
      const found = patterns.map((pattern) => pattern.exec(line)?.[0]).find((match) => match !== undefined)
      return found === undefined ? [] : [`${file}:${i + 1}: ${found}`]
    }),
  )
}

it('finds the schemas and the sources', () => {
  expect(everyProvider.length).toBeGreaterThanOrEqual(8)
  expect(kinds.length).toBeGreaterThanOrEqual(1)
  expect(sources.length).toBeGreaterThan(200)
})

it('never names a provider in the sources', () => {
  const names = [...everyProvider.map(({ provider }) => provider.name), ...kinds.map(({ name }) => name)]
  expect(occurrences(names.map((name) => new RegExp(`(['"\`])${name}\\1`)))).toEqual([])
})

it('never names a credential key in the sources', () => {
  const keys = everyProvider.flatMap(({ provider }) =>
    Object.keys(provider.schema.properties['auth']?.properties ?? {}),
  )
  expect(keys.length).toBeGreaterThan(20)
  expect(occurrences(keys.map((key) => new RegExp(`(?<![\\w-])${key}(?![\\w-])(?=['"\`:])`)))).toEqual([])
})

/**
 * Names that the core may use: the members of the public values, wherever they are stored in a manifest, and the
 * fields that Kubernetes gives every object.
 */
const common = new Set(
  (
    'namespace name labels annotations deletionPolicy default usagePolicy from selector securityContext ' +
    'backend provider credentials source secretName serviceAccountName auth spec ' +
    'apiVersion kind metadata status phase conditions type reason message lastTransitionTime observedGeneration ' +
    // fields of a List, a CustomResourceDefinition and our own sets of values, and the documents a path can start in
    'items group values resource secret'
  ).split(' '),
)

/** Returns the names of the fields below a part of a structure, including those of its references. */
function fieldNames(part: unknown, definitions: Record<string, unknown>, seen = new Set<unknown>()): string[] {
  if (typeof part !== 'object' || part === null || seen.has(part)) return []
  seen.add(part)
  return Object.entries(part).flatMap(([word, value]) => {
    const target = word === '$ref' ? definitions[String(value).replace('#/definitions/', '')] : value
    const own = word === 'properties' ? Object.keys(value as object) : []
    return [...own, ...fieldNames(target, definitions, seen)]
  })
}

it('never names a field of the resource outside the views: the schema maps the fields', () => {
  const { definitions } = JSON.parse(readFileSync(join(root, 'schemas/structure.json'), 'utf8')) as {
    definitions: Record<string, unknown>
  }
  const metadata = new Set(fieldNames(definitions['ObjectMeta'], definitions))
  const names = [...new Set(fieldNames(definitions['BackupStorage'], definitions))].filter(
    (name) => !common.has(name) && !metadata.has(name),
  )
  expect(names).toEqual(expect.arrayContaining(['storage', 'totalSize', 'repositories', 'runtimeSettings', 'bucket']))
  const known = new Set(names)
  // A field is accessed by its name in a call, or it is part of a pointer into the manifest.
  const isCall = /\b(?:getAt|setAt|putAt|member|setMember)\(/
  const found = sources
    .filter(({ file }) => !/^src\/(?:react|element|cli|messages|cluster\/kubernetes)\//.test(file))
    .filter(({ file }) => !file.startsWith('src/cluster/related/')) // reads the fields of other kinds
    .flatMap(({ file, text }) =>
      text.split('\n').flatMap((line, index) => {
        if (/^\s*(\*|\/\/|import |export )/.test(line)) return []
        const literals = [...line.matchAll(/'([^']*)'/g)].map(([, literal = '']) => literal)
        const inPointers = literals.filter((one) => /^\/(spec|status)\//.test(one)).flatMap((one) => one.split('/'))
        const named = [...(isCall.test(line) ? literals : []), ...inPointers].filter((name) => known.has(name))
        return named.map((name) => `${file}:${index + 1}: ${name}`)
      }),
    )
  expect(found).toEqual([])
})

it('asserts every property with check, so that the deep project runs all of its cases', () => {
  const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.test\.tsx?$/.test(file) && !file.includes('node_modules'))
    .map((file) => ({ file: `test/${file}`, text: readFileSync(join(root, 'test', file), 'utf8') }))
  expect(occurrences([/\bcheck\(\s*$/], tests).length).toBeGreaterThan(40)
  expect(occurrences([/\bfc\.(?:assert|check)\(/], tests)).toEqual([])
})

it('keeps only the entry files at the top of src/', () => {
  const loose = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isFile())
  expect(loose.map(({ name }) => name).sort()).toEqual(['contrib.ts', 'core.ts', 'kubernetes.ts'])
})
