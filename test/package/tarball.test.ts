import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, describe, expect, it } from 'vitest'
import { packPackage } from '../packPackage.mjs'

const require = createRequire(import.meta.url)
const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'packed-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const { file, files } = packPackage(folder)
const paths = files.map(({ path }) => path)
const pkg = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }

const allowed = [
  /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md)$/,
  /^dist\/[\w/]+\.(?:js|js\.map|d\.ts)$/,
  /^dist\/styles\.css$/,
  /^dist\/element\/THIRD-PARTY-LICENSES\.txt$/,
  /^schemas\/(?:[\w-]+\/)*[\w-]+(?:\.meta)?\.(?:json|ya?ml)$/,
  /^schemas\/(?:README|REFERENCE)\.md$/,
]

const needed = [
  'package.json',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
  'dist/styles.css',
  'dist/element/THIRD-PARTY-LICENSES.txt',
  'dist/cli/main.js',
  'schemas/README.md',
  'schemas/REFERENCE.md',
  ...readdirSync(join(root, 'schemas'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:json|ya?ml)$/.test(name))
    .map((name) => `schemas/${name.replaceAll('\\', '/')}`),
]

describe('the tarball', () => {
  it('contains exactly the build, the schemas and the documentation', () => {
    expect(paths.filter((path) => !allowed.some((pattern) => pattern.test(path)))).toEqual([])
    expect(needed.filter((path) => !paths.includes(path))).toEqual([])
  })

  it('has source maps that embed their sources and contain no absolute paths', () => {
    const maps = paths.filter((path) => path.endsWith('.map'))
    const invalid = maps.filter((path) => {
      const map = JSON.parse(readFileSync(join(root, path), 'utf8')) as { sources: string[]; sourcesContent: unknown[] }
      return (
        map.sources.some((source) => isAbsolute(source) || source.includes(root)) ||
        map.sources.some((_source, index) => typeof map.sourcesContent[index] !== 'string')
      )
    })
    const mapped = paths.filter((path) => readFileSync(join(root, path), 'utf8').includes('\n//# sourceMappingURL='))
    expect(maps).toEqual(mapped.map((path) => `${path}.map`))
    expect(maps.length).toBeGreaterThan(100)
    expect(invalid).toEqual([])
  })

  it('has the licence of each package that the custom elements contain', () => {
    const elements = join(root, 'dist/element')
    const maps = readdirSync(elements).filter((name) => name.endsWith('.map'))
    const sources = maps.flatMap(
      (name) => (JSON.parse(readFileSync(join(elements, name), 'utf8')) as { sources: string[] }).sources,
    )
    const bundled = sources.flatMap((source) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? [])
    const licences = readFileSync(join(elements, 'THIRD-PARTY-LICENSES.txt'), 'utf8')
    const named = [...licences.matchAll(/^(\S+) \d+\.\d+\.\d+\S*\nLicence: \S+\n\n\S/gm)].map(([, name]) => name)
    expect(bundled).toContain('react-dom')
    expect(new Set(named)).toEqual(new Set(bundled))
  })

  it('runs no scripts on installation', () => {
    const run = ['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare']
    expect(Object.keys(pkg.scripts).filter((name) => run.includes(name))).toEqual([])
    expect(paths).not.toContain('binding.gyp')
  })

  it('passes publint', async () => {
    const { buffer } = new Uint8Array(readFileSync(file))
    const { messages, pkg: read } = await publint({ pack: { tarball: buffer }, strict: true })
    expect(messages.map((message) => formatMessage(message, read, { color: false }))).toEqual([])
  })

  it('passes "are the types wrong" for each entry point', { timeout: 60_000 }, async () => {
    const attw = join(require.resolve('@arethetypeswrong/cli/package.json'), '../dist/index.js')
    const args = [attw, file, '--profile', 'esm-only', '--format', 'json']
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1e8 })
    const { analysis } = JSON.parse(stdout) as {
      analysis: { entrypoints: object; problems: { kind: string; resolutionKind?: string }[] }
    }
    const ignored = ['node10', 'node16-cjs']
    expect(analysis.problems.filter(({ resolutionKind = '' }) => !ignored.includes(resolutionKind))).toEqual([])
    expect(Object.keys(analysis.entrypoints)).toEqual(expect.arrayContaining(['.', './core', './styles.css']))
  })
})
