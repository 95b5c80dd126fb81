import { deepEqual, isObject, member, textOf } from '../base/json.ts'
import { fromPointer, getAt } from '../base/pointer.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import { isSecret } from '../manifests/findStorage.ts'
import { withoutServerFields } from '../manifests/withoutServerFields.ts'
import type { StatusPaths } from '../schema/language.ts'
import type { Manifest } from '../schema/manifest.ts'

/** The status of a storage, as the operator reports it. */
export interface StorageStatus {
  /** Such as `Ready` or `NotReady`; empty until the operator sets it. */
  phase: string
  /** The operator's messages in conditions with the status `False`, and in the status itself. */
  problems: readonly string[]
  /** Whether the storage can be used: it is in such a phase, and not being deleted. */
  isReady: boolean
  /** Whether it is not ready because its Secret is missing or refused, so that other credentials help. */
  needsCredentials: boolean
  /** Whether the status is about an older version of the object, by `observedGeneration`. */
  isOutdated: boolean
  /** The time of the request to delete the object, as RFC 3339; empty if there is none. */
  deleting: string
}

/**
 * Reads `status.phase`, `status.conditions` and the message that the kind (`options.resource`) defines from an object.
 * Accepts anything and never throws.
 */
export function storageStatus(object: unknown, options?: Options): StorageStatus {
  return statusOf(object, contextOf(options).resource.schema['x-resource'].status)
}

/** Reads the status of any object of the operator. */
export function statusOf(
  object: unknown,
  { ready = ['Ready'], message, credentials = [] }: StatusPaths = {},
): StorageStatus {
  const status = getAt(object, ['status'])
  const phase = textOf(member(status, 'phase'))
  const deleting = textOf(getAt(object, ['metadata', 'deletionTimestamp']))
  const given = member(status, 'conditions')
  const conditions: unknown[] = Array.isArray(given) ? given : []
  const failed = conditions
    .filter((one) => isObject(one) && member(one, 'status') === 'False')
    .map((one) => ['message', 'reason', 'type'].map((key) => textOf(member(one, key))))
  const said = message === undefined ? '' : textOf(getAt(object, fromPointer(message)))
  const isUsable = ready.includes(phase)
  const generation = Number(getAt(object, ['metadata', 'generation']))
  return {
    phase,
    problems: [...failed.map((texts) => texts.find((text) => text !== '') ?? ''), said].filter((text) => text !== ''),
    isReady: deleting === '' && isUsable,
    needsCredentials:
      !isUsable && [...failed.flat(), said].some((text) => credentials.some((word) => text.includes(word))),
    isOutdated: [status, ...conditions].some((one) => Number(member(one, 'observedGeneration')) < generation),
    deleting,
  }
}

/**
 * Returns whether the operator has written the status of a live object since an earlier version of it: the status
 * differs, or the API server has recorded another write of it.
 */
export function isStatusNewer(live: unknown, earlier: unknown): boolean {
  const [now, before] = [live, earlier].map((one) => getAt(one, ['status']) ?? {})
  const [newWrites, oldWrites] = [live, earlier].map(statusWrites)
  // A client may leave out the records.
  const hasRecords = newWrites?.length !== 0 && oldWrites?.length !== 0
  return !deepEqual(now, before) || (hasRecords && !deepEqual(newWrites, oldWrites))
}

/** Returns the API server's records of the writes of a status. */
function statusWrites(object: unknown): unknown[] {
  const records = getAt(object, ['metadata', 'managedFields'])
  return Array.isArray(records) ? records.filter((one) => member(one, 'subresource') === 'status') : []
}

/**
 * Returns the version of an edited storage whose status is about the time before the edit; undefined if that status is
 * still about the current storage, as only metadata was written.
 *
 * @param written - the objects as the server returned them
 */
export function beforeEdit(written: readonly Manifest[], editing: Manifest): Manifest | undefined {
  const storage = written.find((one) => !isSecret(one))
  const isSpecSame = storage === undefined || deepEqual(contentOf(storage), contentOf(editing))
  if (isSpecSame && !written.some(isSecret)) return undefined
  // A client may return the object without its status.
  return storage?.['status'] === undefined ? editing : storage
}

function contentOf(object: Manifest): object {
  const { metadata: _metadata, ...content } = withoutServerFields(object)
  return content
}
