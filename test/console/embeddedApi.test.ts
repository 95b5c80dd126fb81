import { describe, expect, it } from 'vitest'
import type { EmbeddedApi } from '../../examples/console/server/createEmbeddedApi.ts'
import type { StoredObject } from '../../examples/console/server/objects.ts'
import { backupStorageResource } from '../../examples/console/server/resources.ts'
import { type Manifest, validateManifests } from 'backupstorage-forms/core'
import { submitManifests } from 'backupstorage-forms/cluster'
import { createKubernetesClient } from 'backupstorage-forms/kubernetes'
import { recording } from '../cluster/recordings.ts'
import { namespaces, startApi, storage, storageVersion } from './embeddedServer.ts'

describe('features missing from the recorded server', () => {
  it('keeps nothing after a dry run', async () => {
    const { ask, api } = await startApi({ objects: namespaces('demo') })
    const before = api.store.version
    const { path, body } = recording('create-dry-run-201').request
    expect((await ask('POST', path, body)).status).toBe(201)
    expect(api.store.version).toBe(before)
  })

  it('rejects unknown fields in strict validation', async () => {
    const { url } = await startApi({ objects: namespaces('demo') })
    const client = createKubernetesClient({ baseUrl: url })
    const manifest = recording('create-unknown-fields-pruned-201').request.body as Manifest
    await expect(client.create(manifest, { dryRun: true })).rejects.toMatchObject({
      status: 400,
      causes: [{ field: 'spec.local' }, { field: 'spec.storage.gcs.nope' }],
    })
  })

  it.each([
    ['PUT', '/api/v1/namespaces', 405],
    ['POST', `/apis/${storageVersion}/backupstorages`, 405],
    ['GET', '/api/v1/namespaces/%E0%A4%A/secrets', 404],
    ['GET', '/', 404],
  ])('answers %s %s with %d', async (method, path, code) => {
    const { url } = await startApi({ objects: namespaces('demo') })
    expect((await fetch(url + path, { method })).status).toBe(code)
  })

  it('rejects a body that is too large or of another type', async () => {
    const { url } = await startApi({ objects: namespaces('demo') })
    const path = `${url}/api/v1/namespaces/demo/secrets`
    const post = async (type: string, body: string): Promise<number> =>
      (await fetch(path, { method: 'POST', headers: { 'content-type': type }, body })).status
    expect(await post('application/json', 'x'.repeat(3 * 1024 * 1024 + 1))).toBe(413)
    expect(await post('text/plain', '{}')).toBe(415)
    expect(await post('application/json; charset=utf-8', '[]')).toBe(400)
  })
})

describe('the webhook', () => {
  async function refusal(spec: StoredObject['spec'], objects: StoredObject[] = []): Promise<string> {
    const { url } = await startApi({ objects: [...namespaces('demo', 'prod'), ...objects] })
    const client = createKubernetesClient({ baseUrl: url })
    const dry = await client.create(storage('new', 'demo', spec), { dryRun: true }).catch((error: unknown) => error)
    const real = await client.create(storage('new', 'demo', spec)).catch((error: unknown) => error)
    const messages = [dry, real].map((result) => (result instanceof Error ? result.message : 'accepted'))
    expect(messages[1]?.replace('create BackupStorage', 'check BackupStorage')).toBe(messages[0])
    return messages[0] ?? ''
  }
  const gcs = { provider: 'gcs', gcs: { bucket: 'b', prefix: 'p', secretName: 's' } }

  it('fills in the usage policy and removes one trailing slash', async () => {
    const { url } = await startApi({ objects: namespaces('demo') })
    const s3 = { endpoint: 'https://minio.test/', bucket: 'b/', prefix: 'p//', secretName: 's' }
    const kept = await createKubernetesClient({ baseUrl: url }).create(
      storage('a', 'demo', { storage: { provider: 's3', s3 } }),
    )
    expect(kept.spec).toEqual({
      deletionPolicy: 'Delete',
      storage: { provider: 's3', s3: { endpoint: 'https://minio.test', bucket: 'b', prefix: 'p/', secretName: 's' } },
      usagePolicy: { allowedNamespaces: { from: 'Same' } },
    })
  })

  it('rejects a second default in the same namespace', async () => {
    const other = (namespace: string): StoredObject =>
      storage('old', namespace, { default: true, storage: { provider: 'local', local: {} } })
    expect(await refusal({ default: true, storage: gcs }, [other('demo')])).toMatch(
      /default BackupStorage of namespace "demo"/,
    )
    expect(await refusal({ default: true, storage: gcs }, [other('prod')])).toBe('accepted')
  })

  it('rejects an empty selector', async () => {
    const policy = (selector: Record<string, never> | { matchLabels: { a: string } }): StoredObject['spec'] => ({
      storage: gcs,
      usagePolicy: { allowedNamespaces: { from: 'Selector', selector } },
    })
    expect(await refusal(policy({}))).toMatch(/selector cannot be empty/)
    expect(await refusal(policy({ matchLabels: { a: 'b' } }))).toBe('accepted')
  })

  it.each([
    ['gcs', { bucket: 'b', prefix: 'p' }, { prefix: 'q' }],
    ['s3', { bucket: 'b', region: 'r', prefix: 'p' }, { region: 'x' }],
    ['azure', { storageAccount: 'a', container: 'c', prefix: 'p' }, { container: 'd' }],
  ])('rejects the same directory of the same bucket in any namespace: %s', async (provider, block, change) => {
    const there = storage('old', 'prod', {
      storage: { provider, [provider]: { ...block, endpoint: 'https://one.test' } },
    })
    const spec = (more: object): StoredObject['spec'] => ({ storage: { provider, [provider]: { ...block, ...more } } })
    expect(await refusal(spec({}), [there])).toMatch(/"prod\/old" points to the same directory/)
    expect(await refusal(spec(change), [there])).toBe('accepted')
  })

  it('never compares local storages', async () => {
    const spec = { storage: { provider: 'local', local: { mountPath: '/x' } } }
    expect(await refusal(spec, [storage('old', 'prod', spec)])).toBe('accepted')
  })

  it.each([{ storage: { provider: 'gcs' } }, { storage: gcs, usagePolicy: {} }])('crashes on %j', async (spec) => {
    expect(await refusal(spec)).toMatch(/couldn't call its admission webhook/)
  })
})

describe('the operator', () => {
  const status = (api: EmbeddedApi, name: string): (() => unknown) => {
    return () => api.store.find(backupStorageResource, 'demo', name)?.status
  }

  it('makes a storage Ready once its Secret exists, in either order', async () => {
    const { url, api } = await startApi({ objects: namespaces('demo') })
    const client = createKubernetesClient({ baseUrl: url })
    await client.create(storage('late'))
    await expect.poll(status(api, 'late')).toMatchObject({
      phase: 'NotReady',
      conditions: [{ type: 'BackendSecretFound', status: 'False', message: 'secrets "s" not found' }],
    })
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'demo' } }
    const created = await submitManifests(client, [secret, storage('early')])
    expect(created.map(({ kind }) => kind)).toEqual(['Secret', 'BackupStorage'])
    const ready = {
      phase: 'Ready',
      conditions: [{ type: 'BackendSecretFound', status: 'True' }, { type: 'BackendInitialized' }],
    }
    await expect.poll(status(api, 'early')).toMatchObject(ready)
    await expect.poll(status(api, 'late')).toMatchObject(ready)
    await client.delete({ ...secret, namespace: 'demo', name: 's' })
    await expect.poll(status(api, 'early')).toMatchObject({ phase: 'NotReady' })
  })

  it('needs no Secret if none is referenced', async () => {
    const { url, api } = await startApi({ objects: namespaces('demo') })
    await createKubernetesClient({ baseUrl: url }).create(
      storage('pvc', 'demo', { storage: { provider: 'local', local: { mountPath: '/x' } } }),
    )
    await expect
      .poll(status(api, 'pvc'))
      .toMatchObject({ phase: 'Ready', conditions: [{ type: 'BackendInitialized', status: 'True' }] })
  })

  it('starts with storages that the checks accept, except for the one that deletes its backups', async () => {
    const { url } = await startApi({})
    for (const { status: _status, ...manifest } of await createKubernetesClient({ baseUrl: url }).list()) {
      const found = validateManifests([manifest]).map(({ code }) => code)
      expect(found).toEqual(manifest.metadata.name === 'scratch' ? ['wipe-out'] : [])
    }
  })

  it('leaves the initial objects unchanged, and no Secret after a rejected submit', async () => {
    const { url } = await startApi({})
    const client = createKubernetesClient({ baseUrl: url })
    const before = await client.list()
    expect(before.map(({ metadata, status }) => [metadata.name, (status as { phase: string }).phase])).toEqual([
      ['azure', 'Ready'],
      ['minio', 'NotReady'],
      ['scratch', 'Ready'],
      ['gcs-archive', 'Ready'],
      ['default', 'Ready'],
    ])
    expect(await client.namespaces()).toEqual(['default', 'demo', 'kube-system', 'production', 'stash'])
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'second-storage-cred', namespace: 'stash' } }
    const second = storage('second', 'stash', {
      default: true,
      storage: { provider: 'local', local: { mountPath: '/x' } },
    })
    await expect(submitManifests(client, [secret, second])).rejects.toThrow(/"default" is the default/)
    await expect(client.get({ ...secret, namespace: 'stash', name: 'second-storage-cred' })).rejects.toMatchObject({
      status: 404,
    })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await client.list()).toEqual(before)
  })
})
