import { keysIn, lowerBound } from './keys.ts'
import type { StoredObject } from './objects.ts'
import type { Resource } from './resources.ts'
import { badRequest, continueExpired } from './status.ts'
import type { Store } from './store.ts'

export interface PageQuery {
  namespace: string
  /** 0 for no limit. */
  limit: number
  /** The token of the page; empty for the first page. */
  token: string
  /** Selects objects. @default all */
  matches?: ((object: StoredObject) => boolean) | undefined
}

/** A page of a list. */
export interface Page {
  items: StoredObject[]
  /** The version of the whole list. Later pages have the same version. */
  version: number
  /** The token of the next page; empty after the last. */
  continue: string
  remaining: number | undefined
}

/** The start of a page. The version -1 means the newest one at the time of the request. */
interface Start {
  version: number
  key: string
}

/**
 * Reads a page. As in Kubernetes, the token contains the last object and the version of the list. If that version is
 * no longer remembered, the response is 410, with a token for the rest of the list in its current state.
 */
export function readPage(store: Store, resource: Resource, { namespace, limit, token, matches }: PageQuery): Page {
  const start = token === '' ? { version: -1, key: '' } : readToken(token)
  const version = start.version === -1 ? store.version : start.version
  const snapshot = store.snapshot(resource, version)
  if (snapshot === undefined) throw continueExpired(writeToken({ ...start, version: -1 }))
  const keys = keysIn(snapshot.keys, namespace)
  const items: StoredObject[] = []
  let index = lowerBound(keys, (key) => key < start.key)
  for (; index < keys.length && (limit === 0 || items.length < limit); index++) {
    const object = snapshot.at(keys[index] ?? '')
    if (matches?.(object) ?? true) items.push(object)
  }
  if (index === keys.length) return { items, version, continue: '', remaining: undefined }
  return {
    items,
    version,
    continue: writeToken({ version, key: `${keys[index - 1]}\0` }),
    // With selectors, the number of remaining objects is unknown.
    remaining: matches === undefined ? keys.length - index : undefined,
  }
}

function writeToken({ version, key }: Start): string {
  return Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', rv: version, start: key })).toString('base64url')
}

function readToken(token: string): Start {
  const bytes = Buffer.from(token, 'base64url')
  try {
    const { rv, start } = JSON.parse(bytes.toString('utf8')) as { rv?: unknown; start?: unknown }
    if (typeof start === 'string' && Number.isInteger(rv)) return { version: Number(rv), key: start }
  } catch {
    // Continues to the error for a token without a start.
  }
  const first = bytes[0] ?? 0
  const shown = first < 0x80 ? String.fromCharCode(first) : `\\u00${first.toString(16)}`
  throw badRequest(
    `invalid continue token: continue key is not valid: invalid character '${shown}' looking for beginning of value`,
  )
}
