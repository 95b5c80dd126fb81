import { describe, expect, it } from 'vitest'
import type { StoredObject } from '../../examples/console/server/objects.ts'
import {
  type OpenWatch,
  type Running,
  demoStoragesPath,
  namespaces,
  openWatch,
  startApi,
  storage,
  storagesPath,
} from './embeddedServer.ts'

const merge = { 'content-type': 'application/merge-patch+json' }
const path = `${demoStoragesPath}/a`
const held = { ...storage('a'), metadata: { name: 'a', namespace: 'demo', finalizers: ['one.test/x', 'two.test/y'] } }
const options = { objects: [...namespaces('demo'), held], webhook: false, operatorDelay: 1_000_000 }

const watchAll = ({ url, api }: Running, at = storagesPath): Promise<OpenWatch> =>
  openWatch(`${url}${at}?watch=1&resourceVersion=${api.store.version}`)
const patch = ({ ask }: Running, metadata: object): ReturnType<Running['ask']> =>
  ask('PATCH', path, { metadata }, merge)

describe('an object with finalizers', () => {
  it('is only marked by a deletion, and deleted when the last finalizer is removed', async () => {
    const running = await startApi({ ...options, now: () => new Date('2026-11-30T10:00:00.5Z') })
    const watch = await watchAll(running)
    const { uid, resourceVersion } = (await running.ask('GET', path)).body.metadata
    const marked = await running.ask('DELETE', path, { preconditions: { uid, resourceVersion } })
    expect(marked).toMatchObject({
      status: 200,
      body: {
        kind: 'BackupStorage',
        metadata: { deletionTimestamp: '2026-11-30T10:00:00Z', deletionGracePeriodSeconds: 0, generation: 2 },
      },
    })
    expect(await watch.next()).toEqual({ type: 'MODIFIED', object: marked.body })
    expect((await running.ask('GET', path)).body).toEqual(marked.body)

    expect((await patch(running, { finalizers: ['two.test/y'] })).status).toBe(200)
    const last = (await watch.next())?.object
    expect(last?.metadata.finalizers).toEqual(['two.test/y'])
    const removed = await patch(running, { finalizers: null })
    expect(removed.status).toBe(200)
    expect(removed.body.metadata).not.toHaveProperty('finalizers')
    // The event has the last stored state, with the version of the deletion.
    const gone = await watch.next()
    expect(gone?.type).toBe('DELETED')
    expect(gone?.object.metadata.finalizers).toEqual(['two.test/y'])
    expect(Number(gone?.object.metadata.resourceVersion)).toBeGreaterThan(Number(last?.metadata.resourceVersion))
    expect((await running.ask('GET', path)).status).toBe(404)
    watch.leave()
  })

  it('accepts a second deletion, which changes nothing', async () => {
    const running = await startApi(options)
    const first = await running.ask('DELETE', path)
    const { version } = running.api.store
    const second = await running.ask('DELETE', path)
    expect([second.status, second.body]).toEqual([200, first.body])
    expect(running.api.store.version).toBe(version)
  })

  it('takes other changes while it is being deleted, but no new finalizers', async () => {
    const running = await startApi(options)
    const { deletionTimestamp } = (await running.ask('DELETE', path)).body.metadata
    const changed = await patch(running, { labels: { a: 'b' }, deletionTimestamp: null })
    expect(changed.body.metadata).toMatchObject({ labels: { a: 'b' }, deletionTimestamp })
    const refused = await patch(running, { finalizers: ['two.test/y', 'z.test/z', 'b.test/b'] })
    const rule = 'no new finalizers can be added if the object is being deleted, found new finalizers'
    expect(refused).toMatchObject({
      status: 422,
      body: {
        message: `BackupStorage.storage.kubestash.com "a" is invalid: metadata.finalizers: Forbidden: ${rule} []string{"b.test/b", "z.test/z"}`,
        details: { causes: [{ reason: 'FieldValueForbidden', field: 'metadata.finalizers' }] },
      },
    })
    // Its name is taken until it is gone.
    expect((await running.ask('POST', demoStoragesPath, storage('a'))).status).toBe(409)
  })

  it('can get finalizers before it is deleted, and is not deleted without them', async () => {
    const running = await startApi(options)
    expect((await patch(running, { finalizers: ['c.test/c'] })).status).toBe(200)
    expect((await patch(running, { finalizers: [] })).status).toBe(200)
    expect((await running.ask('GET', path)).status).toBe(200)
    expect(await running.ask('DELETE', path)).toMatchObject({ status: 200, body: { kind: 'Status' } })
    expect((await running.ask('GET', path)).status).toBe(404)
  })

  it('stays as it is in a dry run', async () => {
    const running = await startApi(options)
    const before = (await running.ask('GET', path)).body
    const dry = await running.ask('DELETE', `${path}?dryRun=All`)
    expect(dry.body.metadata).toHaveProperty('deletionTimestamp')
    expect((await running.ask('GET', path)).body).toEqual(before)
    await running.ask('DELETE', path)
    expect((await running.ask('PATCH', `${path}?dryRun=All`, { metadata: { finalizers: null } }, merge)).status).toBe(
      200,
    )
    expect((await running.ask('GET', path)).status).toBe(200)
  })

  it('is released by the simulated operator after a while, if it is a storage that deletes its backups', async () => {
    const running = await startApi({ operatorDelay: 100 })
    const at = `${demoStoragesPath}/scratch`
    const watch = await watchAll(running)
    expect((await running.ask('DELETE', at)).body.metadata).toMatchObject({ finalizers: ['kubestash.com/cleanup'] })
    const events = [await watch.next(), await watch.next()]
    expect(events.map((event) => event?.type)).toEqual(['MODIFIED', 'DELETED'])
    expect((await running.ask('GET', at)).status).toBe(404)
    watch.leave()
  })
})

describe('a namespace', () => {
  const namespacesPath = '/api/v1/namespaces'
  const namespace = (name: string): object => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
  const summary = ({ type, object }: { type: string; object: StoredObject }): string =>
    `${type} ${object.metadata.name} ${(object.status as { phase: string }).phase}`

  it('can be created, and is Active at once', async () => {
    const running = await startApi(options)
    const watch = await watchAll(running, namespacesPath)
    const created = await running.ask('POST', namespacesPath, namespace('team-a'))
    expect(created).toMatchObject({
      status: 201,
      body: {
        metadata: { name: 'team-a', labels: { 'kubernetes.io/metadata.name': 'team-a' } },
        spec: { finalizers: ['kubernetes'] },
        status: { phase: 'Active' },
      },
    })
    expect(created.body.metadata).not.toHaveProperty('namespace')
    expect(await watch.next()).toMatchObject({ type: 'ADDED', object: { metadata: { name: 'team-a' } } })
    expect((await running.ask('POST', demoStoragesPath.replace('demo', 'team-a'), storage('b', 'team-a'))).status).toBe(
      201,
    )
    expect((await running.ask('POST', namespacesPath, namespace('team-a'))).status).toBe(409)
    const status = await running.ask('PATCH', `${namespacesPath}/team-a/status`, { status: { phase: 'Active' } }, merge)
    expect(status).toMatchObject({ status: 200, body: { kind: 'Namespace' } })
    watch.leave()
  })

  it.each(['Team', 'a.b', 'x'.repeat(64), '-a', ''])('is rejected with the name %j', async (name) => {
    const { ask } = await startApi(options)
    const answer = await ask('POST', namespacesPath, namespace(name))
    expect(answer).toMatchObject({ status: 422, body: { details: { causes: [{ field: 'metadata.name' }] } } })
  })

  it('terminates: its content is deleted first, and nothing new is accepted', async () => {
    const running = await startApi({
      ...options,
      objects: [...options.objects, ...namespaces('other')],
      operatorDelay: 50,
    })
    await running.ask('POST', demoStoragesPath, storage('b'))
    const watch = await watchAll(running, namespacesPath)
    const marked = await running.ask('DELETE', `${namespacesPath}/demo`)
    expect(marked).toMatchObject({
      status: 200,
      body: { kind: 'Namespace', metadata: { name: 'demo' }, status: { phase: 'Terminating' } },
    })
    expect(marked.body.metadata).toHaveProperty('deletionTimestamp')
    expect((await running.ask('DELETE', `${namespacesPath}/demo`)).status).toBe(200)
    const refused = await running.ask('POST', demoStoragesPath, storage('c'))
    expect(refused).toMatchObject({
      status: 403,
      body: {
        message:
          'backupstorages.storage.kubestash.com "c" is forbidden: unable to create new content in namespace demo because it is being terminated',
        details: { causes: [{ reason: 'NamespaceTerminating', field: 'metadata.namespace' }] },
      },
    })
    // A change of the namespace doesn't end it early, and an object with finalizers holds it back.
    await running.ask('PATCH', `${namespacesPath}/demo`, { metadata: { labels: { a: 'b' } } }, merge)
    await expect.poll(async () => (await running.ask('GET', `${demoStoragesPath}/b`)).status).toBe(404)
    expect((await running.ask('GET', `${namespacesPath}/demo`)).status).toBe(200)
    expect((await running.ask('GET', path)).body.metadata).toHaveProperty('deletionTimestamp')
    await patch(running, { finalizers: null })
    const events: string[] = []
    do events.push(summary((await watch.next()) as { type: string; object: StoredObject }))
    while (!events.at(-1)?.startsWith('DELETED'))
    expect(new Set(events)).toEqual(new Set(['MODIFIED demo Terminating', 'DELETED demo Terminating']))
    expect((await running.ask('GET', `${namespacesPath}/demo`)).status).toBe(404)
    expect((await running.ask('POST', demoStoragesPath, storage('c'))).status).toBe(404)
    expect((await running.ask('POST', namespacesPath, namespace('demo'))).status).toBe(201)
    watch.leave()
  })

  it("can't be deleted if the cluster needs it", async () => {
    const { ask } = await startApi()
    expect(await ask('DELETE', `${namespacesPath}/kube-system`)).toMatchObject({
      status: 403,
      body: { message: 'namespaces "kube-system" is forbidden: this namespace may not be deleted' },
    })
  })
})
