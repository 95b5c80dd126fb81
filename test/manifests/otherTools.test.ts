import type { Imported } from 'backupstorage-forms/core'
import { importManifests, normalizeValues, parseManifests, stringifyManifests } from 'backupstorage-forms/core'
import { contribKinds } from 'backupstorage-forms/contrib'
import { german } from 'backupstorage-forms/messages/de'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { check } from '../property.ts'
import { mutateText, textMutations } from '../text/textMutations.ts'

// Starting from the storages of other tools: Stash and Velero.

const repository = (backend: string, more = ''): string => `apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata:
  name: orders
  namespace: demo
  labels:
    team: platform
spec:
  backend:
${backend.replaceAll(/^/gm, '    ')}
${more}`
const s3 = `s3:
  endpoint: https://s3.us-east-1.amazonaws.com
  bucket: my-backups
  region: us-east-1
  prefix: stash/orders
storageSecretName: s3-secret`
const secret = (name: string, keys: Record<string, string>, namespace = 'demo'): string =>
  stringifyManifests([{ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, stringData: keys }], 'yaml')
const keys = {
  AWS_ACCESS_KEY_ID: 'made-up-key-id',
  AWS_SECRET_ACCESS_KEY: 'made-up-key/of/forty/characters/in/all/ok',
  RESTIC_PASSWORD: 'made-up-restic-password',
}
const location = (provider: string, more = ''): string => `apiVersion: velero.io/v1
kind: BackupStorageLocation
metadata:
  name: default
  namespace: velero
spec:
  provider: ${provider}
  objectStorage:
    bucket: my-backups
    prefix: clusters/prod
${more}`
const join = (...documents: string[]): string => documents.join('---\n')

function only(text: string): Imported {
  const found = importManifests(text)
  expect(found).toHaveLength(1)
  return found[0] as Imported
}
const codes = ({ diagnostics }: Imported): string[] =>
  diagnostics.filter(({ severity }) => severity === 'error').map(({ code, path }) => `${code} ${path}`)

describe('starting from a Stash Repository', () => {
  it('carries over its backend, and names the Secret, which has the same keys', () => {
    const one = only(repository(s3))
    expect(one).toMatchObject({ from: 'Stash Repository', namespace: 'demo', name: 'orders', provider: 's3' })
    expect(one.values).toMatchObject({
      labels: { team: 'platform' },
      usagePolicy: { from: 'Same' },
      deletionPolicy: 'Delete',
      backend: {
        credentials: { source: 'existing', secretName: 's3-secret' },
        spec: { bucket: 'my-backups', prefix: 'stash/orders', region: 'us-east-1' },
      },
    })
    expect(one.unmapped).toEqual([])
    expect(codes(one)).toEqual([])
  })

  it('copies the credentials of a Secret in the same text to one of its own, without the password of restic', () => {
    const one = only(join(secret('s3-secret', keys), repository(s3)))
    const { RESTIC_PASSWORD: password, ...credentials } = keys
    expect(one.values.backend).toMatchObject({ credentials: { source: 'new' }, auth: credentials })
    expect(one.unmapped).toEqual(['/stringData/RESTIC_PASSWORD'])
    expect(one.text).not.toContain(password)
    expect(one.text).toContain('name: orders-storage-cred')
    expect(codes(one)).toEqual([])
    const far = only(join(secret('s3-secret', keys, 'other'), repository(s3)))
    expect(far.values.backend.credentials.source).toBe('existing')
  })

  it.each([
    [
      'gcs',
      'gcs:\n  bucket: my-backups\n  prefix: a\n  maxConnections: 3',
      { bucket: 'my-backups', prefix: 'a', maxConnections: 3 },
    ],
    ['azure', 'azure:\n  container: backups\n  prefix: a', { container: 'backups', prefix: 'a' }],
    [
      'local',
      'local:\n  mountPath: /safe/data\n  subPath: a\n  nfs:\n    server: nfs.example.com\n    path: /exports',
      { mountPath: '/safe/data', subPath: 'a', volume: { nfs: { server: 'nfs.example.com', path: '/exports' } } },
    ],
  ])('reads the backend %s', (provider, backend, spec) => {
    const one = only(repository(backend))
    expect(one.provider).toBe(provider)
    expect(one.values.backend.spec).toEqual(spec)
    expect(one.unmapped).toEqual([])
  })

  it('takes the account of Azure from the Secret', () => {
    const azure = { AZURE_ACCOUNT_NAME: 'acmebackups', AZURE_ACCOUNT_KEY: 'bWFkZS11cA==' }
    const one = only(
      join(repository('azure:\n  container: backups\nstorageSecretName: azure-secret'), secret('azure-secret', azure)),
    )
    expect(one.values.backend.auth).toEqual(azure)
    expect(one.unmapped).toEqual([])
  })

  it('lists everything else', () => {
    const more = `  wipeOut: true
  usagePolicy:
    allowedNamespaces:
      from: Selector
      selector:
        matchLabels: {team: platform}
status:
  phase: Ready
`
    const one = only(repository(`${s3}\nunknown: 1`, more))
    expect(one.unmapped).toEqual(['/spec/backend/unknown', '/spec/wipeOut'])
    expect(one.values.usagePolicy).toEqual({ from: 'Selector', selector: { matchLabels: { team: 'platform' } } })
    expect(one.values.deletionPolicy).toBe('Delete')
    expect(one.diagnostics.map(({ code }) => code)).toContain('not-wiped')
    expect(only(repository(s3, '  wipeOut: false\n')).unmapped).toEqual([])
  })

  it('leaves the provider open for a backend that the form does not have', () => {
    const one = only(repository('rest:\n  url: https://rest.example.com'))
    expect(one.provider).toBe('')
    expect(one.unmapped).toEqual(['/spec/backend'])
    expect(codes(one)).not.toEqual([])
  })
})

describe('starting from a Velero BackupStorageLocation', () => {
  it.each(['aws', 'velero.io/aws'])('reads the provider %s', (provider) => {
    const more = `    caCert: ${btoa('-----BEGIN CERTIFICATE-----\nMBUME21hZGUtdXAgY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----\n')}
  config:
    region: us-east-1
    s3Url: https://minio.example.com:9000
    s3ForcePathStyle: "true"
    insecureSkipTLSVerify: "true"
    checksumAlgorithm: ""
  accessMode: ReadOnly
  credential: {name: cloud-credentials, key: cloud}
`
    const one = only(location(provider, more))
    expect(one).toMatchObject({
      from: 'Velero BackupStorageLocation',
      namespace: 'velero',
      name: 'default',
      provider: 's3',
    })
    expect(one.values.backend.spec).toEqual({
      bucket: 'my-backups',
      prefix: 'clusters/prod',
      region: 'us-east-1',
      endpoint: 'https://minio.example.com:9000',
      insecureTLS: true,
    })
    expect(one.values.backend.auth).toEqual({ CA_CERT_DATA: expect.stringMatching(/^-----BEGIN CERT/) as unknown })
    expect(one.unmapped).toEqual(['/spec/config/checksumAlgorithm', '/spec/accessMode', '/spec/credential'])
  })

  it.each([
    ['azure', 'azure', { container: 'my-backups', prefix: 'clusters/prod' }],
    ['velero.io/azure', 'azure', { container: 'my-backups', prefix: 'clusters/prod' }],
    ['gcp', 'gcs', { bucket: 'my-backups', prefix: 'clusters/prod' }],
    ['velero.io/gcp', 'gcs', { bucket: 'my-backups', prefix: 'clusters/prod' }],
  ])('reads the provider %s as %s', (name, provider, spec) => {
    const one = only(location(name))
    expect(one.provider).toBe(provider)
    expect(one.values.backend.spec).toEqual(spec)
    expect(one.unmapped).toEqual([])
  })

  it('asks for credentials, as their file in a Secret is not readable', () => {
    const file = secret('cloud-credentials', { cloud: '[default]\naws_secret_access_key = made-up\n' }, 'velero')
    const one = only(join(file, location('aws', '  credential: {name: cloud-credentials, key: cloud}\n')))
    expect(one.unmapped).toEqual(['/spec/credential'])
    expect(one.diagnostics.map(({ code, path }) => `${code} ${path}`)).toContain(
      'other-credentials /backend/credentials',
    )
    expect(codes(one)).toContain('required /backend/auth/AWS_ACCESS_KEY_ID')
    expect(one.text).not.toContain('made-up')
  })

  it('leaves the provider open for another plugin', () => {
    const one = only(location('example.com/tape'))
    expect(one.provider).toBe('')
    expect(one.unmapped).toEqual(['/spec/provider', '/spec/objectStorage'])
  })
})

describe('any import', () => {
  const storage = `apiVersion: storage.kubestash.com/v1alpha1
kind: BackupStorage
metadata: {name: own, namespace: demo}
spec:
  storage: {provider: gcs, gcs: {bucket: my-backups}}
`
  it('is offered next to the storages of the form, in the order of the text', () => {
    const found = importManifests(join(location('aws'), storage, repository(s3)))
    expect(found.map(({ from, name }) => [from, name])).toEqual([
      ['Velero BackupStorageLocation', 'default'],
      [undefined, 'own'],
      ['Stash Repository', 'orders'],
    ])
    expect(importManifests(join(location('aws')), { messages: german })[0]?.from).toBe(
      'BackupStorageLocation von Velero',
    )
  })

  it('is not offered in a form of another kind', () => {
    const { velero } = contribKinds
    const found = importManifests(join(location('aws'), repository(s3)), velero)
    expect(found.map(({ from, name }) => [from, name])).toEqual([[undefined, 'default']])
    expect(importManifests(repository(s3), velero)).toEqual([])
  })

  it.each(['a kind of the same name', 'another version'])('needs the right API: %s', (which) => {
    const text = repository(s3).replace(
      'stash.appscode.com/v1alpha1',
      which.startsWith('a kind') ? 'example.com/v1' : 'stash.appscode.com/v1beta1',
    )
    expect(importManifests(text)).toEqual([])
  })

  it('keeps the format of the text, and ignores fields of the server', () => {
    const [manifest] = parseManifests(repository(s3)).manifests
    const metadata = { ...manifest?.metadata, uid: '0c2f6a1e', resourceVersion: '41', managedFields: [] }
    const json = JSON.stringify({ ...manifest, metadata, status: { phase: 'Ready' } })
    const one = only(json)
    expect(JSON.parse(one.text)).toMatchObject({ kind: 'BackupStorage' })
    expect(one.unmapped).toEqual([])
  })

  it('reads back the same values, for any damaged text', () => {
    const texts = [join(secret('s3-secret', keys), repository(s3)), location('aws', '  config: {region: us-east-1}\n')]
    check(
      fc.property(fc.constantFrom(...texts), textMutations, (text, mutations) => {
        for (const one of importManifests(mutations.reduce(mutateText, text))) {
          expect(normalizeValues(one.values)).toEqual(one.values)
          if (one.from === undefined) continue
          expect(importManifests(one.text)).toMatchObject([{ values: one.values, unmapped: [] }])
          expect(JSON.stringify([one.unmapped, one.diagnostics])).not.toMatch(/made-up-(?!secret-access-key)/)
        }
      }),
      2000,
    )
  })
})
