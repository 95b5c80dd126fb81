import fc from 'fast-check'
import type { Manifest } from 'backupstorage-forms/core'
import { type KubernetesClient, KubernetesError, createKubernetesClient } from 'backupstorage-forms/kubernetes'
import { describe, expect, it } from 'vitest'
import { check } from '../property.ts'
import { failure } from './clientOf.ts'

// Each request has the one target that was meant, or is not sent.

const kind = { apiVersion: 'storage.kubestash.com/v1alpha1', kind: 'BackupStorage' }
const secretKind = { apiVersion: 'v1', kind: 'Secret' }

interface Sent {
  method: string
  url: string
  body: unknown
}

/** Returns a client whose server answers with the object that was sent, and its requests. */
function recorder(baseUrl = 'http://cluster.test/k8s'): { client: KubernetesClient; sent: Sent[] } {
  const sent: Sent[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined
    sent.push({ method: init?.method ?? '', url: String(input), body })
    return Response.json({ kind: 'List', metadata: {}, items: [], ...(body as object) })
  }
  return { client: createKubernetesClient({ baseUrl, fetch }), sent }
}

const manifestOf = (type: typeof kind, namespace: unknown, name: unknown): Manifest =>
  ({ ...type, metadata: { namespace, name } }) as Manifest

/** The calls that name an object, with the method of their request. */
const calls: readonly {
  name: string
  method: string
  call: (client: KubernetesClient, namespace: string, name: string) => Promise<unknown>
}[] = [
  { name: 'get', method: 'GET', call: (client, namespace, name) => client.get({ ...kind, namespace, name }) },
  {
    name: 'get of a Secret',
    method: 'GET',
    call: (client, namespace, name) => client.get({ ...secretKind, namespace, name }),
  },
  { name: 'secret', method: 'GET', call: (client, namespace, name) => client.secret(namespace, name) },
  {
    name: 'create',
    method: 'POST',
    call: (client, namespace, name) => client.create(manifestOf(kind, namespace, name)),
  },
  {
    name: 'update',
    method: 'PUT',
    call: (client, namespace, name) => client.update(manifestOf(kind, namespace, name)),
  },
  { name: 'patch', method: 'PATCH', call: (client, namespace, name) => client.patch({ ...kind, namespace, name }, {}) },
  { name: 'delete', method: 'DELETE', call: (client, namespace, name) => client.delete({ ...kind, namespace, name }) },
  {
    name: 'delete of a Secret',
    method: 'DELETE',
    call: (client, namespace, name) => client.delete({ ...secretKind, namespace, name }),
  },
]

/** Returns the decoded parts of a path, as a server reads them. */
function partsOf(url: string): string[] {
  return new URL(url).pathname.split('/').slice(1).map(decodeURIComponent)
}

const possible = 'a a.b a..b ... .a a. x.y.z-0 system:x a@b a?b a#b a\\b größe 名前 🙂 a,metadata.name=b __proto__'
  .split(' ')
  .concat(' a', 'A b', 'a'.repeat(253))
const impossible: readonly unknown[] = [
  ...'. .. / a/b ../secrets/x a/../b % %2e%2e %2F a%00'.split(' '),
  '',
  'a\n',
  '\u0000',
  '\u0085',
  '\ud800',
  'a\udc00',
  'a'.repeat(254),
  undefined,
  null,
  7,
  {},
  ['a'],
]

describe('a name or a namespace that names no object', () => {
  it.each(calls)('is refused before a request: $name', async ({ call }) => {
    const { client, sent } = recorder()
    for (const text of impossible as string[]) {
      expect(await failure(call(client, 'demo', text))).toMatchObject({ status: 0, reason: 'NotSent' })
      expect(await failure(call(client, text, 'alpha'))).toMatchObject({ status: 0, reason: 'NotSent' })
    }
    expect(sent).toEqual([])
  })

  it('is refused by lists and watches, except for the empty namespace, which means all', async () => {
    const { client, sent } = recorder()
    for (const text of (impossible as string[]).filter((one) => one !== '' && one !== undefined)) {
      expect(await failure(client.list({ namespace: text }))).toMatchObject({ reason: 'NotSent' })
      expect(await failure(client.list({ name: text }))).toMatchObject({ reason: 'NotSent' })
      for (const options of [{ namespace: text }, { name: text }]) {
        const events = client.watch(options)[Symbol.asyncIterator]()
        expect(await failure(events.next())).toMatchObject({ reason: 'NotSent' })
      }
      expect(await failure(client.secrets(text))).toMatchObject({ reason: 'NotSent' })
    }
    expect(await failure(client.secrets(''))).toMatchObject({ reason: 'NotSent' })
    expect(await failure(client.list({ name: '' }))).toMatchObject({ reason: 'NotSent' })
    expect(sent).toEqual([])
    await client.list({ namespace: '' })
    expect(sent.map(({ url }) => new URL(url).pathname)).toEqual([
      '/k8s/apis/storage.kubestash.com/v1alpha1/backupstorages',
    ])
  })

  it.each([
    ['', 'Nothing was sent: the name of the BackupStorage is missing. Correct it, then try again.'],
    ['..', 'Nothing was sent: the name of the BackupStorage can\'t be "..". Correct it, then try again.'],
    ['a/b', 'Nothing was sent: the name of the BackupStorage can\'t contain "/". Correct it, then try again.'],
  ])('is explained: %j', async (name, message) => {
    expect((await failure(recorder().client.get({ ...kind, namespace: 'demo', name }))).message).toBe(message)
  })
})

describe('any other name', () => {
  it.each(calls)('reaches its object: $name', async ({ name, method, call }) => {
    for (const text of possible) {
      const { client, sent } = recorder()
      await call(client, text, text).catch(() => undefined)
      const root = name.includes('ecret') ? ['k8s', 'api', 'v1'] : ['k8s', 'apis', 'storage.kubestash.com', 'v1alpha1']
      const plural = name.includes('ecret') ? 'secrets' : 'backupstorages'
      const path = [...root, 'namespaces', text, plural, ...(method === 'POST' ? [] : [text])]
      expect(sent.map((one) => [one.method, partsOf(one.url)])).toEqual([[method, path]])
    }
  })

  it('selects only its object in a list, whatever selectors mean', async () => {
    const { client, sent } = recorder()
    await client.list({ namespace: 'demo', name: 'alpha' })
    await client.list({ name: 'a,metadata.namespace=b\\' })
    expect(sent.map(({ url }) => new URL(url).searchParams.get('fieldSelector'))).toEqual([
      'metadata.name=alpha',
      String.raw`metadata.name=a\,metadata.namespace\=b\\`,
    ])
  })
})

describe('a patch', () => {
  it("can't give its object another name or namespace", async () => {
    const { client, sent } = recorder()
    const alpha = { ...kind, namespace: 'demo', name: 'alpha' }
    for (const metadata of [{ name: 'beta' }, { namespace: 'other' }, { name: null }]) {
      expect(await failure(client.patch(alpha, { metadata }))).toMatchObject({ reason: 'NotSent' })
    }
    expect(sent).toEqual([])
    await client.patch(alpha, { metadata: { name: 'alpha', namespace: 'demo', labels: { name: 'beta' } } })
    expect(sent).toHaveLength(1)
  })
})

describe('an object that is not plain JSON data', () => {
  const loop: Record<string, unknown> = { ...kind }
  loop['self'] = loop
  it.each([
    ['a BigInt', { ...manifestOf(kind, 'demo', 'a'), spec: { size: 1n } }],
    ['a reference to itself', { ...manifestOf(kind, 'demo', 'a'), loop }],
    ['no metadata', kind],
    ['null', null],
    ['a text', 'made-up-value'],
    ['undefined', undefined],
  ])('is refused before a request: %s', async (_what, value) => {
    const { client, sent } = recorder()
    for (const call of [client.create, client.update]) {
      expect(await failure(call(value as Manifest))).toMatchObject({ status: 0 })
    }
    expect(sent).toEqual([])
  })

  it('is sent under the name that it has in the request', async () => {
    const { client, sent } = recorder()
    let reads = 0
    const metadata = {
      namespace: 'demo',
      get name() {
        reads += 1
        return reads === 1 ? 'first' : 'other'
      },
    }
    await client.update({ ...kind, metadata } as unknown as Manifest)
    expect(sent).toMatchObject([{ body: { metadata: { name: 'first' } } }])
    expect(partsOf(sent[0]?.url ?? '').at(-1)).toBe('first')
  })
})

describe('baseUrl', () => {
  it.each([
    'http://user:made-up-password@cluster.test',
    'https://made-up-user@cluster.test/k8s',
    '//user:made-up-password@cluster.test',
    'user:made-up-password@cluster.test',
    'http:user:made-up-password@cluster.test',
    'http://user:made-up-password@',
    'http://[made-up-host',
    'http://cluster.test/k8s?token=made-up-token',
    '/k8s?',
    '/k8s#made-up',
    'localhost:8001',
    'data:,made-up',
  ])('is refused, and not quoted, if it has credentials or is no address: %s', (baseUrl) => {
    expect(() => createKubernetesClient({ baseUrl })).toThrow(KubernetesError)
    expect(() => createKubernetesClient({ baseUrl })).not.toThrow(/made-up/)
  })

  it.each([
    '',
    '/',
    '/k8s',
    '/k8s/',
    'k8s',
    '/@team/k8s',
    '//cluster.test/k8s',
    'http://127.0.0.1:8001',
    'app://api/x',
  ])('is followed by the path: %j', async (baseUrl) => {
    const { client, sent } = recorder(baseUrl)
    await client.namespaces()
    expect(sent[0]?.url).toBe(`${baseUrl.replace(/\/$/, '')}/api/v1/namespaces?limit=500`)
  })
})

describe('any names and any base URL', () => {
  const odd = fc.constantFrom(
    '.',
    '..',
    '/',
    '\\',
    '%',
    '%2e',
    '?',
    '#',
    ';',
    '@',
    ':',
    '&',
    '=',
    ',',
    ' ',
    '\n',
    '\ud800',
  )
  const name = fc.oneof(
    fc.constantFrom(...possible, ...impossible.filter((one) => typeof one === 'string')),
    fc
      .array(fc.oneof(odd, fc.string({ maxLength: 3, unit: 'binary' }), fc.constantFrom('a', 'b')), { maxLength: 5 })
      .map((parts) => parts.join('')),
  )
  const base = fc
    .tuple(
      fc.constantFrom('http://cluster.test', 'http://cluster.test/k8s', 'http://cluster.test/a/../b'),
      fc.array(fc.oneof(odd, fc.constantFrom('/', 'x')), { maxLength: 3 }),
    )
    .map(([root, parts]) => root + parts.join(''))

  it('make requests to the object that was meant, or none', async () => {
    let count = 0
    await check(
      fc.asyncProperty(base, name, name, fc.constantFrom(...calls), async (baseUrl, namespace, text, one) => {
        const { method, call } = one
        let made: ReturnType<typeof recorder>
        try {
          made = recorder(baseUrl)
        } catch (error) {
          expect(error).toBeInstanceOf(KubernetesError)
          return
        }
        const error: unknown = await call(made.client, namespace, text).catch((reason: unknown) => reason)
        if (made.sent.length === 0) {
          expect(error).toBeInstanceOf(KubernetesError)
          return
        }
        count += 1
        // The path below the base URL, as a server reads it.
        const [sent] = made.sent
        const root = new URL(`${baseUrl.replace(/\/+$/, '')}/`)
        const url = new URL(sent?.url ?? '')
        expect(made.sent).toHaveLength(1)
        expect(url.origin).toBe(root.origin)
        expect(url.pathname.startsWith(root.pathname)).toBe(true)
        const isSecret = one.name.includes('ecret')
        expect(url.pathname.slice(root.pathname.length).split('/').map(decodeURIComponent)).toEqual([
          ...(isSecret ? ['api', 'v1'] : ['apis', 'storage.kubestash.com', 'v1alpha1']),
          'namespaces',
          namespace,
          isSecret ? 'secrets' : 'backupstorages',
          ...(method === 'POST' ? [] : [text]),
        ])
        expect(sent?.method).toBe(method)
        const { metadata } = (sent?.body ?? {}) as { metadata?: unknown }
        if (metadata !== undefined) expect(metadata).toEqual({ namespace, name: text })
      }),
      20_000,
    )
    expect(count).toBeGreaterThan(50)
  })
})
