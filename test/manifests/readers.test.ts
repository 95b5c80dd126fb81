import type { Fix } from 'backupstorage-forms/core'
import {
  applyFix,
  credentialKeys,
  editManifests,
  exportManifests,
  fromManifests,
  importManifests,
  initialValues,
  parseManifests,
  stringifyManifests,
  toManifests,
  validateManifests,
} from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'

const s3 = `apiVersion: storage.kubestash.com/v1alpha1
kind: BackupStorage
metadata:
  name: s3-backup
  namespace: demo
spec:
  deletionPolicy: Delete
  storage:
    provider: s3
    s3:
      bucket: my-backups
      endpoint: https://minio.example.com
      region: us-east-1
      prefix: db
      secretName: s3-secret
  usagePolicy:
    allowedNamespaces:
      from: All
`
const change = (from: string, to: string): string => s3.replace(from, to)

describe('values that YAML 1.1 reads differently', () => {
  const label = (value: string): string =>
    change('  namespace: demo\n', `  namespace: demo\n  labels: { team: ${value} }\n`)
  const field = (line: string): string => change('prefix: db', line)

  it.each(['yes', 'no', 'on', 'off', 'y', 'n', 'True', '1_000', '0b11', '010', '0x1F', '1e3'])(
    'are errors in a string, with the fix to quote them: %s',
    (value) => {
      const text = label(value)
      const [found, ...others] = validateManifests(text)
      expect(others).toEqual([])
      expect(found).toMatchObject({
        code: 'type',
        severity: 'error',
        path: '/labels/team',
        message: expect.stringContaining('quotes') as string,
        fix: { path: '/labels/team', value },
      })
      const values = fromManifests(parseManifests(text).manifests).values
      const fixed = editManifests(text, applyFix(values, found?.fix as Fix))
      expect(fixed).toBe(text.replace(`team: ${value}`, `team: "${value}"`))
      expect(validateManifests(fixed)).toEqual([])
    },
  )

  it.each(['"yes"', "'010'", '2020-01-01', 'yes-no', 'v1.0', '1.2.3', 'None'])('are fine in a string: %s', (value) => {
    expect(validateManifests(label(value))).toEqual([])
  })

  it.each([
    ['insecureTLS: yes', true, undefined],
    ['insecureTLS: Off', false, undefined],
    ['maxConnections: 010', 8, 10],
    ['maxConnections: 1_0', 10, undefined],
    ['maxConnections: 0b11', 3, undefined],
  ])('are warnings where the type fits: %s', (line, value, other) => {
    const [key = ''] = line.split(':')
    const path = `/backend/spec/${key}`
    const found = validateManifests(field(line))
    expect(found).toMatchObject([{ code: 'yaml11-value', severity: 'warning', path }])
    expect(found[0]?.fix?.value).toBe(other)
    const { manifests, diagnostics } = parseManifests(field(line))
    expect(diagnostics).toMatchObject([{ code: 'yaml11-value', severity: 'warning' }])
    expect(fromManifests(manifests).values.backend.spec?.[key]).toBe(value)
    expect(editManifests(field(line), fromManifests(manifests).values)).toBe(field(line))
  })

  it.each([
    'insecureTLS: true',
    'insecureTLS: False',
    'maxConnections: 10',
    'maxConnections: 0o17',
    'maxConnections: 08',
  ])('have no warning if YAML 1.2 reads the same: %s', (line) => {
    expect(validateManifests(field(line))).toEqual([])
  })

  it('have no fix with a value in a Secret', () => {
    const secret =
      'apiVersion: v1\nkind: Secret\nmetadata: { name: s, namespace: demo }\nstringData: { AWS_SECRET_ACCESS_KEY: 0123456 }\n'
    const text = `${secret}---\n${s3.replace(/secretName: .*/, 'secretName: s')}`
    expect(JSON.stringify(validateManifests(text))).not.toMatch(/0123456|42798/)
    expect(validateManifests(text).map(({ code }) => code)).toContain('type')
  })
})

describe('a list of the API', () => {
  const items = (kind: string, text: string): string =>
    `apiVersion: storage.kubestash.com/v1alpha1\nkind: ${kind}\nitems:\n- ${text.trim().replaceAll('\n', '\n  ')}\n`

  it('such as BackupStorageList is checked, imported and edited by its items, also without their kinds', () => {
    for (const text of [s3, s3.replace(/^apiVersion.*\nkind.*\n/, '')]) {
      const list = items('BackupStorageList', text)
      expect(validateManifests(list)).toEqual([])
      expect(importManifests(list)).toHaveLength(1)
      const { values } = fromManifests(parseManifests(list).manifests)
      expect(editManifests(list, values)).toBe(list)
      const policy = { ...values, deletionPolicy: 'WipeOut' as const }
      expect(editManifests(list, policy)).toBe(list.replace('deletionPolicy: Delete', 'deletionPolicy: WipeOut'))
    }
  })

  it('may be inside another list', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${items('List', s3).trim().replaceAll('\n', '\n  ')}\n`
    expect(parseManifests(list).manifests).toEqual(parseManifests(s3).manifests)
  })

  it('is an ordinary object without items', () => {
    expect(parseManifests('kind: Playlist\nitem: []\n').manifests).toEqual([{ kind: 'Playlist', item: [] }])
  })
})

describe('a text that is no string', () => {
  it.each([undefined, null, 7, {}, []])('is read like an empty text: %s', (given) => {
    const text = given as unknown as string
    const values = initialValues('s3')
    expect(parseManifests(text)).toEqual(parseManifests(''))
    expect(importManifests(text)).toEqual([])
    expect(credentialKeys(text)).toEqual([])
    expect(editManifests(text, values)).toBe(editManifests('', values))
    for (const credentials of ['secret', 'none', 'comment']) {
      expect(exportManifests(text, 'yaml', { credentials })).toEqual(exportManifests('', 'yaml', { credentials }))
    }
  })
})

describe('manifests that are not JSON data', () => {
  const circular: Record<string, unknown> = { kind: 'X' }
  circular['self'] = circular

  it.each([[{ a: 10n }], [{ metadata: { name: 10n } }], [circular]])('are refused by stringifyManifests: %o', (one) => {
    for (const format of ['yaml', 'json'] as const) {
      expect(() => stringifyManifests([one] as never, format)).toThrow(/^backupstorage-forms: .*JSON data/)
    }
    expect(() => fromManifests([one])).not.toThrow()
    expect(() => validateManifests([one])).not.toThrow()
  })

  it('are printed without what JSON omits, and may have no metadata', () => {
    const odd = [{ kind: 'X', a: undefined, b: () => 1, c: NaN, d: new Date(0) }, null, 7] as never
    const printed = { kind: 'X', c: null, d: '1970-01-01T00:00:00.000Z' }
    expect(parseManifests(stringifyManifests(odd, 'yaml')).manifests).toEqual([printed])
    expect(JSON.parse(stringifyManifests(odd, 'json'))).toEqual(printed)
    expect(stringifyManifests(undefined as never, 'yaml')).toBe('')
    const bare = { apiVersion: 'storage.kubestash.com/v1alpha1', kind: 'BackupStorage' }
    expect(importManifests(JSON.stringify(bare))).toMatchObject([{ name: '', namespace: '' }])
    expect(() => fromManifests([bare])).not.toThrow()
  })

  it('come from no values that toManifests takes', () => {
    const values = { ...initialValues('s3'), labels: { a: 10n }, name: 10n } as never
    expect(() => stringifyManifests(toManifests(values), 'json')).not.toThrow()
    expect(editManifests(s3, values)).toContain('kind: BackupStorage')
  })
})

describe('a namespace that is no string', () => {
  it.each(['{a: b}', '7', '', '[]', 'true', '~', '""'])('keeps the text and the number of Secrets: %s', (namespace) => {
    const secret = `apiVersion: v1\nkind: Secret\nmetadata:\n  name: s3-secret\n  namespace: ${namespace}\nstringData:\n  AWS_ACCESS_KEY_ID: made-up\n`
    const storage = s3.replace('namespace: demo', `namespace: ${namespace}`)
    for (const text of [`${secret}---\n${storage}`, storage]) {
      const { values } = fromManifests(parseManifests(text).manifests)
      expect(editManifests(text, values)).toBe(text)
      const edited = editManifests(text, { ...values, deletionPolicy: 'WipeOut' })
      expect(edited.split('kind: Secret')).toHaveLength(text.split('kind: Secret').length)
    }
  })
})

describe('a storage with 20,000 labels', () => {
  it.each([
    ['valid', 'x'],
    ['invalid', '1'],
  ])(
    'is imported in linear time: %s',
    (_name, value) => {
      const timeOf = (count: number): number => {
        const labels = Array.from({ length: count }, (_, index) => `    l${index}: ${value}\n`).join('')
        const text = change('  namespace: demo\n', `  namespace: demo\n  labels:\n${labels}`)
        const from = performance.now()
        expect(importManifests(text)).toHaveLength(1)
        return performance.now() - from
      }
      timeOf(500)
      const short = timeOf(2000)
      // Ten times the input: quadratic work takes a hundred times as long.
      expect(timeOf(20_000)).toBeLessThan(Math.max(40 * short, 2000))
    },
    60_000,
  )
})
