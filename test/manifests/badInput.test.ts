import {
  editManifests,
  fromManifests,
  initialValues,
  normalizeValues,
  parseManifests,
  toManifests,
  validateManifests,
  validateValues,
} from 'backupstorage-forms/core'
import type { BackupStorageValues } from 'backupstorage-forms/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { setAt } from '../../src/base/pointer.ts'
import { caseOf, cases } from '../fixtures/cases.ts'
import { check } from '../property.ts'

const laughs = [
  'a: &a ["lol","lol","lol","lol","lol","lol","lol","lol","lol"]',
  ...[...'bcdefghi'].map((key, index) => {
    const last = 'abcdefgh'[index]
    return `${key}: &${key} [${Array(9).fill(`*${last}`).join(',')}]`
  }),
].join('\n')

describe('unusable text', () => {
  it.each([
    ['an alias bomb', laughs],
    ['text over 4 MiB', `# ${'x'.repeat(4 * 1024 * 1024)}\n`],
    ['an unclosed bracket', 'a: ['],
    ['deep nesting', '['.repeat(200_000)],
    ['a tab for indentation', 'a:\n\tb: c\n'],
    ['a duplicate key', 'kind: a\nkind: b\n'],
    ['a control character', 'a: \u0000\n'],
    ['an incomplete JSON object', '{"kind": "BackupStorage", '],
    ['a plain sentence', 'this is not a manifest'],
    ['an empty text', ''],
  ])('gives a diagnostic for %s', (_what, text) => {
    const found = validateManifests(text)
    expect(found.length).toBeGreaterThan(0)
    for (const { message } of found) expect(message).toMatch(/^[A-Z].*[.:]$/s)
    expect(() => parseManifests(text)).not.toThrow()
    expect(() => editManifests(text, initialValues('s3'))).not.toThrow()
  })

  it('gives a diagnostic with its position', () => {
    const [found] = validateManifests('kind: BackupStorage\nmetadata:\n  name: a\n  name: b\n')
    expect(found).toMatchObject({ severity: 'error', source: 'manifest', range: { line: 4, column: 3 } })
  })

  it('never throws, whatever it contains', () => {
    const yamlish = fc.string({ unit: fc.constantFrom(...'ab:- \n\t#"\'[]{},&*!|>%@`?~.0'), maxLength: 80 })
    check(
      fc.property(fc.oneof(fc.string(), yamlish, fc.json()), (text) => {
        const { manifests } = parseManifests(text)
        fromManifests(manifests)
        expect(Array.isArray(validateManifests(text))).toBe(true)
        editManifests(text, caseOf('azure-guide').values)
      }),
      2000,
    )
  })
})

describe('unusable values', () => {
  it.each([undefined, null, 0, 'text', [], true, () => 1])('give a diagnostic for %s', (values) => {
    expect(validateValues(values)).toMatchObject([{ code: 'type', path: '', severity: 'error' }])
  })

  it('never throw, whatever they are', () => {
    check(
      fc.property(fc.anything({ maxDepth: 4, withNullPrototype: true }), (values) => {
        expect(Array.isArray(validateValues(values))).toBe(true)
        toManifests(normalizeValues(values as BackupStorageValues))
        fromManifests([values as object, { kind: 'BackupStorage', ...(values as object) }])
      }),
      2000,
    )
  })

  it('give diagnostics if any part of valid values is replaced by anything', () => {
    const paths = ['namespace', 'labels', 'usagePolicy', 'securityContext', 'backend', 'backend.provider']
    const more = [
      'backend.credentials',
      'backend.credentials.source',
      'backend.auth',
      'backend.spec',
      'backend.spec.volume',
    ]
    check(
      fc.property(
        fc.constantFrom(...Object.values(cases)),
        fc.constantFrom(...paths, ...more),
        fc.jsonValue(),
        ({ values }, path, replacement) => {
          const copy = structuredClone(values) as unknown as Record<string, unknown>
          const keys = path.split('.')
          let here: Record<string, unknown> = copy
          for (const key of keys.slice(0, -1)) here = here[key] as Record<string, unknown>
          here[keys.at(-1) ?? ''] = replacement
          const found = validateValues(copy)
          const manifests = toManifests(copy as unknown as BackupStorageValues)
          validateManifests(manifests)
          fromManifests(manifests)
          for (const { severity, message, source } of found) {
            if (source !== 'advice') expect(severity).toBe('error')
            expect(message).not.toContain('undefined')
          }
        },
      ),
      2000,
    )
  })

  it.each(['credentials', 'auth', 'spec', 'provider'])('give diagnostics if the only %s is invalid', (part) => {
    for (const wrong of ['', 'text', 0, false, null, []]) {
      const values = { backend: { provider: 's3', [part]: wrong } }
      expect(validateValues(values).length).toBeGreaterThan(0)
      toManifests(values as unknown as BackupStorageValues)
    }
  })

  it('give a diagnostic for an annotation with its own toString', () => {
    const values = setAt(caseOf('azure-guide').values, ['annotations'], { note: { toString: 1 } })
    expect(validateValues(values)).toMatchObject([{ path: '/annotations/note', code: 'type' }])
  })

  it('give a diagnostic for a name with its own toString, also in another storage', () => {
    const name = { toString: [] }
    const existing = [{ metadata: { name, namespace: name } }]
    const values = setAt(caseOf('azure-guide').values, ['name'], name)
    expect(validateValues(values, { existing })).toMatchObject([{ path: '/name', code: 'type' }])
    expect(() => toManifests(values)).not.toThrow()
  })

  it("give a diagnostic for a field that the manifest can't contain", () => {
    const { values } = caseOf('s3-existing-secret')
    const stale = { ...values, backend: { ...values.backend, spec: { ...values.backend.spec, container: 'old' } } }
    expect(validateValues(stale)).toMatchObject([{ code: 'unknown-field', path: '/backend/spec/container' }])
    expect(JSON.stringify(toManifests(stale))).not.toContain('container')
  })

  it('give a diagnostic for an unknown provider, which gets no block', () => {
    const values = initialValues('nowhere')
    expect(validateValues(values)).toContainEqual(
      expect.objectContaining({ code: 'unknown-provider', path: '/backend/provider' }),
    )
    expect(toManifests(values)[0]?.['spec']).toMatchObject({ storage: { provider: 'nowhere' } })
  })
})

describe('messages', () => {
  it('never contain a secret, even if its value is invalid', () => {
    const secret = 'made-up s3cret\n'
    for (const provider of ['s3', 'azure', 'gcs']) {
      const values = initialValues(provider)
      const keys = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'CA_CERT_DATA', 'AZURE_ACCOUNT_KEY']
      const more = ['AZURE_ACCOUNT_NAME', 'GOOGLE_PROJECT_ID', 'GOOGLE_SERVICE_ACCOUNT_JSON_KEY']
      values.backend.auth = Object.fromEntries([...keys, ...more].map((key) => [key, secret]))
      expect(JSON.stringify(validateValues(values))).not.toContain('s3cret')
      expect(JSON.stringify(validateManifests(`a: "${secret}`))).not.toContain('s3cret')
    }
  })
})
