import type { ObjectReference } from '../client.ts'
import { isObject, member, textOf } from '../../base/json.ts'
import type { Manifest } from '../../schema/manifest.ts'

/** What stands in the way of a write. */
export type Clash =
  /** There is such an object already. */
  | { type: 'exists'; object: ObjectReference }
  /** The object was changed since it was read; `live` is what it is now. */
  | { type: 'changed'; object: ObjectReference; live: Manifest }

/** What is known of a submit that failed. */
export interface SubmitOutcome {
  /** Objects that this submit created and that are there still. */
  left: readonly ObjectReference[]
  /** Objects whose writing was asked for and never answered: it may have happened. */
  uncertain: readonly ObjectReference[]
  /** Secrets that were there before, and whose values were replaced. */
  replaced: readonly ObjectReference[]
  /** What stood in the way: an object that is there already, or one that was changed since it was read. */
  clash: Clash | undefined
  /** When the first try began, in ms. */
  began: number
}

/** Which object a manifest is about. */
export function referenceTo({ apiVersion, kind, metadata }: Manifest): ObjectReference {
  return { apiVersion, kind, namespace: textOf(metadata.namespace), name: textOf(metadata.name) }
}

export function isSameObject(a: ObjectReference, b: ObjectReference): boolean {
  return a.apiVersion === b.apiVersion && a.kind === b.kind && a.namespace === b.namespace && a.name === b.name
}

/** A client's error carries the HTTP status of the answer, if it is that kind of client. */
export function statusOf(error: unknown): number | undefined {
  const status = isObject(error) ? error['status'] : undefined
  return typeof status === 'number' ? status : undefined
}

/** Whether the server surely wrote nothing: it answered, and the answer blames the request. */
export function wasRefused(error: unknown): boolean {
  const status = statusOf(error)
  return status !== undefined && status >= 400 && status < 500
}

/** Whether an answer is 409 for this reason. A client that gives no reason has one meaning of it for each call. */
export function is409(error: unknown, reason: 'AlreadyExists' | 'Conflict'): boolean {
  const said = member(error, 'reason') ?? ''
  return statusOf(error) === 409 && (said === '' || said === reason)
}
