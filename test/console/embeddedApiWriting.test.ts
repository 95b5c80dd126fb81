import { describe, expect, it } from 'vitest'
import type { StoredObject } from '../../examples/console/server/objects.ts'
import { type Body, type Running, demoStoragesPath, namespaces, startApi, storage } from './embeddedServer.ts'

const options = { objects: [...namespaces('demo'), storage('a')], webhook: false, operatorDelay: 1_000_000 }
const path = `${demoStoragesPath}/a`
const merge = { 'content-type': 'application/merge-patch+json' }
const apply = { 'content-type': 'application/apply-patch+yaml' }

const read = async ({ ask }: Running): Promise<Body> => (await ask('GET', path)).body

/** Returns the storage with another deletion policy. */
function changed(object: Body, spec: object = {}): Body {
  return { ...object, spec: { ...(object.spec as object), deletionPolicy: 'WipeOut', ...spec } }
}

describe('an update', () => {
  it('is validated and answered, but not stored in a dry run', async () => {
    const running = await startApi(options)
    const before = await read(running)
    const answer = await running.ask('PUT', `${path}?dryRun=All`, changed(before))
    expect(answer).toMatchObject({ status: 200, body: { spec: { deletionPolicy: 'WipeOut' } } })
    expect(answer.body.metadata.resourceVersion).toBe(before.metadata.resourceVersion)
    expect(await read(running)).toEqual(before)
    const wrong = changed(before, { deletionPolicy: 'Never' })
    expect((await running.ask('PUT', `${path}?dryRun=All`, wrong)).status).toBe(422)
  })

  it('with unknown fields is rejected, warned about or accepted, depending on the validation', async () => {
    const running = await startApi(options)
    const unknown = changed(await read(running), { nope: 1 })
    const put = (validation: string): ReturnType<Running['ask']> =>
      running.ask('PUT', `${path}?dryRun=All${validation}`, unknown)
    expect(await put('&fieldValidation=Strict')).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('unknown field "spec.nope"') as string },
    })
    expect((await put('')).headers.get('warning')).toBe(String.raw`299 - "unknown field \"spec.nope\""`)
    expect((await put('&fieldValidation=Ignore')).headers.get('warning')).toBeNull()
  })

  it.each([
    ['POST', demoStoragesPath, 'CreateOptions'],
    ['PUT', path, 'UpdateOptions'],
    ['PATCH', path, 'PatchOptions'],
  ])('is rejected for an unsupported field validation or dry run: %s', async (method, at, kind) => {
    const { ask } = await startApi(options)
    const send = (query: string): ReturnType<Running['ask']> => ask(method, `${at}?${query}`, storage('a'), merge)
    const message = String.raw`fieldValidation: Unsupported value: "Some": supported values: "", "Ignore", "Strict", "Warn"`
    expect(await send('fieldValidation=Some')).toMatchObject({
      status: 422,
      body: {
        reason: 'Invalid',
        message: `${kind}.meta.k8s.io "" is invalid: ${message}`,
        details: {
          group: 'meta.k8s.io',
          kind,
          causes: [{ reason: 'FieldValueNotSupported', field: 'fieldValidation' }],
        },
      },
    })
    expect((await send('dryRun=Some')).body.message).toBe(
      `${kind}.meta.k8s.io "" is invalid: dryRun: Unsupported value: []string{"Some"}: supported values: "All"`,
    )
  })

  it('with duplicate fields is rejected, warned about or accepted, depending on the validation', async () => {
    const running = await startApi(options)
    const { resourceVersion } = (await read(running)).metadata
    const metadata = `{"name":"a","resourceVersion":"${resourceVersion}","labels":{"a":"1"},"labels":{"a":"2"},"nope":1}`
    const spec = '{"storage":{"provider":"gcs","gcs":{"bucket":"x","bucket":"y"}},"nope":[{"a":1},{"a":1,"a":2}]}'
    const text = `{"apiVersion":"storage.kubestash.com/v1alpha1","kind":"BackupStorage","metadata":${metadata},"spec":${spec}}`
    const put = (validation: string): ReturnType<Running['ask']> =>
      running.ask('PUT', `${path}?dryRun=All${validation}`, text)
    const duplicates = ['metadata.labels', 'spec.storage.gcs.bucket', 'spec.nope[1].a']
    const mistakes = [
      ...duplicates.map((field) => `duplicate field "${field}"`),
      'unknown field "metadata.nope"',
      'unknown field "spec.nope"',
    ]
    const strict = await put('&fieldValidation=Strict')
    expect([strict.status, strict.body.message]).toEqual([
      400,
      `BackupStorage in version "v1alpha1" cannot be handled as a BackupStorage: strict decoding error: ${mistakes.join(', ')}`,
    ])
    const warned = await put('')
    expect(warned.headers.get('warning')).toBe(mistakes.map((one) => `299 - ${JSON.stringify(one)}`).join(', '))
    // The last one counts.
    expect(warned.body).toMatchObject({ metadata: { labels: { a: '2' } }, spec: { storage: { gcs: { bucket: 'y' } } } })
    expect(warned.body.metadata).not.toHaveProperty('nope')
    expect((await put('&fieldValidation=Ignore')).headers.get('warning')).toBeNull()
  })

  it('preserves the identity and the status, and increments the generation if the spec changes', async () => {
    const running = await startApi(options)
    const before = await read(running)
    const sent = {
      ...changed(before),
      metadata: { ...before.metadata, labels: { a: 'b' }, creationTimestamp: '2001-01-01T00:00:00Z', generation: 99 },
      status: { phase: 'Ready' },
    }
    const { body } = await running.ask('PUT', path, sent)
    const { creationTimestamp, uid } = before.metadata
    expect(body.metadata).toMatchObject({ creationTimestamp, uid, generation: 2, labels: { a: 'b' } })
    expect(body).not.toHaveProperty('status')
    const status = await running.ask('PUT', `${path}/status`, {
      ...changed(body, { deletionPolicy: 'Delete' }),
      status: { phase: 'Ready' },
    })
    expect(status.body).toMatchObject({ spec: { deletionPolicy: 'WipeOut' }, status: { phase: 'Ready' } })
    expect(status.body.metadata.generation).toBe(2)
  })

  it.each([
    ['another name', { name: 'b' }, 400],
    ['another namespace', { namespace: 'prod' }, 400],
    ['a recreated object', { uid: 'another' }, 409],
    ['an older version', { resourceVersion: '1' }, 409],
  ])('is rejected for %s', async (_name, metadata, code) => {
    const running = await startApi(options)
    const before = await read(running)
    const sent = { ...before, metadata: { ...before.metadata, ...metadata } }
    expect((await running.ask('PUT', path, sent)).status).toBe(code)
  })

  it('returns a 404 for a missing object', async () => {
    const { ask } = await startApi(options)
    expect((await ask('PUT', `${demoStoragesPath}/b`, storage('b'))).status).toBe(404)
  })

  it("of a Secret needs no version, and can't change its type", async () => {
    const secret = (more: object): object => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's', namespace: 'demo' },
      ...more,
    })
    const { ask } = await startApi(options)
    await ask('POST', '/api/v1/namespaces/demo/secrets', secret({ stringData: { KEY: 'old' } }))
    const put = (more: object): ReturnType<Running['ask']> =>
      ask('PUT', '/api/v1/namespaces/demo/secrets/s', secret(more))
    expect(await put({ stringData: { KEY: 'new' } })).toMatchObject({
      status: 200,
      body: { data: { KEY: btoa('new') } },
    })
    expect(await put({ type: 'kubernetes.io/tls' })).toMatchObject({
      status: 422,
      body: { details: { causes: [{ field: 'type' }] } },
    })
    expect((await put({ stringData: { KEY: 'new' }, immutable: true })).status).toBe(200)
    expect((await put({ stringData: { KEY: 'other' }, immutable: true })).status).toBe(422)
  })
})

describe('a patch', () => {
  it('conflicts for an older version, and succeeds for the newest or without one', async () => {
    const running = await startApi(options)
    const { resourceVersion } = (await read(running)).metadata
    const send = async (metadata: object): Promise<number> =>
      (await running.ask('PATCH', path, { metadata }, merge)).status
    expect(await send({ resourceVersion, labels: { a: '1' } })).toBe(200)
    expect(await send({ resourceVersion, labels: { a: '2' } })).toBe(409)
    expect(await send({ labels: { a: '3' } })).toBe(200)
    expect((await read(running)).metadata.labels).toEqual({ a: '3' })
  })

  it('with unknown fields is rejected in strict validation', async () => {
    const { ask } = await startApi(options)
    const strict = await ask('PATCH', `${path}?fieldValidation=Strict`, { spec: { nope: 1 } }, merge)
    expect(strict).toMatchObject({ status: 422, body: { details: { causes: [{ field: 'patch' }] } } })
    expect((await ask('PATCH', path, { spec: { nope: 1 } }, merge)).headers.get('warning')).toContain('spec.nope')
    const twice = '{"spec":{"default":true,"default":false}}'
    expect(await ask('PATCH', `${path}?fieldValidation=Strict`, twice, merge)).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining('duplicate field "spec.default"') as string },
    })
  })

  it('is unsupported for other patch types', async () => {
    const { ask } = await startApi(options)
    const answer = await ask('PATCH', path, [], { 'content-type': 'application/json-patch+json' })
    expect(answer).toMatchObject({ status: 501, body: { message: expect.stringContaining('json-patch') as string } })
  })

  it('that applies takes over forced fields, and removes fields that are no longer applied', async () => {
    const { ask } = await startApi(options)
    const applied = (spec: object): StoredObject => storage('new', 'demo', spec as StoredObject['spec'])
    const send = (manager: string, spec: object): ReturnType<Running['ask']> =>
      ask('PATCH', `${demoStoragesPath}/new?fieldManager=${manager}`, applied(spec), apply)
    const gcs = { provider: 'gcs', gcs: { bucket: 'b', prefix: 'p' } }
    expect((await send('one', { deletionPolicy: 'Delete', storage: gcs })).status).toBe(201)
    expect((await send('two&force=true', { deletionPolicy: 'WipeOut' })).status).toBe(200)
    expect((await send('one', { deletionPolicy: 'Delete', storage: gcs })).body.message).toBe(
      'Apply failed with 1 conflict: conflict with "two": .spec.deletionPolicy',
    )
    const { body } = await send('one', { storage: { ...gcs, gcs: { bucket: 'b' } } })
    expect(body.spec).toEqual({ deletionPolicy: 'WipeOut', storage: { provider: 'gcs', gcs: { bucket: 'b' } } })
    expect((await ask('PATCH', `${demoStoragesPath}/new`, applied({}), apply)).status).toBe(422)
  })
})

describe('a creation', () => {
  it('sets the fields of the server, and rejects a version', async () => {
    const { ask } = await startApi(options)
    const object = storage('b')
    const sent = { ...object, metadata: { ...object.metadata, uid: 'mine', creationTimestamp: '2001-01-01T00:00:00Z' } }
    const { metadata } = (await ask('POST', demoStoragesPath, sent)).body
    expect(metadata.uid).not.toBe('mine')
    expect(metadata.creationTimestamp).not.toBe('2001-01-01T00:00:00Z')
    const versioned = { ...object, metadata: { name: 'c', namespace: 'demo', resourceVersion: '7' } }
    expect(await ask('POST', demoStoragesPath, versioned)).toMatchObject({
      status: 500,
      body: { message: 'resourceVersion should not be set on objects to be created' },
    })
  })
})

describe('a deletion', () => {
  it('requires its preconditions to hold', async () => {
    const running = await startApi(options)
    const { uid, resourceVersion } = (await read(running)).metadata
    const remove = (body: object): ReturnType<Running['ask']> =>
      running.ask('DELETE', path, { kind: 'DeleteOptions', apiVersion: 'v1', ...body })
    expect(await remove({ preconditions: { uid: 'another' } })).toMatchObject({
      status: 409,
      body: { reason: 'Conflict', message: expect.stringContaining('deleted and then recreated') as string },
    })
    expect((await remove({ preconditions: { uid, resourceVersion: '1' } })).status).toBe(409)
    expect((await remove({ dryRun: ['All'] })).status).toBe(200)
    expect((await remove({ kind: 'Status' })).status).toBe(400)
    expect((await running.ask('GET', path)).status).toBe(200)
    expect((await remove({ preconditions: { uid, resourceVersion } })).status).toBe(200)
    expect((await running.ask('GET', path)).status).toBe(404)
  })
})
