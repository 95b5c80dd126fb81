import type { Json, JsonObject } from './objects.ts'
import { isObject } from './objects.ts'
import { type Schema, check, flag, integer, list, object, prune, text } from './schema.ts'
import { StatusError, badRequest } from './status.ts'
import type { Cut } from './watches.ts'

/**
 * A simulated failure, as plain data: for the option `faults`, for `POST /embedded/faults` (`{ "faults": [...] }`) and,
 * for a single request, for its header `Embedded-Faults` (`[...]`).
 *
 * ```json
 * { "when": { "verb": "create", "resource": "backupstorages" }, "times": 1, "then": { "status": 503 } }
 * ```
 */
export interface Fault {
  /** The affected requests, which match all of these. @default every request */
  when?: {
    /** `list`, `get`, `watch`, `create`, `update`, `patch` or `delete`. */
    verb?: string
    /** The plural, `backupstorages`. */
    resource?: string
    namespace?: string
    name?: string
    user?: string
    dryRun?: boolean
  }
  /** The number of matching requests to skip first. @default 0 */
  after?: number
  /** The number of requests to affect. @default all */
  times?: number
  then: FaultEffect
}

/** The effect: an optional `delay`, and at most one other. */
export interface FaultEffect {
  /** A delay before anything else, in milliseconds. */
  delay?: number
  /** A `Status` with this code: 401, 403, 404, 409, 410, 429, 500, 503 or 504. A watch gets a 410 as an event. */
  status?: number
  /** The message of the `Status`. */
  message?: string
  /** The seconds in the `Retry-After` header. */
  retryAfter?: number
  /** The response of a server without this kind: 404, without a `Status`. */
  notServed?: boolean
  /** A proxy's HTML page, with the code 200 or 502. */
  html?: number
  /** The request is carried out, but the connection breaks before the response. */
  loseAnswer?: boolean
  /** A watch breaks after this number of events or milliseconds. */
  cut?: Cut
}

/** The properties of a request that a fault can match. */
export interface FaultTarget {
  verb: string
  resource: string
  namespace: string
  name: string
  user: string
  dryRun: boolean
}

const reasons: Record<number, string> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  410: 'Expired',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
}

const faultSchema: Schema = object(
  {
    when: object({ verb: text, resource: text, namespace: text, name: text, user: text, dryRun: flag }),
    after: integer,
    times: integer,
    then: object({
      delay: integer,
      status: integer,
      message: text,
      retryAfter: integer,
      notServed: flag,
      html: integer,
      loseAnswer: flag,
      cut: object({ events: integer, milliseconds: integer }),
    }),
  },
  { required: ['then'] },
)

/** The current faults, and how many requests each has matched. */
export class Faults {
  #set: { fault: Fault; seen: number }[] = []

  add(faults: readonly Fault[]): void {
    this.#set.push(...faults.map((fault) => ({ fault, seen: 0 })))
  }

  clear(): void {
    this.#set = []
  }

  /** Faults that haven't reached their limit. */
  get pending(): Fault[] {
    return this.#set.filter(({ fault, seen }) => seen < lastOf(fault)).map(({ fault }) => fault)
  }

  /** Returns the effect of the first fault that applies to a request. */
  meet(target: FaultTarget): FaultEffect | undefined {
    for (const entry of this.#set) {
      if (!isMet(entry.fault, target)) continue
      entry.seen += 1
      if (entry.seen > (entry.fault.after ?? 0) && entry.seen <= lastOf(entry.fault)) return entry.fault.then
    }
    return undefined
  }
}

function lastOf({ after = 0, times = Infinity }: Fault): number {
  return after + times
}

/** Returns whether a request matches a fault. */
export function isMet({ when = {} }: Fault, target: FaultTarget): boolean {
  return Object.entries(when).every(([key, value]) => target[key as keyof FaultTarget] === value)
}

/** Parses a list of faults; an invalid one is rejected with 400. */
function readFaults(value: Json): Fault[] {
  const unknown: string[] = []
  prune(value, list(faultSchema), 'faults', unknown)
  const causes = check(value, list(faultSchema), 'faults').map(({ field, message }) => `${field}: ${message}`)
  const mistakes = [...unknown.map((field) => `unknown field "${field}"`), ...causes]
  if (mistakes.length === 0) {
    const effects = (value as JsonObject[]).map(({ then }) => then as JsonObject)
    effects.forEach((effect, index) => {
      const mistake = mistakeIn(effect)
      if (mistake !== undefined) mistakes.push(`faults[${index}].then: ${mistake}`)
    })
  }
  if (mistakes.length > 0) throw badRequest(`invalid faults: ${mistakes.join(', ')}`)
  return value as unknown as Fault[]
}

function mistakeIn(effect: JsonObject): string | undefined {
  const { status, html } = effect
  if (status !== undefined && !(Number(status) in reasons))
    return `status must be one of ${Object.keys(reasons).join(', ')}`
  if (html !== undefined && html !== 200 && html !== 502) return 'html must be 200 or 502'
  const things = ['status', 'notServed', 'html', 'loseAnswer', 'cut'].filter((key) => key in effect)
  if (things.length > 1) return `only one effect is allowed, not ${things.join(' and ')}`
  if (things.length === 0 && effect.delay === undefined) return 'an effect is required'
  const needsStatus = ['message', 'retryAfter'].find((key) => key in effect && status === undefined)
  return needsStatus === undefined ? undefined : `${needsStatus} requires status`
}

/** Returns the faults in the header of a request. */
export function headerFaults(header: string | string[] | undefined): Fault[] {
  if (header === undefined) return []
  try {
    return readFaults(JSON.parse(String(header)) as Json)
  } catch (error) {
    throw error instanceof StatusError ? error : badRequest('the header Embedded-Faults must be JSON')
  }
}

/** Returns the error for an effect with a status. */
export function failureOf({ status = 500, message, retryAfter }: FaultEffect): StatusError {
  const said = message ?? `the embedded API (simulated) is set to respond with ${status}`
  const details = retryAfter === undefined ? undefined : { retryAfterSeconds: retryAfter }
  return new StatusError(status, reasons[status] ?? '', said, details)
}

/** Returns the faults in a body `{ "faults": [...] }`. */
export function bodyFaults(body: string): Fault[] {
  try {
    const value: unknown = JSON.parse(body)
    if (isObject(value) && value.faults !== undefined) return readFaults(value.faults)
  } catch (error) {
    if (error instanceof StatusError) throw error
  }
  throw badRequest('the body must be JSON such as { "faults": [{ "then": { "status": 503 } }] }')
}
