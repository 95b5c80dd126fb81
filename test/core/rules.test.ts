import { readFileSync } from 'node:fs'
import type { BackupStorageValues, Diagnostic, Provider } from 'backupstorage-forms/core'
import { applyFix, builtinProviders, defineProvider, validateValues } from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'
import { folder } from '../schemas/schemaFiles.ts'
import { caseOf } from '../fixtures/cases.ts'
import { fromPointer, getAt, setAt } from '../../src/core/pointer.ts'

// Each rule of the domain, with good neighbours and bad ones: what is told, where, how grave, and what its fix comes to.

/** What is expected of a value: nothing, or a severity and a code; perhaps at another path, perhaps with a fix. */
type Expected = 'ok' | readonly [Diagnostic['severity'], string, ({ at?: string; fixed?: unknown } | undefined)?]
type Row = readonly [value: unknown, expected: Expected]

const s3 = caseOf('s3-new-secret').values
const starts: Record<string, BackupStorageValues> = {
  s3: { ...s3, deletionPolicy: 'Delete', backend: { ...s3.backend, spec: { ...s3.backend.spec, prefix: 'db' } } },
  azure: caseOf('azure-guide').values,
  gcs: caseOf('gcs-new-secret').values,
  pvc: caseOf('local-pvc').values,
  nfs: caseOf('local-nfs').values,
  hostPath: caseOf('local-host-path').values,
}

const longName = (length: number): string => 'a'.repeat(length)
const pem = (label = 'CERTIFICATE', body = 'MBUME21hZGUtdXAgY2VydGlmaWNhdGU='): string =>
  `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const key = starts['gcs']?.backend.auth['GOOGLE_SERVICE_ACCOUNT_JSON_KEY'] as string
const lacking = (name: string): string => JSON.stringify({ ...(JSON.parse(key) as object), [name]: undefined })

const bad = (code: string, more?: { at?: string; fixed?: unknown }): Expected => ['error', code, more]
const name = bad('bucket-name')
const prefix: Row[] = [
  ['db', 'ok'],
  ['db/demo', 'ok'],
  [undefined, 'ok'],
  ['db demo', 'ok'],
  ['a..b', 'ok'],
  ['..', bad('format')],
  ['a/../b', bad('format')],
  ['a//b', bad('format')],
  ['/db', ['info', 'prefix-slash', { fixed: 'db' }]],
  ['db/', ['info', 'prefix-slash', { fixed: 'db' }]],
  ['/db/demo/', ['info', 'prefix-slash', { fixed: 'db/demo' }]],
]
const connections: Row[] = [
  [0, 'ok'],
  [5, 'ok'],
  [100, 'ok'],
  [undefined, 'ok'],
  [-1, bad('minimum')],
  [1.5, bad('type')],
  ['5', bad('type')],
  ['many', bad('type')],
]
const credential = (value: string): Row[] => [
  [value, 'ok'],
  [`${value}\n`, bad('space', { fixed: value })],
  [` ${value}`, bad('space', { fixed: value })],
  [`${value}\r\n`, bad('space', { fixed: value })],
  ['', bad('required')],
  [undefined, bad('required')],
]

/** By what the values start with, and the pointer that is changed. */
const table: Record<string, Record<string, Row[]>> = {
  s3: {
    '/name': [
      ['s3-backup', 'ok'],
      ['a.b-1', 'ok'],
      [longName(63), 'ok'],
      [longName(64), ['warning', 'long-name']],
      [longName(240), ['warning', 'long-name']],
      [longName(241), bad('secret-name')],
      [longName(254), bad('format')],
      ['S3', bad('format')],
      ['-a', bad('format')],
      ['a-', bad('format')],
      ['a_b', bad('format')],
      ['a..b', bad('format')],
      ['a b', bad('format')],
      ['', bad('required')],
    ],
    '/namespace': [
      ['demo', 'ok'],
      [longName(63), 'ok'],
      [longName(64), bad('format')],
      ['a.b', bad('format')],
      ['Demo', bad('format')],
      ['', bad('required')],
    ],
    '/labels': [
      [{ team: 'platform' }, 'ok'],
      [{ 'example.com/team': '' }, 'ok'],
      [{ 'a_b.c-d': 'A_b.c-1' }, 'ok'],
      [{ [longName(63)]: longName(63) }, 'ok'],
      [{ [longName(64)]: 'a' }, bad('key-format', { at: `/labels/${longName(64)}` })],
      [{ a: longName(64) }, bad('format', { at: '/labels/a' })],
      [{ 'a b': 'x' }, bad('key-format', { at: '/labels/a b' })],
      [{ 'a/b/c': 'x' }, bad('key-format', { at: '/labels/a~1b~1c' })],
      [{ '-a': 'x' }, bad('key-format', { at: '/labels/-a' })],
      [{ a: '-x' }, bad('format', { at: '/labels/a' })],
      [{ a: 'x y' }, bad('format', { at: '/labels/a' })],
    ],
    '/annotations': [
      [{ note: 'anything at all: / + ü' }, 'ok'],
      [{ note: 'x'.repeat(262_140) }, 'ok'],
      [{ note: 'x'.repeat(262_141) }, bad('too-large')],
      [{ note: 'ü'.repeat(131_071) }, bad('too-large')],
      [{ 'a b': 'x' }, bad('key-format', { at: '/annotations/a b' })],
    ],
    '/deletionPolicy': [
      ['Delete', 'ok'],
      ['WipeOut', ['warning', 'wipe-out']],
      ['Retain', bad('enum')],
      ['delete', bad('enum')],
    ],
    '/usagePolicy': [
      [{ from: 'All' }, 'ok'],
      [{ from: 'Same' }, 'ok'],
      [{ from: 'Selector', selector: { matchLabels: { a: 'b' } } }, 'ok'],
      [{ from: 'Selector', selector: { matchExpressions: [{ key: 'a', operator: 'Exists' }] } }, 'ok'],
      [{ from: 'Selector' }, bad('required', { at: '/usagePolicy/selector' })],
      [{ from: 'Selector', selector: {} }, bad('required', { at: '/usagePolicy/selector' })],
      [{ from: 'Some' }, bad('enum', { at: '/usagePolicy/from' })],
    ],
    '/securityContext': [
      [{}, 'ok'],
      [{ runAsUser: 0, fsGroup: 2147483647 }, 'ok'],
      [{ runAsUser: -1 }, bad('minimum', { at: '/securityContext/runAsUser' })],
      [{ runAsGroup: 2147483648 }, bad('maximum', { at: '/securityContext/runAsGroup' })],
      [{ fsGroup: 1.5 }, bad('type', { at: '/securityContext/fsGroup' })],
      [{ runAsNonRoot: 'yes' }, bad('type', { at: '/securityContext/runAsNonRoot' })],
    ],
    '/backend/spec/maxConnections': connections,
    '/backend/spec/prefix': prefix,
    '/backend/spec/bucket': [
      ['my-backups', 'ok'],
      ['abc', 'ok'],
      ['my.backups.2026', 'ok'],
      [longName(63), 'ok'],
      ['ab', name],
      [longName(64), name],
      ['My-Backups', name],
      ['my_backups', name],
      ['-backups', name],
      ['backups-', name],
      ['my..backups', name],
      ['192.168.5.4', name],
      ['xn--backups', name],
      ['sthree-backups', name],
      ['amzn-s3-demo-backups', name],
      ['backups-s3alias', name],
      ['backups--ol-s3', name],
      ['backups.mrap', name],
      ['backups--x-s3', name],
      ['backups--table-s3', name],
      ['my-backups/demo', bad('pattern')],
      ['my backups', bad('pattern')],
      ['', bad('required')],
      [undefined, bad('required')],
    ],
    '/backend/spec/endpoint': [
      ['https://s3.us-east-1.amazonaws.com', 'ok'],
      ['https://s3.dualstack.us-east-1.amazonaws.com', 'ok'],
      ['https://minio.example.com:9000', 'ok'],
      ['https://ceph-rgw.rook-ceph.svc', 'ok'],
      ['https://192.168.5.4:9000', 'ok'],
      ['https://[2001:db8::1]:9000', 'ok'],
      ['https://s3.fr-par.scw.cloud', 'ok'],
      ['https://minio.example.com/', ['info', 'endpoint-slash', { fixed: 'https://minio.example.com' }]],
      ['http://minio.example.com:9000', ['warning', 'plain-http']],
      ['minio.example.com', bad('format', { fixed: 'https://minio.example.com' })],
      ['minio.example.com:9000', bad('format', { fixed: 'https://minio.example.com:9000' })],
      [' https://minio.example.com', bad('format', { fixed: 'https://minio.example.com' })],
      ['https://minio.example.com\n', bad('format', { fixed: 'https://minio.example.com' })],
      ['https://minio.example.com//', bad('format', { fixed: 'https://minio.example.com' })],
      ['https://minio.example.com/my-backups', bad('format')],
      ['https://user:pass@minio.example.com', bad('format')],
      ['https://minio.example.com?x=1', bad('format')],
      ['https://minio.example.com:99999', bad('format')],
      ['https://', bad('format')],
      ['ftp://minio.example.com', bad('format')],
      ['https://s3.eu-west-1.amazonaws.com', bad('differs', { at: '/backend/spec/region', fixed: 'eu-west-1' })],
      ['', bad('required')],
    ],
    '/backend/spec/region': [
      ['us-east-1', 'ok'],
      ['eu-west-1', bad('differs', { fixed: 'us-east-1' })],
      [undefined, bad('required')],
      ['us-east', bad('region')],
      ['US East', bad('region')],
    ],
    '/backend/spec/insecureTLS': [
      [true, 'ok'],
      [false, 'ok'],
      ['yes', bad('type')],
    ],
    '/backend/auth/AWS_ACCESS_KEY_ID': [
      ...credential('AKIAIOSFODNN7EXAMPLE'),
      ['minio', 'ok'],
      ['made up by an administrator', 'ok'],
      ['ASIAIOSFODNN7EXAMPLE', ['warning', 'temporary-key']],
    ],
    '/backend/auth/AWS_SECRET_ACCESS_KEY': credential('made-up/secret+key/EXAMPLE'),
    '/backend/auth/CA_CERT_DATA': [
      [undefined, 'ok'],
      [pem(), 'ok'],
      [pem() + pem(), 'ok'],
      [pem().replaceAll('\n', '\r\n'), 'ok'],
      [`\n${pem()}\n`, 'ok'],
      [base64(pem()), bad('base64', { fixed: pem() })],
      ['-----BEGIN CERTIFICATE-----\n', bad('content')],
      [pem('CERTIFICATE', 'not base64!'), bad('content')],
      [pem('CERTIFICATE', 'bWFkZSB1cA=='), bad('content')],
      ['a certificate', bad('content')],
      [pem('RSA PRIVATE KEY'), bad('content')],
    ],
  },
  azure: {
    '/backend/auth/AZURE_ACCOUNT_KEY': [
      ...credential(base64('made-up-azure-account-key-for-examples-only-0000000000000000000')).slice(1, 1),
      [starts['azure']?.backend.auth['AZURE_ACCOUNT_KEY'], 'ok'],
      [
        `${String(starts['azure']?.backend.auth['AZURE_ACCOUNT_KEY'])}\n`,
        bad('space', { fixed: starts['azure']?.backend.auth['AZURE_ACCOUNT_KEY'] }),
      ],
      ['bWFkZSB1cA==', ['warning', 'key-length']],
      ['bWFkZSB1cA=', bad('content')],
      ['made-up-key!', bad('content')],
      ['', bad('required')],
    ],
    '/backend/auth/AZURE_ACCOUNT_NAME': [
      ['mybackups', 'ok'],
      ['abc', 'ok'],
      [longName(24), 'ok'],
      ['ab', bad('pattern')],
      [longName(25), bad('pattern')],
      ['my-backups', bad('pattern')],
      ['MyBackups', bad('pattern')],
      ['mybackups.blob.core.windows.net', bad('pattern')],
      [undefined, bad('required')],
    ],
    '/backend/spec/container': [
      ['db-backups', 'ok'],
      ['abc', 'ok'],
      ['1-2', 'ok'],
      [longName(63), 'ok'],
      ['ab', bad('minLength')],
      [longName(64), bad('maxLength')],
      ['a--b', bad('pattern')],
      ['-ab', bad('pattern')],
      ['ab-', bad('pattern')],
      ['Db', bad('minLength')],
      ['DB-backups', bad('pattern')],
      ['db/backups', bad('pattern')],
      [undefined, bad('required')],
    ],
    '/backend/spec/prefix': prefix,
    '/backend/spec/maxConnections': connections,
  },
  gcs: {
    '/backend/spec/bucket': [
      ['my-backups', 'ok'],
      ['my_backups.2026', 'ok'],
      ['abc', 'ok'],
      [longName(63), 'ok'],
      [`${longName(63)}.${longName(63)}.${longName(63)}.${longName(30)}`, 'ok'],
      ['ab', bad('minLength')],
      [longName(64), bad('pattern')],
      [`a.${longName(64)}`, bad('pattern')],
      [`${longName(63)}.${longName(63)}.${longName(63)}.${longName(31)}`, bad('maxLength')],
      ['goog-backups', bad('pattern')],
      ['my-google-backups', bad('pattern')],
      ['192.168.5.4', bad('pattern')],
      ['My-backups', bad('pattern')],
      ['_backups', bad('pattern')],
      ['backups-', bad('pattern')],
      ['my..backups', bad('pattern')],
      ['my-backups/demo', bad('pattern')],
      ['gs://my-backups', bad('pattern')],
      [undefined, bad('required')],
    ],
    '/backend/auth/GOOGLE_PROJECT_ID': [
      ['my-project-123456', 'ok'],
      ['another-project', ['warning', 'differs', { fixed: 'my-project-123456' }]],
      ['example.com:my-project', ['warning', 'differs', { fixed: 'my-project-123456' }]],
      ['my-project-123456\n', bad('space', { fixed: 'my-project-123456' })],
      ['proj', bad('pattern')],
      [longName(31), bad('pattern')],
      ['1project', bad('pattern')],
      ['project-', bad('pattern')],
      ['My Project', bad('pattern')],
      [undefined, bad('required')],
    ],
    '/backend/auth/GOOGLE_SERVICE_ACCOUNT_JSON_KEY': [
      [key, 'ok'],
      [`\uFEFF${key}`, 'ok'],
      [`${key}\r\n\r\n`, 'ok'],
      [base64(key), bad('base64', { fixed: key })],
      [pem('PRIVATE KEY'), bad('content')],
      ['{}', bad('content')],
      ['[]', bad('content')],
      [key.slice(0, 40), bad('content')],
      [key.replace('service_account', 'authorized_user'), bad('content')],
      [lacking('private_key'), bad('content')],
      [lacking('client_email'), bad('content')],
      ['', bad('required')],
    ],
    '/backend/spec/prefix': prefix,
    '/backend/spec/maxConnections': connections,
  },
  pvc: {
    '/backend/spec/mountPath': [
      ['/safe/data', 'ok'],
      ['/', 'ok'],
      ['/a..b', 'ok'],
      ['safe/data', bad('format')],
      ['/safe/../data', bad('format')],
      [undefined, bad('required')],
    ],
    '/backend/spec/subPath': [
      [undefined, 'ok'],
      ['backups/demo', 'ok'],
      ['/backups', bad('format')],
      ['../backups', bad('format')],
    ],
    '/backend/spec/volume': [
      [{ persistentVolumeClaim: { claimName: 'backup-storage' } }, 'ok'],
      [{}, bad('required')],
      [undefined, bad('required')],
      [{ persistentVolumeClaim: { claimName: 'a' }, nfs: { server: 's', path: '/p' } }, bad('maxProperties')],
      [{ persistentVolumeClaim: {} }, bad('required', { at: '/backend/spec/volume/persistentVolumeClaim/claimName' })],
      [
        { persistentVolumeClaim: { claimName: 'Backup Storage' } },
        bad('format', { at: '/backend/spec/volume/persistentVolumeClaim/claimName' }),
      ],
    ],
    '/securityContext': [
      [{ fsGroup: 65534 }, 'ok'],
      [{}, ['info', 'security-context']],
      [{ fsGroup: 1000 }, ['info', 'security-context']],
    ],
  },
  nfs: {
    '/backend/spec/volume/nfs/server': [
      ['nfs.example.com', 'ok'],
      ['10.0.0.5', 'ok'],
      ['nfs example', bad('pattern')],
      ['nfs.example.com/exports', bad('pattern')],
      [undefined, bad('required')],
    ],
    '/backend/spec/volume/nfs/path': [
      ['/exports/backups', 'ok'],
      ['exports', bad('format')],
      ['/exports/../etc', bad('format')],
      [undefined, bad('required')],
    ],
    '/securityContext': [
      [{ fsGroup: 65534 }, 'ok'],
      [{}, ['info', 'security-context']],
    ],
  },
  hostPath: {
    '/securityContext': [
      [{ runAsUser: 0 }, 'ok'],
      [{}, ['info', 'security-context']],
      [{ fsGroup: 65534 }, ['info', 'security-context']],
    ],
  },
}

/** Away from Amazon, its rules for buckets and regions are hints at the most. */
const elsewhere: Record<string, Row[]> = {
  '/backend/spec/bucket': [
    ['my-backups', 'ok'],
    ['My_Backups', ['warning', 'bucket-name']],
    ['ab', ['warning', 'bucket-name']],
    ['my-backups/demo', bad('pattern')],
  ],
  '/backend/spec/region': [
    [undefined, 'ok'],
    ['us-east-1', 'ok'],
    ['anything', 'ok'],
    ['Default Region', 'ok'],
  ],
}

/** The providers as they are, and interpreted at run time, as those of a host are. */
const interpreted: Provider[] = builtinProviders.map(({ name: file }) =>
  defineProvider(JSON.parse(readFileSync(`${folder}/providers/${file}.json`, 'utf8'))),
)

let counted = 0

function check(start: BackupStorageValues, pointer: string, value: unknown, expected: Expected): void {
  const values = setAt(start, fromPointer(pointer), value)
  for (const providers of [builtinProviders, interpreted]) {
    const found = validateValues(values, { providers })
    if (expected === 'ok') {
      expect(found).toEqual([])
      continue
    }
    const [severity, code, { at = pointer, fixed } = {}] = expected
    expect(found.map((one) => [one.path, one.severity, one.code])).toEqual([[at, severity, code]])
    const [{ message, fix }] = found as [Diagnostic]
    expect(message).toMatch(/^[A-Z0-9a-z-].*[.]$/)
    const { backend } = values
    for (const secret of Object.values(backend.auth))
      if (typeof secret === 'string' && secret.length > 6) expect(JSON.stringify(found)).not.toContain(secret.trim())
    if (fixed === undefined) continue
    if (!fix) throw new Error('There is no fix.')
    const mended = applyFix(values, fix)
    expect(getAt(mended, fromPointer(at))).toBe(fixed)
    expect(validateValues(mended, { providers })).toEqual([])
  }
}

describe.each(Object.entries(table))('the rules for %s', (startName, fields) => {
  const start = starts[startName]
  if (!start) throw new Error(`There is no start ${startName}.`)
  describe.each(Object.entries(fields))('%s', (pointer, rows) => {
    it.each(rows.map(([value, expected], index) => [index, value, expected] as const))(
      '%i: %j comes to %j',
      (_index, value, expected) => {
        counted++
        check(start, pointer, value, expected)
      },
    )
  })
})

describe('the rules for a server that is not Amazon’s', () => {
  const { s3: amazon } = starts as { s3: BackupStorageValues }
  const { region: _region, ...spec } = amazon.backend.spec
  const start = { ...amazon, backend: { ...amazon.backend, spec: { ...spec, endpoint: 'https://minio.example.com' } } }
  describe.each(Object.entries(elsewhere))('%s', (pointer, rows) => {
    it.each(rows.map(([value, expected]) => [value, expected] as const))('%j comes to %j', (value, expected) => {
      counted++
      check(start, pointer, value, expected)
    })
  })

  it('tell that Insecure TLS has no effect without TLS', () => {
    const plain = setAt(
      setAt(start, ['backend', 'spec', 'endpoint'], 'http://minio.example.com'),
      ['backend', 'spec', 'insecureTLS'],
      true,
    )
    expect(validateValues(plain).map(({ path, severity, code }) => [path, severity, code])).toEqual([
      ['/backend/spec/endpoint', 'warning', 'plain-http'],
      ['/backend/spec/insecureTLS', 'info', 'no-effect'],
    ])
  })
})

it('a Secret holds at most 1 MiB', () => {
  const { s3: start } = starts as { s3: BackupStorageValues }
  const large = setAt(
    start,
    ['backend', 'auth', 'CA_CERT_DATA'],
    pem('CERTIFICATE', 'MBUME21hZGUtdXAgY2VydGlmaWNhdGU='.repeat(1)).repeat(14_000),
  )
  expect(validateValues(large)).toMatchObject([{ path: '/backend/auth', code: 'too-large', source: 'kubernetes' }])
})

it('there are 200 cases or more', () => {
  expect(counted).toBeGreaterThan(200)
})
