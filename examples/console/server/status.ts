import type { Resource } from './resources.ts'

/** One fault in an object, as a `Status` lists it. */
export interface Cause {
  reason: string
  message: string
  field: string
}

/** A failure that is answered with a Kubernetes `Status`. */
export class StatusError extends Error {
  readonly code: number
  readonly reason: string
  readonly details: Record<string, unknown> | undefined

  constructor(code: number, reason: string, message: string, details?: Record<string, unknown>) {
    super(message)
    this.code = code
    this.reason = reason
    this.details = details
  }

  body(): object {
    const { message, reason, details, code } = this
    const failure = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason }
    return details === undefined ? { ...failure, code } : { ...failure, details, code }
  }
}

function detailsOf(resource: Resource, name: string, kind: string): Record<string, unknown> {
  return { ...(name !== '' && { name }), ...(resource.group !== '' && { group: resource.group }), kind }
}

function qualified(resource: Resource, word: string): string {
  return resource.group === '' ? word : `${word}.${resource.group}`
}

export function notFound(resource: Resource, name: string): StatusError {
  const message = `${qualified(resource, resource.plural)} "${name}" not found`
  return new StatusError(404, 'NotFound', message, detailsOf(resource, name, resource.plural))
}

export function alreadyExists(resource: Resource, name: string): StatusError {
  const message = `${qualified(resource, resource.plural)} "${name}" already exists`
  return new StatusError(409, 'AlreadyExists', message, detailsOf(resource, name, resource.plural))
}

export function invalid(resource: Resource, name: string, causes: Cause[]): StatusError {
  const faults = causes.map(({ field, message }) => `${field}: ${message}`)
  const list = faults.length === 1 ? faults[0] : `[${faults.join(', ')}]`
  const message = `${qualified(resource, resource.kind)} "${name}" is invalid: ${list}`
  return new StatusError(422, 'Invalid', message, { ...detailsOf(resource, name, resource.kind), causes })
}

export function badRequest(message: string): StatusError {
  return new StatusError(400, 'BadRequest', message)
}

export function unsupportedMediaType(accepted: readonly string[]): StatusError {
  const message = `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`
  return new StatusError(415, 'UnsupportedMediaType', message)
}

export function methodNotAllowed(): StatusError {
  const message = 'the server does not allow this method on the requested resource'
  return new StatusError(405, 'MethodNotAllowed', message, {})
}

/** How a validating webhook of the cluster refuses an object. */
export function denied(webhook: string, message: string): StatusError {
  return new StatusError(403, 'Forbidden', `admission webhook "${webhook}" denied the request: ${message}`)
}

/** How the API server answers when a webhook crashes. */
export function webhookFailed(webhook: string): StatusError {
  const cause = `failed calling webhook "${webhook}": failed to call webhook: EOF`
  return new StatusError(500, 'InternalError', `Internal error occurred: ${cause}`, { causes: [{ message: cause }] })
}

/** How RBAC refuses a user. */
export function forbidden(
  resource: Resource,
  access: { user: string; verb: string; namespace: string; name: string },
): StatusError {
  const { user, verb, namespace, name } = access
  const object = qualified(resource, resource.plural) + (name === '' ? '' : ` "${name}"`)
  const scope = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`
  const message = `${object} is forbidden: User "${user}" cannot ${verb} resource "${resource.plural}" in API group "${resource.group}" ${scope}`
  return new StatusError(403, 'Forbidden', message, detailsOf(resource, name, resource.plural))
}

/** What a later version of the embedded API answers. */
export function notYet(what: string): StatusError {
  return new StatusError(501, 'NotImplemented', `the embedded Kubernetes API (simulated) does not know ${what} yet`)
}
