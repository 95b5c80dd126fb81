import type { ObjectReference } from '../client.ts'
import { isObject, member, textOf } from '../../base/json.ts'
import type { Manifest } from '../../schema/manifest.ts'

/** A conflict that prevents a write. */
export type Clash =
  /** The object already exists. */
  | { type: 'exists'; object: ObjectReference }
  /** The object is being deleted: it can't be created yet, and changes to it would be lost. */
  | { type: 'deleting'; object: ObjectReference }
  /** The object was changed since it was read; `live` is the current version. */
  | { type: 'changed'; object: ObjectReference; live: Manifest }

/** The outcome of a failed submit. */
export interface SubmitOutcome {
  /** The objects that this submit created and that still exist. */
  left: readonly ObjectReference[]
  /** The objects whose write got no answer, and may have happened. */
  uncertain: readonly ObjectReference[]
  /** The Secrets that existed before and whose values were replaced. */
  replaced: readonly ObjectReference[]
  /** The conflict that prevented the submit, if any. */
  clash: Clash | undefined
  /** The start of the first try, in ms since 1970. */
  began: number
}

/** Returns the reference to the object of a manifest. */
export function referenceTo({ apiVersion, kind, metadata }: Manifest): ObjectReference {
  return { apiVersion, kind, namespace: textOf(metadata.namespace), name: textOf(metadata.name) }
}

export function isSameObject(a: ObjectReference, b: ObjectReference): boolean {
  return a.apiVersion === b.apiVersion && a.kind === b.kind && a.namespace === b.namespace && a.name === b.name
}

/** Returns whether someone has requested the deletion of an object that still exists. */
export function isBeingDeleted(object: unknown): boolean {
  return textOf(member(member(object, 'metadata'), 'deletionTimestamp')) !== ''
}

/** Returns the HTTP status of a client's error; undefined if it has none. */
export function statusOf(error: unknown): number | undefined {
  const status = isObject(error) ? error['status'] : undefined
  return typeof status === 'number' ? status : undefined
}

/** Returns an error's sentence without its advice, for views that give their own; undefined if it has none. */
export function summaryOf(error: unknown): string | undefined {
  const summary = isObject(error) ? error['summary'] : undefined
  return typeof summary === 'string' && summary !== '' ? summary : undefined
}

/** Returns whether the server certainly wrote nothing: it answered, and the status is 4xx. */
export function wasRefused(error: unknown): boolean {
  const status = statusOf(error)
  return status !== undefined && status >= 400 && status < 500
}

/** Returns whether an error is a 409 with this reason; without a reason, each call has only one cause of a 409. */
export function is409(error: unknown, reason: 'AlreadyExists' | 'Conflict'): boolean {
  const said = member(error, 'reason') ?? ''
  return statusOf(error) === 409 && (said === '' || said === reason)
}

/** Returns the kinds and names of objects, for a message. */
export function namesOf(objects: readonly ObjectReference[]): string {
  return objects
    .map(({ kind, namespace, name }) => `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`)
    .join(', ')
}
