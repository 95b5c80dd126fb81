import { isObject, member } from './json.ts'
import { getAt } from './pointer.ts'

/** What the operator says of a storage. */
export interface StorageStatus {
  /** `Ready`, `NotReady`; empty before the operator has looked at it. */
  phase: string
  /** What the conditions that do not hold say, as the operator wrote it. */
  problems: readonly string[]
  /** Whether it is said of an older state of the object (`observedGeneration` of the conditions): of before a change. */
  isOutdated: boolean
}

/** Reads `status.phase` and `status.conditions` of a live object. Takes anything and never throws. */
export function storageStatus(object: unknown): StorageStatus {
  const phase = getAt(object, ['status', 'phase'])
  const conditions = getAt(object, ['status', 'conditions'])
  const problems = (Array.isArray(conditions) ? conditions : [])
    .filter((one) => isObject(one) && member(one, 'status') === 'False')
    .map((one) => [member(one, 'message'), member(one, 'reason'), member(one, 'type')].find((text) => text) ?? '')
    .filter((text) => typeof text === 'string' && text !== '')
  const generation = Number(getAt(object, ['metadata', 'generation']))
  const isOutdated = (Array.isArray(conditions) ? conditions : []).some(
    (one) => Number(member(one, 'observedGeneration')) < generation,
  )
  return { phase: typeof phase === 'string' ? phase : '', problems: problems as string[], isOutdated }
}
