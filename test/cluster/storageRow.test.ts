import type { Manifest, Resource } from 'backupstorage-forms/core'
import { backupStorage } from 'backupstorage-forms/core'
import { storageRow } from 'backupstorage-forms/cluster'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cases } from '../fixtures/cases.ts'
import { check } from '../property.ts'

const live = {
  apiVersion: 'storage.kubestash.com/v1alpha1',
  kind: 'BackupStorage',
  metadata: { namespace: 'demo', name: 's3-backup', creationTimestamp: '2026-11-23T12:00:00Z' },
  spec: { storage: { provider: 's3' } },
  status: {
    phase: 'NotReady',
    totalSize: '94.967 KiB',
    repositories: [{ name: 'a' }, { name: 'b' }],
    conditions: [
      { type: 'BackendInitialized', status: 'False', message: 'no such host' },
      { type: 'BackendSecretFound', status: 'True', message: 'found' },
    ],
  },
} satisfies Manifest

describe('storageRow', () => {
  it('shows the status in the cluster', () => {
    expect(storageRow(live)).toEqual({
      namespace: 'demo',
      name: 's3-backup',
      provider: 's3',
      size: '94.967 KiB',
      repositories: 2,
      phase: 'NotReady',
      problems: ['no such host'],
      created: '2026-11-23T12:00:00Z',
      deleting: '',
    })
  })

  it('shows since when it is being deleted', () => {
    const deletionTimestamp = '2026-11-25T00:00:00Z'
    expect(storageRow({ ...live, metadata: { ...live.metadata, deletionTimestamp } }).deleting).toBe(deletionTimestamp)
  })

  it.each(Object.entries(cases).map(([name, { values, manifests }]) => ({ name, values, manifest: manifests.at(-1) })))(
    'shows the name, namespace and provider of $name',
    ({ values, manifest }) => {
      if (!manifest) return
      const { namespace, name, provider } = storageRow(manifest)
      expect({ namespace, name, provider }).toEqual({
        namespace: values.namespace,
        name: values.name,
        provider: values.backend.provider,
      })
    },
  )

  it('returns the same row for the same object, and another for another resource', () => {
    expect(storageRow(live)).toBe(storageRow(live))
    expect(storageRow({ ...live })).not.toBe(storageRow(live))
    const other = { ...backupStorage } satisfies Resource
    expect(storageRow(live, { resource: other })).not.toBe(storageRow(live))
  })

  it('leaves missing and malformed fields empty', () => {
    const empty = {
      namespace: '',
      name: '',
      provider: '',
      size: '',
      phase: '',
      created: '',
      deleting: '',
      repositories: 0,
      problems: [],
    }
    const wrong = { metadata: { name: 7 }, spec: null, status: { phase: {}, repositories: 3, conditions: 'no' } }
    for (const one of [{}, [], wrong]) expect(storageRow(one as unknown as Manifest)).toEqual(empty)
  })

  it('accepts arbitrary objects', () => {
    check(
      fc.property(fc.object({ key: fc.constantFrom('metadata', 'spec', 'status', 'conditions', 'a') }), (object) => {
        storageRow(object as unknown as Manifest)
      }),
      1000,
    )
  })
})
