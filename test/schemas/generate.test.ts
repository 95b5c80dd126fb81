import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { generateFiles } from '../../schemas/generate/generateFiles.ts'
import { generateStories } from '../../schemas/generate/generateStories.ts'
import { readSchemas, SchemaError } from '../../schemas/generate/readSchemas.ts'
import { readStorySources } from '../../schemas/generate/readStorySources.ts'
import { staleFiles, writeFiles } from '../../schemas/generate/targetFolder.ts'
import type { ProviderSchema } from '../../src/schema/language.ts'
import { createValidator } from '../../src/schema/validator.ts'
import { folder, providerFiles, readmeBlocks, readProvider, restExample } from './schemaFiles.ts'

const generated = fileURLToPath(new URL('../../src/generated', import.meta.url))

/** The files in `src/generated`, by relative path. */
function generatedFiles(): string[] {
  const entries = readdirSync(generated, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return entries.map(({ name, parentPath }) => relative(generated, join(parentPath, name)).replaceAll('\\', '/')).sort()
}

/** A copy of `schemas/` for one test, without a provider named like the example. */
let copy = ''
/** Returns the names of its providers. */
const before = namesIn(folder).filter((name) => name !== 'rest')
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'schemas-'))
  cpSync(folder, copy, { recursive: true, filter: (source) => !source.endsWith('generate') })
  rmSync(join(copy, 'providers', providerFiles.get('rest') ?? 'none'), { force: true })
})
afterEach(() => rmSync(copy, { recursive: true, force: true }))

function namesIn(schemas: string): string[] {
  return readSchemas(schemas).providers.map((one) => one['x-provider'].name)
}

function write(name: string, content: unknown): void {
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2)
  writeFileSync(join(copy, 'providers', name), text)
}

/** Returns the lines of the error when reading the copy. */
function faultLines(): string[] {
  try {
    readSchemas(copy)
  } catch (error) {
    if (error instanceof SchemaError) return error.message.split('\n')
    throw error
  }
  throw new Error('The schemas were read without a fault.')
}

/** Returns the schemas in a generated module. */
function schemasIn(code: string): ProviderSchema[] {
  return code
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line.replace(/,$/, '')) as ProviderSchema)
}

describe('another file in schemas/providers', () => {
  it('is enough for a provider: its type and its schema are generated', async () => {
    write('rest.json', restExample())
    const schemas = readSchemas(copy)
    const names = namesIn(copy)
    expect(names.filter((name) => name !== 'rest')).toEqual(before)
    const files = await generateFiles(schemas)
    const types = files.get('types.ts')?.replaceAll(/\s*\/\*\*[^]*?\*\//g, '')
    expect(types).toMatch(/export interface RestBackend \{\s+auth: \{\s+REST_PASSWORD: string\s+\}/)
    expect(types).toMatch(/spec: \{\s+url: string\s+maxConnections\?: number\s+\}\s+\}/)
    const schema = schemasIn(files.get('providers.ts') ?? '')[names.indexOf('rest')]
    expect(schema).toMatchObject({ title: 'REST server', description: 'A restic REST server' })

    const validate = createValidator(schema ?? {})
    expect(validate({ auth: { REST_PASSWORD: 'x' }, spec: { url: 'https://a.example', maxConnections: 0 } })).toEqual(
      [],
    )
    const errors = validate({ auth: { REST_PASSWORD: '' }, spec: { maxConnections: -1 } })
    expect(errors.map(({ path, keyword }) => `${path.join('/')} ${keyword}`).sort()).toEqual([
      'auth/REST_PASSWORD minLength',
      'spec/maxConnections minimum',
      'spec/url required',
    ])
  })

  it('can use every keyword of the root, which generates the needed types', async () => {
    const [tape] = readmeBlocks().filter(({ info, text }) => info === 'json' && text.includes('Tape library'))
    const root = { $comment: 'a note', 'x-language': 1, 'x-provider': { name: 'unlisted' } }
    write('unlisted.json', { ...(JSON.parse(tape?.text ?? '') as object), ...root })
    const files = await generateFiles(readSchemas(copy))
    const code = files.get('providers.ts') ?? ''
    expect(code).toContain('Tape library')
    expect(code).not.toMatch(/x-language|\$comment|\$schema/)
  })

  it('only adds to the generated files of other providers', async () => {
    const without = await generateFiles(readSchemas(copy))
    write('zz.json', { ...restExample(), 'x-provider': { name: 'last' } })
    const after = await generateFiles(readSchemas(copy))
    expect([...after.keys()]).toEqual([...without.keys()])
    expect(after.get('resource.ts')).toBe(without.get('resource.ts'))
    expect(after.get('providerMeta.ts')).toBe(without.get('providerMeta.ts'))
    expect(after.get('types.ts')?.startsWith(without.get('types.ts')?.trimEnd() ?? '-')).toBe(true)
  })

  it('can be YAML with the same result', async () => {
    write('rest.json', restExample())
    const fromJson = await generateFiles(readSchemas(copy))
    rmSync(join(copy, 'providers/rest.json'))
    for (const name of ['rest.yaml', 'rest.yml']) {
      write(name, `# A provider, in YAML.\n${stringify(restExample())}`)
      expect(await generateFiles(readSchemas(copy))).toEqual(fromJson)
      rmSync(join(copy, 'providers', name))
    }
  })

  it('can have tabs, a byte order mark and Windows line ends', () => {
    write('rest.json', '\uFEFF' + JSON.stringify(restExample(), null, '\t').replaceAll('\n', '\r\n'))
    expect(readSchemas(copy).providers).toContainEqual(restExample())
  })

  it('is sorted by its order, or last without one', () => {
    const { order: _order, ...last } = restExample()['x-provider']
    write('a.json', { ...restExample(), 'x-provider': { ...last, name: 'last' } })
    write('b.json', { ...restExample(), 'x-provider': { name: 'first', order: 1 } })
    const names = namesIn(copy)
    const ordered = readSchemas(copy).providers.filter((one) => one['x-provider'].order !== undefined)
    expect(names[0]).toBe('first')
    expect(names.indexOf('last')).toBe(ordered.length)
  })

  it('is ignored unless its name is that of a schema', () => {
    write('notes.md', '# Notes')
    write('rest.json~', '{')
    expect(namesIn(copy)).toEqual(before)
  })
})

describe('an invalid schema', () => {
  it('is rejected with the file, JSON Pointer and reason of each error', () => {
    write('rest.json', { ...restExample(), title: undefined, typo: 1 })
    write('more.yaml', stringify({ ...restExample(), required: ['sepc'] }))
    expect(faultLines()).toEqual([
      expect.stringMatching(/^schemas\/providers\/more\.yaml#\/required\/0: "sepc" is required but not a property/),
      expect.stringMatching(/^schemas\/providers\/rest\.json#\/title: "title" is missing\. /),
      expect.stringMatching(/^schemas\/providers\/rest\.json#\/typo: "typo" is not a keyword/),
    ])
  })

  it.each([
    ['invalid JSON', '{"title": ', /^schemas\/providers\/rest\.json:1: /],
    ['an extra comma', '{\n  "title": "x",\n  "type": "object",,\n}', /^schemas\/providers\/rest\.json:3: /],
    ['a duplicate key', '{\n  "title": "a",\n  "title": "b"\n}', /^schemas\/providers\/rest\.json:3: .*unique/],
    ['several documents', 'a: 1\n---\nb: 2\n', /^schemas\/providers\/rest\.json:\d+: .*multiple documents/],
    ['an alias without an anchor', 'title: *name\n', /^schemas\/providers\/rest\.json.*name/],
    ['an empty file', '', /^schemas\/providers\/rest\.json: A provider schema must be an object/],
    ['a list', '[]', /^schemas\/providers\/rest\.json: A provider schema must be an object/],
  ])('is rejected with its file and line: %s', (_what, text, message) => {
    write('rest.json', text)
    expect(faultLines()[0]).toMatch(message)
  })

  it('is rejected quickly for an alias bomb', () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const inside = level === 0 ? 'x' : `*a${level - 1}`
      return `a${level}: &a${level} [${Array.from({ length: 9 }, () => inside).join(', ')}]`
    })
    write('rest.yaml', levels.join('\n'))
    const start = performance.now()
    expect(faultLines()[0]).toMatch(/^schemas\/providers\/rest\.yaml: .*alias/i)
    expect(performance.now() - start).toBeLessThan(5000)
  })

  it('never exposes an absolute path', () => {
    write('rest.json', '{')
    expect(faultLines().join('\n')).not.toContain(copy)
  })

  it.each([
    ['a field of the resource', '/spec/deletionPolicy', /overlaps with that of \/deletionPolicy in the values/],
    ['another field of its own', '/spec/storage/rest/url', /overlaps with that of .*\/spec\/properties\/url/],
    ['the name of the Secret', '/spec/storage/rest/secretName', /overlaps with that of .*\/secretName in the values/],
    ['the kind', '/kind', /overlaps with that of \/kind/],
    ['a part of the name', '/metadata/name/x', /overlaps with that of \/name in the values/],
  ])('is rejected if a field has the target of %s', (_what, pointer, message) => {
    const schema = restExample()
    Object.assign(schema.properties['spec']?.properties ?? {}, { other: { type: 'string', 'x-manifest': pointer } })
    write('rest.json', schema)
    const lines = faultLines()
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(message)
    expect(lines[0]).toMatch(/^schemas\/providers\/rest\.json#\/properties\/spec\/properties\/other: /)
  })

  it('is rejected if its name clashes with a field of the resource', () => {
    write('rest.json', { ...restExample(), 'x-provider': { name: 'provider' } })
    expect(faultLines()[0]).toMatch(/^schemas\/providers\/rest\.json#\/x-provider\/name: .*overlaps/)
  })

  it('is rejected for a name in use, with the other file', () => {
    write('twin.json', readProvider('s3'))
    expect(faultLines()).toEqual([
      'schemas/providers/twin.json#/x-provider/name: The name "s3" is already used in schemas/providers/s3.json. Choose another.',
    ])
  })
})

describe('src/generated', () => {
  it('matches the schemas exactly', async () => {
    const files = await generateFiles(readSchemas(folder))
    expect(generatedFiles()).toEqual([...files.keys()].sort())
    for (const [name, content] of files) expect(readFileSync(join(generated, name), 'utf8'), name).toBe(content)
  })

  it('starts every file with a note that it is generated', () => {
    for (const name of generatedFiles()) {
      expect(readFileSync(join(generated, name), 'utf8'), name).toMatch(/^\/\/ Generated by .* Do not edit\.\n/)
    }
  })

  it('contains data and types, and imports only types', () => {
    for (const name of generatedFiles()) {
      const code = readFileSync(join(generated, name), 'utf8')
      expect(code, name).not.toMatch(/^import (?!type )/m)
    }
  })

  it('contains no keywords for authors', () => {
    for (const name of ['providers.ts', 'resource.ts', 'contrib.ts']) {
      expect(readFileSync(join(generated, name), 'utf8'), name).not.toMatch(/\$comment|\$schema|x-language/)
    }
  })
})

describe('generated stories', () => {
  const storiesOf = (): Promise<Map<string, string>> => generateStories(readStorySources(copy))
  const titleIn = (files: Map<string, string>, name: string): string | undefined =>
    /title: '(.*?)'/.exec(files.get(name) ?? '')?.[1]

  it("are added with the provider's file, with a static title", async () => {
    const without = await storiesOf()
    write('rest.yaml', stringify(restExample()))
    const after = await storiesOf()
    expect([...after.keys()].filter((name) => !without.has(name))).toEqual(['Rest.stories.tsx'])
    expect(titleIn(after, 'Rest.stories.tsx')).toBe('Providers/REST server')
    expect(after.get('Rest.stories.tsx')).toContain("providerStories('providers/rest.yaml')")
    for (const [name, code] of without) expect(after.get(name), name).toBe(code)
  })

  it('include contributed providers and other kinds of resources', async () => {
    mkdirSync(join(copy, 'contrib/other-kind/providers'), { recursive: true })
    writeFileSync(join(copy, 'contrib/rest.json'), JSON.stringify(restExample()))
    writeFileSync(join(copy, 'contrib/other-kind/providers/rest.json'), JSON.stringify(restExample()))
    const files = await storiesOf()
    expect(titleIn(files, 'Rest.stories.tsx')).toBe('Contributed/REST server')
    expect(titleIn(files, 'OtherKindRest.stories.tsx')).toBe('Contributed/Other-kind/REST server')
    expect(files.get('OtherKindRest.stories.tsx')).toContain("'contrib/other-kind/providers/rest.json'")
  })

  it('have unique files and titles, whatever the names of the providers', async () => {
    const without = await storiesOf()
    const named = (name: string, title: string): object => ({ ...restExample(), title, 'x-provider': { name } })
    write('a.json', named('tape-1', 'Tape / Library'))
    write('b.json', named('Tape1', "It's a \u{1F4FC}"))
    write('c.json', named('tape1', 'tape library'))
    write('d.json', named('none', '!!!'))
    const files = await storiesOf()
    const names = [...files.keys()].filter((name) => !without.has(name))
    expect(names.map((name) => name.toLowerCase()).toSorted()).toEqual([
      'none.stories.tsx',
      'tape1.stories.tsx',
      'tape12.stories.tsx',
      'tape13.stories.tsx',
    ])
    const codes = names.map((name) => files.get(name) ?? '').join('')
    for (const title of ['Tape Library', 'tape library (tape1)', '!!! (none)'])
      expect(codes).toContain(`title: 'Providers/${title}'`)
    expect(codes).toContain(`title: "Providers/It's a \u{1F4FC}"`)
  })
})

describe('stories/generated', () => {
  const stories = fileURLToPath(new URL('../../stories/generated', import.meta.url))

  it('matches the schemas exactly', async () => {
    const files = await generateStories(readStorySources(folder))
    expect(staleFiles(stories, files)).toEqual([])
  })

  it('starts every file with a note that it is generated', async () => {
    for (const name of readdirSync(stories)) {
      expect(readFileSync(join(stories, name), 'utf8'), name).toMatch(/^\/\/ Generated by .* Do not edit\.\n/)
    }
  })
})

describe('staleFiles', () => {
  it('finds missing, changed and obsolete files', () => {
    const files = new Map([
      ['same.ts', 'same'],
      ['changed.ts', 'new'],
      ['inside/missing.ts', 'new'],
    ])
    const target = join(copy, 'target')
    mkdirSync(target)
    writeFileSync(join(target, 'same.ts'), 'same')
    writeFileSync(join(target, 'changed.ts'), 'old')
    writeFileSync(join(target, 'removed.ts'), 'old')
    const stale = staleFiles(target, files)
    expect(stale.toSorted()).toEqual(['changed.ts', 'inside/missing.ts', 'removed.ts'])
    writeFiles(target, files, stale)
    expect(staleFiles(target, files)).toEqual([])
    expect(readdirSync(target).toSorted()).toEqual(['changed.ts', 'inside', 'same.ts'])
    expect(readFileSync(join(target, 'inside/missing.ts'), 'utf8')).toBe('new')
  })
})
