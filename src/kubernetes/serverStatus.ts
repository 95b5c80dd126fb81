import type { JsonObject } from '../core/json.ts'
import type { Attempt } from './attempt.ts'
import type { KubernetesCause } from './KubernetesError.ts'
import { isSecret, quotesSecret } from './secretValues.ts'

/** The parts of a Kubernetes `Status` that messages are made of, with nothing in them that must not be shown. */
export interface ServerStatus {
  reason: string
  /** The server's own sentence; empty where it may quote the body or a Secret. */
  text: string
  detailKind: string
  detailName: string
  retryAfterSeconds: number | undefined
  causes: KubernetesCause[]
}

const longestText = 600
const withheld = 'the value is refused'
const withheldReason = 'its explanation is not shown, because it may quote the Secret'

/** Reads a `Status`; undefined when the body is none. */
export function readStatus(body: JsonObject | undefined, attempt: Attempt): ServerStatus | undefined {
  if (body?.kind !== 'Status') return undefined
  const details = isObject(body.details) ? body.details : {}
  const secret = isSecret(attempt.resource)
  const quotes = (text: string): boolean => quotesSecret(text, attempt.secret ?? [])
  const text = sentence(stringOf(body.message))
  const causes = (Array.isArray(details.causes) ? details.causes : []).filter(isObject).map((cause) => {
    const field = stringOf(cause.field)
    const message = plainCause(stringOf(cause.message))
    return {
      field: quotes(field) ? '' : field,
      message: quotes(message) ? withheld : message,
      reason: stringOf(cause.reason),
    }
  })
  return {
    reason: stringOf(body.reason),
    // A Secret that cannot be read is quoted in part, escaped or cut: no comparison finds every form of that.
    text: secret && body.code === 400 ? '' : quotes(text) ? withheldText(text) : text,
    detailKind: stringOf(details.kind),
    detailName: stringOf(details.name),
    retryAfterSeconds: typeof details.retryAfterSeconds === 'number' ? details.retryAfterSeconds : undefined,
    causes,
  }
}

/** The server's text without the piece of the request that it may quote, without its full stop, and not too long. */
function sentence(message: string): string {
  const text = message
    .replace(/\s*\(?[[{]["{\]}][\s\S]*$/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\.$/, '')
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text
}

/** Says who refused, where that is known, and nothing of what was said. */
function withheldText(text: string): string {
  return (/^admission webhook "[^"]*" denied the request: /.exec(text)?.[0] ?? '') + withheldReason
}

/** A cause without the regular expression that the server adds, and without an object that it quotes. */
function plainCause(message: string): string {
  const short = message
    .replace(/\s*\(e\.g\.[\s\S]*?regex used for validation is '[^']*'\)/, '')
    .replace(/^Invalid value: (?:[[{]|map\[)[\s\S]*[\]}]: /, 'Invalid value: ')
  return sentence(short)
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
