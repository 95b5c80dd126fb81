import type { ObjectReference, Verb } from '../client.ts'
import type { ResourceType } from '../../schema/manifest.ts'
import { accessReviews, namespaces } from './servedResources.ts'

/** What a call was about: enough to say it to a person, and no more. */
export interface Attempt {
  verb: Verb
  resource: ResourceType
  /** Empty for all namespaces, and for what lies in none. */
  namespace: string
  name?: string
  dryRun?: boolean | undefined
  /** The forms of secret values that the request carried, so that no message repeats one. */
  secret?: readonly string[]
}

/** What the call is about, as a noun: `BackupStorage demo/alpha`, `the namespaces`. */
export function subject(attempt: Attempt): string {
  const { kind } = attempt.resource
  if (attempt.resource === accessReviews) return 'what you may do'
  if (attempt.name === undefined) {
    if (attempt.resource === namespaces) return 'the namespaces'
    return `the ${kind} objects ${attempt.namespace === '' ? 'of all namespaces' : `of the namespace ${attempt.namespace}`}`
  }
  const name = attempt.name === '' ? 'without a name' : attempt.name
  return attempt.namespace === '' ? `${kind} ${name}` : `${kind} ${attempt.namespace}/${name}`
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

/** What was to be done: `create BackupStorage demo/alpha`. */
export function action(attempt: Attempt): string {
  return `${attempt.dryRun === true ? 'check' : words[attempt.verb]} ${subject(attempt)}`
}

/** Whether the call changes something, so that a lost answer leaves it open whether it did. */
export function changes({ verb, dryRun }: Attempt): boolean {
  return dryRun !== true && ['create', 'update', 'patch', 'delete'].includes(verb)
}

/** What would have been done, were the answer not lost: `created`. */
export function done({ verb }: Attempt): string {
  return `${words[verb]}d`
}

/** The object that the call is about; none for a list. */
export function referenceOf({ resource, namespace, name }: Attempt): ObjectReference | undefined {
  const { apiVersion, kind } = resource
  return name === undefined ? undefined : { apiVersion, kind, namespace, name }
}
