import { duplicateValues, fromManifests, toManifests } from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'
import { caseOf } from '../fixtures/cases.ts'

describe('duplicateValues', () => {
  const { values } = caseOf('azure-guide')

  it('keeps everything but the name and the default, and leaves the original unchanged', () => {
    const original = structuredClone({ ...values, default: true })
    const copy = duplicateValues(original, 'copy')
    expect(copy).toEqual({ ...values, name: 'copy', default: false })
    expect(original).toEqual({ ...values, default: true })
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
      expect(duplicateValues(caseOf(name).values, 'copy').backend).toEqual(backend)
    }
  })

  it("drops kubectl's annotations", () => {
    const noted = { 'kubectl.kubernetes.io/last-applied-configuration': '{}', note: 'stays' }
    expect(duplicateValues({ ...values, annotations: noted }, 'copy').annotations).toEqual({ note: 'stays' })
  })
})
