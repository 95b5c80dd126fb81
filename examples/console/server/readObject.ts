import type { IncomingMessage } from 'node:http'
import { type Json, type JsonObject, isObject, stringAt } from './objects.ts'
import { type Resource, apiVersionOf } from './resources.ts'
import { StatusError, badRequest, unsupportedMediaType } from './status.ts'

const largestBody = 3 * 1024 * 1024

/** Reads the body of a request, whose media type must be one of the accepted ones. */
export async function readBody(
  request: IncomingMessage,
  accepted: readonly string[],
  listed = accepted,
): Promise<string> {
  const type = (request.headers['content-type'] ?? 'application/json').split(';')[0]?.trim() ?? ''
  if (!accepted.includes(type)) throw unsupportedMediaType(listed)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array)
    size += bytes.length
    if (size > largestBody) {
      const message = `Request entity too large: limit is ${largestBody}`
      throw new StatusError(413, 'RequestEntityTooLarge', message, {})
    }
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Returns the object in a body: JSON of the kind in the path. */
export function parseObject(body: string, resource: Resource): JsonObject & { metadata: JsonObject } {
  let value: Json
  try {
    value = JSON.parse(body) as Json
  } catch (error) {
    throw badRequest(
      `the object provided is unrecognized (must be of type ${resource.kind}): couldn't get version/kind; ` +
        `json parse error: ${jsonFault(error)} (${beginning(body)})`,
    )
  }
  const { kind } = resource
  if (!isObject(value)) throw badRequest(`${kind} in version "${resource.version}" cannot be handled as a ${kind}`)
  for (const [key, expected] of [
    ['kind', kind],
    ['apiVersion', apiVersionOf(resource)],
  ] as const) {
    const sent = stringAt(value, key)
    if (sent === expected) continue
    const word = key === 'kind' ? 'kind' : 'API version'
    throw badRequest(
      sent === ''
        ? `Object '${key === 'kind' ? 'Kind' : key}' is missing in the object provided`
        : `the ${word} in the data (${sent}) does not match the expected ${word} (${expected})`,
    )
  }
  const metadata = value.metadata ?? {}
  if (!isObject(metadata)) {
    throw badRequest(
      `${kind} in version "${resource.version}" cannot be handled as a ${kind}: metadata must be an object`,
    )
  }
  return { ...value, metadata }
}

function jsonFault(error: unknown): string {
  const truncated = error instanceof Error && /end of JSON/.test(error.message)
  return truncated ? 'unexpected end of JSON input' : 'invalid character'
}

function beginning(body: string): string {
  if (body === '') return '<empty>'
  return body.length <= 30 ? body : `${body.slice(0, 30)} ...`
}
