import type { JsonObject } from '../../base/json.ts'
import { type ServerStatus, readStatus } from '../server/readStatus.ts'
import { type Attempt, action, changes, done, referenceOf, subject } from './attempt.ts'
import { KubernetesError } from './KubernetesError.ts'
import { isSecret } from './secretValues.ts'
import { namespaces, qualifiedName } from './servedResources.ts'

/** The longest time in seconds for which a server may put off the next try. */
const longestRetry = 3600

/** The explanation of a failure. */
interface Explanation {
  reason: string
  message: string
  summary?: string
}

/** Returns the error for a call without an answer. */
export function connectionError(attempt: Attempt, baseUrl: string, cause: unknown): KubernetesError {
  const summary =
    `Couldn't ${action(attempt)}: no response from the Kubernetes API${baseUrl && ` at ${baseUrl}`}. ` +
    'The network or the server may be down, or the browser may have blocked the response (CORS).'
  const message = `${summary} Check the address and the connection${lookFirst(attempt)}`
  return new KubernetesError({ status: 0, reason: 'NoConnection', message, summary, cause })
}

/** Returns the error for a call that was not answered in time. */
export function timeoutError(attempt: Attempt, time: number): KubernetesError {
  const summary = `Couldn't ${action(attempt)}: the Kubernetes API didn't answer within ${secondsText(Math.round(time / 1000))}.`
  const message = `${summary} Check the connection${lookFirst(attempt)}`
  return new KubernetesError({ status: 0, reason: 'Timeout', message, summary })
}

/** Returns the error for a watch without a sign from the server for some time, in ms. */
export function silenceError(attempt: Attempt, time: number): KubernetesError {
  const explanation = advised(
    `Couldn't ${action(attempt)}: the Kubernetes API has sent nothing for ${secondsText(Math.round(time / 1000))}.`,
    'Check the connection.',
  )
  return new KubernetesError({ status: 0, reason: 'Timeout', ...explanation })
}

/** Returns the error for an answer that isn't from a Kubernetes API. */
export function notKubernetesError(attempt: Attempt, status: number, text: string): KubernetesError {
  const html = text.trimStart().startsWith('<')
  return otherAnswer(attempt, status, `${html ? ' with a web page' : ''} (${status})`)
}

/** Returns the error for a redirect, which is not followed. The status is 0 if it is hidden. */
export function redirectError(attempt: Attempt, status: number): KubernetesError {
  return otherAnswer(attempt, status, ` with a redirect${status === 0 ? '' : ` (${status})`}`)
}

function otherAnswer(attempt: Attempt, status: number, how: string): KubernetesError {
  const explanation = advised(
    `Couldn't ${action(attempt)}: something other than the Kubernetes API answered${how}, ` +
      'such as a proxy, a gateway or a sign-in page.',
    `Sign in again, or check the address of the API and the proxy${lookFirst(attempt)}`,
  )
  return new KubernetesError({ status, reason: 'NotKubernetes', ...explanation })
}

/** Returns the error for a list whose pages don't end. */
export function endlessError(attempt: Attempt): KubernetesError {
  const message = `Couldn't ${action(attempt)}: the pages of the list don't end. The server or a proxy may be broken. Try again later.`
  return new KubernetesError({ status: 200, reason: 'EndlessList', message })
}

/** Returns the error for a failed response. `body` is the JSON in it, if any, and `text` all of it. */
export function responseError(
  attempt: Attempt,
  response: Pick<Response, 'status' | 'headers'>,
  body: JsonObject | undefined,
  text: string,
): KubernetesError {
  const { status } = response
  const type = response.headers.get('content-type') ?? ''
  // For a kind that isn't served, Kubernetes itself answers in plain text.
  const plain = type.startsWith('text/plain') || text === ''
  if (body === undefined && (text.trimStart().startsWith('<') || (status < 500 && !plain))) {
    return notKubernetesError(attempt, status, text)
  }
  const answer = readStatus(body, { secret: isSecret(attempt.resource), forms: attempt.secret ?? [] })
  const retryAfter = clamped(answer?.retryAfterSeconds ?? secondsOf(response.headers.get('retry-after')))
  const explanation = explain(attempt, status, answer, retryAfter)
  const object = referenceOf(attempt)
  return new KubernetesError({ causes: answer?.causes ?? [], ...explanation, object, status, retryAfter })
}

function explain(attempt: Attempt, status: number, answer: ServerStatus | undefined, pause?: number): Explanation {
  const text = answer?.text ?? ''
  const webhook = /admission webhook "([^"]+)" denied the request(?:: ([\s\S]*))?/.exec(text)
  if (webhook !== null) {
    return {
      reason: 'Denied',
      ...advised(
        `The admission webhook ${webhook[1]} rejected ${subject(attempt)}${because(webhook[2])}.`,
        'Correct it, then try again.',
      ),
    }
  }
  switch (status) {
    case 400:
      return unreadable(attempt, answer)
    case 401:
      return {
        reason: 'Unauthorized',
        ...advised(
          `Couldn't ${action(attempt)}: you are not signed in, or your session has expired (401).`,
          'Sign in, then try again.',
        ),
      }
    case 403:
      return forbidden(attempt, answer)
    case 404:
      return missing(attempt, answer)
    case 409:
      return conflict(attempt, answer)
    case 410:
      return { reason: answer?.reason || 'Expired', message: expired(attempt) }
    case 415:
      return {
        reason: 'UnsupportedMediaType',
        message: `Couldn't ${action(attempt)}: the server doesn't accept JSON (415). Your input is not the cause. A proxy may be changing the Content-Type, or the server is not a Kubernetes API.`,
      }
    case 422:
      return invalid(attempt, answer)
    case 429:
      return {
        reason: 'TooManyRequests',
        ...advised(
          `Couldn't ${action(attempt)}: the API server is overloaded (429).`,
          `Try again in ${pause ? secondsText(pause) : 'a moment'}.`,
        ),
      }
    default:
      return status >= 500 ? serverFailure(attempt, status, answer) : refused(attempt, status, answer)
  }
}

function unreadable(attempt: Attempt, answer: ServerStatus | undefined): Explanation {
  const reason = answer?.reason || 'BadRequest'
  if (isSecret(attempt.resource)) {
    return {
      reason,
      message: `The server couldn't read ${subject(attempt)} (400). Its message is hidden because it may quote the Secret. Look for an unknown field, a value that is not a string, or a value under data that is not base64.`,
    }
  }
  const strict = /strict decoding error: ([\s\S]*)/.exec(answer?.text ?? '')?.[1]
  if (strict === undefined) return refused(attempt, 400, answer)
  return {
    reason,
    ...advised(`The server rejected ${subject(attempt)}: ${strict}.`, 'Remove or correct the field, then try again.'),
  }
}

function forbidden(attempt: Attempt, answer: ServerStatus | undefined): Explanation {
  const reason = answer?.reason || 'Forbidden'
  if (answer?.causes.some((one) => one.reason === 'NamespaceTerminating')) {
    return {
      reason: 'NamespaceTerminating',
      ...advised(
        `Couldn't ${action(attempt)}: the namespace ${attempt.namespace} is being deleted (403).`,
        'Choose another namespace.',
      ),
    }
  }
  const user = /User "([^"]*)" cannot/.exec(answer?.text ?? '')?.[1]
  if (answer !== undefined && user === undefined && answer.text !== '') return refused(attempt, 403, answer)
  const who = user === undefined ? 'You are' : `The user ${user} is`
  // A dry run needs the same permission as the call itself.
  const forbade = action({ ...attempt, dryRun: false })
  const where = attempt.namespace === '' ? 'in all namespaces' : `in the namespace ${attempt.namespace}`
  return {
    reason,
    ...advised(
      `${who} not allowed to ${forbade} (403).`,
      `Ask an administrator for permission to ${attempt.verb} ${qualifiedName(attempt.resource)} ${where}.`,
    ),
  }
}

function missing(attempt: Attempt, answer: ServerStatus | undefined): Explanation {
  if (answer?.detailKind === 'namespaces' && attempt.resource !== namespaces) {
    return {
      reason: 'NotFound',
      ...advised(
        `Couldn't ${action(attempt)}: the namespace ${attempt.namespace} does not exist (404).`,
        'Create it, or choose another.',
      ),
    }
  }
  if (answer !== undefined && answer.detailName !== '') {
    return {
      reason: 'NotFound',
      ...advised(`${subject(attempt)} does not exist (404). It may have been deleted.`, 'Reload the list.'),
    }
  }
  return {
    reason: 'NotServed',
    ...advised(
      `The API does not serve ${qualifiedName(attempt.resource)} (404).`,
      'Install its CustomResourceDefinition in the cluster, or correct the address of the API.',
    ),
  }
}

function conflict(attempt: Attempt, answer: ServerStatus | undefined): Explanation {
  if (answer?.reason === 'AlreadyExists') {
    return {
      reason: answer.reason,
      ...advised(
        `${subject(attempt)} already exists (409). Nothing was changed.`,
        'It may be in use, so choose another name.',
      ),
    }
  }
  return {
    reason: answer?.reason || 'Conflict',
    ...advised(
      `${subject(attempt)} was changed by someone else in the meantime (409).`,
      'Reload it, then make your change again.',
    ),
  }
}

function invalid(attempt: Attempt, answer: ServerStatus | undefined): Explanation {
  const causes = answer?.causes ?? []
  if (causes.length === 0) return refused(attempt, 422, answer)
  const errors = causes.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`)).join('; ')
  return {
    reason: answer?.reason || 'Invalid',
    ...advised(
      `The server rejected ${subject(attempt)} (422): ${errors}.`,
      `Correct ${causes.length === 1 ? 'this' : 'these'}, then try again.`,
    ),
  }
}

function serverFailure(attempt: Attempt, status: number, answer: ServerStatus | undefined): Explanation {
  const webhook = /failed calling webhook "([^"]+)"/.exec(answer?.text ?? '')?.[1]
  if (webhook !== undefined) {
    return {
      reason: 'WebhookFailed',
      ...advised(
        `Couldn't ${action(attempt)}: the cluster couldn't call its admission webhook ${webhook} (${status}). The operator behind it may be down or still starting.`,
        'Check that its pods are running, then try again.',
      ),
    }
  }
  return {
    reason: answer?.reason || (status === 503 ? 'ServiceUnavailable' : status === 504 ? 'Timeout' : 'InternalError'),
    ...advised(
      `The API server failed to ${action(attempt)} (${status})${because(answer?.text)}.`,
      `Your input is not the cause. Wait a moment${lookFirst(attempt)}`,
    ),
  }
}

function refused(attempt: Attempt, status: number, answer: ServerStatus | undefined): Explanation {
  const advice =
    status !== 403 && changes({ ...attempt, dryRun: false }) && attempt.verb !== 'delete'
      ? 'Correct it, then try again.'
      : 'Reload the page. If that does not help, ask an administrator.'
  return {
    reason: answer?.reason || (status === 422 ? 'Invalid' : 'BadRequest'),
    ...advised(`The server refused to ${action(attempt)} (${status})${because(answer?.text)}.`, advice),
  }
}

/** Returns the message with and without advice. */
function advised(summary: string, advice: string): { message: string; summary: string } {
  return { message: `${summary} ${advice}`, summary }
}

function because(text: string | undefined): string {
  return text === undefined || text === '' ? '' : `: ${text}`
}

function lookFirst(attempt: Attempt): string {
  if (!changes(attempt)) return ', then try again.'
  return `. It may have been ${done(attempt)}: check before you try again.`
}

/** Returns the message for a version that the server no longer has. A list is read again by itself. */
function expired(attempt: Attempt): string {
  return ['list', 'watch'].includes(attempt.verb)
    ? `Couldn't ${action(attempt)}: the server no longer has all changes. The list loads again soon.`
    : `The loaded version of ${subject(attempt)} is too old (410). Reload to get the current one.`
}

function secondsText(seconds: number): string {
  return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
}

/** Returns a plausible number of seconds to wait; undefined for anything else. */
function clamped(seconds: number | undefined): number | undefined {
  return seconds !== undefined && seconds >= 0 ? Math.min(Math.ceil(seconds), longestRetry) : undefined
}

function secondsOf(header: string | null): number | undefined {
  if (header === null) return undefined
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : Math.ceil((Date.parse(header) - Date.now()) / 1000)
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds)
}
