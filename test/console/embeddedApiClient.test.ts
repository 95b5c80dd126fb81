import type { Manifest } from 'backupstorage-forms/core'
import type { BackupStorageClient, WatchEvent } from 'backupstorage-forms/cluster'
import { createKubernetesClient } from 'backupstorage-forms/kubernetes'
import { describe, expect, it } from 'vitest'
import { backupStorageResource } from '../../examples/console/server/resources.ts'
import { answerOf, recording } from '../cluster/recordings.ts'
import { type Running, namespaces, startApi, storage, storageVersion } from './embeddedServer.ts'

// The package's client against the embedded API, over real connections.

const options = { objects: namespaces('demo'), webhook: false, operatorDelay: 1_000_000 }
const reference = (name: string): { apiVersion: string; kind: string; namespace: string; name: string } => ({
  apiVersion: storageVersion,
  kind: 'BackupStorage',
  namespace: 'demo',
  name,
})
const related = { apiVersion: storageVersion, kind: 'Repository', plural: 'repositories' }

describe('the client', () => {
  it('lists 10,000 storages in pages, even if a token expires', async () => {
    const { url, api } = await startApi({ ...options, objects: [], seed: 10_000 })
    const client = createKubernetesClient({ baseUrl: url })
    expect(await client.list()).toHaveLength(10_000)
    api.faults.add([{ when: { verb: 'list' }, after: 7, times: 1, then: { status: 410 } }])
    const names = (await client.list()).map(({ metadata }) => `${String(metadata.namespace)}/${metadata.name}`)
    expect(new Set(names).size).toBe(10_000)
    expect(api.faults.pending).toEqual([])
  })

  it('reads, updates and deletes objects, and detects conflicts', async () => {
    const { url } = await startApi({ ...options, objects: [...namespaces('demo'), storage('a')] })
    const client = createKubernetesClient({ baseUrl: url })
    const before = await client.get(reference('a'))
    const changed = { ...before, spec: { ...(before.spec as object), deletionPolicy: 'WipeOut' } } as Manifest
    expect(await client.update(changed, { dryRun: true })).toMatchObject({ spec: { deletionPolicy: 'WipeOut' } })
    expect(await client.get(reference('a'))).toEqual(before)
    const after = await client.update(changed)
    expect(after.metadata.generation).toBe(2)
    await expect(client.update(changed)).rejects.toMatchObject({ status: 409, reason: 'Conflict' })
    await client.patch(reference('a'), { metadata: { labels: { team: 'one' } } })
    expect((await client.get(reference('a'))).metadata.labels).toEqual({ team: 'one' })
    await expect(client.patch(reference('a'), { spec: { nope: 1 } }, { dryRun: true })).rejects.toMatchObject({
      status: 422,
    })
    await client.delete(reference('a'))
    await expect(client.get(reference('a'))).rejects.toMatchObject({ status: 404 })
  })

  it('reads related kinds, Secrets without their values, and permissions', async () => {
    const { url } = await startApi()
    const client = createKubernetesClient({ baseUrl: url })
    const repositories = await client.list({ resource: related, namespace: 'demo' })
    expect(repositories.map(({ metadata }) => metadata.name)).toContain('pg-quickstart-offsite')
    const secrets = await client.secrets?.('demo')
    expect(secrets).toMatchObject([{ name: 'azure-storage-cred', keys: 1 }, { name: 'encrypt-secret' }])
    const viewer = createKubernetesClient({ baseUrl: url, headers: { 'Impersonate-User': 'embedded-viewer' } })
    expect(await viewer.permission?.('delete', { namespace: 'demo' })).toMatchObject({ allowed: false })
    expect(await viewer.permission?.('watch', { namespace: 'demo' })).toMatchObject({ allowed: true })
    await expect(viewer.secrets?.('demo')).rejects.toMatchObject({ status: 403 })
    const anonymous = createKubernetesClient({ baseUrl: url, headers: { 'Impersonate-User': 'system:anonymous' } })
    await expect(anonymous.list()).rejects.toMatchObject({ status: 401 })
  })

  it.each([
    ['a sign-in page of a proxy', { html: 200 }, { reason: 'NotKubernetes' }],
    ['an unreachable backend behind a proxy', { html: 502 }, { status: 502 }],
    ["a kind that isn't installed", { notServed: true }, { status: 404 }],
    ['too many requests', { status: 429, retryAfter: 3 }, { status: 429, retryAfter: 3 }],
    ['a lost response', { loseAnswer: true }, { status: 0 }],
  ])('reports %s', async (_name, then, error) => {
    const { url } = await startApi({ ...options, faults: [{ when: { verb: 'list' }, then }] })
    await expect(createKubernetesClient({ baseUrl: url }).list()).rejects.toMatchObject(error)
  })

  it.each([
    ['forbidden-list-403', (client: BackupStorageClient) => client.list({ namespace: 'demo' })],
    ['get-404', (client: BackupStorageClient) => client.get(reference('missing'))],
    ['unauthorized-401', (client: BackupStorageClient) => client.list({ namespace: 'demo' })],
    ['update-stale-409', (client: BackupStorageClient) => client.update(bodyOf('update-stale-409'))],
    [
      'update-without-version-422',
      (client: BackupStorageClient) => client.update(bodyOf('update-without-version-422')),
    ],
    ['create-conflict-409', (client: BackupStorageClient) => client.create(bodyOf('create-conflict-409'))],
    ['create-invalid-422', (client: BackupStorageClient) => client.create(bodyOf('create-invalid-422'))],
  ])('reports the same error as for the recording %s', async (name, call) => {
    const alpha = storage('alpha')
    const uid = String(bodyOf('update-stale-409').metadata.uid)
    const { url } = await startApi({
      ...options,
      objects: [...namespaces('demo'), { ...alpha, metadata: { ...alpha.metadata, uid } }],
      allow: ({ user }) => user !== 'alice',
      ...(name === 'unauthorized-401' && { authenticate: () => undefined }),
    })
    const headers = recording(name).request.headers
    const errorOf = (client: BackupStorageClient): Promise<object> => call(client).then(Object, plainError)
    const given = await errorOf(createKubernetesClient({ baseUrl: url, headers }))
    const fetchRecorded = async (): Promise<Response> => answerOf(recording(name))
    const recorded = await errorOf(createKubernetesClient({ baseUrl: url, headers, fetch: fetchRecorded }))
    expect(recorded).toHaveProperty('status', recording(name).response.status)
    expect(given).toEqual(recorded)
  })
})

function bodyOf(name: string): Manifest {
  return recording(name).request.body as Manifest
}

function plainError(error: Error): object {
  return { ...error, message: error.message }
}

/** Follows a watch of the client. */
class Follower {
  /** Each storage with its version. */
  readonly known = new Map<string, string>()
  /** A summary of each event. */
  readonly told: string[] = []
  readonly #abort = new AbortController()
  readonly done: Promise<void>

  constructor(url: string) {
    this.done = this.#follow(createKubernetesClient({ baseUrl: url }))
  }

  stop(): Promise<void> {
    this.#abort.abort(new Error('stopped'))
    return this.done
  }

  async #follow(client: BackupStorageClient): Promise<void> {
    try {
      for await (const event of client.watch?.({ signal: this.#abort.signal }) ?? []) this.#take(event)
    } catch (error) {
      if (!this.#abort.signal.aborted) throw error
    }
  }

  #take(event: WatchEvent): void {
    if (event.type === 'listed') {
      if (event.isFirst) this.known.clear()
      for (const object of event.objects) this.known.set(...placed(object))
      if (event.isLast) this.told.push('listed')
    } else if (event.type === 'changed' || event.type === 'deleted') {
      const [name, version] = placed(event.object)
      if (event.type === 'changed') this.known.set(name, version)
      else this.known.delete(name)
      this.told.push(`${event.type} ${name} ${version}`)
    }
  }
}

function placed({ metadata }: Manifest): [name: string, version: string] {
  return [String(metadata.name), String(metadata.resourceVersion)]
}

const inStore = ({ api }: Running): [string, string][] =>
  api.store.list(backupStorageResource, '').map((object) => placed(object as Manifest))

const known = ({ known: seen }: Follower): [string, string][] => [...seen].sort(([a], [b]) => (a < b ? -1 : 1))

describe('a watch of the client', () => {
  it('loses and repeats no event over broken connections', async () => {
    const running = await startApi({
      ...options,
      faults: [{ when: { verb: 'watch' }, times: 3, then: { cut: { events: 4 } } }],
    })
    const follower = new Follower(running.url)
    await expect.poll(() => follower.told).toEqual(['listed'])
    for (let index = 0; index < 20; index++) {
      const name = `s-${String(index).padStart(2, '0')}`
      await running.ask('POST', pathOf(), storage(name))
      if (index % 5 === 4) await running.ask('DELETE', `${pathOf()}/${name}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await expect.poll(() => known(follower), { timeout: 20_000 }).toEqual(inStore(running))
    const changes = follower.told.filter((event) => event !== 'listed')
    // Every change exactly once and in order, without a second list.
    expect(changes).toHaveLength(24)
    expect(new Set(changes).size).toBe(24)
    expect(follower.told.filter((event) => event === 'listed')).toHaveLength(1)
    expect(running.api.faults.pending).toEqual([])
    await follower.stop()
    await expect.poll(() => running.api.watches.count).toBe(0)
  })

  it('lists again after a 410, and catches up', async () => {
    const running = await startApi({
      ...options,
      objects: [...namespaces('demo'), storage('a'), storage('b')],
      faults: [{ when: { verb: 'watch' }, times: 1, then: { cut: { events: 1 } } }],
    })
    const follower = new Follower(running.url)
    await expect.poll(() => running.api.watches.count).toBe(1)
    await running.ask('POST', pathOf(), storage('c'))
    // While the client is disconnected, the server forgets the changes.
    await running.ask('DELETE', `${pathOf()}/a`)
    await running.ask('POST', '/embedded/compact')
    await expect.poll(() => known(follower), { timeout: 20_000 }).toEqual(inStore(running))
    expect(follower.told.filter((event) => event === 'listed')).toHaveLength(2)
    await expect.poll(() => running.api.watches.count).toBe(1)
    await running.ask('POST', pathOf(), storage('d'))
    await expect.poll(() => known(follower)).toEqual(inStore(running))
    expect(follower.told.filter((event) => event.startsWith('changed d'))).toHaveLength(1)
    await follower.stop()
  })

  it('survives a restart of the API', async () => {
    const first = await startApi({ ...options, objects: [...namespaces('demo'), storage('a'), storage('b')] })
    const follower = new Follower(first.url)
    await expect.poll(() => first.api.watches.count).toBe(1)
    await first.ask('POST', pathOf(), storage('c'))
    await expect.poll(() => known(follower)).toEqual(inStore(first))
    await first.stop()
    const objects = [...namespaces('demo'), storage('b'), storage('c'), storage('e')]
    const second = await startApi({ ...options, objects }, Number(new URL(first.url).port))
    await expect.poll(() => known(follower), { timeout: 20_000 }).toEqual(inStore(second))
    await expect.poll(() => second.api.watches.count).toBe(1)
    await second.ask('POST', pathOf(), storage('f'))
    await expect.poll(() => known(follower)).toEqual(inStore(second))
    expect(follower.told.filter((event) => event.startsWith('changed f'))).toHaveLength(1)
    await follower.stop()
  })
})

function pathOf(): string {
  return `/apis/${storageVersion}/namespaces/demo/backupstorages`
}
