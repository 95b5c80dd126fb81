import type { Answer, Cluster } from './cluster.ts'
import { readPage } from './pages.ts'
import { numberOf } from './query.ts'
import { apiVersionOf } from './resources.ts'
import type { Store } from './store.ts'
import type { Route } from './route.ts'
import { readSelectors } from './selectors.ts'
import { versionTooLarge } from './status.ts'
import { type Form, Tables } from './table.ts'

export function list(
  { store, now }: Cluster,
  { resource, namespace }: Route,
  query: URLSearchParams,
  form: Form,
): Answer {
  checkVersion(store, query)
  const page = readPage(store, resource, {
    namespace,
    limit: numberOf(query, 'limit'),
    token: query.get('continue') ?? '',
    matches: readSelectors(query, resource),
  })
  const more = page.remaining === undefined ? {} : { remainingItemCount: page.remaining }
  const token = page.continue === '' ? {} : { continue: page.continue }
  const metadata = { ...token, ...more, resourceVersion: String(page.version) }
  if (form === 'table') {
    const tables = new Tables(resource, query.get('includeObject'), now)
    return { code: 200, body: tables.of(page.items, metadata) }
  }
  const head = { kind: `${resource.kind}List`, apiVersion: apiVersionOf(resource) }
  // Unlike other lists, lists of custom resources always have a token, and their items an apiVersion and a kind.
  if (resource.custom) {
    return { code: 200, body: { ...head, metadata: { continue: '', ...metadata }, items: page.items } }
  }
  const items = page.items.map(({ apiVersion: _version, kind: _kind, ...item }) => item)
  return { code: 200, body: { ...head, metadata, items } }
}

export function get(
  { store, now }: Cluster,
  { resource, namespace, name }: Route,
  query: URLSearchParams,
  form: Form,
): Answer {
  checkVersion(store, query)
  const object = store.get(resource, namespace, name)
  if (form === 'object') return { code: 200, body: object }
  const tables = new Tables(resource, query.get('includeObject'), now)
  return { code: 200, body: tables.of([object], { resourceVersion: object.metadata.resourceVersion }) }
}

/** Rejects a read that must not be older than a version that doesn't exist yet. */
function checkVersion(store: Store, query: URLSearchParams): void {
  const version = numberOf(query, 'resourceVersion')
  if (version > store.version) throw versionTooLarge(version, store.version)
}
