import type { BackupStorageValues } from 'backupstorage-forms/core'
import { createDraft, fromManifests, initialValues, locksOf, toManifests } from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'
import { caseOf } from '../fixtures/cases.ts'

/** Returns the storage of a case as the cluster stores it. */
function live(name: string, status?: object): object {
  const storage = caseOf(name).manifests.at(-1)
  return { ...storage, ...(status ? { status } : {}) }
}

const used = { phase: 'Ready', repositories: [{ name: 'r', namespace: 'demo', path: 'demo/r' }] }

describe('locks of an edited storage', () => {
  it('are empty for a new storage', () => {
    expect(locksOf('s3', {})).toEqual({ fields: new Set(), reasons: new Map(), sources: undefined })
  })

  it.each([undefined, { phase: 'Ready' }, { repositories: [] }])(
    'contain the name and the namespace as long as it has no backups (status %j)',
    (status) => {
      const locks = locksOf('s3', { editing: live('s3-existing-secret', status) })
      expect([...locks.fields].sort()).toEqual(['/name', '/namespace'])
      expect([...locks.reasons.keys()]).toEqual(['/name', '/namespace'])
      expect(locks.sources).toBeUndefined()
    },
  )

  it('contain the whole backend except for the Secret if it has backups', () => {
    const locks = locksOf('azure', { editing: live('azure-existing-secret', used) })
    expect(locks.fields).toContain('/backend/provider')
    expect(locks.fields).toContain('/backend/spec/container')
    expect(locks.fields).toContain('/backend/auth/AZURE_ACCOUNT_NAME')
    expect(locks.fields).toContain('/backend/credentials/secretName')
    expect(locks.fields).not.toContain('/backend/auth/AZURE_ACCOUNT_KEY')
    expect(locks.fields).not.toContain('/deletionPolicy')
    expect(locks.sources).toEqual(['existing', 'new'])
    expect(locks.reasons.get('/backend')).toContain('only the credentials of its backend can change')
  })

  it('allow no Secret for a storage without one', () => {
    expect(locksOf('s3', { editing: live('s3-workload-identity', used) }).sources).toEqual(['workloadIdentity'])
  })
})

describe('new credentials of a storage', () => {
  it('replace those in the referenced Secret when editing, and nothing else', () => {
    const editing = live('s3-existing-secret', used)
    const { values } = fromManifests([editing])
    const draft = createDraft({ editing, values })
    draft.change(['backend', 'credentials', 'source'], 'new')
    draft.change(['backend', 'auth', 'AWS_ACCESS_KEY_ID'], 'made-up-id')
    draft.change(['backend', 'auth', 'AWS_SECRET_ACCESS_KEY'], 'made-up-secret')
    const [secret, storage] = toManifests(draft.getState().values)
    expect(secret).toMatchObject({ kind: 'Secret', metadata: { name: 's3-secret' } })
    expect(storage).toEqual(caseOf('s3-existing-secret').manifests[0])
    draft.change(['backend', 'credentials', 'source'], 'existing')
    expect(draft.getState().values).toEqual({ ...values, backend: { ...values.backend, auth: expect.any(Object) } })
  })

  it('are a separate Secret for a new storage', () => {
    const values: BackupStorageValues = caseOf('s3-existing-secret').values
    const draft = createDraft({ values })
    draft.change(['backend', 'credentials', 'source'], 'new')
    expect(draft.getState().values.backend.credentials).toEqual({ source: 'new' })
    expect(initialValues('s3').backend.credentials).toEqual({ source: 'new' })
  })
})
