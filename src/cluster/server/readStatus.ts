import { isObject, member, textOf } from '../../base/json.ts'
import { quotesSecret } from './secretForms.ts'

/** One fault that the server names: which field, and what is wrong with it. */
export interface KubernetesCause {
  /** The field as Kubernetes writes it, `spec.storage`; empty where the server names none. */
  field: string
  message: string
  /** The server's word for it, such as `FieldValueInvalid`. */
  reason: string
}

/** The parts of a Kubernetes `Status` that messages are made of, with nothing in them that must not be shown. */
export interface ServerStatus {
  code: number
  reason: string
  /** The server's own sentence; empty where it may quote the body or a Secret. */
  text: string
  detailKind: string
  detailName: string
  retryAfterSeconds: number | undefined
  causes: KubernetesCause[]
}

/** What a request held that no message may repeat. */
export interface Sent {
  /** Whether it was a Secret. */
  secret: boolean
  /** The values of Secrets in it, as `secretForms` gives them. */
  forms: readonly string[]
}

const longestText = 600
const withheld = 'the value is refused'
const withheldReason = 'its explanation is not shown, because it may quote the Secret'

/** The fields that strict decoding names in its one sentence. */
function strictCauses(text: string): KubernetesCause[] {
  const [, errors] = /strict decoding error: ([\s\S]*)/.exec(text) ?? []
  return [...(errors ?? '').matchAll(/(?:unknown|duplicate) field "([^"]*)"/g)].map(([message, field = '']) => ({
    field,
    message,
    reason: 'FieldValueInvalid',
  }))
}

/** Reads a `Status`; undefined when the body is none. */
export function readStatus(body: unknown, { secret, forms }: Sent): ServerStatus | undefined {
  if (member(body, 'kind') !== 'Status') return undefined
  const details = member(body, 'details')
  const quotes = (text: string): boolean => quotesSecret(text, forms)
  const text = sentence(textOf(member(body, 'message')))
  const code = member(body, 'code')
  // A Secret that cannot be read is quoted in part, escaped or cut: no comparison finds every form of that.
  const shown = secret && code === 400 ? '' : quotes(text) ? withheldText(text) : text
  const given = member(details, 'causes')
  const causes = (Array.isArray(given) ? given : []).filter(isObject).map((cause) => {
    const field = textOf(member(cause, 'field'))
    const message = plainCause(textOf(member(cause, 'message')))
    return {
      field: quotes(field) ? '' : field,
      message: quotes(message) ? withheld : message,
      reason: textOf(member(cause, 'reason')),
    }
  })
  const pause = member(details, 'retryAfterSeconds')
  return {
    code: typeof code === 'number' ? code : 0,
    reason: textOf(member(body, 'reason')),
    text: shown,
    detailKind: textOf(member(details, 'kind')),
    detailName: textOf(member(details, 'name')),
    retryAfterSeconds: typeof pause === 'number' ? pause : undefined,
    causes: causes.length > 0 ? causes : strictCauses(shown),
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
