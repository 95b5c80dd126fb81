import { describe, expect, it } from 'vitest'
import {
  type Running,
  demoStoragesPath,
  namespaces,
  openWatch,
  startApi,
  storage,
  storagesPath,
} from './embeddedServer.ts'

const options = { objects: [...namespaces('demo'), storage('a')], webhook: false, operatorDelay: 1_000_000 }
const statusOf = async ({ ask }: Running, method = 'GET', path = storagesPath, body?: unknown): Promise<number> =>
  (await ask(method, path, body)).status

describe('simulated failures', () => {
  it.each([
    [401, 'Unauthorized'],
    [403, 'Forbidden'],
    [404, 'NotFound'],
    [409, 'Conflict'],
    [410, 'Expired'],
    [429, 'TooManyRequests'],
    [500, 'InternalError'],
    [503, 'ServiceUnavailable'],
  ])('answer with %d and the reason %s', async (status, reason) => {
    const { ask } = await startApi({ ...options, faults: [{ then: { status, message: 'as told', retryAfter: 7 } }] })
    const answer = await ask('GET', storagesPath)
    expect(answer).toMatchObject({ status, body: { kind: 'Status', code: status, reason, message: 'as told' } })
    expect(answer.headers.get('retry-after')).toBe('7')
  })

  it('apply to matching requests, after a number of them, and a number of times', async () => {
    const running = await startApi({
      ...options,
      faults: [
        { when: { verb: 'list', resource: 'backupstorages' }, after: 1, times: 2, then: { status: 503 } },
        { when: { verb: 'create', dryRun: false }, times: 1, then: { status: 500 } },
        { when: { verb: 'get', namespace: 'demo', name: 'a' }, times: 1, then: { status: 403 } },
        { when: { user: 'alice' }, then: { status: 429 } },
      ],
    })
    const lists: number[] = []
    for (let index = 0; index < 4; index++) lists.push(await statusOf(running))
    expect(lists).toEqual([200, 503, 503, 200])
    expect(await statusOf(running, 'GET', '/api/v1/namespaces')).toBe(200)
    expect(await statusOf(running, 'POST', `${demoStoragesPath}?dryRun=All`, storage('b'))).toBe(201)
    expect(await statusOf(running, 'POST', demoStoragesPath, storage('b'))).toBe(500)
    expect(await statusOf(running, 'POST', demoStoragesPath, storage('b'))).toBe(201)
    expect(await statusOf(running, 'GET', `${demoStoragesPath}/b`)).toBe(200)
    expect(await statusOf(running, 'GET', `${demoStoragesPath}/a`)).toBe(403)
    const alice = await running.ask('GET', storagesPath, undefined, { 'impersonate-user': 'alice' })
    expect(alice.status).toBe(429)
    expect(running.api.faults.pending).toHaveLength(1)
  })

  it("include a kind that isn't installed and web pages of a proxy", async () => {
    const running = await startApi({
      ...options,
      faults: [
        { times: 1, then: { notServed: true } },
        { times: 1, then: { html: 200 } },
        { times: 1, then: { html: 502 } },
      ],
    })
    expect(await running.ask('GET', storagesPath)).toMatchObject({
      status: 404,
      body: { message: '404 page not found\n' },
    })
    for (const status of [200, 502]) {
      const answer = await running.ask('GET', storagesPath)
      expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8'])
    }
  })

  it('can be delayed', async () => {
    const running = await startApi({ ...options, faults: [{ times: 1, then: { delay: 80, status: 500 } }] })
    const before = performance.now()
    expect(await statusOf(running)).toBe(500)
    expect(performance.now() - before).toBeGreaterThanOrEqual(79)
  })

  it('can lose the response of a request that was carried out', async () => {
    const running = await startApi({
      ...options,
      faults: [{ when: { verb: 'create' }, times: 1, then: { loseAnswer: true } }],
    })
    await expect(running.ask('POST', demoStoragesPath, storage('b'))).rejects.toThrow('fetch failed')
    expect(await statusOf(running, 'GET', `${demoStoragesPath}/b`)).toBe(200)
  })

  it.each([
    ['events', { events: 2 }],
    ['milliseconds', { milliseconds: 500 }],
  ])('can cut a watch after a number of %s', async (_name, cut) => {
    const running = await startApi({ ...options, faults: [{ when: { verb: 'watch' }, times: 1, then: { cut } }] })
    const { version, subscriberCount } = running.api.store
    const watch = await openWatch(`${running.url}${storagesPath}?watch=1&resourceVersion=${version}`)
    for (const name of ['b', 'c']) {
      const event = watch.next()
      await statusOf(running, 'POST', demoStoragesPath, storage(name))
      expect((await event)?.object.metadata.name).toBe(name)
    }
    await expect(watch.next()).rejects.toThrow()
    await expect.poll(() => running.api.store.subscriberCount).toBe(subscriberCount)
  })

  it('send a 410 as an event of a watch', async () => {
    const running = await startApi({ ...options, faults: [{ when: { verb: 'watch' }, then: { status: 410 } }] })
    const watch = await openWatch(`${running.url}${storagesPath}?watch=1`)
    expect(watch.status).toBe(200)
    expect(await watch.next()).toMatchObject({ type: 'ERROR', object: { code: 410 } })
    expect(await watch.next()).toBeUndefined()
  })

  it('are set, listed and cleared at run time', async () => {
    const running = await startApi(options)
    const faults = [{ when: { verb: 'list' }, times: 1, then: { status: 503 } }]
    expect((await running.ask('POST', '/embedded/faults', { faults })).body).toEqual({ faults })
    expect((await running.ask('GET', '/embedded/faults')).body).toEqual({ faults })
    expect(await statusOf(running)).toBe(503)
    expect((await running.ask('GET', '/embedded/faults')).body).toEqual({ faults: [] })
    await running.ask('POST', '/embedded/faults', { faults })
    expect((await running.ask('DELETE', '/embedded/faults')).body).toEqual({ faults: [] })
    expect(await statusOf(running)).toBe(200)
    expect(await statusOf(running, 'PUT', '/embedded/faults', { faults })).toBe(405)
  })

  it('can be set for a single request in its header', async () => {
    const running = await startApi(options)
    const header = JSON.stringify([{ when: { verb: 'list' }, then: { status: 429, retryAfter: 1 } }])
    const send = (path: string, faults: string): ReturnType<Running['ask']> =>
      running.ask('GET', path, undefined, { 'embedded-faults': faults })
    expect((await send(storagesPath, header)).status).toBe(429)
    expect((await send(`${demoStoragesPath}/a`, header)).status).toBe(200)
    expect(await statusOf(running)).toBe(200)
    expect((await send(storagesPath, 'nonsense')).status).toBe(400)
  })

  it.each([
    [{ then: { status: 418 } }, 'status must be one of 401'],
    [{ then: { statuss: 500 } }, 'unknown field "faults[0].then.statuss"'],
    [{ then: { status: '500' } }, 'faults[0].then.status: Invalid value'],
    [{ when: { verb: 'list' } }, 'faults[0].then: Required value'],
    [{ then: {} }, 'an effect is required'],
    [{ then: { status: 500, html: 200 } }, 'only one effect is allowed, not status and html'],
    [{ then: { html: 404 } }, 'html must be 200 or 502'],
    [{ then: { delay: 5, message: 'x' } }, 'message requires status'],
    ['text', 'faults[0]: Invalid value'],
  ])('are rejected if malformed: %j', async (fault, message) => {
    const { ask } = await startApi(options)
    const answer = await ask('POST', '/embedded/faults', { faults: [fault] })
    expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining(message) as string } })
  })
})

describe('users', () => {
  const as = (user: string): Record<string, string> => ({ 'impersonate-user': user })

  it('get a 401 if they are anonymous', async () => {
    const { ask } = await startApi(options)
    for (const path of [storagesPath, '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews']) {
      const method = path === storagesPath ? 'GET' : 'POST'
      expect((await ask(method, path, undefined, as('system:anonymous'))).status).toBe(401)
    }
  })

  it.each([
    ['embedded-viewer', 'list', 'backupstorages', '', true],
    ['embedded-viewer', 'watch', 'backupstorages', '', true],
    ['embedded-viewer', 'list', 'secrets', 'demo', false],
    ['embedded-viewer', 'delete', 'backupstorages', 'demo', false],
    ['embedded-demo', 'list', 'backupstorages', '', false],
    ['embedded-demo', 'update', 'backupstorages', 'demo', true],
    ['embedded-demo', 'list', 'namespaces', '', true],
    ['anybody', 'delete', 'secrets', 'demo', true],
  ])(
    'are authorized, and reviewed likewise: can %s %s %s in %j? %j',
    async (user, verb, resource, namespace, allowed) => {
      const { ask } = await startApi(options)
      const group = resource === 'backupstorages' ? 'storage.kubestash.com' : ''
      const review = {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: { resourceAttributes: { verb, resource, group, namespace } },
      }
      const { status, body } = await ask(
        'POST',
        '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
        review,
        as(user),
      )
      expect([status, body.status]).toEqual([201, { allowed }])
      const methods: Record<string, string> = { delete: 'DELETE', update: 'PUT' }
      const root = group === '' ? '/api/v1' : `/apis/${group}/v1alpha1`
      const scope = namespace === '' ? '' : `/namespaces/${namespace}`
      const name = verb in methods ? '/nothing' : ''
      const query = verb === 'watch' ? '?watch=1&timeoutSeconds=1' : ''
      const answer = await ask(
        methods[verb] ?? 'GET',
        `${root}${scope}/${resource}${name}${query}`,
        undefined,
        as(user),
      )
      expect(answer.status === 403).toBe(!allowed)
    },
  )

  it('get an error for a malformed access review', async () => {
    const { ask } = await startApi(options)
    const send = (spec: object): ReturnType<Running['ask']> =>
      ask('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec,
      })
    expect((await send({})).status).toBe(422)
    expect((await send({ nonResourceAttributes: { path: '/', verb: 'get' } })).status).toBe(501)
    expect((await ask('GET', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews')).status).toBe(405)
  })
})
