import type { BackupStorageValues } from 'backupstorage-forms/core'
import { applyFix, validateValues } from 'backupstorage-forms/core'
import { german } from 'backupstorage-forms/messages/de'
import { describe, expect, it } from 'vitest'
import { fillEndpoint } from '../../schemas/generate/checkVendors.ts'
import { setAt } from '../../src/base/pointer.ts'
import { vendorDetails, vendorTables } from '../../src/generated/vendors.ts'
import { createVendors } from '../../src/schema/vendors.ts'
import fixtures from '../fixtures/vendors/s3.json'
import { startOf } from './ruleCases.ts'

interface Fixture {
  vendor: string
  endpoint: string
  region?: string
  /** The codes of all diagnostics. */
  expected: string[]
}

const table = vendorTables['s3']
if (!table) throw new Error('There is no table s3.')
const { match } = createVendors(table)
const details = await vendorDetails['s3']?.()

const valuesAt = (endpoint: string, region: string | undefined): BackupStorageValues =>
  setAt(startOf('s3'), ['backend', 'spec'], {
    bucket: 'my-backups',
    prefix: 'db',
    endpoint,
    ...(region === undefined ? {} : { region }),
  })

const codesOf = (values: BackupStorageValues): string[] => validateValues(values).map(({ code }) => code)

describe.each((fixtures as Fixture[]).map((one) => ({ ...one, shown: one.region ?? 'no region' })))(
  '$endpoint with $shown',
  ({ vendor, endpoint, region, expected }) => {
    it(`belongs to ${vendor}`, () => expect(match(endpoint)?.vendor.name).toBe(vendor))

    it(`gives ${expected.join() || 'no diagnostic'}`, () => {
      const values = valuesAt(endpoint, region)
      expect(codesOf(values)).toEqual(expected)
      for (const { fix } of validateValues(values)) if (fix) expect(codesOf(applyFix(values, fix))).toEqual([])
    })
  },
)

it('there is a fixture for each vendor with a host', () => {
  const named = new Set((fixtures as Fixture[]).map(({ vendor }) => vendor))
  const found = table.vendors.filter(({ host }, index) => host !== undefined || index === table.vendors.length - 1)
  expect([...named].sort()).toEqual(found.map(({ name }) => name).sort())
})

describe.each(Object.entries(details ?? {}).filter(([, { endpoint }]) => endpoint !== undefined))(
  'the choice of %s',
  (name, { endpoint = '', regions = [] }) => {
    const fixed = table.vendors.find((one) => one.name === name)?.region?.fixed ?? table.region
    it.each(regions.length > 0 ? regions.map(({ value }) => value) : [fixed])('is accepted with %s', (region) => {
      expect(validateValues(valuesAt(fillEndpoint(endpoint, region), region))).toEqual([])
    })
  },
)

it('endpoints that can only be reached in the cluster give no warning but that of plain HTTP', () => {
  for (const host of ['minio.minio.svc:9000', 'rook-ceph-rgw-store.rook-ceph.svc.cluster.local', '10.0.0.7:8333'])
    expect(codesOf(valuesAt(`http://${host}`, 'us-east-1'))).toEqual(['plain-http'])
})

it('the fix for a missing region is the region of the host, that of the vendor, or us-east-1', () => {
  const fixOf = (host: string): unknown => validateValues(valuesAt(`https://${host}`, undefined))[0]?.fix?.value
  expect(fixOf('s3.eu-central-1.amazonaws.com')).toBe('eu-central-1')
  expect(fixOf('s3.nl-ams.scw.cloud')).toBe('nl-ams')
  expect(fixOf('0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com')).toBe('auto')
  expect(fixOf('s3.nl-1.wasabisys.com')).toBe('eu-central-1')
  expect(fixOf('minio.example.com')).toBe('us-east-1')
})

it('another region at a host for all regions is fixed by the host of that region', () => {
  const values = valuesAt('https://s3.amazonaws.com', 'eu-central-1')
  const fix = validateValues(values)[0]?.fix
  expect(fix).toMatchObject({ path: '/backend/spec/endpoint', value: 'https://s3.eu-central-1.amazonaws.com' })
})

it('a refused host gives only the reason: it needs another host, not a region', () => {
  expect(codesOf(valuesAt('https://s3-accelerate.amazonaws.com', undefined))).toEqual(['unsupported-endpoint'])
  expect(codesOf(valuesAt('https://oss-eu-central-1.aliyuncs.com', 'elsewhere'))).toEqual(['unsupported-endpoint'])
})

it('refused hosts say why in German too', () => {
  for (const { vendor, endpoint, region } of fixtures.filter(
    ({ expected }) => expected[0] === 'unsupported-endpoint',
  )) {
    const message = (messages?: typeof german): string | undefined =>
      validateValues(valuesAt(endpoint, region), messages && { messages })[0]?.message
    expect(message(german)).toBeTruthy()
    expect(message(german), vendor).not.toBe(message())
  }
})
