import type { BackupStorageValues, Manifest } from 'backupstorage-forms/core'
import { toManifests, validateValues } from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'
import { caseOf } from '../fixtures/cases.ts'

/** Returns the storage of some values as stored in a cluster, with another name. */
function other(values: BackupStorageValues, more: Partial<BackupStorageValues> = {}): Manifest {
  const storage = toManifests({ ...values, name: 'other', namespace: 'elsewhere', ...more }).at(-1)
  if (!storage) throw new Error('There is no storage.')
  return storage
}

function withSpec(values: BackupStorageValues, spec: object): BackupStorageValues {
  return { ...values, backend: { ...values.backend, spec: { ...values.backend.spec, ...spec } } }
}

const told = (values: BackupStorageValues, existing: object[], editing?: object): unknown[] =>
  validateValues(values, { existing, ...(editing ? { editing } : {}) })
    .filter(({ source }) => source === 'siblings')
    .map(({ path, code, severity }) => [path, code, severity])

describe('a name', () => {
  const { values } = caseOf('local-nfs')
  it("can't be used twice in a namespace", () => {
    expect(told(values, [other(values, { name: values.name, namespace: values.namespace })])).toEqual([
      ['/name', 'name-taken', 'error'],
    ])
    expect(told(values, [other(values, { name: values.name })])).toEqual([])
  })

  it('can be kept by the edited object', () => {
    const live = other(values, { name: values.name, namespace: values.namespace })
    expect(told(values, [live], live)).toEqual([])
  })
})

describe('a default storage', () => {
  const values = { ...caseOf('local-nfs').values, default: true }
  it('must be the only one in its namespace', () => {
    expect(told(values, [other(values, { namespace: values.namespace })])).toEqual([
      ['/default', 'second-default', 'error'],
    ])
    expect(told(values, [other(values)])).toEqual([])
    expect(told(values, [other(values, { namespace: values.namespace, default: false })])).toEqual([])
    expect(told({ ...values, default: false }, [other(values, { namespace: values.namespace })])).toEqual([])
  })
})

describe('a directory of a bucket', () => {
  const s3 = withSpec(caseOf('s3-new-secret').values, { prefix: 'db' })
  const gcs = withSpec(caseOf('gcs-new-secret').values, { prefix: 'db' })
  const azure = withSpec(caseOf('azure-guide').values, { prefix: 'db' })
  it.each([
    ['s3', s3, '/backend/spec/prefix', { region: 'eu-west-1' }],
    ['gcs', gcs, '/backend/spec/prefix', { bucket: 'other' }],
    ['azure', azure, '/backend/spec/prefix', { container: 'other' }],
  ] as const)("can't be shared in any namespace: %s", (_name, values, path, different) => {
    const refused = [[path, 'same-directory', 'error']]
    expect(told(values, [other(values)])).toEqual(refused)
    for (const prefix of ['/db', 'db/', '/db/'])
      expect(told(values, [other(withSpec(values, { prefix }))])).toEqual(refused)
    expect(told(values, [other(withSpec(values, { prefix: 'db2' }))])).toEqual([])
    expect(told(values, [other(withSpec(values, { prefix: undefined }))])).toEqual([])
    expect(told(values, [other(withSpec(values, different))])).toEqual([])
  })

  it('is noted at the folder if the folder of another storage is inside it', () => {
    const noted = [['/backend/spec/prefix', 'nested-directory', 'info']]
    for (const prefix of [undefined, '', '/', 'a', '/a/', 'a/b'])
      expect(told(withSpec(s3, { prefix }), [other(withSpec(s3, { prefix: 'a/b/c' }))]), prefix).toEqual(noted)
    for (const prefix of ['a/b/c/d', 'a/bc', 'b'])
      expect(told(withSpec(s3, { prefix }), [other(withSpec(s3, { prefix: 'a/b/c' }))]), prefix).toEqual([])
    const both = [other(withSpec(s3, { prefix: 'a' })), other(withSpec(s3, { prefix: 'a/b' }))]
    expect(told(withSpec(s3, { prefix: 'a' }), both)).toEqual([['/backend/spec/prefix', 'same-directory', 'error']])
    expect(told(withSpec(s3, { prefix: undefined }), [other(withSpec(s3, { bucket: 'another' }))])).toEqual([])
  })

  it('is the same for any S3 endpoint, because the webhook ignores it', () => {
    expect(told(s3, [other(withSpec(s3, { endpoint: 'https://minio.example.com' }))])).toHaveLength(1)
  })

  it('differs between Azure accounts', () => {
    const auth = { ...azure.backend.auth, AZURE_ACCOUNT_NAME: 'another' }
    expect(told(azure, [other({ ...azure, backend: { ...azure.backend, auth } })])).toEqual([])
  })

  it('is never shared for local volumes', () => {
    expect(told(caseOf('local-pvc').values, [other(caseOf('local-pvc').values)])).toEqual([])
  })
})

it('accepts ten thousand arbitrary siblings quickly', () => {
  const { values } = caseOf('s3-new-secret')
  const odd = [{}, { metadata: 3 }, { spec: { storage: { provider: ['s3'] } } }, null as unknown as object]
  expect(told(values, odd)).toEqual([])
  const many = Array.from({ length: 10_000 }, (_one, index) => other(withSpec(values, { prefix: `p${index}` })))
  told(values, many)
  const start = performance.now()
  for (let index = 0; index < 100; index++) validateValues(values, { existing: many })
  expect(performance.now() - start).toBeLessThan(2_000)
})
