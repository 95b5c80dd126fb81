import type { Resource } from './resources.ts'

/** An error in an object, as listed in a `Status`. */
export interface Cause {
  reason: string
  message: string
  field: string
}

/** A failure whose response is a Kubernetes `Status`. */
export class StatusError extends Error {
  readonly code: number
  readonly reason: string
  readonly details: Record<string, unknown> | undefined
  readonly metadata: object

  constructor(code: number, reason: string, message: string, details?: Record<string, unknown>, metadata: object = {}) {
    super(message)
    this.code = code
    this.reason = reason
    this.details = details
    this.metadata = metadata
  }

  body(): object {
    const { message, reason, details, code, metadata } = this
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata,
      status: 'Failure',
      message,
      ...(reason !== '' && { reason }),
      ...(details !== undefined && { details }),
      code,
    }
  }
}

function detailsOf(resource: Pick<Resource, 'group'>, name: string, kind: string): Record<string, unknown> {
  return { ...(name !== '' && { name }), ...(resource.group !== '' && { group: resource.group }), kind }
}

function qualified(resource: Pick<Resource, 'group'>, word: string): string {
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

export function invalid(resource: Pick<Resource, 'group' | 'kind'>, name: string, causes: Cause[]): StatusError {
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

/** The response if a validating webhook of the cluster rejects an object. */
export function denied(webhook: string, message: string): StatusError {
  return new StatusError(403, 'Forbidden', `admission webhook "${webhook}" denied the request: ${message}`)
}

/** The response if a webhook crashes. */
export function webhookFailed(webhook: string): StatusError {
  const cause = `failed calling webhook "${webhook}": failed to call webhook: EOF`
  return new StatusError(500, 'InternalError', `Internal error occurred: ${cause}`, { causes: [{ message: cause }] })
}

/** The response if RBAC denies access. */
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

/** The response if the API server itself, not RBAC, forbids something. */
export function refused(resource: Resource, name: string, message: string, causes?: Cause[]): StatusError {
  const details = { ...detailsOf(resource, name, resource.plural), ...(causes !== undefined && { causes }) }
  const subject = `${qualified(resource, resource.plural)} "${name}"`
  return new StatusError(403, 'Forbidden', `${subject} is forbidden: ${message}`, details)
}

/** The response for an unknown or anonymous user. */
export function unauthorized(): StatusError {
  return new StatusError(401, 'Unauthorized', 'Unauthorized')
}

export function conflict(resource: Resource, name: string, cause: string): StatusError {
  const message = `Operation cannot be fulfilled on ${qualified(resource, resource.plural)} "${name}": ${cause}`
  return new StatusError(409, 'Conflict', message, detailsOf(resource, name, resource.plural))
}

/** The response for an update of an object that changed since it was read. */
export function modified(resource: Resource, name: string): StatusError {
  return conflict(
    resource,
    name,
    'the object has been modified; please apply your changes to the latest version and try again',
  )
}

/** The response for an update without a version. Unlike other errors, it names the resource. */
export function versionMissing(resource: Resource, name: string): StatusError {
  return invalid({ ...resource, kind: resource.plural }, name, [
    {
      reason: 'FieldValueInvalid',
      message: 'Invalid value: 0x0: must be specified for an update',
      field: 'metadata.resourceVersion',
    },
  ])
}

/** The response for an apply that would change fields with other owners. */
export function applyConflict(conflicts: readonly { manager: string; field: string }[]): StatusError {
  const causes = conflicts.map(({ manager, field }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with "${manager}"`,
    field,
  }))
  const count = conflicts.length === 1 ? '1 conflict' : `${conflicts.length} conflicts`
  const list = causes.map(({ message, field }) => `${message}: ${field}`)
  const shown = list.length === 1 ? list[0] : `\n${list.map((line) => `- ${line}`).join('\n')}`
  return new StatusError(409, 'Conflict', `Apply failed with ${count}: ${shown}`, { causes })
}

/** The response for a list that took too long to read. The token leads to the rest in its current state. */
export function continueExpired(token: string): StatusError {
  const message =
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without ' +
    'the continue parameter, or use the continue token in this response to retrieve the remainder of the results. ' +
    'Continuing with the provided token results in an inconsistent list - objects that were created, modified, or ' +
    'deleted between the time the first chunk was returned and now may show up in the list.'
  return new StatusError(410, 'Expired', message, undefined, { continue: token })
}

/** The response for a watch from a version that is no longer remembered. */
export function versionTooOld(version: number, oldest: number): StatusError {
  return new StatusError(410, 'Expired', `too old resource version: ${version} (${oldest})`)
}

/** The response for a request that took too long. */
export function timedOut(): StatusError {
  return new StatusError(504, 'Timeout', 'Timeout: request did not complete within the allotted timeout', {})
}

/** The response for a read of a version that doesn't exist yet. */
export function versionTooLarge(version: number, current: number): StatusError {
  const message = `Timeout: Too large resource version: ${version}, current: ${current}`
  const causes = [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }]
  return new StatusError(504, 'Timeout', message, { causes, retryAfterSeconds: 1 })
}

/** The response for requests that the embedded API doesn't support. */
export function notSimulated(what: string): StatusError {
  return new StatusError(501, 'NotImplemented', `the embedded Kubernetes API (simulated) does not support ${what}`)
}
