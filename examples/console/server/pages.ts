import type { StoredObject } from './objects.ts'
import type { Resource } from './resources.ts'
import { badRequest, continueExpired } from './status.ts'
import { type Store, keysIn, lowerBound } from './store.ts'

export interface PageQuery {
  namespace: string
  /** 0 for no limit. */
  limit: number
  /** Where to go on; empty for the first page. */
  token: string
  /** Which objects are wanted. @default all */
  matches?: ((object: StoredObject) => boolean) | undefined
}

/** One page of a list. */
export interface Page {
  items: StoredObject[]
  /** The version of the whole list: what is on later pages is from then, too. */
  version: number
  /** The token of the next page; empty after the last. */
  continue: string
  remaining: number | undefined
}

/** Where a page begins. The version -1 stands for the newest one, whatever it is by then. */
interface Start {
  version: number
  key: string
}

/**
 * Reads a page. The token says, as the real one does, after which object to go on, and of which version the list is;
 * when that is not remembered any more, the answer is 410, with a token for the rest of the list as it is by then.
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
    // How many of those that are left match, nobody has counted.
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
    // Falls through to the same refusal as a token without a start.
  }
  const first = bytes[0] ?? 0
  const shown = first < 0x80 ? String.fromCharCode(first) : `\\u00${first.toString(16)}`
  throw badRequest(
    `invalid continue token: continue key is not valid: invalid character '${shown}' looking for beginning of value`,
  )
}
