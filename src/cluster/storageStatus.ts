import { isObject, member, textOf } from '../base/json.ts'
import { fromPointer, getAt } from '../base/pointer.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import type { StatusPaths } from '../schema/language.ts'

/** The status of a storage, as the operator reports it. */
export interface StorageStatus {
  /** Such as `Ready` or `NotReady`; empty until the operator sets it. */
  phase: string
  /** The operator's messages in conditions with the status `False`, and in the status itself. */
  problems: readonly string[]
  /** Whether the storage can be used in this phase. */
  isReady: boolean
  /** Whether the status is about an older version of the object (by `observedGeneration` of the conditions). */
  isOutdated: boolean
}

/**
 * Reads `status.phase`, `status.conditions` and the message that the kind (`options.resource`) defines from an object.
 * Accepts anything and never throws.
 */
export function storageStatus(object: unknown, options?: Options): StorageStatus {
  return statusOf(object, contextOf(options).resource.schema['x-resource'].status)
}

/** Reads the status of any object of the operator. */
export function statusOf(object: unknown, { ready = ['Ready'], message }: StatusPaths = {}): StorageStatus {
  const phase = getAt(object, ['status', 'phase'])
  const conditions = getAt(object, ['status', 'conditions'])
  const problems = (Array.isArray(conditions) ? conditions : [])
    .filter((one) => isObject(one) && member(one, 'status') === 'False')
    .map((one) => [member(one, 'message'), member(one, 'reason'), member(one, 'type')].find((text) => text) ?? '')
    .filter((text) => typeof text === 'string' && text !== '')
  const said = message === undefined ? '' : textOf(getAt(object, fromPointer(message)))
  const generation = Number(getAt(object, ['metadata', 'generation']))
  const isOutdated = (Array.isArray(conditions) ? conditions : []).some(
    (one) => Number(member(one, 'observedGeneration')) < generation,
  )
  return {
    phase: textOf(phase),
    problems: [...(problems as string[]), ...(said === '' ? [] : [said])],
    isReady: ready.includes(textOf(phase)),
    isOutdated,
  }
}
