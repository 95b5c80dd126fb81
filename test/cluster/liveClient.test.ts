import type { Manifest } from 'backupstorage-forms/core'
import type { WatchEvent } from 'backupstorage-forms/cluster'
import { followCollection, followNamespaces } from 'backupstorage-forms/cluster'
import { describe, expect, it, vi } from 'vitest'
import { type Asked, alpha, clientOf, querySeen } from './clientOf.ts'
import { answerOf, recording } from './recordings.ts'

// The live features of the client: updates, permissions, and the names of Secrets.

const write = { fieldManager: 'backupstorage-forms', fieldValidation: 'Warn' }
const check = { ...write, dryRun: 'All', fieldValidation: 'Strict' }

describe('updates', () => {
  it('replace the object that was read', async () => {
    const { request, response } = recording('update-200')
    const { client, asked } = clientOf(answerOf(recording('update-200')))
    expect(await client.update(request.body as Manifest)).toEqual(response.body)
    expect(asked[0]).toMatchObject({ method: 'PUT', body: request.body })
    expect(asked[0]?.url.pathname).toBe(request.path)
    expect(querySeen(asked[0] as Asked)).toEqual(write)
  })

  it('are rejected if the object changed in the meantime', async () => {
    const { client } = clientOf(
      answerOf(recording('update-stale-409')),
      answerOf(recording('update-without-version-422')),
    )
    const manifest = recording('update-stale-409').request.body as Manifest
    await expect(client.update(manifest)).rejects.toMatchObject({
      status: 409,
      reason: 'Conflict',
      message:
        'BackupStorage demo/alpha was changed by someone else in the meantime (409). Reload it, then make your change again.',
    })
    await expect(client.update(manifest)).rejects.toMatchObject({
      status: 422,
      causes: [{ field: 'metadata.resourceVersion' }],
    })
  })

  it('patch members of an object, or dry-run the patch', async () => {
    const { request, response } = recording('patch-merge-200')
    const { client, asked } = clientOf(answerOf(recording('patch-merge-200')), answerOf(recording('patch-merge-200')))
    expect(await client.patch(alpha, request.body as object)).toEqual(response.body)
    await client.patch(alpha, request.body as object, { dryRun: true })
    expect(asked[0]).toMatchObject({ method: 'PATCH', body: request.body })
    expect(asked[0]?.url.pathname).toBe(request.path)
    expect(asked[0]?.headers.get('content-type')).toBe('application/merge-patch+json')
    expect(asked.map(querySeen)).toEqual([write, check])
  })

  it('never expose the values of a Secret in errors or results', async () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'demo' } }
    const value = 'made-up-and-long'
    const said = { kind: 'Status', code: 500, reason: 'InternalError', message: `cannot store ${value}` }
    const { client } = clientOf(
      Response.json(said, { status: 500 }),
      Response.json({ ...secret, data: { KEY: btoa(value) } }),
    )
    const reference = { apiVersion: 'v1', kind: 'Secret', namespace: 'demo', name: 's' }
    const error: unknown = await client.patch(reference, { stringData: { KEY: value } }).catch((one: unknown) => one)
    expect(error).toMatchObject({ status: 500 })
    expect(String(error)).not.toContain(value)
    expect(await client.update({ ...secret, stringData: { KEY: value } } as Manifest)).toEqual(secret)
  })

  it('report an unknown outcome if the response is lost', async () => {
    const { client } = clientOf(new TypeError('fetch failed'))
    await expect(client.patch(alpha, {})).rejects.toMatchObject({
      status: 0,
      message: expect.stringContaining('It may have been changed') as string,
    })
  })
})

describe('deletions', () => {
  it('delete only the given version of an object', async () => {
    const gone = Response.json({ kind: 'Status', status: 'Success' })
    const { client, asked } = clientOf(gone.clone(), gone)
    const preconditions = { uid: 'made-up', resourceVersion: '7' }
    await client.delete(alpha, { preconditions })
    await client.delete(alpha)
    expect(asked[0]).toMatchObject({
      method: 'DELETE',
      body: { apiVersion: 'v1', kind: 'DeleteOptions', preconditions },
    })
    expect(asked[1]?.body).toBeUndefined()
  })
})

describe('related kinds', () => {
  it('are listed and watched if the cluster serves them', async () => {
    const resource = {
      apiVersion: 'core.kubestash.com/v1alpha1',
      kind: 'BackupConfiguration',
      plural: 'backupconfigurations',
    }
    const item = { metadata: { name: 'nightly', namespace: 'demo' } }
    const { client, asked } = clientOf(Response.json({ items: [item] }), Response.json({ items: [item] }))
    const found = { apiVersion: resource.apiVersion, kind: resource.kind, ...item }
    expect(await client.list({ resource })).toEqual([found])
    const { value } = (await client.watch({ resource, namespace: 'demo' })[Symbol.asyncIterator]().next()) as {
      value: WatchEvent
    }
    expect(value).toMatchObject({ type: 'listed', objects: [found] })
    expect(asked.map(({ url }) => url.pathname)).toEqual([
      '/apis/core.kubestash.com/v1alpha1/backupconfigurations',
      '/apis/core.kubestash.com/v1alpha1/namespaces/demo/backupconfigurations',
    ])
  })
})

describe('one object by its name', () => {
  const forbidden = (): Response => Response.json({ kind: 'Status', code: 403, reason: 'Forbidden' }, { status: 403 })
  const object = { apiVersion: alpha.apiVersion, kind: alpha.kind, metadata: { name: 'alpha', namespace: 'demo' } }
  const only = { namespace: 'demo', name: 'alpha' }

  it('is listed without the other objects', async () => {
    const { client, asked } = clientOf(Response.json({ items: [object] }))
    expect(await client.list(only)).toEqual([object])
    expect(asked.map(querySeen)).toEqual([{ fieldSelector: 'metadata.name=alpha', limit: '500' }])
  })

  it('is read by users who may get it but not list it', async () => {
    const { client, asked } = clientOf(forbidden(), Response.json(object))
    expect(await client.list(only)).toEqual([object])
    expect(asked[1]?.url.pathname).toMatch(/\/namespaces\/demo\/backupstorages\/alpha$/)
  })

  it('makes an empty collection if it does not exist', async () => {
    const { client } = clientOf(forbidden(), answerOf(recording('get-404')))
    expect(await client.list(only)).toEqual([])
  })

  it.each([
    ['may not be read either', forbidden(), 403],
    ['is of a kind that is not served', answerOf(recording('kind-not-served-404')), 404],
  ])('fails if it %s', async (_what, answer, status) => {
    const { client } = clientOf(forbidden(), answer)
    await expect(client.list(only)).rejects.toMatchObject({ status })
  })

  it('is never read instead of a whole list', async () => {
    const { client, asked } = clientOf(forbidden())
    await expect(client.list({ namespace: 'demo' })).rejects.toMatchObject({ status: 403 })
    expect(asked).toHaveLength(1)
  })

  it('is followed by users who may only get it', async () => {
    const { client, asked } = clientOf(forbidden(), forbidden(), Response.json(object))
    const store = followCollection(client, only)
    const leave = store.subscribe(() => undefined)
    await vi.waitFor(() => expect(store.getState().state).toBe('polled'))
    leave()
    expect(store.getState().objects).toEqual([object])
    expect(asked.map(({ url }) => url.pathname.endsWith('/alpha'))).toEqual([false, false, true])
  })
})

describe('namespaces', () => {
  const item = (name: string): object => ({ metadata: { name, resourceVersion: '1' } })

  it('are followed', async () => {
    const { client, asked } = clientOf(Response.json({ metadata: { resourceVersion: '7' }, items: [item('demo')] }))
    const store = followNamespaces(client)
    const leave = store.subscribe(() => undefined)
    await vi.waitFor(() => expect(asked).toHaveLength(2))
    leave()
    expect(store.getState().objects.map(({ kind, metadata }) => [kind, metadata.name])).toEqual([['Namespace', 'demo']])
    expect(asked.map(({ url }) => url.pathname)).toEqual(['/api/v1/namespaces', '/api/v1/namespaces'])
    expect(asked[1]?.url.searchParams.get('resourceVersion')).toBe('7')
  })

  it('are polled by name with a client that only lists them', async () => {
    const store = followNamespaces({ namespaces: async () => ['demo', 'other'] })
    const leave = store.subscribe(() => undefined)
    await vi.waitFor(() => expect(store.getState().state).toBe('polled'))
    leave()
    expect(store.getState().objects.map(({ metadata }) => metadata.name)).toEqual(['demo', 'other'])
  })
})

describe('permissions', () => {
  it.each([
    ['access-review-allowed-201', true],
    ['access-review-denied-201', false],
  ])('reads %s', async (name, allowed) => {
    const { request } = recording(name)
    const { client, asked } = clientOf(answerOf(recording(name)))
    expect(await client.permission('create', { namespace: 'demo' })).toMatchObject({ allowed })
    expect(asked[0]?.url.pathname).toBe(request.path)
    expect(asked[0]?.body).toMatchObject({ kind: 'SelfSubjectAccessReview', apiVersion: 'authorization.k8s.io/v1' })
    expect(asked[0]?.body).toHaveProperty('spec.resourceAttributes.verb', 'create')
    expect(asked[0]?.body).toHaveProperty('spec.resourceAttributes.resource', 'backupstorages')
    expect(querySeen(asked[0] as Asked)).toEqual({})
  })
})

describe('Secrets', () => {
  it('are read as a table, without values', async () => {
    const { client, asked } = clientOf(answerOf(recording('secret-table-200')))
    expect(await client.secrets('demo')).toContainEqual({
      namespace: 'demo',
      name: 'alpha-storage-cred',
      type: 'Opaque',
      keys: 1,
      labels: {},
      annotations: {},
      created: expect.stringMatching(/^2\d{3}-.*Z$/) as string,
    })
    expect(asked[0]?.headers.get('accept')).toBe(recording('secret-table-200').request.headers['Accept'])
  })

  it('are listed from the start when the list expires', async () => {
    const { response } = recording('secret-table-200')
    const body = response.body as object
    const more = Response.json({ ...body, metadata: { continue: 'more' } })
    const { client, asked } = clientOf(
      more,
      Response.json({ kind: 'Status', code: 410 }, { status: 410 }),
      Response.json(body),
    )
    const found = await client.secrets('demo')
    expect(new Set(found.map(({ name }) => name)).size).toBe(found.length)
    expect(asked.map(({ url }) => url.searchParams.get('continue'))).toEqual([null, 'more', null])
  })

  it('are read individually as a table, too', async () => {
    const { client, asked } = clientOf(answerOf(recording('secret-table-200')))
    expect(await client.secret('demo', 'alpha-storage-cred')).toMatchObject({ keys: 1 })
    expect(asked[0]?.url.pathname).toBe('/api/v1/namespaces/demo/secrets/alpha-storage-cred')
    expect(asked[0]?.headers.get('accept')).toContain('as=Table')
  })

  it('are omitted if the server sends anything else', async () => {
    const odd = { kind: 'SecretList', items: [{ data: { KEY: 'bWFkZS11cA==' } }], rows: [null, {}, { cells: ['x'] }] }
    const { client } = clientOf(Response.json(odd))
    expect(await client.secrets('demo')).toEqual([])
  })
})
