import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { pageOf as pageOfType, routes as routesType } from '../../examples/console/src/routes.ts'

// The pages at the addresses of the example console.

let pageOf: typeof pageOfType
let routes: typeof routesType

beforeAll(async () => {
  vi.stubGlobal('location', { hash: '' })
  const module = await import('../../examples/console/src/routes.ts')
  pageOf = module.pageOf
  routes = module.routes
})

afterAll(() => vi.unstubAllGlobals())

describe('an address', () => {
  it.each(['azure', 'a', 'my.storage-2', 'x'.repeat(253), '...', 'a..b', 'ümlaut', 'A:b'])(
    'leads to the storage %s',
    (name) => {
      const storage = { namespace: 'demo', name }
      expect(pageOf(routes.detail(storage))).toEqual({ name: 'detail', storage })
      expect(pageOf(routes.edit(storage))).toEqual({ name: 'edit', storage })
      expect(pageOf(routes.duplicate(storage))).toEqual({ name: 'create', namespace: '', from: storage })
    },
  )

  const dots = ['.', '..', '%2e', '%2E%2E', '%2e.', '%252e%252e', '..%2F..']
  const encoded = ['%2F', 'a%2Fb', 'a%5Cb', 'a%3Fb', 'a%23b', '%00', 'a%0Ab', '%20', 'a%25']

  it.each(['', ...dots, ...encoded, '%', '%E0%A4%A'])(
    'with the name %j is not found, in each part of each page',
    (part) => {
      for (const route of [
        `/storages/demo/${part}`,
        `/storages/${part}/azure`,
        `/storages/demo/${part}/edit`,
        `/storages/${part}/azure/edit`,
        `/storages/demo/azure/${part}`,
        `/storages/demo/azure/edit/${part}`,
        `/create?from=demo/${part}`,
        `/create?from=${part}/azure`,
        ...(part === '' ? [] : [`/create?namespace=${part}`, `/?namespace=${part}`]),
      ]) {
        // The query decodes leniently: it keeps a lone "%".
        expect(pageOf(route), route).toEqual({ name: 'unknown' })
      }
    },
  )

  it('never leads to a request for another object', () => {
    for (const namespace of ['demo', '..', '.', '', 'a/b', '%2e%2e', 'a\\b']) {
      for (const name of ['azure', '..', '.', '', '../secrets/x', '%2e%2e', '\t']) {
        for (const route of [routes.detail({ namespace, name }), routes.edit({ namespace, name })]) {
          const page = pageOf(route)
          if (!('storage' in page)) continue
          const path = `/namespaces/${encodeURIComponent(page.storage.namespace)}/backupstorages/${encodeURIComponent(page.storage.name)}`
          expect(new URL(path, 'http://console.test').pathname).toBe(path)
          expect(path.split('/')).toHaveLength(5)
        }
      }
    }
  })

  it.each(['/', '/?namespace=demo&search=..%2F', '/create', '/create?namespace=demo'])('%s is a page', (route) => {
    expect(pageOf(route).name).not.toBe('unknown')
  })
})
