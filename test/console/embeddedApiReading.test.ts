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

const options = { webhook: false, operatorDelay: 1_000_000 }
const labelled = (name: string, labels: Record<string, string>, namespace = 'demo'): ReturnType<typeof storage> => {
  const object = storage(name, namespace)
  return { ...object, metadata: { ...object.metadata, labels } }
}
const objects = [
  ...namespaces('demo', 'prod'),
  labelled('a', { team: 'one', tier: 'gold' }),
  labelled('b', { team: 'two' }),
  labelled('c', { 'acme.test/owner': 'x.y' }),
  labelled('d', { team: 'one' }, 'prod'),
]

const namesIn = (body: { items: { metadata: { name: string } }[] }): string =>
  body.items.map(({ metadata }) => metadata.name).join(' ')

describe('selectors', () => {
  it.each([
    ['labelSelector', 'team=one', 'a d'],
    ['labelSelector', 'team==one,tier', 'a'],
    ['labelSelector', 'team!=one', 'b c'],
    ['labelSelector', 'team in (one, two)', 'a b d'],
    ['labelSelector', 'team notin (two),!tier', 'c d'],
    ['labelSelector', '!team', 'c'],
    ['labelSelector', 'acme.test/owner=x.y', 'c'],
    ['labelSelector', '', 'a b c d'],
    ['fieldSelector', 'metadata.namespace=demo', 'a b c'],
    ['fieldSelector', 'metadata.namespace!=demo,metadata.name==d', 'd'],
    ['fieldSelector', 'metadata.name=nothing', ''],
  ])('match %s %j', async (kind, selector, expected) => {
    const { ask } = await startApi({ ...options, objects })
    const { status, body } = await ask('GET', `${storagesPath}?${kind}=${encodeURIComponent(selector)}`)
    expect([status, namesIn(body)]).toEqual([200, expected])
  })

  it.each([
    ['labelSelector', 'team=one=two'],
    ['labelSelector', 'team in one'],
    ['labelSelector', '!team=one'],
    ['labelSelector', '=x'],
    ['labelSelector', 'a,,b'],
    ['labelSelector', 'team in (a b)'],
    ['fieldSelector', 'spec.default=true'],
    ['fieldSelector', 'metadata.labels=a'],
    ['fieldSelector', 'metadata.name=a,status.phase=Ready'],
    ['fieldSelector', 'metadata.name'],
  ])('reject %s %j', async (kind, selector) => {
    const { ask } = await startApi({ ...options, objects })
    const answer = await ask('GET', `${storagesPath}?${kind}=${encodeURIComponent(selector)}`)
    expect(answer).toMatchObject({ status: 400, body: { reason: 'BadRequest' } })
  })

  it.each([
    ['/api/v1/namespaces', 'metadata.name=demo', 200, 'demo'],
    ['/api/v1/namespaces', 'status.phase=Active', 200, 'demo prod'],
    ['/api/v1/namespaces', 'status.phase!=Active', 200, ''],
    ['/api/v1/namespaces', 'metadata.namespace=demo', 400, 'field label not supported: metadata.namespace'],
    ['/api/v1/secrets', 'type=Opaque', 200, ''],
    ['/api/v1/secrets', 'data=x', 400, 'field label not supported: data'],
  ])('support the fields of the kind: %s?fieldSelector=%s', async (path, selector, code, expected) => {
    const { ask } = await startApi({ ...options, objects })
    const { status, body } = await ask('GET', `${path}?fieldSelector=${encodeURIComponent(selector)}`)
    expect([status, status === 200 ? namesIn(body) : body.message]).toEqual([code, expected])
  })

  it('apply before paging, and omit the remaining count', async () => {
    const { ask } = await startApi({ ...options, objects })
    const path = `${storagesPath}?labelSelector=team%3Done&limit=1`
    const first = (await ask('GET', path)).body
    const second = (await ask('GET', `${path}&continue=${first.metadata.continue}`)).body
    expect([namesIn(first), namesIn(second)]).toEqual(['a', 'd'])
    expect(first.metadata).not.toHaveProperty('remainingItemCount')
  })
})

describe('a paged list', () => {
  const page = ({ ask }: Running, token = ''): ReturnType<Running['ask']> =>
    ask('GET', `${storagesPath}?limit=2&continue=${token}`)

  it('stays at the version of its first page', async () => {
    const running = await startApi({ ...options, objects })
    const first = (await page(running)).body
    await running.ask('DELETE', `${demoStoragesPath}/c`)
    await running.ask('POST', demoStoragesPath, storage('c2'))
    await running.ask('DELETE', `${demoStoragesPath}/a`)
    const second = (await page(running, first.metadata.continue)).body
    expect([namesIn(first), namesIn(second)]).toEqual(['a b', 'c d'])
    // A watch continues from this version, so that it includes the changes between the pages.
    expect(second.metadata.resourceVersion).toBe(first.metadata.resourceVersion)
    expect(namesIn((await page(running)).body)).toBe('b c2')
  })

  it('returns a 410 with a new token once its version is compacted', async () => {
    const running = await startApi({ ...options, objects })
    const { continue: token } = (await page(running)).body.metadata
    await running.ask('POST', demoStoragesPath, storage('c2'))
    expect((await running.ask('POST', '/embedded/compact')).status).toBe(200)
    const expired = await page(running, token)
    expect(expired).toMatchObject({ status: 410, body: { kind: 'Status', reason: 'Expired', code: 410 } })
    expect(namesIn((await page(running, expired.body.metadata.continue)).body)).toBe('c c2')
  })

  it('expires after a while if anything has changed', async () => {
    let time = Date.parse('2026-11-25T00:00:00Z')
    const running = await startApi({ ...options, objects, now: () => new Date(time), historyLifetime: 60_000 })
    const { continue: token } = (await page(running)).body.metadata
    await running.ask('DELETE', `${demoStoragesPath}/a`)
    time += 59_000
    expect((await page(running, token)).status).toBe(200)
    time += 2000
    expect((await page(running, token)).status).toBe(410)
  })

  it('serves 10,000 generated storages, quickly and reproducibly', async () => {
    const before = performance.now()
    const running = await startApi({ ...options, objects: [], seed: 10_000 })
    expect(performance.now() - before).toBeLessThan(5000)
    const names = new Set<string>()
    const namesInOrder: string[] = []
    const phases: Record<string, number> = {}
    const providers: Record<string, number> = {}
    let token = ''
    do {
      const { body } = await running.ask('GET', `${storagesPath}?limit=500&continue=${token}`)
      for (const { metadata, spec, status } of body.items as unknown as Seeded[]) {
        names.add(`${metadata.namespace}/${metadata.name}`)
        namesInOrder.push(`${metadata.namespace}/${metadata.name}`)
        phases[status.phase] = (phases[status.phase] ?? 0) + 1
        providers[spec.storage.provider] = (providers[spec.storage.provider] ?? 0) + 1
      }
      token = body.metadata.continue
    } while (token !== '')
    expect(names.size).toBe(10_000)
    expect(namesInOrder).toEqual([...namesInOrder].sort())
    expect(phases.NotReady).toBeGreaterThan(100)
    expect(phases.Ready).toBeGreaterThan(9000)
    expect(Object.keys(providers).sort()).toEqual(['azure', 'gcs', 's3'])
    const again = await startApi({ ...options, objects: [], seed: 10_000 })
    const specs = async ({ ask }: Running): Promise<unknown> =>
      (await ask('GET', `${storagesPath}?limit=500`)).body.items.map(({ spec }) => spec)
    expect(await specs(again)).toEqual(await specs(running))
  })
})

interface Seeded {
  metadata: { namespace: string; name: string }
  spec: { storage: { provider: string } }
  status: { phase: string }
}

describe('a read', () => {
  it("ends with a 504 for a version that doesn't exist yet", async () => {
    const { ask, api } = await startApi({ ...options, objects })
    const { version } = api.store
    for (const path of [storagesPath, `${demoStoragesPath}/a`]) {
      expect((await ask('GET', `${path}?resourceVersion=${version}`)).status).toBe(200)
      const answer = await ask('GET', `${path}?resourceVersion=${version + 5}`)
      expect(answer).toMatchObject({
        status: 504,
        body: {
          reason: 'Timeout',
          message: `Timeout: Too large resource version: ${version + 5}, current: ${version}`,
          details: { causes: [{ reason: 'ResourceVersionTooLarge' }], retryAfterSeconds: 1 },
        },
      })
      expect(answer.headers.get('retry-after')).toBe('1')
    }
  })
})

describe('a time limit', () => {
  const slow = { ...options, objects, faults: [{ then: { delay: 300 } }] }

  it.each(['100ms', '0.1s', '0h0m0.1s', '.1s'])('of %s ends a slow request with a 504', async (timeout) => {
    const { ask, api } = await startApi(slow)
    const { version } = api.store
    const answer = await ask('POST', `${demoStoragesPath}?timeout=${timeout}`, storage('new'))
    expect(answer).toMatchObject({
      status: 504,
      body: { reason: 'Timeout', message: 'Timeout: request did not complete within the allotted timeout' },
    })
    expect(api.store.version).toBe(version)
  })

  it.each(['', '2s', '0', '1m30s', '100h'])('of %j lets it finish', async (timeout) => {
    const { ask } = await startApi(slow)
    expect((await ask('GET', `${storagesPath}?timeout=${timeout}`)).status).toBe(200)
  })

  it('applies to every request but watches, even if the client sets a longer one', async () => {
    const { ask, url } = await startApi({ ...slow, requestTimeout: 50 })
    expect((await ask('GET', `${storagesPath}?timeout=10s`)).status).toBe(504)
    expect((await ask('GET', storagesPath)).status).toBe(504)
    const watch = await openWatch(`${url}${storagesPath}?watch=1&timeout=10ms`)
    expect((await watch.next())?.type).toBe('ADDED')
    watch.leave()
  })

  it.each([
    ['10', 'missing unit in duration "10"'],
    ['5days', 'unknown unit "days" in duration "5days"'],
    ['soon', 'invalid duration "soon"'],
    ['1s 2s', 'invalid duration "1s 2s"'],
  ])('is rejected if malformed: %s', async (timeout, cause) => {
    const { ask } = await startApi({ ...options, objects })
    const answer = await ask('GET', `${storagesPath}?timeout=${encodeURIComponent(timeout)}`)
    expect([answer.status, answer.body.message]).toEqual([
      400,
      `invalid timeout specified in the request URL - time: ${cause}`,
    ])
  })
})

describe('tables', () => {
  const accept = 'application/json;as=Table;g=meta.k8s.io;v=v1'

  it('contain no values of Secrets', async () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', type: 'Opaque', data: { KEY: btoa('made-up-value') } }
    const { ask } = await startApi({
      ...options,
      objects: [...namespaces('demo'), { ...secret, metadata: { name: 's', namespace: 'demo' } }],
    })
    for (const path of ['/api/v1/secrets', '/api/v1/namespaces/demo/secrets/s']) {
      const { body } = await ask('GET', path, undefined, { accept })
      expect(body).toMatchObject({
        kind: 'Table',
        rows: [{ cells: ['s', 'Opaque', 1, expect.stringMatching(/^\d+s$/)] }],
      })
      expect(JSON.stringify(body)).not.toContain(btoa('made-up-value'))
    }
  })

  it('have the columns of the CRD for Repositories', async () => {
    const { ask } = await startApi(options)
    const { body } = await ask('GET', '/apis/storage.kubestash.com/v1alpha1/repositories?limit=1', undefined, {
      accept,
    })
    expect((body.columnDefinitions as { name: string }[]).map(({ name }) => name)).toEqual([
      'Name',
      'Integrity',
      'Snapshot-Count',
      'Size',
      'Phase',
      'Last-Successful-Backup',
      'Age',
    ])
    expect(body.rows).toMatchObject([{ cells: ['mongo-quickstart', false, 7, '50.812 KiB', 'Ready', '2d3h', '6d18h'] }])
  })

  it('are negotiated: the first supported type wins, and unsupported ones are rejected', async () => {
    const { ask } = await startApi({ ...options, objects })
    const kindFor = async (header: string, query = ''): Promise<unknown> =>
      (await ask('GET', `${demoStoragesPath}${query}`, undefined, { accept: header })).body.kind
    expect(await kindFor(`application/yaml, ${accept}, application/json`)).toBe('Table')
    expect(await kindFor(`application/json;as=Table;g=meta.k8s.io;v=v9, */*`)).toBe('BackupStorageList')
    expect((await ask('GET', demoStoragesPath, undefined, { accept: 'text/html' })).status).toBe(406)
    const { body } = await ask('GET', `${demoStoragesPath}?includeObject=None`, undefined, { accept })
    expect(JSON.stringify(body.rows)).not.toContain('PartialObjectMetadata')
    expect((await ask('GET', `${demoStoragesPath}?includeObject=All`, undefined, { accept })).status).toBe(400)
  })
})
