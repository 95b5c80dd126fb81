import { describe, expect, it } from 'vitest'
import type { StoredObject } from '../../examples/console/server/objects.ts'
import {
  backupConfigurationResource,
  backupStorageResource,
  repositoryResource,
  snapshotResource,
} from '../../examples/console/server/resources.ts'
import { type Running, startApi } from './embeddedServer.ts'

// The kinds related to a BackupStorage: the initial objects, and the simulated operator that maintains them.

const storagesOf = ({ api }: Running): StoredObject[] => api.store.list(backupStorageResource, '')
const statusAt = (object: StoredObject | undefined): Record<string, unknown> =>
  (object?.status ?? {}) as Record<string, unknown>
const pathOf = (plural: string, namespace: string, group = 'storage'): string =>
  `/apis/${group}.kubestash.com/v1alpha1/namespaces/${namespace}/${plural}`
const merge = { 'content-type': 'application/merge-patch+json' }

describe('the initial objects', () => {
  it('cover each state that the pages can show', async () => {
    const running = await startApi()
    const storages = storagesOf(running)
    const having = (matches: (spec: Record<string, unknown>, status: Record<string, unknown>) => boolean): number =>
      storages.filter((one) => matches(one.spec as Record<string, unknown>, statusAt(one))).length
    expect(having((_, { phase }) => phase === 'NotReady')).toBe(1)
    expect(having((_, { phase, repositories }) => phase === 'Ready' && repositories === undefined)).toBe(1)
    expect(having(({ deletionPolicy }) => deletionPolicy === 'WipeOut')).toBe(1)
    expect(having((spec) => spec['default'] === true)).toBe(1)
    const configurations = running.api.store.list(backupConfigurationResource, '')
    const phases = configurations.map((one) => statusAt(one).phase)
    expect(new Set(phases)).toEqual(new Set(['Ready', 'NotReady', 'Invalid']))
    expect(configurations.some(({ spec }) => (spec as { paused?: boolean }).paused === true)).toBe(true)
  })

  it.each([0, 300])('are consistent, so that the operator changes nothing (with %d more)', async (seed) => {
    const running = await startApi({ seed })
    const { store } = running.api
    const before = [backupStorageResource, backupConfigurationResource, repositoryResource].map((resource) =>
      store.list(resource, '').map(statusAt),
    )
    // Touches every Repository, and thereby its storage and BackupConfigurations.
    for (const repository of store.list(repositoryResource, '')) {
      const { metadata } = repository
      store.replace(repositoryResource, { ...repository, metadata: { ...metadata, labels: { touched: 'yes' } } })
    }
    const { version } = store
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(store.version).toBe(version)
    const after = [backupStorageResource, backupConfigurationResource, repositoryResource].map((resource) =>
      store.list(resource, '').map(statusAt),
    )
    expect(after).toEqual(before)
  })

  it('have Repositories that count their Snapshots', async () => {
    const { api } = await startApi()
    const snapshots = api.store.list(snapshotResource, '')
    for (const { metadata, status } of api.store.list(repositoryResource, '')) {
      const own = snapshots.filter(
        (one) =>
          (one.spec as { repository: string }).repository === metadata.name &&
          one.metadata.namespace === metadata.namespace,
      )
      expect((status as { snapshotCount: number }).snapshotCount, metadata.name).toBe(own.length)
    }
  })

  it('are served as collections, and validated against their CRDs', async () => {
    const { ask } = await startApi()
    const counts: Record<string, number> = {}
    for (const plural of ['repositories', 'snapshots', 'retentionpolicies']) {
      const { body } = await ask('GET', `/apis/storage.kubestash.com/v1alpha1/${plural}`)
      counts[body.kind] = body.items.length
    }
    expect(counts).toMatchObject({ RepositoryList: 8, RetentionPolicyList: 2 })
    const policy = {
      apiVersion: 'storage.kubestash.com/v1alpha1',
      kind: 'RetentionPolicy',
      metadata: { name: 'p', namespace: 'demo' },
      spec: { failedSnapshots: {}, usagePolicy: { allowedNamespaces: { from: 'None' } } },
    }
    expect(await ask('POST', pathOf('retentionpolicies', 'demo'), policy)).toMatchObject({
      status: 422,
      body: { details: { causes: [{ field: 'spec.usagePolicy.allowedNamespaces.from' }] } },
    })
    const valid = { ...policy, spec: { failedSnapshots: {} } }
    expect((await ask('POST', pathOf('retentionpolicies', 'demo'), valid)).body.spec).toEqual({
      failedSnapshots: { last: 1 },
    })
    expect((await ask('GET', `${pathOf('retentionpolicies', 'demo')}/p/status`)).status).toBe(404)
  })
})

describe('the operator', () => {
  it("deletes a storage's Repositories and Snapshots, and marks its users as not ready", async () => {
    const { ask, api } = await startApi()
    const left = (): unknown => ({
      repositories: api.store.list(repositoryResource, 'production').length,
      snapshots: api.store.list(snapshotResource, 'production').length,
    })
    expect(left()).toEqual({ repositories: 2, snapshots: 24 })
    await ask('DELETE', `${pathOf('backupstorages', 'production')}/gcs-archive`)
    await expect.poll(left).toEqual({ repositories: 0, snapshots: 0 })
    const orders = (): unknown => statusAt(api.store.find(backupConfigurationResource, 'production', 'orders-backup'))
    await expect.poll(orders).toMatchObject({
      phase: 'NotReady',
      backends: [{ ready: false, storage: { reason: 'BackupStorage "production/gcs-archive" not found' } }],
      repositories: [{ name: 'orders-postgres', phase: 'NotReady' }],
    })
    expect(api.store.list(repositoryResource, 'demo')).toHaveLength(6)
  })

  it('updates the Repositories in the status of a storage', async () => {
    const { ask, api } = await startApi()
    await ask('DELETE', `${pathOf('repositories', 'demo')}/mongo-quickstart`)
    const storage = (): unknown => statusAt(api.store.find(backupStorageResource, 'stash', 'default'))
    await expect.poll(storage).toMatchObject({
      totalSize: '44.155 KiB',
      repositories: [{ name: 'mysql-quickstart' }, { name: 'pg-quickstart' }],
    })
  })

  it('checks a configuration again when it, its storage or its retention policy changes', async () => {
    const { ask, api } = await startApi()
    const status =
      (name: string, namespace = 'demo') =>
      (): unknown =>
        statusAt(api.store.find(backupConfigurationResource, namespace, name)).phase
    await ask('DELETE', `${pathOf('retentionpolicies', 'demo')}/demo-retention`)
    await expect.poll(status('redis-sessions-backup')).toBe('NotReady')
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'minio-storage-cred', namespace: 'demo' } }
    await ask('POST', '/api/v1/namespaces/demo/secrets', secret)
    await expect.poll(() => statusAt(api.store.find(backupStorageResource, 'demo', 'minio')).phase).toBe('Ready')
    const policy = { apiVersion: 'storage.kubestash.com/v1alpha1', kind: 'RetentionPolicy' }
    await ask('POST', pathOf('retentionpolicies', 'demo'), {
      ...policy,
      metadata: { name: 'demo-retention', namespace: 'demo' },
    })
    await expect.poll(status('minio-trial-backup')).toBe('Ready')
    const path = `${pathOf('backupconfigurations', 'production', 'core')}/analytics-backup`
    const { body } = await ask('GET', path)
    const { backends } = body.spec as { backends: object[] }
    await ask('PATCH', path, { spec: { backends: backends.map((one) => ({ ...one, name: 'gcs-archive' })) } }, merge)
    await expect.poll(status('analytics-backup', 'production')).toBe('Ready')
  })

  it('runs backups only if configured to', async () => {
    const time = { value: Date.parse('2026-11-25T12:00:00Z') }
    const running = await startApi({ activity: 10, now: () => new Date((time.value += 1000)) })
    const { store } = running.api
    const repository = (): Record<string, unknown> => statusAt(store.find(repositoryResource, 'demo', 'pg-quickstart'))
    const before = repository()
    await expect.poll(() => repository().lastBackupTime).not.toBe(before.lastBackupTime)
    expect(repository().size).not.toBe(before.size)
    // The oldest Snapshot was removed when the newest was added.
    expect(repository().snapshotCount).toBe(12)
    const size = (): unknown => statusAt(store.find(backupStorageResource, 'stash', 'default')).totalSize
    await expect.poll(size).not.toBe('94.967 KiB')
    // A paused one is skipped.
    const paused = statusAt(store.find(repositoryResource, 'demo', 'mongo-quickstart'))
    expect(paused).toMatchObject({ snapshotCount: 7, integrity: false })
    running.api.stop()
    const { version } = store
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(store.version).toBe(version)
  })
})
