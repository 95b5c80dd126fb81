import { describe, expect, it } from 'vitest'
import type { Manifest } from 'backupstorage-forms/core'
import { createKubernetesClient } from 'backupstorage-forms/kubernetes'
import { answerOf, recording } from './recordings.ts'

interface Seen {
  method: string
  url: URL
  headers: Headers
  body: unknown
}

/** Returns a client whose `fetch` answers in turn and records its requests. */
function scripted(
  answers: Response[],
  headers?: HeadersInit,
): { client: ReturnType<typeof createKubernetesClient>; seen: Seen[] } {
  const seen: Seen[] = []
  const client = createKubernetesClient({
    baseUrl: 'http://cluster.test/',
    headers,
    fetch: async (input, init) => {
      seen.push({
        method: init?.method ?? 'GET',
        url: new URL(String(input)),
        headers: new Headers(init?.headers),
        body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
      })
      const answer = answers.shift()
      if (answer === undefined) throw new Error('one request more than expected')
      return answer
    },
  })
  return { client, seen }
}

const storage = { apiVersion: 'storage.kubestash.com/v1alpha1', kind: 'BackupStorage' }
const fieldManager = 'backupstorage-forms'
const names = (manifests: Manifest[]): unknown[] => manifests.map((manifest) => manifest.metadata.name)

describe('requests and recorded responses', () => {
  it('lists one namespace', async () => {
    const recorded = recording('list-namespace-200')
    const { client, seen } = scripted([answerOf(recorded)])
    const items = (recorded.response.body as { items: unknown[] }).items
    expect(await client.list({ namespace: 'demo' })).toEqual(items)
    expect(seen[0]?.method).toBe('GET')
    expect(seen[0]?.url.pathname).toBe(recorded.request.path)
    expect(seen[0]?.headers.get('accept')).toBe('application/json')
    expect(seen[0]?.body).toBeUndefined()
  })

  it('lists all namespaces page by page', async () => {
    const last = recording('list-empty-200')
    const { client, seen } = scripted([
      answerOf(recording('list-first-page-200')),
      answerOf(recording('list-next-page-200')),
      answerOf(last),
    ])
    expect(names(await client.list())).toEqual(['alpha', 'b', 'c', 'd', 'e', 'pruned'])
    expect(seen.map(({ url }) => url.pathname)).toEqual(
      Array(3).fill('/apis/storage.kubestash.com/v1alpha1/backupstorages'),
    )
    expect(seen.map(({ url }) => url.searchParams.get('limit'))).toEqual(['500', '500', '500'])
    const nextPage = new URL(recording('list-next-page-200').request.path, 'http://cluster.test')
    expect(seen[0]?.url.searchParams.get('continue')).toBeNull()
    expect(seen[1]?.url.searchParams.get('continue')).toBe(nextPage.searchParams.get('continue'))
  })

  it('restarts an expired list, but only once', async () => {
    const expired = (): Response => Response.json({ kind: 'Status', reason: 'Expired', code: 410 }, { status: 410 })
    const first = recording('list-first-page-200')
    const { client } = scripted([answerOf(first), expired(), answerOf(recording('list-namespace-200'))])
    expect(await client.list()).toHaveLength(6)
    const again = scripted([answerOf(first), expired(), answerOf(first), expired()])
    await expect(again.client.list()).rejects.toMatchObject({ status: 410, reason: 'Expired' })
  })

  it('reads an empty list', async () => {
    const { client } = scripted([answerOf(recording('list-empty-200'))])
    expect(await client.list({ namespace: 'default' })).toEqual([])
  })

  it('gets one object', async () => {
    const recorded = recording('get-200')
    const { client, seen } = scripted([answerOf(recorded)])
    expect(await client.get({ ...storage, namespace: 'demo', name: 'alpha' })).toEqual(recorded.response.body)
    expect(seen[0]?.url.pathname).toBe(recorded.request.path)
  })

  it.each([
    ['create-201', { fieldValidation: 'Warn' }],
    ['create-dry-run-201', { dryRun: 'All', fieldValidation: 'Strict' }],
    ['create-unknown-fields-pruned-201', { fieldValidation: 'Warn' }],
  ])('creates an object: %s', async (name, extra) => {
    const recorded = recording(name)
    const { client, seen } = scripted([answerOf(recorded)])
    const dryRun = 'dryRun' in extra
    expect(await client.create(recorded.request.body as Manifest, { dryRun })).toEqual(recorded.response.body)
    expect(seen[0]?.method).toBe('POST')
    expect(seen[0]?.url.pathname).toBe(recorded.request.path.split('?')[0])
    expect(Object.fromEntries(seen[0]?.url.searchParams ?? [])).toEqual({ ...extra, fieldManager })
    expect(seen[0]?.headers.get('content-type')).toBe('application/json')
    expect(seen[0]?.body).toEqual(recorded.request.body)
  })

  it('creates a Secret and removes its values from the response', async () => {
    const recorded = recording('secret-create-201')
    const answer = recorded.response.body as Manifest
    answer.metadata.annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{"EXAMPLE":1}', keep: 'this' }
    const { client, seen } = scripted([answerOf(recorded)])
    const kept = await client.create(recorded.request.body as Manifest)
    expect(seen[0]?.url.pathname).toBe(recorded.request.path)
    expect(seen[0]?.body).toEqual(recorded.request.body)
    expect(kept).toMatchObject({ kind: 'Secret', type: 'Opaque', metadata: { annotations: { keep: 'this' } } })
    expect(JSON.stringify(kept)).not.toMatch(/"data"|stringData|EXAMPLE|RVhBTVBMRQ/)
  })

  it('deletes one object', async () => {
    const recorded = recording('delete-200')
    const { client, seen } = scripted([answerOf(recorded)])
    await expect(client.delete({ ...storage, namespace: 'demo', name: 'b' })).resolves.toBeUndefined()
    expect(seen[0]?.method).toBe('DELETE')
    expect(seen[0]?.url.pathname).toBe(recorded.request.path)
  })

  it('returns the names of all namespaces', async () => {
    const recorded = recording('namespaces-200')
    const { client, seen } = scripted([answerOf(recorded)])
    const items = (recorded.response.body as { items: Manifest[] }).items
    expect(await client.namespaces()).toEqual(names(items))
    expect(seen[0]?.url.pathname).toBe('/api/v1/namespaces')
  })

  it('sends custom headers with every request, without overriding its own', async () => {
    const { client, seen } = scripted([answerOf(recording('get-200'))], {
      Authorization: 'Bearer x',
      Accept: 'text/html',
    })
    await client.get({ ...storage, namespace: 'demo', name: 'alpha' })
    expect(seen[0]?.headers.get('authorization')).toBe('Bearer x')
    expect(seen[0]?.headers.get('accept')).toBe('application/json')
  })

  it('serves another resource if configured', async () => {
    const location = { apiVersion: 'velero.io/v1', kind: 'BackupStorageLocation', plural: 'backupstoragelocations' }
    const asked: string[] = []
    const client = createKubernetesClient({
      baseUrl: '/k8s',
      resource: location,
      fetch: async (input) => {
        asked.push(String(input))
        return Response.json({ items: [{ metadata: { name: 'x' } }] })
      },
    })
    const kinds = { apiVersion: location.apiVersion, kind: location.kind }
    expect(await client.list({ namespace: 'demo' })).toEqual([{ ...kinds, metadata: { name: 'x' } }])
    expect(asked).toEqual(['/k8s/apis/velero.io/v1/namespaces/demo/backupstoragelocations?limit=500'])
    await expect(client.get({ ...storage, namespace: 'a', name: 'b' })).rejects.toThrow(/handles BackupStorageLocation/)
  })
})

describe('abort signal', () => {
  it("rejects with the signal's reason before, during and after the request", async () => {
    const reason = new Error('changed my mind')
    const before = scripted([])
    await expect(before.client.list({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    expect(before.seen).toHaveLength(0)

    const controller = new AbortController()
    const client = createKubernetesClient({
      baseUrl: 'http://cluster.test',
      fetch: () => {
        controller.abort(reason)
        // Some implementations reject with their own error.
        return Promise.reject(new DOMException('aborted', 'AbortError'))
      },
    })
    await expect(client.namespaces({ signal: controller.signal })).rejects.toBe(reason)
  })
})
