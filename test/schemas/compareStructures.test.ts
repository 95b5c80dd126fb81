import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { compareCrd } from '../../schemas/compare/compareCrd.ts'
import { compareStructures } from '../../schemas/compare/compareStructures.ts'
import { findCrd, Misuse } from '../../schemas/compare/findCrd.ts'
import { structure } from '../../src/generated/structure.ts'
import { getAt, setAt } from '../../src/base/pointer.ts'
import type { Structure } from '../../src/schema/structure.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const reference = fileURLToPath(
  new URL('../../../shared/reference/crds/storage.kubestash.com_backupstorages.yaml', import.meta.url),
)
const wanted = { group: 'storage.kubestash.com', version: 'v1alpha1', kind: 'BackupStorage' }
const { definitions } = structure
const ours = definitions['BackupStorage'] ?? {}

/** Converts a structure to a CustomResourceDefinition's schema: without references, and with CRD-only keywords. */
function expand(node: Structure): object {
  const { $ref, properties, items, additionalProperties, ...words } = node
  if ($ref !== undefined) return expand(definitions[$ref.replace('#/definitions/', '')] ?? {})
  const { 'x-kubernetes-group-version-kind': _kind, ...rest } = words
  const either = node['x-kubernetes-int-or-string'] ? { anyOf: [{ type: 'integer' }, { type: 'string' }] } : {}
  return {
    description: 'What it is.',
    ...rest,
    ...either,
    ...(properties
      ? { properties: Object.fromEntries(Object.entries(properties).map(([key, child]) => [key, expand(child)])) }
      : {}),
    ...(items ? { items: expand(items), 'x-kubernetes-list-type': 'atomic' } : {}),
    ...(typeof additionalProperties === 'object' ? { additionalProperties: expand(additionalProperties) } : {}),
  }
}

const schema = setAt(expand(ours), ['properties', 'metadata'], { type: 'object' })

const crdOf = (openAPIV3Schema: object, { group, version, kind } = wanted): object => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${kind.toLowerCase()}s.${group}` },
  spec: { group, names: { kind }, versions: [{ name: version, served: true, schema: { openAPIV3Schema } }] },
})

/** Converts a path as written by Kubernetes to a path in the schema. */
function wayTo(path: string): string[] {
  return path === ''
    ? []
    : path.split('.').flatMap((key) => {
        if (key === '*') return ['additionalProperties']
        return key.endsWith('[]') ? ['properties', key.slice(0, -2), 'items'] : ['properties', key]
      })
}

/** Returns the differences after replacing a part of the schema; `undefined` removes it. */
function differencesWith(path: string, value: object | undefined): string[] {
  const changed = setAt(schema, wayTo(path), value)
  return compareStructures(ours, definitions, changed).map((one) => `${one.path}: ${one.message}`)
}

/** Returns the differences after adding keywords to a part of the schema. */
function differencesSaying(path: string, words: object): string[] {
  const before = getAt(schema, wayTo(path))
  expect(before, path).toBeTypeOf('object')
  const after = Object.entries({ ...(before as object), ...words }).filter(([, value]) => value !== undefined)
  return differencesWith(path, Object.fromEntries(after))
}

describe.skipIf(!existsSync(reference))("KubeStash's CRD (skipped without the file)", () => {
  const text = existsSync(reference) ? readFileSync(reference, 'utf8') : ''

  it('matches schemas/structure.json exactly', () => {
    expect(compareStructures(ours, definitions, findCrd(text, 'the CRD', wanted))).toEqual([])
  })

  it('differs after any field is removed, added or changed in type', () => {
    const crd = findCrd(text, 'the CRD', wanted)
    const count = (changed: object): number => compareStructures(ours, definitions, changed).length
    const ways: string[][] = []
    const visit = (node: unknown, way: string[]): void => {
      for (const word of ['items', 'additionalProperties'])
        if (getAt(node, [word]) !== undefined) visit(getAt(node, [word]), [...way, word])
      for (const [key, child] of Object.entries(getAt(node, ['properties']) ?? {})) {
        ways.push([...way, 'properties', key])
        visit(child, [...way, 'properties', key])
      }
    }
    for (const part of ['spec', 'status']) visit(getAt(crd, ['properties', part]), ['properties', part])
    expect(ways.length).toBeGreaterThan(600)
    for (const way of ways.filter((_way, index) => index % 5 === 0)) {
      const name = way.join('.')
      expect(count(setAt(crd, way, undefined)), `without ${name}`).toBe(1)
      expect(count(setAt(crd, [...way.slice(0, -1), 'another'], {})), `beside ${name}`).toBe(1)
      expect(count(setAt(crd, [...way, 'type'], 'null')), `type of ${name}`).toBe(1)
    }
  })
})

describe('compareStructures', () => {
  it('ignores descriptions and merge rules', () => {
    expect(compareStructures(ours, definitions, schema)).toEqual([])
    expect(differencesSaying('', { title: 'x', description: 'x', 'x-kubernetes-map-type': 'atomic' })).toEqual([])
    expect(differencesSaying('spec', { nullable: false, required: [] })).toEqual([])
  })

  it('ignores the metadata, apiVersion and kind', () => {
    expect(differencesWith('metadata', { type: 'object', properties: { name: { maxLength: 9 } } })).toEqual([])
    for (const name of ['metadata', 'apiVersion', 'kind']) expect(differencesWith(name, undefined)).toEqual([])
  })

  it.each<[string, string, object | undefined, string]>([
    ['a field missing from the CRD', 'spec.storage.s3.endpoint', undefined, 'Missing in the CRD.'],
    ['a field missing from our structure', 'spec.storage.b2', {}, 'Missing here.'],
    ['items missing from our structure', 'spec.deletionPolicy[]', {}, 'Missing here.'],
    ['items missing from the CRD', 'spec.runtimeSettings.pod.tolerations[]', undefined, 'Missing in the CRD.'],
    ['map values missing from the CRD', 'spec.runtimeSettings.pod.nodeSelector.*', undefined, 'Missing in the CRD.'],
    ['map values missing from our structure', 'spec.storage.*', {}, 'Missing here.'],
  ])('reports %s', (_what, path, value, message) => {
    expect(differencesWith(path, value)).toEqual([`${path}: ${message}`])
  })

  const s3 = 'spec.storage.s3'
  const pod = 'spec.runtimeSettings.pod'
  const limits = 'spec.runtimeSettings.container.resources.limits.*'
  it.each<[string, string, object, string]>([
    ['a type', `${s3}.bucket`, { type: 'integer' }, '"type" is "string" here, but "integer" in the CRD.'],
    ['a removed type', `${s3}.bucket`, { type: undefined }, '"type" is "string" here, but unset in the CRD.'],
    ['a type of items', `${pod}.securityContext.supplementalGroups[]`, { type: 'number' }, '"type" is "integer" here'],
    ['a type of map values', `${pod}.nodeSelector.*`, { type: 'boolean' }, '"type" is "string" here'],
    ['a format', `${s3}.maxConnections`, { format: 'int32' }, '"format" is "int64" here, but "int32" in the CRD.'],
    ['an enum', 'spec.deletionPolicy', { enum: ['Delete'] }, '"enum" is ["Delete","WipeOut"] here, but ["Delete"] in'],
    ['a new enum', `${s3}.region`, { enum: ['a'] }, '"enum" is unset here, but ["a"] in the CRD.'],
    [
      'a default',
      'spec.deletionPolicy',
      { default: 'WipeOut' },
      '"default" is "Delete" here, but "WipeOut" in the CRD.',
    ],
    ['a default of false', 'spec.default', { default: false }, '"default" is unset here, but false in the CRD.'],
    ['a default of null', 'spec.default', { default: null }, '"default" is unset here, but null in the CRD.'],
    ['a pattern', limits, { pattern: '^1$' }, '"pattern" is "^('],
    ['nullable', `${s3}.bucket`, { nullable: true }, '"nullable" is unset here, but true in the CRD.'],
    ['int-or-string', `${s3}.bucket`, { 'x-kubernetes-int-or-string': true }, '"x-kubernetes-int-or-string" is unset'],
    ['other alternatives', limits, { anyOf: [{ type: 'string' }] }, '"anyOf" is unset here, but [{"type":"string"}]'],
    [
      'unknown fields',
      'spec',
      { 'x-kubernetes-preserve-unknown-fields': true },
      '"x-kubernetes-preserve-unknown-fields"',
    ],
    ['a length', `${s3}.bucket`, { maxLength: 63 }, '"maxLength" is unset here, but 63 in the CRD.'],
    ['a limit of zero', `${s3}.maxConnections`, { minimum: 0 }, '"minimum" is unset here, but 0 in the CRD.'],
    ['a number of items', `${pod}.tolerations`, { minItems: 1 }, '"minItems" is unset here, but 1 in the CRD.'],
    ['an open map', 'spec.storage', { additionalProperties: true }, '"additionalProperties" is unset here, but true'],
    [
      'a rule in CEL',
      'spec',
      { 'x-kubernetes-validations': [{ rule: 'true' }] },
      '"x-kubernetes-validations" is unset',
    ],
  ])('reports a difference: %s', (_what, path, words, message) => {
    const found = differencesSaying(path, words)
    expect(found).toHaveLength(1)
    expect(found[0]?.startsWith(`${path}: ${message}`), found[0]).toBe(true)
  })

  it('reports each name required by only one of the two, at its own path', () => {
    expect(differencesSaying('spec', { required: ['storage', 'default'] })).toEqual([
      'spec.storage: Required in the CRD, but not here.',
      'spec.default: Required in the CRD, but not here.',
    ])
    expect(differencesSaying('spec.storage.local.nfs', { required: ['path'] })).toEqual([
      'spec.storage.local.nfs.server: Required here, but not in the CRD.',
    ])
  })

  it('ignores the order of enums and required names', () => {
    expect(differencesSaying('spec.deletionPolicy', { enum: ['WipeOut', 'Delete'] })).toEqual([])
    expect(differencesSaying('spec.storage.local.nfs', { required: ['path', 'server'] })).toEqual([])
  })

  it('reports differences at the root with an empty path', () => {
    expect(differencesSaying('', { type: 'array' })).toEqual([': "type" is "object" here, but "array" in the CRD.'])
  })

  it('reports several differences at once, even in nested fields', () => {
    const changed = setAt(setAt(schema, [...wayTo(s3), 'nullable'], true), wayTo(`${s3}.bucket`), undefined)
    expect(compareStructures(ours, definitions, changed).map(({ path }) => path)).toEqual([s3, `${s3}.bucket`])
  })

  it('stops if both structures are recursive', () => {
    const endless: Record<string, unknown> = { type: 'object' }
    endless['properties'] = { a: endless }
    const own = { type: 'object', properties: { a: { $ref: '#/definitions/Endless' } } }
    const found = compareStructures(own, { Endless: own }, endless)
    expect(found.map(({ message }) => message)).toEqual([expect.stringMatching(/not compared/)])
    expect(compareStructures({ $ref: '#/definitions/A' }, { A: { $ref: '#/definitions/A' } }, {})).toHaveLength(1)
  })
})

describe('findCrd', () => {
  const crd = crdOf(schema)
  const other = crdOf({ type: 'object' }, { ...wanted, kind: 'Repository' })

  it.each<[string, string]>([
    ['YAML', stringify(crd)],
    ['YAML with another document and comments', `# CRDs\n---\n${stringify(other)}---\n${stringify(crd)}`],
    ['JSON', JSON.stringify(crd)],
    ['a List', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [other, crd] })],
    ['Windows line ends and a byte order mark', `\uFEFF${stringify(crd).replaceAll('\n', '\r\n')}`],
  ])('finds the CRD in %s', (_what, text) => {
    expect(findCrd(text, 'x.yaml', wanted)).toEqual(schema)
  })

  const bomb = Array.from(
    { length: 12 },
    (_, i) =>
      `a${i}: &a${i} [${Array(9)
        .fill(i ? `*a${i - 1}` : 'x')
        .join(', ')}]`,
  )
  it.each<[string, string, RegExp]>([
    ['an empty file', '', /^There is no CustomResourceDefinition in x\.yaml\.$/],
    ['another object', 'kind: Secret', /^There is no CustomResourceDefinition in x\.yaml\.$/],
    [
      'only other CRDs',
      stringify(other),
      /no CustomResourceDefinition for BackupStorage of .* in x\.yaml, only for Repository/,
    ],
    ['an empty CRD', 'kind: CustomResourceDefinition', /no CustomResourceDefinition for BackupStorage/],
    [
      'only other versions',
      stringify(crdOf(schema, { ...wanted, version: 'v1' })),
      /^The CRD in x\.yaml has no version v1alpha1\. Its versions: v1\.$/,
    ],
    [
      'a CRD without a schema',
      stringify(setAt(crd, ['spec', 'versions', 0, 'schema'], undefined)),
      /has no schema for version v1alpha1/,
    ],
    ['invalid YAML', 'a: [', /^x\.yaml is neither YAML nor JSON: \S/],
    ['an alias bomb', bomb.join('\n'), /^x\.yaml is neither YAML nor JSON: .*alias/],
    ['deeply nested data', '['.repeat(10_000), /^x\.yaml is neither YAML nor JSON: \S/],
  ])('fails with an explanation for %s', (_what, text, message) => {
    expect(() => findCrd(text, 'x.yaml', wanted)).toThrow(Misuse)
    expect(() => findCrd(text, 'x.yaml', wanted)).toThrow(message)
  })
})

describe('npm run compare-crd', () => {
  const crd = stringify(crdOf(schema))
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'crd-'))
    writeFileSync(join(folder, 'same.yaml'), crd)
    writeFileSync(join(folder, 'other.json'), JSON.stringify(crdOf(setAt(schema, wayTo('spec.storage.s3'), undefined))))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  async function run(args: string[], input = ''): Promise<{ status: number | null; out: string; err: string }> {
    const said = { out: '', err: '' }
    const status = await compareCrd(args, {
      stdin: Readable.from([input]),
      print: (line) => (said.out += `${line}\n`),
      printError: (line) => (said.err += `${line}\n`),
    })
    return { status, ...said }
  }

  it('runs in its own process through npm', () => {
    const { scripts } = parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
    const [program, script = ''] = scripts['compare-crd']?.split(' ') ?? []
    expect(program).toBe('jiti')
    const words = ['node_modules/jiti/lib/jiti-cli.mjs', script, '-']
    const input = readFileSync(join(folder, 'other.json'), 'utf8')
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: root, input, encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
    expect(stdout).toMatch(/ 1 difference .* standard input\.\n$/)
  })

  it('reports that a file matches, and exits with 0', async () => {
    const { status, out, err } = await run([join(folder, 'same.yaml')])
    expect({ status, err }).toEqual({ status: 0, err: '' })
    expect(out).toMatch(/^schemas\/structure\.json and the CRD in .*same\.yaml agree on BackupStorage v1alpha1\.\n$/)
  })

  it('lists the differences, and exits with 1', async () => {
    const { status, out, err } = await run([join(folder, 'other.json')])
    expect({ status, err }).toEqual({ status: 1, err: '' })
    expect(out.split('\n')).toEqual([
      'spec.storage.s3: Missing in the CRD.',
      expect.stringMatching(/^There is 1 difference between schemas\/structure\.json, .*other\.json\.$/),
      '',
    ])
  })

  it('reads standard input', async () => {
    const { status, out } = await run(['-'], crd)
    expect({ status, out }).toEqual({ status: 0, out: expect.stringMatching(/CRD in standard input agree/) })
  })

  it.each<[string, string[], RegExp]>([
    ['no file', [], /^Specify one CustomResourceDefinition\.\n\nUsage: npm run compare-crd/],
    ['a missing file', ['absent.yaml'], /^File not found: absent\.yaml\.\n$/],
    ['an unrelated file', ['package.json'], /^There is no CustomResourceDefinition in package\.json\.\n$/],
    ['an unknown option', ['--sever', 'x'], /^Unknown option '--sever'\.\n\nUsage: /],
  ])('explains the error and exits with 2 for %s', async (_what, args, message) => {
    const { status, out, err } = await run(args)
    expect({ status, out }).toEqual({ status: 2, out: '' })
    expect(err).toMatch(message)
  })

  it("reads the CRD from a cluster, and reports the cluster's errors", async () => {
    const asked: string[] = []
    const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/backupstorages.storage.kubestash.com'
    const server = createServer(({ url = '' }, response) => {
      asked.push(url)
      const status = url === path ? 200 : url.startsWith('/none') ? 404 : 403
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(status === 200 ? JSON.stringify(crdOf(schema)) : JSON.stringify({ kind: 'Status' }))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const [there, none, forbidden] = [
      await run(['--server', `${address}/`]),
      await run(['--server', `${address}/none`]),
      await run(['--server', `${address}/locked`]),
    ]
    await new Promise((resolve) => server.close(resolve))
    const gone = await run(['--server', address])
    expect(asked).toEqual([path, `/none${path}`, `/locked${path}`])
    expect(there).toEqual({ status: 0, err: '', out: expect.stringContaining(`${address}${path} agree`) })
    expect(none.status).toBe(2)
    expect(none.err).toMatch(/^The cluster has no CRD backupstorages\.storage\.kubestash\.com: /)
    expect(forbidden.status).toBe(2)
    expect(forbidden.err).toMatch(/ returned 403 Forbidden\.\n$/)
    expect(gone.status).toBe(2)
    expect(gone.err).toMatch(/^Can't read .+: .+\. Check the address/)
  })
})
