import { readFileSync } from 'node:fs'
import { contribKinds, contribProviders } from 'backupstorage-forms/contrib'
import {
  builtinProviders,
  exampleValues,
  parseManifests,
  toManifests,
  validateManifests,
} from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'
import { folderWith, restSchema, runCli } from './runCli.ts'

const values = `# Only what has no default.
namespace: demo
name: backups
backend:
  provider: s3
  auth: { AWS_ACCESS_KEY_ID: AKIAEXAMPLE, AWS_SECRET_ACCESS_KEY: geheim }
  spec:
    bucket: my-backups
    endpoint: https://minio.example.com
    region: us-east-1
`

describe('render', () => {
  it('prints only the manifests of a short file', async () => {
    const { status, stdout, stderr } = await runCli(['render', 'v.yaml'], { cwd: folderWith({ 'v.yaml': values }) })
    expect([status, stderr]).toEqual([0, ''])
    const { manifests } = parseManifests(stdout)
    expect(manifests.map(({ kind }) => kind)).toEqual(['Secret', 'BackupStorage'])
    expect(manifests[0]?.['stringData']).toEqual({ AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'geheim' })
    expect(manifests[1]?.['spec']).toMatchObject({ usagePolicy: { allowedNamespaces: { from: 'All' } } })
    expect(validateManifests(stdout)).toEqual([])
  })

  it('renders the values in the documentation', async () => {
    const page = readFileSync(new URL('../../docs/command-line.md', import.meta.url), 'utf8')
    const stdin = /^```yaml values\n([^]*?)^```$/m.exec(page)?.[1] ?? ''
    const { status, stdout, stderr } = await runCli(['render', '-'], { stdin })
    expect([status, stderr]).toEqual([0, ''])
    expect(parseManifests(stdout).manifests).toHaveLength(2)
  })

  it('reads and writes JSON, from standard input as well', async () => {
    const first = await runCli(['render', '-', '--format', 'json'], { stdin: values })
    const list = JSON.parse(first.stdout) as { kind: string; items: unknown[] }
    expect([list.kind, list.items.length]).toEqual(['List', 2])
    const json = JSON.stringify({
      namespace: 'demo',
      name: 'a',
      backend: { provider: 'local', spec: { mountPath: '/b' } },
    })
    const { status, stderr } = await runCli(['render', '-'], { stdin: json })
    expect(status).toBe(1)
    expect(stderr).toMatch(/^<stdin>:1:\d+: error: \/backend\/spec\/volume/m)
  })

  it('prints only the errors with their positions if there are any', async () => {
    const stdin = values.replace('my-backups', 'My/Backups').replace('name: backups\n', '')
    const { status, stdout, stderr } = await runCli(['render', '-'], { stdin })
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^<stdin>:\d+:\d+: error: \/name: Enter a value for Name/m)
    expect(stderr).toMatch(/^<stdin>:7:13: error: \/backend\/spec\/bucket: /m)
  })

  it('prints the manifests and sends warnings to standard error', async () => {
    const { status, stdout, stderr } = await runCli(['render', '-'], { stdin: `${values}deletionPolicy: WipeOut\n` })
    expect(status).toBe(0)
    expect(stderr).toMatch(/^<stdin>:11:17: warning: \/deletionPolicy: .* \[wipe-out\]\n$/)
    expect(parseManifests(stdout).manifests).toHaveLength(2)
  })

  it('never prints a secret to standard error', async () => {
    const wrong = [
      values.replace('geheim', '"geheim "'),
      values.replace('geheim', '{ geheim: geheim }'),
      values.replace('geheim', '"geheim'),
      values.replace('geheim }', 'geheim } geheim'),
      values.replace('AWS_SECRET_ACCESS_KEY: geheim', 'AWS_SECRET_ACCESS_KE: geheim'),
      values.replace('AWS_SECRET_ACCESS_KEY: geheim', 'AWS_SECRET_ACCESS_KEY: *geheim'),
      values.replace('auth: {', 'auth: { CA_CERT_DATA: geheim,'),
      values.replace('provider: s3', 'provider: gcs'),
      values.replace(
        /provider: s3\n[^]*/,
        'provider: gcs\n  auth: { GOOGLE_PROJECT_ID: my-project, GOOGLE_SERVICE_ACCOUNT_JSON_KEY: "{geheim" }\n  spec: { bucket: my-backups }\n',
      ),
    ]
    for (const stdin of wrong) {
      const { status, stdout, stderr } = await runCli(['render', '-'], { stdin })
      expect([status, stdout]).toEqual([1, ''])
      expect(stderr).not.toBe('')
      expect(stderr).not.toContain('geheim')
    }
  })

  it.each(['yaml', 'json'])('omits the Secret with --without-secret, as %s', async (format) => {
    const { status, stdout } = await runCli(['render', '-', '--without-secret', '--format', format], { stdin: values })
    expect(status).toBe(0)
    expect(stdout).not.toContain('geheim')
    expect(parseManifests(stdout).manifests.map(({ kind }) => kind)).toEqual(['BackupStorage'])
    expect(stdout).toContain('backups-storage-cred')
  })

  it('replaces the default choice with the one in the file', async () => {
    const stdin = `namespace: demo
name: volume
backend:
  provider: local
  credentials: # nothing below: as in a new form
  spec:
    mountPath: /backups
    volume: { nfs: { server: nfs.example.com, path: /exports } }
securityContext: { fsGroup: 65534 }
`
    const { status, stdout, stderr } = await runCli(['render', '-'], { stdin })
    expect([status, stderr]).toEqual([0, ''])
    expect(parseManifests(stdout).manifests[0]?.['spec']).toMatchObject({
      storage: { local: { mountPath: '/backups', nfs: { server: 'nfs.example.com', path: '/exports' } } },
    })
    expect(stdout).not.toContain('persistentVolumeClaim')
  })

  it('fills in the defaults of a provider loaded from a file', async () => {
    const cwd = folderWith({ 'rest.yaml': restSchema() })
    const stdin = `namespace: demo
name: a
backend:
  provider: rest-server
  auth: { REST_PASSWORD: geheim }
  spec: { url: http://rest.example.com }
`
    const { status, stdout, stderr } = await runCli(['render', '-', '--provider', 'rest.yaml'], { cwd, stdin })
    expect(status).toBe(0)
    expect(stderr).toMatch(/^<stdin>:6:16: warning: .*\[plain-http\]\n$/)
    expect(parseManifests(stdout).manifests[1]?.['spec']).toMatchObject({
      storage: { 'rest-server': { url: 'http://rest.example.com', maxConnections: 5 } },
      runtimeSettings: { pod: { podLabels: { rest: 'used' } } },
    })
  })

  it('renders contributed kinds with --kind and contributed providers with --provider', async () => {
    for (const [kind, options] of Object.entries(contribKinds)) {
      for (const provider of options.providers) {
        const example = exampleValues(provider.name, options)
        const { status, stdout } = await runCli(['render', '-', '--kind', kind], { stdin: JSON.stringify(example) })
        expect([status, parseManifests(stdout).manifests]).toEqual([0, toManifests(example, options)])
        const without = await runCli(['render', '-', '--kind', kind, '--without-secret'], {
          stdin: JSON.stringify(example),
        })
        expect(parseManifests(without.stdout).manifests.map((one) => one.kind)).toEqual([options.resource.kind])
      }
    }
    for (const [name, provider] of Object.entries(contribProviders)) {
      const options = { providers: [...builtinProviders, provider] }
      const example = exampleValues(provider.name, options)
      const { status, stdout } = await runCli(['render', '-', '--provider', name], { stdin: JSON.stringify(example) })
      expect([status, parseManifests(stdout).manifests]).toEqual([0, toManifests(example, options)])
    }
  })

  it('rejects input without values', async () => {
    const none = await runCli(['render', '-'], { stdin: '' })
    expect(none).toMatchObject({ status: 1, stdout: '' })
    expect(none.stderr).toMatch(/^<stdin>:1:1: error: The file is empty\. A values file must be an object/)
    const manifest = await runCli(['render', '-'], { stdin: 'apiVersion: v1\nkind: BackupStorage\n' })
    expect(manifest.status).toBe(1)
    expect(manifest.stderr).toMatch(/^<stdin>:1:1: error: \/apiVersion: .*\[unknown-field\]$/m)
  })
})
