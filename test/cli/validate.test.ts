import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { contribKinds, contribProviders } from 'backupstorage-forms/contrib'
import type { Options } from 'backupstorage-forms/core'
import { exampleValues, parseManifests, stringifyManifests, toManifests } from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { folderWith, otherObject, restSchema, runCli, storage } from './runCli.ts'

const invalid = storage
  .replace('bucket: my-backups', 'bucket: My/Backups')
  .replace('  deletionPolicy', '  deletionPolice')

function manifestsOf(name: string, options: Options): string {
  const [provider] = options.providers?.filter((one) => one.name === name) ?? []
  if (!provider) throw new Error(`There is no provider ${name}.`)
  return stringifyManifests(toManifests(exampleValues(provider.name, options), options), 'yaml')
}

function withCredentials(provider: string, auth: Record<string, string>): string {
  const values = exampleValues(provider)
  Object.assign(values.backend.auth, auth)
  return stringifyManifests(toManifests(values), 'yaml')
}

function withVolume(volume: object): string {
  const values = exampleValues('local')
  values.backend.spec['volume'] = volume
  return stringifyManifests(toManifests(values), 'yaml')
}

describe('validate', () => {
  it('reports success, and exits with 0', async () => {
    const cwd = folderWith({ 'a.yaml': storage })
    expect(await runCli(['validate', 'a.yaml'], { cwd })).toEqual({
      status: 0,
      stdout: 'No problems in 1 file.\n',
      stderr: '',
    })
  })

  it('reports each error with its position, and exits with 1', async () => {
    const { status, stdout, stderr } = await runCli(['validate', 'a.yaml'], { cwd: folderWith({ 'a.yaml': invalid }) })
    expect([status, stderr]).toEqual([1, ''])
    const lines = stdout.trimEnd().split('\n')
    expect(lines[0]).toMatch(/^a\.yaml:11:15: error: .+ \[\w+(-\w+)*\]$/)
    expect(lines[1]).toMatch(/^a\.yaml:17:3: error: .*deletionPolicy.* \[unknown-field\]$/)
    expect(lines[2]).toBe('2 errors in 1 file.')
  })

  it('exits with 0 if there are only warnings and notes', async () => {
    const wiping = storage.replace('deletionPolicy: Delete', 'deletionPolicy: WipeOut')
    const { status, stdout } = await runCli(['validate', '-'], { stdin: wiping })
    expect(status).toBe(0)
    expect(stdout).toMatch(/^<stdin>:17:19: warning: .* \[wipe-out\]\n1 warning in 1 file\.\n$/)
  })

  it.each([
    ['a prefix that restic cuts', storage.replace('bucket:', 'prefix: demo?x\n      bucket:'), 'error', 'pattern'],
    ['a region with spaces', storage.replace('us-east-1', 'US East'), 'error', 'pattern'],
    ['an uppercase scheme', storage.replace('https:', 'HTTPS:'), 'error', 'format'],
    ['a placeholder', storage.replace('minio.example', '<my-account>.example'), 'error', 'format'],
    ['whitespace', storage.replace('my-backups', "'my-backups '"), 'error', 'space'],
    ['invisible characters', storage.replace('my-backups', '"my-backups\\u200b"'), 'error', 'invisible'],
    ['localhost', storage.replace('minio.example.com', 'localhost:9000'), 'warning', 'localhost'],
    ['a lost colon', storage.replace('example.com', 'example.io9000'), 'warning', 'lost-colon'],
    ['quotes', withCredentials('s3', { AWS_ACCESS_KEY_ID: '"made-up"' }), 'error', 'quoted'],
    ['a key', withCredentials('s3', { AWS_ACCESS_KEY_ID: 'AWS_ACCESS_KEY_ID=made-up' }), 'error', 'assigned'],
    ['base64', withCredentials('s3', { AWS_ACCESS_KEY_ID: 'QUtJQU1BREVVUA==' }), 'error', 'base64'],
    ['a short key', withCredentials('s3', { AWS_SECRET_ACCESS_KEY: 'short' }), 'warning', 'key-length'],
    [
      'a certificate request',
      withCredentials('s3', {
        CA_CERT_DATA: '-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE REQUEST-----',
      }),
      'error',
      'content',
    ],
    [
      'an unknown key file',
      withCredentials('gcs', { GOOGLE_SERVICE_ACCOUNT_JSON_KEY: '{"type":"a"}' }),
      'error',
      'content',
    ],
    ['a SAS token', withCredentials('azure', { AZURE_ACCOUNT_KEY: '?sv=a&sig=b' }), 'error', 'pattern'],
    ['a read-only volume', withVolume({ nfs: { server: 'nfs', path: '/a', readOnly: true } }), 'error', 'read-only'],
    ['a socket', withVolume({ hostPath: { path: '/a', type: 'Socket' } }), 'error', 'not-a-folder'],
  ])('reports %s', async (_what, stdin, severity, code) => {
    const { stdout } = await runCli(['validate', '-'], { stdin })
    const reported = stdout.split('\n').filter((line) => line.includes(` ${severity}: `) && line.endsWith(`[${code}]`))
    expect(reported).toHaveLength(1)
    expect(reported[0]).toMatch(/^<stdin>:\d+:\d+: /)
  })

  it('reads standard input, alone or along with files, and JSON', async () => {
    const cwd = folderWith({ 'a.json': '{ "apiVersion": "storage.kubestash.com/v1alpha1", "kind": "BackupStorage" }' })
    const { status, stdout } = await runCli(['validate', '-', 'a.json'], { cwd, stdin: storage })
    expect(status).toBe(1)
    expect(stdout).toMatch(/^a\.json:1:\d+: error: /)
    expect(stdout).not.toContain('<stdin>')
    expect(stdout).toMatch(/in 2 files\.\n$/)
  })

  it('expands patterns, reads each file once and skips node_modules', async () => {
    const cwd = folderWith({
      'deploy/b.yaml': invalid,
      'deploy/deep/a.yaml': invalid,
      'deploy/c.txt': invalid,
      'node_modules/x/a.yaml': invalid,
    })
    const args = ['validate', '**/*.yaml', 'deploy/b.yaml', '--format', 'json']
    const { diagnostics, files } = JSON.parse((await runCli(args, { cwd })).stdout) as {
      files: number
      diagnostics: { file: string }[]
    }
    expect(files).toBe(2)
    expect([...new Set(diagnostics.map(({ file }) => file))]).toEqual(['deploy/b.yaml', 'deploy/deep/a.yaml'])
  })

  it('accepts a file name that looks like a pattern', async () => {
    const cwd = folderWith({ 'a[1].yaml': storage })
    expect((await runCli(['validate', 'a[1].yaml'], { cwd })).stdout).toBe('No problems in 1 file.\n')
  })

  it('skips files without a storage, and lists them on standard error', async () => {
    const cwd = folderWith({ 'a.yaml': storage, 'b.yaml': otherObject })
    const text = await runCli(['validate', '*.yaml'], { cwd })
    expect(text).toEqual({
      status: 0,
      stdout: 'No problems in 1 file.\n',
      stderr: 'b.yaml: skipped, contains no BackupStorage.\n',
    })
    const json = await runCli(['validate', '*.yaml', '--format', 'json'], { cwd })
    expect(JSON.parse(json.stdout)).toMatchObject({ files: 1, skipped: ['b.yaml'] })
  })

  it('fails if no file contains a storage', async () => {
    const cwd = folderWith({ 'a.yaml': otherObject, 'b.yaml': otherObject })
    const { status, stdout } = await runCli(['validate', '*.yaml'], { cwd })
    expect(status).toBe(1)
    expect(stdout).toMatch(/^a\.yaml: error: No BackupStorage found\./)
    expect(stdout).toMatch(/2 errors in 2 files\.\n$/)
  })

  it('never skips a file that is unreadable or has a misspelled kind', async () => {
    const cwd = folderWith({
      'a.yaml': storage,
      'b.yaml': 'a: "',
      'c.yaml': storage.replace('kind: BackupStorage', 'kind: BackupStorag'),
    })
    const { status, stdout, stderr } = await runCli(['validate', '*.yaml'], { cwd })
    expect([status, stderr]).toEqual([1, ''])
    expect(stdout).toMatch(/^b\.yaml:\d+:\d+: error: .* \[yaml-syntax\]\nc\.yaml:2:7: error: .* \[wrong-kind\]\n/)
  })

  it('checks every storage in a stream, together with its Secret', async () => {
    const secret = `apiVersion: v1
kind: Secret
metadata: { name: second-secret, namespace: demo }
stringData: { AWS_ACCESS_KEY_ID: "a ", AWS_SECRET_ACCESS_KEY: "b" }
`
    const second = invalid.replace('name: backups', 'name: second').replace('backups-secret', 'second-secret')
    const stream = [storage, otherObject, second.replace('My/Backups', 'other'), secret].join('---\n')
    const { status, stdout } = await runCli(['validate', '-'], { stdin: stream })
    expect(status).toBe(1)
    const lines = stdout.trimEnd().split('\n')
    expect(lines).toHaveLength(3)
    expect(lines[0]).toMatch(/^<stdin>:\d+:3: error: .*deletionPolicy/)
    expect(lines[1]).toMatch(/^<stdin>:\d+:\d+: error: .* \[space\]$/)
    const all = stream.split('\n')
    for (const [line, word] of [
      [lines[0], 'deletionPolice'],
      [lines[1], 'AWS_ACCESS_KEY_ID'],
    ])
      expect(all[Number(line?.split(':')[1]) - 1]).toContain(word)
  })

  it('reports two storages in one stream that share a name or a directory', async () => {
    const twin = storage.replace('name: backups\n', 'name: twin\n')
    const shared = await runCli(['validate', '-'], { stdin: `${storage}---\n${twin}` })
    expect(shared.status).toBe(1)
    expect(shared.stdout.trimEnd().split('\n')).toHaveLength(3)
    expect(shared.stdout).toMatch(/^<stdin>:9:5: error: [^]*\n<stdin>:27:5: error: /)
    const apart = await runCli(['validate', '-'], { stdin: `${storage}---\n${twin.replace('my-backups', 'others')}` })
    expect(apart).toEqual({ status: 0, stdout: 'No problems in 1 file.\n', stderr: '' })
  })

  it.each(['yaml', 'json'] as const)('checks every storage in a kubectl List (%s)', async (format) => {
    const { manifests } = parseManifests(
      [storage, otherObject, invalid.replace('name: backups\n', 'name: b\n')].join('---\n'),
    )
    const list = { apiVersion: 'v1', kind: 'List', items: manifests }
    const stdin = format === 'json' ? JSON.stringify(list, null, 1) : stringify(list)
    const { status, stdout } = await runCli(['validate', '-'], { stdin })
    expect(status).toBe(1)
    const lines = stdout.trimEnd().split('\n')
    expect(lines).toHaveLength(3)
    const at = (line: string | undefined): string | undefined => stdin.split('\n')[Number(line?.split(':')[1]) - 1]
    expect(at(lines[0])).toContain('My/Backups')
    expect(at(lines[1])).toContain('deletionPolice')
  })

  it('prints only JSON with --format json', async () => {
    const cwd = folderWith({ 'a.yaml': invalid })
    const { status, stdout } = await runCli(['validate', 'a.yaml', '--format', 'json'], { cwd })
    expect(status).toBe(1)
    expect(JSON.parse(stdout)).toEqual({
      files: 1,
      skipped: [],
      errors: 2,
      warnings: 0,
      notes: 0,
      diagnostics: [
        expect.objectContaining({
          file: 'a.yaml',
          severity: 'error',
          path: '/backend/spec/bucket',
          range: expect.objectContaining({ line: 11, column: 15 }) as unknown,
        }),
        expect.objectContaining({ code: 'unknown-field', path: '/spec/deletionPolice' }),
      ],
    })
  })

  it('prints annotations with --format github, and escapes workflow commands in the file', async () => {
    const cwd = folderWith({ 'a,b%0A: c.yaml': invalid.replace('deletionPolice', '"deletion\\n::error::%0Apolice"') })
    const { status, stdout } = await runCli(['validate', 'a,b%0A: c.yaml', '--format', 'github'], { cwd })
    expect(status).toBe(1)
    const [first, second, summary, ...rest] = stdout.split('\n')
    expect(first).toMatch(/^::error file=a%2Cb%250A%3A c\.yaml,line=11,col=15,title=[a-z-]+::[^:]/)
    expect(second).toMatch(/^::error file=a%2Cb%250A%3A c\.yaml,line=17,col=3,title=unknown-field::/)
    expect(second).toContain('deletion%0A::error::%250Apolice')
    expect([summary, ...rest]).toEqual(['2 errors in 1 file.', ''])
  })

  it('uses the severities of workflows, and omits the file for standard input', async () => {
    const stdin = storage.replace('Delete\n', 'WipeOut\n').replace('my-backups', 'my-backups\n      prefix: /a')
    const { stdout } = await runCli(['validate', '-', '--format', 'github'], { stdin })
    expect(stdout).toMatch(/^::notice line=12,col=15,title=prefix-slash::.*\n::warning line=18,col=19,title=wipe-out::/)
  })

  it('removes terminal escape sequences', async () => {
    const stdin = storage.replace('  deletionPolicy', '  "\\e[31mred\\rx"')
    const { stdout } = await runCli(['validate', '-'], { stdin })
    expect(stdout).toContain('red')
    expect(stdout).toBe(stripVTControlCharacters(stdout).replaceAll('\r', ''))
  })

  it('never prints a value of a Secret', async () => {
    const stdin = `${storage}---
apiVersion: v1
kind: Secret
metadata: { name: backups-secret, namespace: demo }
stringData: { AWS_ACCESS_KEY_ID: " geheim-1", AWS_SECRET_ACCESS_KEY: "geheim-2 ", CA_CERT_DATA: geheim-3 }
`
    for (const format of ['text', 'json', 'github']) {
      const { status, stdout, stderr } = await runCli(['validate', '-', '--format', format], { stdin })
      expect(status).toBe(1)
      expect(stdout + stderr).not.toContain('geheim')
    }
  })

  it.each<[string, boolean, Record<string, string>, boolean]>([
    ['off a terminal', false, {}, false],
    ['on a terminal', true, {}, true],
    ['on a terminal with NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['on a terminal with an empty NO_COLOR', true, { NO_COLOR: '' }, true],
    ['on a dumb terminal', true, { TERM: 'dumb' }, false],
    ['off a terminal with FORCE_COLOR', false, { FORCE_COLOR: '1' }, true],
    ['on a terminal with FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, false],
  ])('uses colors only where they are supported: %s', async (_where, isTTY, env, coloured) => {
    const { stdout } = await runCli(['validate', '-'], { stdin: invalid, isTTY, env })
    expect(stdout !== stripVTControlCharacters(stdout)).toBe(coloured)
    const json = await runCli(['validate', '-', '--format', 'json'], { stdin: invalid, isTTY, env })
    expect(json.stdout).toBe(stripVTControlCharacters(json.stdout))
  })

  it('accepts a provider loaded from a file', async () => {
    const own = storage
      .replace('provider: s3', 'provider: rest-server')
      .replace(
        / {4}s3:\n( {6}.*\n){3}/,
        '    rest-server:\n      url: http://rest.example.com\n      secretName: backups-secret\n',
      )
    const cwd = folderWith({ 'own.yaml': own, 'schemas/rest.yaml': restSchema() })
    const without = await runCli(['validate', 'own.yaml'], { cwd })
    expect(without.status).toBe(1)
    expect(without.stdout).toMatch(/unknown-provider/)
    const { stdout } = await runCli(['validate', 'own.yaml', '--provider', 'schemas/rest.yaml'], { cwd })
    expect(stdout).toMatch(/own\.yaml:\d+:\d+: warning: The connection is not encrypted\. Use https\. \[plain-http\]/)
  })

  it('accepts contributed providers and kinds by name', async () => {
    for (const [name, given] of Object.entries(contribProviders)) {
      const stdin = manifestsOf(name, { providers: [given] })
      expect(await runCli(['validate', '-', '--provider', name], { stdin })).toMatchObject({ status: 0, stderr: '' })
    }
    for (const [kind, { resource, providers }] of Object.entries(contribKinds)) {
      for (const { name } of providers) {
        const stdin = manifestsOf(name, { resource, providers })
        expect(await runCli(['validate', '-', '--kind', kind], { stdin })).toMatchObject({ status: 0, stderr: '' })
        expect((await runCli(['validate', '-'], { stdin })).stdout).toMatch(/No BackupStorage found/)
      }
      const { stdout } = await runCli(['validate', '-', '--kind', kind], { stdin: storage })
      expect(stdout).toContain(`No ${resource.kind} found.`)
    }
  })

  it("reports only the errors in a provider file that can't be used", async () => {
    const cwd = folderWith({ 'a.yaml': storage, 'rest.yaml': restSchema().replace('title: REST', 'titel: REST') })
    const { status, stdout, stderr } = await runCli(['validate', 'a.yaml', '--provider', 'rest.yaml'], { cwd })
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^rest\.yaml:1:1: error: \/titel: .*\[unknown-word\]$/m)
    expect(stderr).toMatch(/rest\.yaml is not a valid provider schema\..*\n$/)
  })
})

const reference = fileURLToPath(new URL('../../../shared/reference', import.meta.url))

describe('validate with --crd', () => {
  const crd = (kind: string): string => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
spec:
  group: storage.kubestash.com
  names: { kind: ${kind} }
  versions:
    - name: v1alpha1
      schema:
        openAPIV3Schema:
          type: object
          properties:
            apiVersion: { type: string }
            kind: { type: string }
            metadata: { type: object }
            spec: { type: object, x-kubernetes-preserve-unknown-fields: true, properties: { storage: { type: string } } }
`
  const files = {
    'a.yaml': storage,
    'crd.yaml': `${crd('Repository')}---\n${crd('BackupStorage')}`,
    'no.yaml': otherObject,
  }

  it('validates against the CustomResourceDefinition, even among others', async () => {
    const { status, stdout } = await runCli(['validate', 'a.yaml', '--crd', 'crd.yaml'], { cwd: folderWith(files) })
    expect(status).toBe(1)
    expect(stdout).toMatch(/a\.yaml:\d+:\d+: error: .* \[type\]/)
  })

  it('exits with 2 if the file lacks the definition', async () => {
    const cwd = folderWith({ ...files, 'other.yaml': crd('Repository'), 'bad.yaml': 'a: [' })
    const none = await runCli(['validate', 'a.yaml', '--crd', 'no.yaml'], { cwd })
    expect(none).toMatchObject({ status: 2, stdout: '' })
    expect(none.stderr).toMatch(/has no CustomResourceDefinition for BackupStorage \(storage\.kubestash\.com\)/)
    const other = await runCli(['validate', 'a.yaml', '--crd', 'other.yaml'], { cwd })
    expect(other.stderr).toMatch(/only for Repository \(storage\.kubestash\.com\)\.\n$/)
    expect((await runCli(['validate', 'a.yaml', '--crd', 'bad.yaml'], { cwd })).stderr).toMatch(/^bad\.yaml:\d+: /)
  })

  it.skipIf(!existsSync(reference))("accepts KubeStash's own examples with its own definition", async () => {
    const crdFile = join(reference, 'crds/storage.kubestash.com_backupstorages.yaml')
    const args = ['validate', join(reference, 'examples/*.yaml'), '--crd', crdFile]
    const { status, stdout } = await runCli(args)
    expect(stdout).not.toMatch(/ error: /)
    expect(status).toBe(0)
  })
})

describe('a file in UTF-16', () => {
  it.each(['utf-16le', 'utf-16be', 'utf-8'])('is read if it begins with its byte order mark: %s', async (encoding) => {
    const bytes = Buffer.from(`\ufeff${storage}`, encoding === 'utf-8' ? 'utf8' : 'utf16le')
    const cwd = folderWith()
    writeFileSync(join(cwd, 'storage.yaml'), encoding === 'utf-16be' ? bytes.swap16() : bytes)
    const result = await runCli(['validate', 'storage.yaml'], { cwd })
    expect(result).toEqual({ status: 0, stdout: 'No problems in 1 file.\n', stderr: '' })
  })
})
