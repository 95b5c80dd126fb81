import { isObject, member, textOf } from '../../base/json.ts'
import { quotesSecret } from './secretForms.ts'

/** An error that the server reports for one field. */
export interface KubernetesCause {
  /** The field as Kubernetes writes it, such as `spec.storage`; empty if the server names none. */
  field: string
  message: string
  /** The server's reason, such as `FieldValueInvalid`. */
  reason: string
}

/** The parts of a Kubernetes `Status` that messages use, without anything secret. */
export interface ServerStatus {
  code: number
  reason: string
  /** The server's own sentence; withheld if it may quote a Secret. */
  text: string
  detailKind: string
  detailName: string
  retryAfterSeconds: number | undefined
  causes: KubernetesCause[]
}

/** The secret parts of a request, which no message may repeat. */
export interface Sent {
  /** Whether the request was for a Secret. */
  secret: boolean
  /** The values of Secrets in it, as `secretForms` returns them. */
  forms: readonly string[]
}

const longestText = 600
const withheld = 'the value is refused'
const withheldReason = 'the reason is hidden because it may quote the Secret'

/** Returns the fields in the message of a strict decoding error. */
function strictCauses(text: string): KubernetesCause[] {
  const [, errors] = /strict decoding error: ([\s\S]*)/.exec(text) ?? []
  return [...(errors ?? '').matchAll(/(?:unknown|duplicate) field "([^"]*)"/g)].map(([message, field = '']) => ({
    field,
    message,
    reason: 'FieldValueInvalid',
  }))
}

/** Reads a `Status`; undefined if the body is anything else. */
export function readStatus(body: unknown, { secret, forms }: Sent): ServerStatus | undefined {
  if (member(body, 'kind') !== 'Status') return undefined
  const details = member(body, 'details')
  const quotes = (text: string): boolean => quotesSecret(text, forms)
  const wordOf = (value: unknown): string => (quotes(textOf(value)) ? '' : textOf(value))
  const whole = sentence(textOf(member(body, 'message')))
  const text = cut(whole)
  const code = member(body, 'code')
  // The server quotes an unreadable Secret in part, escaped or cut, and no comparison finds every form of that.
  const shown = secret && code === 400 ? '' : quotes(whole) ? withheldText(whole, quotes) : text
  const given = member(details, 'causes')
  const causes = (Array.isArray(given) ? given : []).filter(isObject).map((cause) => {
    const message = plainCause(textOf(member(cause, 'message')))
    return {
      field: wordOf(member(cause, 'field')),
      message: quotes(message) ? withheld : cut(message),
      reason: wordOf(member(cause, 'reason')),
    }
  })
  const pause = member(details, 'retryAfterSeconds')
  return {
    code: typeof code === 'number' ? code : 0,
    reason: wordOf(member(body, 'reason')),
    text: shown,
    detailKind: wordOf(member(details, 'kind')),
    detailName: wordOf(member(details, 'name')),
    retryAfterSeconds: typeof pause === 'number' ? pause : undefined,
    causes: causes.length > 0 ? causes : strictCauses(shown),
  }
}

function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text
}

/** Returns the server's message without quotes of the request or a final period. */
function sentence(message: string): string {
  const quote = message.search(/\(?[[{]["{\]}]/)
  return message
    .slice(0, quote < 0 ? undefined : quote)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\.$/, '')
}

/** Returns the text for a withheld message, with the webhook that refused, if known. */
function withheldText(text: string, quotes: (text: string) => boolean): string {
  const webhook = /^admission webhook "[^"]*" denied the request: /.exec(text)?.[0] ?? ''
  return (quotes(webhook) ? '' : webhook) + withheldReason
}

/** Returns a cause without the server's regular expression, and without an object that it quotes. */
function plainCause(message: string): string {
  const examples = message.indexOf('(e.g.')
  const rest = /^\(e\.g\.[^]*?regex used for validation is '[^']*'\)([^]*)/.exec(message.slice(examples))?.[1]
  const short = examples < 0 || rest === undefined ? message : message.slice(0, examples).trimEnd() + rest
  return sentence(short.replace(/^Invalid value: (?:[[{]|map\[)[\s\S]*[\]}]: /, 'Invalid value: '))
}
