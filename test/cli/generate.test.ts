import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Provider } from 'backupstorage-forms/core'
import { defineProvider, initialValues, toManifests, validateValues } from 'backupstorage-forms/core'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Ran } from './runCli.ts'
import { folderWith, restSchema, runCli } from './runCli.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Returns a host's folder with the package installed, as sources instead of a build. */
function hostWith(files: Readonly<Record<string, string>>): string {
  const cwd = folderWith({ 'package.json': '{ "type": "module" }', ...files })
  mkdirSync(join(cwd, 'node_modules/backupstorage-forms'), { recursive: true })
  writeFileSync(
    join(cwd, 'node_modules/backupstorage-forms/package.json'),
    JSON.stringify({
      name: 'backupstorage-forms',
      type: 'module',
      exports: { './core': './src/core.ts', './contrib': './src/contrib.ts' },
    }),
  )
  symlinkSync(join(root, 'src'), join(cwd, 'node_modules/backupstorage-forms/src'), 'dir')
  return cwd
}

interface Generated {
  providers: Provider[]
  [name: string]: unknown
}

const two = { 'schemas/rest.yaml': restSchema(), 'schemas/a.json': JSON.stringify(parse(restSchema('new'))) }
const generate = ['generate', 'schemas', '--out', 'src/providers']
const written = ['providers.js', 'providers.d.ts'].map((name) => join('src/providers', name))

/** Imports the generated module with this package's core. */
async function importFrom(cwd: string): Promise<Generated> {
  const file = join(cwd, 'src/providers/providers.js')
  // Vite serves the core from the test's module graph, but would leave a file outside of the root to Node.
  const code = readFileSync(file, 'utf8')
  const core = JSON.stringify(join(root, 'src/core.ts'))
  writeFileSync(file.replace('providers.js', 'inlined.js'), code.replace(`'backupstorage-forms/core'`, core))
  return (await import(/* @vite-ignore */ file.replace('providers.js', 'inlined.js'))) as Generated
}

/** Returns the compiler errors of the given files in `src` and of the generated declarations. */
function typeErrors(cwd: string, codes: Readonly<Record<string, string>>): Record<string, string[]> {
  const names = Object.keys(codes)
  const at = (name: string): string => join(cwd, 'src', name)
  for (const name of names) writeFileSync(at(name), codes[name] ?? '')
  const program = ts.createProgram(names.map(at), {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2023,
    allowImportingTsExtensions: true,
    types: [],
  })
  return Object.fromEntries(
    [...names, 'providers/providers.d.ts'].map((name) => {
      const source = program.getSourceFile(at(name))
      expect(source).toBeDefined()
      const found = ts.getPreEmitDiagnostics(program, source)
      return [name, found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))]
    }),
  )
}

describe('generate', () => {
  it('writes a module that exports each provider by name and all of them in order', async () => {
    const cwd = hostWith({ ...two, 'schemas/first.yml': restSchema('first').replace('order: 70', 'order: 1') })
    const { status, stdout, stderr } = await runCli(generate, { cwd })
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toBe(`Wrote ${written.join(', ')}. Providers: first, new, rest-server.\n`)
    const module = await importFrom(cwd)
    expect(module.providers.map(({ name }) => name)).toEqual(['first', 'new', 'rest-server'])
    expect(module['restServer']).toBe(module.providers[2])
    expect(module['newProvider']).toBe(module.providers[1])
    expect(Object.keys(module).sort()).toEqual(['first', 'newProvider', 'providers', 'restServer'])
  })

  it('writes providers that validate and render like those of defineProvider', async () => {
    const cwd = hostWith(two)
    await runCli(generate, { cwd })
    const { providers } = await importFrom(cwd)
    const interpreted = defineProvider(parse(restSchema()))
    const [compiled] = providers.filter(({ name }) => name === 'rest-server')
    expect(compiled).toMatchObject({ name: 'rest-server', title: 'REST server', description: 'A restic REST server' })
    const specs = [
      { url: 'http://a.example.com' },
      { url: 'https://a.example.com' },
      { url: '' },
      { maxConnections: -1 },
    ]
    const outcome = (provider: Provider | undefined): unknown =>
      specs.map((spec) => {
        const options = { providers: provider ? [provider] : [] }
        const values = initialValues('rest-server', options)
        Object.assign(values, { namespace: 'demo', name: 'a' })
        Object.assign(values.backend, { auth: { REST_PASSWORD: 'x' }, spec: { ...values.backend.spec, ...spec } })
        return { told: validateValues(values, options), manifests: toManifests(values, options) }
      })
    expect(outcome(compiled)).toEqual(outcome(interpreted))
    expect(JSON.stringify(outcome(compiled))).toMatch(/plain-http.*podLabels.*required|minimum/)
  })

  it('writes code without eval that imports only the package', async () => {
    const cwd = hostWith(two)
    await runCli(generate, { cwd })
    const code = written.map((name) => readFileSync(join(cwd, name), 'utf8'))
    const imports = code.join('').matchAll(/\bfrom '([^']+)'/g)
    expect(new Set([...imports].map(([, name]) => name))).toEqual(new Set(['backupstorage-forms/core']))
    expect(code.join('')).not.toMatch(/\brequire\(|\beval\(|new Function/)
    for (const text of code) expect(text).toMatch(/^\/\/ Generated by "backupstorage-forms generate".* Do not edit\.\n/)
  })

  it('writes types that match the schemas, even with code in their texts', { timeout: 120_000 }, async () => {
    const hostile = restSchema('hostile').replace('A restic REST server', "'*/ export const evil = 1 /* ${x} `'")
    const cwd = hostWith({ ...two, 'schemas/hostile.yaml': hostile })
    expect((await runCli(generate, { cwd })).stderr).toBe('')
    const good = `
import type { BackupStorageValues, Provider } from 'backupstorage-forms/core'
import { hostile, newProvider, providers, restServer } from './providers/providers.js'
import type { HostileValues, NewBackend, RestServerBackend, RestServerValues } from './providers/providers.js'
export const all: Provider[] = [...providers, restServer, newProvider, hostile]
export const backend: RestServerBackend = { auth: { REST_PASSWORD: 'x' }, spec: { url: 'https://a.example.com' } }
export const other: NewBackend = backend
export function take(values: RestServerValues | HostileValues): BackupStorageValues {
  const url: string = values.backend.spec.url
  return url === '' ? values : { ...values, backend: { ...values.backend, provider: values.backend.provider } }
}
`
    const bad = `
import type { RestServerBackend, RestServerValues } from './providers/providers.js'
import * as module from './providers/providers.js'
export const backend: RestServerBackend = { auth: { REST_PASSWORD: 1 }, spec: {} }
export const name = (values: RestServerValues): 'rest' => values.backend.provider
export const evil = module.evil
`
    const found = typeErrors(cwd, { 'good.ts': good, 'bad.ts': bad })
    expect(found).toMatchObject({ 'good.ts': [], 'providers/providers.d.ts': [] })
    const faults = found['bad.ts']?.join('\n')
    expect(faults).toMatch(/'number' is not assignable to type 'string'/)
    expect(faults).toMatch(/Property 'url' is missing/)
    expect(faults).toMatch(/'"rest-server"' is not assignable to type '"rest"'/)
    expect(faults).toMatch(/Property 'evil' does not exist/)
  })

  it('compiles providers of another kind with --kind and types their values', { timeout: 120_000 }, async () => {
    const cwd = hostWith(two)
    expect(await runCli([...generate, '--kind', 'velero'], { cwd })).toMatchObject({ status: 0, stderr: '' })
    const code = `
import type { BackupStorageLocationValues } from 'backupstorage-forms/contrib'
import type { NewValues } from './providers/providers.js'
export const values = (own: NewValues): BackupStorageLocationValues => own
`
    expect(typeErrors(cwd, { 'good.ts': code })).toEqual({ 'good.ts': [], 'providers/providers.d.ts': [] })
  })

  it('leaves unchanged and unrelated files untouched', async () => {
    const cwd = hostWith({ ...two, 'src/providers/mine.js': 'mine' })
    await runCli(generate, { cwd })
    const long = new Date(2020, 1, 1)
    for (const name of written) utimesSync(join(cwd, name), long, long)
    const again = await runCli(generate, { cwd })
    expect(again).toEqual({
      status: 0,
      stdout: 'src/providers is up to date. Providers: new, rest-server.\n',
      stderr: '',
    })
    for (const name of written) expect(statSync(join(cwd, name)).mtime).toEqual(long)
    writeFileSync(join(cwd, 'schemas/rest.yaml'), restSchema().replace('title: REST server', 'title: REST'))
    expect((await runCli(generate, { cwd })).stdout).toBe(`Wrote ${written[0]}. Providers: new, rest-server.\n`)
    expect(readFileSync(join(cwd, 'src/providers/mine.js'), 'utf8')).toBe('mine')
  })

  it('writes nothing when a schema has an error, and reports every error of every file', async () => {
    const cwd = hostWith({
      ...two,
      'schemas/bad.yaml': restSchema('bad').replace('title: URL', 'titel: URL'),
      'schemas/worse.yaml': 'a: [',
    })
    const { status, stdout, stderr } = await runCli(generate, { cwd })
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^schemas\/bad\.yaml:22:9: error: \/properties\/spec\/properties\/url\/titel: /)
    expect(stderr).toMatch(/^schemas\/worse\.yaml:\d+:\d+: error: .*\[yaml-syntax\]\nNothing was written\.\n$/m)
    expect(existsSync(join(cwd, 'src/providers'))).toBe(false)
  })

  it('rejects provider names that map to the same identifier', async () => {
    const cwd = hostWith({ 'schemas/a.yaml': restSchema('rest-server'), 'schemas/b.yaml': restSchema('restServer') })
    const { status, stderr } = await runCli(generate, { cwd })
    expect(status).toBe(1)
    expect(stderr).toMatch(/^schemas\/b\.yaml:4:21: error: .*The export name restServer is already used for .*a\.yaml/)
    writeFileSync(join(cwd, 'schemas/b.yaml'), restSchema('rest-server'))
    expect((await runCli(generate, { cwd })).stderr).toMatch(/The name rest-server is already used in schemas\/a\.yaml/)
  })

  it('names the missing peer package before it does anything else', async () => {
    const missing = Object.assign(new Error('Cannot find the package'), { code: 'ERR_MODULE_NOT_FOUND' })
    const { status, stdout, stderr } = await runCli(generate, { importPeer: () => Promise.reject(missing) })
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toBe(
      'generate requires json-schema-to-typescript. Install it: npm install --save-dev json-schema-to-typescript\n',
    )
  })

  it.each<[string, Record<string, string>, RegExp]>([
    ['the folder is missing', {}, /^Folder not found: schemas\.\n$/],
    ['the folder is a file', { schemas: '' }, /^schemas is a file\. Pass the folder that contains it\.\n$/],
    [
      'the folder has no schema',
      { 'schemas/a.txt': '' },
      /^No schemas .* in schemas\. .*backupstorage-forms new <name>/,
    ],
  ])('exits with 2 if %s', async (_what, files, said) => {
    const { status, stderr } = await runCli(generate, { cwd: folderWith(files) })
    expect(status).toBe(2)
    expect(stderr).toMatch(said)
  })
})

it("exits with 2 and one line when the folder isn't writable", async () => {
  const { status, stderr } = await runCli(generate, { cwd: folderWith({ ...two, 'src/providers': 'a file' }) })
  expect(status).toBe(2)
  expect(stderr).toMatch(/^E[A-Z]+: .*providers'\.\n$/)
})

describe('generate --watch', () => {
  it('recompiles on each change, continues after an error, and stops when interrupted', async () => {
    const cwd = hostWith(two)
    let end = (): void => undefined
    const interrupted = new Promise<void>((resolve) => (end = resolve))
    let said: Ran = { status: -1, stdout: '', stderr: '' }
    let wake = (): void => undefined
    const ended = runCli([...generate, '--watch'], {
      cwd,
      interrupted: () => interrupted,
      onOutput: (now) => {
        said = now
        wake()
      },
    })
    const until = async (part: 'stdout' | 'stderr', pattern: RegExp): Promise<void> => {
      while (!pattern.test(said[part])) await new Promise<void>((resolve) => (wake = resolve))
    }
    const providers = (): string => readFileSync(join(cwd, 'src/providers/providers.js'), 'utf8')
    await until('stdout', /^Wrote .*: new, rest-server\.\nWatching schemas\. Press Ctrl\+C to stop\.\n$/)

    writeFileSync(join(cwd, 'schemas/more.yaml'), restSchema('more'))
    await until('stdout', /^Wrote .*: new, more, rest-server\.$/m)
    expect(providers()).toContain('export const more =')

    const before = providers()
    writeFileSync(join(cwd, 'schemas/more.yaml'), 'a: [')
    await until('stderr', /^schemas\/more\.yaml:\d+:\d+: error: [^]*Nothing was written\.\n$/)
    expect(providers()).toBe(before)

    writeFileSync(join(cwd, 'schemas/notes.txt'), 'no schema')
    rmSync(join(cwd, 'schemas/more.yaml'))
    await until('stdout', /(Wrote .*|is up to date)\. Providers: new, rest-server\.\n$/)
    expect(providers()).not.toContain('export const more =')

    end()
    expect((await ended).status).toBe(0)
  })
})
