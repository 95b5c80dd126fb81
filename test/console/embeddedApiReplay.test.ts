import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { EmbeddedApiOptions } from '../../examples/console/server/createEmbeddedApi.ts'
import type { StoredObject } from '../../examples/console/server/objects.ts'
import { type Recording, recording } from '../cluster/recordings.ts'
import { type Running, type WatchLine, namespaces, openWatch, startApi, storage } from './embeddedServer.ts'

// Replays every recording against the embedded API, and compares status, content type and body with the recorded
// response. Values that differ between runs (times, IDs, versions, tokens) are compared by type, with one exception:
// an access review has no `managedFields`, because it isn't stored.

interface Case {
  options?: EmbeddedApiOptions
  /** Recordings to send first. */
  before?: string[]
  /** Builds the request, if it depends on earlier ones. */
  request?: (request: Recording['request'], running: Running) => Promise<Recording['request']>
}

const itemsOf = (name: string): StoredObject[] => (recording(name).response.body as { items: StoredObject[] }).items
const demo = namespaces('demo')
/** The seven storages of the recorded cluster, with their IDs and field owners. */
const seven = [
  ...namespaces('default', 'demo', 'prod'),
  ...itemsOf('list-namespace-200'),
  ...itemsOf('list-label-selector-200'),
]
const alpha = [...demo, ...itemsOf('list-field-selector-200')]
const denyAlice: EmbeddedApiOptions = { objects: seven, allow: ({ user }) => user !== 'alice' }

const cases: Record<string, Case> = {
  'access-review-allowed-201': { options: denyAlice },
  'access-review-denied-201': { options: denyAlice },
  'apply-201': { options: { objects: demo } },
  'apply-conflict-409': { options: { objects: demo }, before: ['apply-201'] },
  'create-201': { options: { objects: demo } },
  'create-conflict-409': {},
  'create-dry-run-201': { options: { objects: demo } },
  'create-invalid-422': {},
  'create-malformed-400': {},
  'create-namespace-missing-404': {},
  'create-unknown-fields-pruned-201': { options: { objects: demo } },
  'create-wrong-namespace-400': {},
  'delete-200': {},
  'delete-404': { before: ['delete-200'] },
  'delete-dry-run-200': {},
  'forbidden-create-403': { options: denyAlice },
  'forbidden-list-403': { options: denyAlice },
  'get-200': {},
  'get-404': {},
  'kind-not-served-404': {},
  'list-bad-continue-400': {},
  'list-empty-200': {},
  'list-field-selector-200': {},
  'list-first-page-200': {},
  'list-label-selector-200': {},
  'list-namespace-200': {},
  'list-next-page-200': {
    async request(request, running) {
      const first = await replay(running, recording('list-first-page-200'))
      const { continue: token } = (first.body as { metadata: { continue: string } }).metadata
      return { ...request, path: request.path.replace(/continue=.*/, `continue=${token}`) }
    },
  },
  'list-table-200': { options: { now: () => new Date('2026-11-23T06:09:44Z') } },
  'namespaces-200': {
    options: { objects: itemsOf('namespaces-200').map((item) => ({ ...item, apiVersion: 'v1', kind: 'Namespace' })) },
  },
  'patch-merge-200': { options: { objects: alpha } },
  'patch-unsupported-media-415': {},
  'secret-conflict-409': { options: { objects: demo }, before: ['secret-create-201'] },
  'secret-create-201': { options: { objects: demo } },
  'secret-invalid-422': { options: { objects: demo } },
  'secret-table-200': { options: { objects: demo }, before: ['secret-create-201'] },
  'status-update-200': { options: { objects: alpha }, before: ['patch-merge-200', 'update-200'] },
  'unauthorized-401': { options: { objects: seven, authenticate: () => undefined } },
  'update-200': { options: { objects: alpha }, before: ['patch-merge-200'], request: withCurrentVersion },
  'update-stale-409': { options: { objects: alpha }, before: ['patch-merge-200', 'update-200'] },
  'update-without-version-422': { options: { objects: alpha } },
}

/** Fills in the object's current version. */
async function withCurrentVersion(request: Recording['request'], { ask }: Running): Promise<Recording['request']> {
  const { body } = await ask('GET', request.path)
  const sent = request.body as StoredObject
  const metadata = { ...sent.metadata, resourceVersion: body.metadata.resourceVersion }
  return { ...request, body: { ...sent, metadata } }
}

async function replay(running: Running, { request }: Recording): Promise<Recording['response']> {
  const { method, path, headers, body } = request
  const init: RequestInit = { method, headers }
  if (body !== undefined) init.body = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await fetch(running.url + path, init)
  const type = response.headers.get('content-type') ?? ''
  const text = await response.text()
  return {
    status: response.status,
    headers: { 'content-type': type },
    body: type.startsWith('application/json') ? JSON.parse(text) : text,
  }
}

async function adapted(name: string, running: Running): Promise<Recording> {
  const recorded = recording(name)
  const request = await cases[name]?.request?.(recorded.request, running)
  return request === undefined ? recorded : { ...recorded, request }
}

const changing = ['uid', 'resourceVersion', 'creationTimestamp', 'continue', 'time']

/** Replaces the values that differ between runs by their type, so that only their presence counts. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, child]) => {
    if (changing.includes(key) && child !== '' && child !== null) return [key, typeof child]
    if (key === 'message') return [key, String(child).replace(/version: \d+ \(\d+\)/, 'version: … (…)')]
    return [key, comparable(child)]
  })
  return Object.fromEntries(entries)
}

function withoutManagedFields(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, child: unknown) => (key === 'managedFields' ? undefined : child)))
}

describe('replaying the recordings', () => {
  // The recorded server had no webhook and no operator.
  const quiet = { objects: seven, webhook: false, operatorDelay: 1_000_000 }

  it.each(Object.keys(cases))('gives the recorded response for %s', async (name) => {
    const { options, before = [] } = cases[name] ?? {}
    const running = await startApi({ ...quiet, ...options })
    for (const one of before) {
      const { status } = await replay(running, await adapted(one, running))
      expect(status, one).toBe(recording(one).response.status)
    }
    const sent = await adapted(name, running)
    const given = await replay(running, sent)
    if (!name.startsWith('access-review')) expect(comparable(given)).toEqual(comparable(sent.response))
    else expect(comparable(given)).toEqual(comparable(withoutManagedFields(sent.response)))
  })

  it('gives the recorded events for watch-200', async () => {
    const running = await startApi({ ...quiet, objects: demo })
    const { request, response } = recording('watch-200')
    const path = request.path.replace(/resourceVersion=\d+/, `resourceVersion=${running.api.store.version}`)
    const watch = await openWatch(running.url + path)
    expect(watch.status).toBe(response.status)
    const { events } = response as unknown as { events: WatchLine[] }
    const change = `/apis/storage.kubestash.com/v1alpha1/namespaces/demo/backupstorages/watched`
    const merge = { 'content-type': 'application/merge-patch+json' }
    const statusSent = { status: events[2]?.object.status }
    await running.ask('POST', change.replace('/watched', ''), storage('watched'))
    await running.ask('PATCH', change, { metadata: { labels: { team: 'a' } } }, merge)
    await running.ask('PATCH', `${change}/status`, statusSent, merge)
    await running.ask('DELETE', change)
    for (const event of events) expect(comparable(await watch.next())).toEqual(comparable(event))
    watch.leave()
  })

  it('gives the recorded events for watch-expired-200', async () => {
    const running = await startApi(quiet)
    const { request, response } = recording('watch-expired-200')
    const watch = await openWatch(running.url + request.path)
    expect(watch.status).toBe(response.status)
    const { events } = response as unknown as { events: WatchLine[] }
    for (const event of events) expect(comparable(await watch.next())).toEqual(comparable(event))
    expect(await watch.next()).toBeUndefined()
  })

  it('covers every recording', () => {
    const names = readdirSync(new URL('../fixtures/api', import.meta.url)).map((file) => file.replace('.json', ''))
    expect([...Object.keys(cases), 'watch-200', 'watch-expired-200'].sort()).toEqual(names.sort())
  })
})
