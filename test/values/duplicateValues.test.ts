import { duplicateValues, fromManifests, toManifests, validateValues } from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'
import { setAt } from '../../src/base/pointer.ts'
import { caseOf } from '../fixtures/cases.ts'

describe('duplicateValues', () => {
  const { values } = caseOf('azure-guide')

  it('keeps everything but the name, the default and the folder, and leaves the original unchanged', () => {
    const original = structuredClone({ ...values, default: true })
    const copy = duplicateValues(original, 'copy')
    const { prefix: _folder, ...spec } = values.backend.spec
    expect(copy).toEqual({ ...values, name: 'copy', default: false, backend: { ...values.backend, spec } })
    expect(original).toEqual({ ...values, default: true })
  })

  it('asks for a folder of its own, next to the original or around it', () => {
    for (const prefix of [undefined, 'db/mongo']) {
      const original = setAt(caseOf('s3-new-secret').values, ['backend', 'spec', 'prefix'], prefix)
      const copy = duplicateValues(original, 'copy')
      expect(copy.backend.spec).not.toHaveProperty('prefix')
      const found = validateValues(copy, { existing: toManifests(original) })
      const told = found.filter(({ source }) => source === 'siblings').map(({ path, code }) => `${path} ${code}`)
      expect(told).toEqual([`/backend/spec/prefix ${prefix === undefined ? 'same' : 'nested'}-directory`])
      const moved = setAt(copy, ['backend', 'spec', 'prefix'], 'copy')
      expect(validateValues(moved, { existing: toManifests(original) })).toEqual(validateValues(moved))
    }
  })

  it('keeps the location of a provider without folders', () => {
    for (const name of ['local-pvc', 'local-nfs']) {
      const { backend } = caseOf(name).values
      expect(duplicateValues(caseOf(name).values, 'copy').backend).toEqual(backend)
    }
  })

  it("creates a separate Secret, even if the original's has a custom name", () => {
    const credentials = { source: 'new' as const, secretName: 'chosen', serviceAccountName: 'account' }
    const copy = duplicateValues({ ...values, backend: { ...values.backend, credentials } }, 'copy')
    expect(copy.backend.credentials).toEqual({ source: 'new', serviceAccountName: 'account' })
    expect(toManifests(copy)[0]).toMatchObject({ kind: 'Secret', metadata: { name: 'copy-storage-cred' } })
  })

  it("asks for credentials if the original's were not read", () => {
    const [, storage] = toManifests(values)
    const imported = fromManifests(storage ? [storage] : []).values
    expect(imported.backend.credentials.source).toBe('existing')
    const { credentials, auth } = duplicateValues(imported, 'copy').backend
    expect(credentials).toEqual({ source: 'new' })
    expect(auth).toEqual(imported.backend.auth)
  })

  it('keeps an existing Secret and the identity', () => {
    for (const name of ['s3-existing-secret', 's3-workload-identity']) {
      const { backend } = caseOf(name).values
      const { credentials } = duplicateValues(caseOf(name).values, 'copy').backend
      expect(credentials).toEqual(backend.credentials)
    }
  })

  it("drops kubectl's annotations", () => {
    const noted = { 'kubectl.kubernetes.io/last-applied-configuration': '{}', note: 'stays' }
    expect(duplicateValues({ ...values, annotations: noted }, 'copy').annotations).toEqual({ note: 'stays' })
  })
})
