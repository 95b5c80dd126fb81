import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import {
  type EmbeddedApi,
  type EmbeddedApiOptions,
  createEmbeddedApi,
} from '../../examples/console/server/createEmbeddedApi.ts'
import type { StoredObject } from '../../examples/console/server/objects.ts'
import { backupStorageResource } from '../../examples/console/server/resources.ts'
import { type Manifest, submitManifests } from 'backupstorage-forms/core'
import { createKubernetesClient } from 'backupstorage-forms/kubernetes'
import { type Recording, recording } from '../kubernetes/recordings.ts'

// Of the recordings these wait for the issue that needs them: access-review-*, apply-*, list-*-selector,
// list-table, secret-table, update-*, watch-*. `unauthorized-401` has no request that could be replayed: nobody signs
// in to the embedded API.

interface Running {
  api: EmbeddedApi
  url: string
}

const running: { api: EmbeddedApi; server: Server }[] = []

async function start(options: EmbeddedApiOptions): Promise<Running> {
  const api = createEmbeddedApi({ operatorDelay: 5, ...options })
  const server = createServer(api.handler)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  running.push({ api, server })
  return { api, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

afterEach(() => {
  for (const { api, server } of running.splice(0)) {
    api.stop()
    server.closeAllConnections()
    server.close()
  }
})

const apiVersion = 'storage.kubestash.com/v1alpha1'

function namespaces(...names: string[]): StoredObject[] {
  return names.map((name) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  }))
}

function storage(name: string, namespace = 'demo', spec?: StoredObject['spec']): StoredObject {
  return {
    apiVersion,
    kind: 'BackupStorage',
    metadata: { name, namespace },
    spec: spec ?? {
      deletionPolicy: 'Delete',
      storage: { provider: 'gcs', gcs: { bucket: `b-${name}`, secretName: 's' } },
    },
  }
}

const f: StoredObject = storage('f', 'prod')
const seven = [
  ...namespaces('default', 'demo', 'prod'),
  ...['alpha', 'b', 'c', 'd', 'e', 'pruned'].map((name) => storage(name)),
  f,
]

/** Sends the request of a recording as it is. */
async function replay(url: string, { request }: Recording): Promise<Recording['response']> {
  const { method, path, headers, body } = request
  const init: RequestInit = { method, headers }
  if (body !== undefined) init.body = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await fetch(url + path, init)
  const type = response.headers.get('content-type') ?? ''
  const text = await response.text()
  return {
    status: response.status,
    headers: { 'content-type': type },
    body: type.startsWith('application/json') ? JSON.parse(text) : text,
  }
}

const changing = ['uid', 'resourceVersion', 'creationTimestamp', 'managedFields', 'continue']

/** An answer with the values that differ from run to run replaced by their type; that they are there still counts. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      changing.includes(key) && child !== '' ? typeof child : comparable(child),
    ]),
  )
}

/** What the embedded API answers to the request of a recording, and what the recorded server did. */
async function answers(url: string, name: string): Promise<{ given: unknown; recorded: unknown }> {
  const recorded = recording(name)
  return { given: comparable(await replay(url, recorded)), recorded: comparable(recorded.response) }
}

describe('the embedded API answers as the recorded API server did', () => {
  it.each([
    ['list-namespace-200', [...namespaces('demo'), ...seven.filter(({ metadata }) => metadata.namespace === 'demo')]],
    ['list-empty-200', seven],
    ['list-first-page-200', seven],
    ['list-bad-continue-400', seven],
    ['get-200', seven],
    ['get-404', seven],
    ['kind-not-served-404', seven],
    ['create-201', namespaces('demo')],
    ['create-dry-run-201', namespaces('demo')],
    ['create-unknown-fields-pruned-201', namespaces('demo')],
    ['create-conflict-409', seven],
    ['create-invalid-422', seven],
    ['create-malformed-400', seven],
    ['create-namespace-missing-404', seven],
    ['create-wrong-namespace-400', seven],
    ['delete-200', seven],
    ['delete-dry-run-200', seven],
    ['secret-create-201', namespaces('demo')],
    ['secret-invalid-422', namespaces('demo')],
    ['patch-merge-200', [...namespaces('demo'), storage('alpha')]],
    ['patch-unsupported-media-415', seven],
  ])('%s', async (name, objects) => {
    // The recorded server had no webhook.
    const { url } = await start({ objects, webhook: false })
    const { given, recorded } = await answers(url, name)
    expect(given).toEqual(recorded)
  })

  it('list-next-page-200, with the token of the first page', async () => {
    const { url } = await start({ objects: seven, webhook: false })
    const first = await replay(url, recording('list-first-page-200'))
    const token = (first.body as { metadata: { continue: string } }).metadata.continue
    const next = recording('list-next-page-200')
    const request = { ...next.request, path: next.request.path.replace(/continue=.*/, `continue=${token}`) }
    expect(comparable(await replay(url, { ...next, request }))).toEqual(comparable(next.response))
  })

  it('namespaces-200', async () => {
    const names = (recording('namespaces-200').response.body as { items: StoredObject[] }).items.map(
      ({ metadata }) => metadata.name,
    )
    const { url } = await start({ objects: namespaces(...names) })
    const { given, recorded } = await answers(url, 'namespaces-200')
    expect(given).toEqual(recorded)
  })

  it('secret-conflict-409 and delete-404, the second time', async () => {
    const { url } = await start({ objects: [...namespaces('demo'), storage('b')], webhook: false })
    for (const name of ['secret-create-201', 'secret-conflict-409', 'delete-200', 'delete-404']) {
      const { given, recorded } = await answers(url, name)
      expect(given).toEqual(recorded)
    }
  })

  it('status-update-200, after a label and a policy were changed', async () => {
    const { url, api } = await start({ objects: [...namespaces('demo'), storage('alpha')], webhook: false })
    const labelled = await answers(url, 'patch-merge-200')
    expect(labelled.given).toEqual(labelled.recorded)
    const policy = { ...recording('patch-merge-200').request, body: { spec: { deletionPolicy: 'WipeOut' } } }
    await replay(url, { ...recording('patch-merge-200'), request: policy })
    api.stop()
    const { given, recorded } = await answers(url, 'status-update-200')
    expect(given).toEqual(recorded)
  })

  it.each(['forbidden-list-403', 'forbidden-create-403'])('%s', async (name) => {
    const { url } = await start({ objects: seven, allow: ({ user }) => user !== 'alice' })
    const { given, recorded } = await answers(url, name)
    expect(given).toEqual(recorded)
  })

  it('keeps nothing of a dry run', async () => {
    const { url, api } = await start({ objects: namespaces('demo') })
    const before = api.store.version
    await replay(url, recording('create-dry-run-201'))
    expect(api.store.version).toBe(before)
    expect((await replay(url, recording('get-200'))).status).toBe(404)
  })
})

describe('what the recorded server was too old for, or had not', () => {
  it('refuses unknown fields when the validation is strict', async () => {
    const { url } = await start({ objects: namespaces('demo') })
    const client = createKubernetesClient({ baseUrl: url })
    const manifest = recording('create-unknown-fields-pruned-201').request.body as Manifest
    await expect(client.create(manifest, { dryRun: true })).rejects.toMatchObject({
      status: 400,
      causes: [{ field: 'spec.storage.gcs.nope' }, { field: 'spec.local' }],
    })
  })

  it.each([
    ['PUT', '/api/v1/namespaces/demo', 405],
    ['POST', `/apis/${apiVersion}/backupstorages`, 405],
    ['GET', '/api/v1/namespaces/%E0%A4%A/secrets', 404],
    ['GET', '/', 404],
  ])('%s %s: %d', async (method, path, code) => {
    const { url } = await start({ objects: namespaces('demo') })
    expect((await fetch(url + path, { method })).status).toBe(code)
  })

  it('refuses a body that is too large, and one of another type', async () => {
    const { url } = await start({ objects: namespaces('demo') })
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
    const { url } = await start({ objects: [...namespaces('demo', 'prod'), ...objects] })
    const client = createKubernetesClient({ baseUrl: url })
    const dry = await client.create(storage('new', 'demo', spec), { dryRun: true }).catch((error: unknown) => error)
    const real = await client.create(storage('new', 'demo', spec)).catch((error: unknown) => error)
    const messages = [dry, real].map((result) => (result instanceof Error ? result.message : 'accepted'))
    expect(messages[1]?.replace('create BackupStorage', 'check BackupStorage')).toBe(messages[0])
    return messages[0] ?? ''
  }
  const gcs = { provider: 'gcs', gcs: { bucket: 'b', prefix: 'p', secretName: 's' } }

  it('fills in the usage policy and cuts one slash', async () => {
    const { url } = await start({ objects: namespaces('demo') })
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

  it('refuses a second default, in the same namespace only', async () => {
    const other = (namespace: string): StoredObject =>
      storage('old', namespace, { default: true, storage: { provider: 'local', local: {} } })
    expect(await refusal({ default: true, storage: gcs }, [other('demo')])).toMatch(
      /default BackupStorage of namespace "demo"/,
    )
    expect(await refusal({ default: true, storage: gcs }, [other('prod')])).toBe('accepted')
  })

  it('refuses an empty selector', async () => {
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
  ])('refuses the same directory of the same bucket in any namespace: %s', async (provider, block, change) => {
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
    expect(await refusal(spec)).toMatch(/could not ask its admission webhook/)
  })
})

describe('the operator', () => {
  const status = (api: EmbeddedApi, name: string): (() => unknown) => {
    return () => api.store.find(backupStorageResource, 'demo', name)?.status
  }

  it('makes a storage Ready when its Secret is there, whichever comes first', async () => {
    const { url, api } = await start({ objects: namespaces('demo') })
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

  it('needs no Secret where none is named', async () => {
    const { url, api } = await start({ objects: namespaces('demo') })
    await createKubernetesClient({ baseUrl: url }).create(
      storage('pvc', 'demo', { storage: { provider: 'local', local: { mountPath: '/x' } } }),
    )
    await expect
      .poll(status(api, 'pvc'))
      .toMatchObject({ phase: 'Ready', conditions: [{ type: 'BackendInitialized', status: 'True' }] })
  })

  it('leaves the objects of the start as they are, and a submit that the webhook refuses leaves no Secret', async () => {
    const { url } = await start({})
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
