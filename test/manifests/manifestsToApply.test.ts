import type { Manifest } from 'backupstorage-forms/core'
import { fromManifests, manifestsToApply, toManifests, validateValues } from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'
import { caseOf } from '../fixtures/cases.ts'

const [stored] = caseOf('s3-existing-secret').manifests as [Manifest]
const live: Manifest = {
  ...stored,
  metadata: {
    ...stored.metadata,
    uid: 'made-up-uid',
    resourceVersion: '41',
    managedFields: [{ manager: 'console' }],
    finalizers: ['kubestash.com'],
  },
  spec: { ...(stored['spec'] as object), runtimeSettings: { pod: { nodeSelector: { disk: 'ssd' } } } },
  status: { phase: 'Ready' },
}

describe('manifestsToApply', () => {
  it('returns the plain manifests of new values', () => {
    const { values } = caseOf('azure-guide')
    expect(manifestsToApply(values)).toEqual(toManifests(values))
  })

  it('returns the live object with the changes, including fields unknown to the form', () => {
    const { values } = fromManifests([live])
    const [changed, ...others] = manifestsToApply({ ...values, deletionPolicy: 'WipeOut' }, { editing: live })
    expect(others).toEqual([])
    const { managedFields: _managed, ...metadata } = live.metadata
    const { status: _status, ...rest } = live
    expect(changed).toEqual({ ...rest, metadata, spec: { ...(live['spec'] as object), deletionPolicy: 'WipeOut' } })
  })

  it('puts the Secret first if the credentials are replaced', () => {
    const { values } = fromManifests([live])
    const credentials = { source: 'new' as const, secretName: 's3-secret' }
    const auth = { AWS_ACCESS_KEY_ID: 'made-up-id', AWS_SECRET_ACCESS_KEY: 'made-up-secret' }
    const found = manifestsToApply({ ...values, backend: { ...values.backend, credentials, auth } }, { editing: live })
    expect(found.map(({ kind, metadata }) => [kind, metadata['name']])).toEqual([
      ['Secret', 's3-secret'],
      ['BackupStorage', live.metadata['name']],
    ])
    expect(found[0]).toMatchObject({ stringData: auth })
    expect(found[1]).toMatchObject({ metadata: { resourceVersion: '41' } })
  })
})

describe('a volume type unknown to the form', () => {
  const [local] = caseOf('local-pvc').manifests as [Manifest]
  const csi = { driver: 'nfs.csi.example.com' }
  const editing: Manifest = {
    ...local,
    spec: {
      ...(local['spec'] as object),
      storage: { provider: 'local', local: { mountPath: '/safe/data', csi } },
    },
  }
  const { values } = fromManifests([editing])

  it('is kept, and satisfies the required volume', () => {
    expect(validateValues(values, { editing }).filter(({ severity }) => severity === 'error')).toEqual([])
    expect(validateValues(values)).toContainEqual(expect.objectContaining({ path: '/backend/spec/volume' }))
    expect(manifestsToApply(values, { editing })).toMatchObject([{ spec: { storage: { local: { csi } } } }])
  })

  it('is replaced by one selected in the form', () => {
    const volume = { nfs: { server: 'nfs.example.com', path: '/exports' } }
    const chosen = { ...values, backend: { ...values.backend, spec: { ...values.backend.spec, volume } } }
    const [applied] = manifestsToApply(chosen, { editing })
    expect(applied).toMatchObject({
      spec: { storage: { provider: 'local', local: { mountPath: '/safe/data', ...volume } } },
    })
    expect(JSON.stringify(applied)).not.toContain('csi')
  })
})
