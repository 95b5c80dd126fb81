import type { IncomingMessage, ServerResponse } from 'node:http'
import { StatusError, unsupportedMediaType } from './status.ts'

/** The types of a body that a page of another origin can't send without asking first. */
const accepted = [
  'application/json',
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
  'application/apply-patch+yaml',
]

/**
 * Rejects requests of pages from other origins, such as another port of localhost: they would act as the user of the
 * console. Requests without a browser pass. Vite itself rejects unknown host names.
 */
export function guard(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  const refusal = refusalOf(request)
  if (refusal === undefined) return next()
  response.writeHead(refusal.code, { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache, private' })
  response.end(JSON.stringify(refusal.body()))
}

function refusalOf({ method = 'GET', headers }: IncomingMessage): StatusError | undefined {
  const { origin, host = '', 'sec-fetch-site': site = 'none' } = headers
  const isOwn = origin === undefined || origin === `http://${host}` || origin === `https://${host}`
  if (!isOwn || (site !== 'same-origin' && site !== 'none')) {
    return new StatusError(
      403,
      'Forbidden',
      'this API only accepts requests of the console and of tools, not of other pages',
    )
  }
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (['POST', 'PUT', 'PATCH'].includes(method) && !accepted.includes(type)) return unsupportedMediaType(accepted)
  return undefined
}
