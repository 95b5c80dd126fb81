import { isObject, member, textOf } from '../base/json.ts'
import { fromPointer, getAt } from '../base/pointer.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import type { StatusPaths } from '../schema/language.ts'

/** What the operator says of a storage. */
export interface StorageStatus {
  /** Such as `Ready` or `NotReady`; empty before the operator has looked at it. */
  phase: string
  /** What the conditions that do not hold say, and the status itself, as the operator wrote it. */
  problems: readonly string[]
  /** Whether the phase is one in which it can be used. */
  isReady: boolean
  /** Whether it is said of an older state of the object (`observedGeneration` of the conditions): of before a change. */
  isOutdated: boolean
}

/**
 * Reads `status.phase` and `status.conditions` of a live object, and what its kind (`options.resource`) says besides.
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
