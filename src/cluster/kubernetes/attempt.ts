import type { ObjectReference, Verb } from '../client.ts'
import type { ResourceType } from '../../schema/manifest.ts'
import { accessReviews, namespaces } from './servedResources.ts'

/** The facts about a call that a message may mention. */
export interface Attempt {
  verb: Verb
  resource: ResourceType
  /** Empty for all namespaces, and for objects without one. */
  namespace: string
  name?: string
  dryRun?: boolean | undefined
  /** The secret values in the request, in every form, so that no message repeats one. */
  secret?: readonly string[]
}

/** Returns the subject of the call: `BackupStorage demo/alpha`, `the namespaces`. */
export function subject(attempt: Attempt): string {
  const { kind } = attempt.resource
  if (attempt.resource === accessReviews) return 'your permissions'
  if (attempt.name === undefined) {
    if (attempt.resource === namespaces) return 'the namespaces'
    return `the ${kind} objects ${attempt.namespace === '' ? 'of all namespaces' : `of the namespace ${attempt.namespace}`}`
  }
  return attempt.namespace === '' ? `${kind} ${attempt.name}` : `${kind} ${attempt.namespace}/${attempt.name}`
}

const words: Record<Verb, string> = {
  list: 'list',
  watch: 'watch',
  get: 'read',
  create: 'create',
  update: 'change',
  patch: 'change',
  delete: 'delete',
}

/** Returns the action of the call: `create BackupStorage demo/alpha`. */
export function action(attempt: Attempt): string {
  const isCheck = attempt.dryRun === true || attempt.resource === accessReviews
  return `${isCheck ? 'check' : words[attempt.verb]} ${subject(attempt)}`
}

/** Returns whether the call changes something, so that its outcome is unknown without an answer. */
export function changes({ verb, dryRun }: Attempt): boolean {
  return dryRun !== true && ['create', 'update', 'patch', 'delete'].includes(verb)
}

/** Returns the participle of the call's verb: `created`. */
export function done({ verb }: Attempt): string {
  return `${words[verb]}d`
}

/** Returns the object of the call; undefined for a list. */
export function referenceOf({ resource, namespace, name }: Attempt): ObjectReference | undefined {
  const { apiVersion, kind } = resource
  return name === undefined ? undefined : { apiVersion, kind, namespace, name }
}
