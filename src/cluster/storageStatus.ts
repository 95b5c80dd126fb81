import { isObject, member, textOf } from '../base/json.ts'
import { fromPointer, getAt } from '../base/pointer.ts'
import type { Resource } from '../schema/resource.ts'

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
 * Reads `status.phase` and `status.conditions` of a live object, and what its resource says of its status beside. Takes
 * anything and never throws.
 *
 * @param resource - its kind; the phase `Ready` is that of others
 */
export function storageStatus(object: unknown, resource?: Resource): StorageStatus {
  const { ready = ['Ready'], message } = resource?.schema['x-resource'].status ?? {}
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
