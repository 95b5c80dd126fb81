import type { StoredObject } from './objects.ts'
import { badRequest } from './status.ts'

/** One page of a list. */
export interface Page {
  items: StoredObject[]
  continue: string
  remaining: number | undefined
}

/**
 * Cuts a page out of a sorted list. The token says after which object to go on, as the real one does; the list is
 * read as it is now, and not, as by the real one, as it was when the first page was read.
 */
export function pageOf(
  sorted: StoredObject[],
  keyOf: (object: StoredObject) => string,
  limit: number,
  token: string,
  resourceVersion: string,
): Page {
  const start = token === '' ? '' : readToken(token)
  const rest = token === '' ? sorted : sorted.filter((object) => `${keyOf(object)}\0` > start)
  if (limit === 0 || rest.length <= limit) return { items: rest, continue: '', remaining: undefined }
  const items = rest.slice(0, limit)
  const last = items.at(-1)
  const next = { v: 'meta.k8s.io/v1', rv: Number(resourceVersion), start: last === undefined ? '' : `${keyOf(last)}\0` }
  return {
    items,
    continue: Buffer.from(JSON.stringify(next)).toString('base64url'),
    remaining: rest.length - items.length,
  }
}

function readToken(token: string): string {
  const bytes = Buffer.from(token, 'base64url')
  try {
    const { start } = JSON.parse(bytes.toString('utf8')) as { start?: unknown }
    if (typeof start === 'string') return start
  } catch {
    // Falls through to the same refusal as a token without a start.
  }
  const first = bytes[0] ?? 0
  const shown = first < 0x80 ? String.fromCharCode(first) : `\\u00${first.toString(16)}`
  throw badRequest(
    `invalid continue token: continue key is not valid: invalid character '${shown}' looking for beginning of value`,
  )
}
