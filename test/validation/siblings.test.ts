import type { BackupStorageValues, Manifest } from 'backupstorage-forms/core'
import { toManifests, validateValues } from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'
import { caseOf } from '../fixtures/cases.ts'

/** The storage of values as a cluster has it, under another name. */
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
  it('is taken by another object of the namespace, and by none of another one', () => {
    expect(told(values, [other(values, { name: values.name, namespace: values.namespace })])).toEqual([
      ['/name', 'name-taken', 'error'],
    ])
    expect(told(values, [other(values, { name: values.name })])).toEqual([])
  })

  it('is not taken by the object that is edited', () => {
    const live = other(values, { name: values.name, namespace: values.namespace })
    expect(told(values, [live], live)).toEqual([])
  })
})

describe('a default', () => {
  const values = { ...caseOf('local-nfs').values, default: true }
  it('is the only one of its namespace', () => {
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
    ['s3', s3, '/backend/spec/bucket', { region: 'eu-west-1' }],
    ['gcs', gcs, '/backend/spec/bucket', { bucket: 'other' }],
    ['azure', azure, '/backend/spec/container', { container: 'other' }],
  ] as const)('is not shared, in whichever namespace: %s', (_name, values, path, different) => {
    const refused = [[path, 'same-directory', 'error']]
    expect(told(values, [other(values)])).toEqual(refused)
    for (const prefix of ['/db', 'db/', '/db/'])
      expect(told(values, [other(withSpec(values, { prefix }))])).toEqual(refused)
    expect(told(values, [other(withSpec(values, { prefix: 'db2' }))])).toEqual([])
    expect(told(values, [other(withSpec(values, { prefix: undefined }))])).toEqual([])
    expect(told(values, [other(withSpec(values, different))])).toEqual([])
  })

  it('of S3 is the same whatever the endpoint is, as the webhook does not look at it', () => {
    expect(told(s3, [other(withSpec(s3, { endpoint: 'https://minio.example.com' }))])).toHaveLength(1)
  })

  it('of Azure is another one in another account', () => {
    const auth = { ...azure.backend.auth, AZURE_ACCOUNT_NAME: 'another' }
    expect(told(azure, [other({ ...azure, backend: { ...azure.backend, auth } })])).toEqual([])
  })

  it('of a local volume is nobody else’s', () => {
    expect(told(caseOf('local-pvc').values, [other(caseOf('local-pvc').values)])).toEqual([])
  })
})

it('anything may stand among the others, and ten thousand cost a check nothing', () => {
  const { values } = caseOf('s3-new-secret')
  const odd = [{}, { metadata: 3 }, { spec: { storage: { provider: ['s3'] } } }, null as unknown as object]
  expect(told(values, odd)).toEqual([])
  const many = Array.from({ length: 10_000 }, (_one, index) => other(withSpec(values, { prefix: `p${index}` })))
  told(values, many)
  const start = performance.now()
  for (let index = 0; index < 100; index++) validateValues(values, { existing: many })
  expect(performance.now() - start).toBeLessThan(2_000)
})
