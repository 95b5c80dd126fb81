import type { BackupStorageValues, Diagnostic, Provider } from 'backupstorage-forms/core'
import { applyFix, builtinProviders, defineProvider, initialValues, validateValues } from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'
import { fromPointer, getAt, setAt } from '../../src/base/pointer.ts'
import { readProvider } from '../schemas/schemaFiles.ts'
import type { RuleCase } from './ruleCases.ts'
import { ruleCases, startOf } from './ruleCases.ts'

/** The built-in providers, and the same providers interpreted at run time like those of a host. */
const interpreted: Provider[] = builtinProviders.map(({ name }) => defineProvider(readProvider(name)))

function check({ values, pointer, expected }: RuleCase): void {
  for (const providers of [builtinProviders, interpreted]) {
    const found = validateValues(values, { providers })
    if (expected === 'ok') {
      expect(found).toEqual([])
      continue
    }
    const [severity, code, { at = pointer, fixed, says } = {}] = expected
    expect(found.map((one) => [one.path, one.severity, one.code])).toEqual([[at, severity, code]])
    const [{ message, fix }] = found as [Diagnostic]
    expect(message).toMatch(/^[A-Z0-9a-z/-].*[.]$/)
    if (says) expect(message).toMatch(says)
    if (fixed === undefined) continue
    if (!fix) throw new Error('There is no fix.')
    const mended = applyFix(values, fix)
    expect(getAt(mended, fromPointer(at))).toBe(fixed)
    expect(validateValues(mended, { providers })).toEqual([])
  }
}

function diagnosticsOf(values: BackupStorageValues): string[] {
  return validateValues(values).map(({ path, severity, code }) => `${severity} ${code} ${path}`)
}

const groups = [...new Set(ruleCases.map(({ group }) => group))]

describe.each(groups)('the rules for %s', (group) => {
  const pointers = new Set(ruleCases.filter((one) => one.group === group).map(({ pointer }) => pointer))
  describe.each([...pointers])('%s', (pointer) => {
    const cases = ruleCases.filter((one) => one.group === group && one.pointer === pointer)
    it.each(cases.map((one, index) => ({ ...one, index })))('$index: $shown gives $expected', check)
  })
})

it('cover each path with valid and invalid values', () => {
  const accepted = ruleCases.filter(({ expected }) => expected === 'ok').map(({ pointer }) => pointer)
  const refused = ruleCases.filter(({ expected }) => expected !== 'ok').map(({ pointer }) => pointer)
  expect(new Set(refused)).toEqual(new Set(accepted))
})

it('report that Insecure TLS has no effect without TLS', () => {
  const elsewhere = startOf('s3 outside Amazon')
  const plain = setAt(elsewhere, ['backend', 'spec', 'endpoint'], 'http://minio.example.com')
  const insecure = ['backend', 'spec', 'insecureTLS']
  expect(diagnosticsOf(setAt(plain, insecure, true))).toEqual([
    'warning plain-http /backend/spec/endpoint',
    'info no-effect /backend/spec/insecureTLS',
  ])
  expect(diagnosticsOf(setAt(plain, insecure, false))).toEqual(['warning plain-http /backend/spec/endpoint'])
})

it('report that a CA certificate has no effect without TLS', () => {
  const elsewhere = startOf('s3 outside Amazon')
  const certificate = '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n'
  const withCertificate = setAt(elsewhere, ['backend', 'auth', 'CA_CERT_DATA'], certificate)
  expect(diagnosticsOf(withCertificate)).toEqual([])
  const endpoint = ['backend', 'spec', 'endpoint']
  expect(diagnosticsOf(setAt(withCertificate, endpoint, 'http://minio.example.com'))).toEqual([
    'info no-effect /backend/auth/CA_CERT_DATA',
    'warning plain-http /backend/spec/endpoint',
  ])
})

it('expect keys of 40 characters from Amazon also without an endpoint', () => {
  const spec = { bucket: 'my-backups', region: 'us-east-1' }
  const short = setAt(startOf('s3'), ['backend', 'auth', 'AWS_SECRET_ACCESS_KEY'], 'short')
  const warning = 'warning key-length /backend/auth/AWS_SECRET_ACCESS_KEY'
  expect(diagnosticsOf(setAt(short, ['backend', 'spec'], spec))).toContain(warning)
  expect(diagnosticsOf(setAt(short, ['backend', 'spec'], { ...spec, region: 'garage' }))).not.toContain(warning)
})

it.each(['"made-up/secret"', 'AWS_SECRET_ACCESS_KEY=made-up/secret', ' made-up/secret', 'made-up/secret\u200b'])(
  'show no credential in a message or its fix: %j',
  (typed) => {
    const values = setAt(startOf('s3 outside Amazon'), ['backend', 'auth', 'AWS_SECRET_ACCESS_KEY'], typed)
    const found = validateValues(values)
    expect(found).toHaveLength(1)
    expect(found[0]?.fix).toBeDefined()
    expect(JSON.stringify(found)).not.toContain('made-up')
  },
)

it('say nothing about an endpoint that workload identity ignores', () => {
  const values = startOf('s3 with workload identity')
  for (const endpoint of ['https://localhost', 'https://minio.example.com:9001', 'https://minio.example.io9000']) {
    const found = diagnosticsOf(setAt(values, ['backend', 'spec', 'endpoint'], endpoint))
    expect(found.filter((one) => /localhost|console-port|lost-colon/.test(one))).toEqual([])
  }
})

it('contain more than 400 cases', () => {
  expect(ruleCases.length).toBeGreaterThan(400)
})

it.each([
  ['1,5', 1.5],
  ['-0,25', -0.25],
  ['1,000', undefined],
  ['12,3456', 12.3456],
])('say that %s needs a decimal point, and fix it unless the comma may separate thousands', (typed, fixed) => {
  const properties = { ratio: { type: 'number', title: 'Ratio' } } as const
  const provider = defineProvider({
    title: 'Any',
    type: 'object',
    'x-provider': { name: 'any' },
    properties: { spec: { type: 'object', properties } },
  })
  const options = { providers: [provider] }
  const values = setAt(initialValues('any', options), ['backend', 'spec', 'ratio'], typed)
  const found = validateValues(values, options).find(({ path }) => path === '/backend/spec/ratio')
  expect(found?.message).toBe('Ratio must have a point as its decimal separator, such as 1.5.')
  expect(found?.fix?.value).toBe(fixed)
})
