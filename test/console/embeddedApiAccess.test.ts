import { describe, expect, it } from 'vitest'
import { type Running, demoStoragesPath, openWatch, startApi, storagesPath } from './embeddedServer.ts'

const as = (user: string): Record<string, string> => ({ 'impersonate-user': user })
const byName = (name: string, more = ''): string =>
  `${demoStoragesPath}?fieldSelector=${encodeURIComponent(`metadata.name=${name}`)}${more}`

describe('a user with access to one object by name', () => {
  const get = async ({ ask }: Running, path: string): Promise<number> =>
    (await ask('GET', path, undefined, as('embedded-one'))).status
  const watched = '&watch=1&timeoutSeconds=1'

  it.each([
    [`${demoStoragesPath}/azure`, 200],
    [`${demoStoragesPath}/minio`, 403],
    [byName('azure'), 200],
    [byName('azure', watched), 200],
    [byName('azure,metadata.namespace=demo'), 200],
    [byName('minio'), 403],
    [byName('minio', watched), 403],
    [demoStoragesPath, 403],
    [`${demoStoragesPath}?watch=1`, 403],
    [`${demoStoragesPath}?fieldSelector=metadata.name!%3Dminio`, 403],
    [`${storagesPath}?fieldSelector=metadata.name%3Dazure`, 403],
  ])('reads %s: %d', async (path, code) => {
    expect(await get(await startApi(), path)).toBe(code)
  })

  it('sees only this object in a list and in a watch', async () => {
    const running = await startApi({ operatorDelay: 1_000_000 })
    const { body } = await running.ask('GET', byName('azure'), undefined, as('embedded-one'))
    expect(body.items.map(({ metadata }) => metadata.name)).toEqual(['azure'])
    const from = `&watch=1&resourceVersion=${body.metadata.resourceVersion}`
    const watch = await openWatch(running.url + byName('azure', from), as('embedded-one'))
    await running.ask('DELETE', `${demoStoragesPath}/minio`)
    await running.ask('DELETE', `${demoStoragesPath}/azure`)
    expect(await watch.next()).toMatchObject({ type: 'DELETED', object: { metadata: { name: 'azure' } } })
    watch.leave()
  })

  it('gets an error that names the object', async () => {
    const { ask } = await startApi()
    const { body } = await ask('GET', byName('minio'), undefined, as('embedded-one'))
    expect(body.message).toBe(
      'backupstorages.storage.kubestash.com "minio" is forbidden: User "embedded-one" cannot list resource "backupstorages" in API group "storage.kubestash.com" in the namespace "demo"',
    )
  })
})

describe('a user who may not watch', () => {
  it('reads and writes everything else', async () => {
    const { ask } = await startApi()
    const send = async (method: string, path: string, body?: unknown): Promise<number> =>
      (await ask(method, path, body, as('embedded-no-watch'))).status
    expect(await send('GET', storagesPath)).toBe(200)
    expect(await send('GET', `${storagesPath}?watch=1`)).toBe(403)
    expect(await send('GET', byName('azure', '&watch=1'))).toBe(403)
    expect(await send('DELETE', `${demoStoragesPath}/minio`)).toBe(200)
  })
})

describe('a namespace', () => {
  it('is in itself, so that a role in a namespace can allow to read it', async () => {
    const { ask } = await startApi()
    const remove = (name: string): ReturnType<Running['ask']> =>
      ask('DELETE', `/api/v1/namespaces/${name}`, undefined, as('embedded-demo'))
    expect((await remove('stash')).body.message).toContain('in the namespace "stash"')
    expect((await remove('demo')).status).toBe(200)
  })
})

describe('the lists of resources', () => {
  it.each([
    ['/api/v1', ['namespaces', 'namespaces/status', 'secrets']],
    ['/apis/core.kubestash.com/v1alpha1', ['backupconfigurations', 'backupconfigurations/status']],
    ['/apis/authentication.k8s.io/v1', ['selfsubjectreviews']],
  ])('are served for each API group: %s', async (path, names) => {
    const { ask } = await startApi()
    const { status, body } = await ask('GET', path)
    expect([status, body.kind]).toEqual([200, 'APIResourceList'])
    expect((body.resources as { name: string }[]).map(({ name }) => name)).toEqual(names)
    expect((await ask('GET', path, undefined, as('system:anonymous'))).status).toBe(401)
    expect((await ask('GET', '/apis/unknown.test/v1')).status).toBe(404)
  })

  it('omit what an older Kubernetes does not serve', async () => {
    const { ask } = await startApi({ selfReview: false })
    const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' }
    expect((await ask('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', review)).status).toBe(404)
    expect(await ask('GET', '/apis/authentication.k8s.io/v1')).toMatchObject({ status: 200, body: { resources: [] } })
  })
})
