import { type JsonObject, type StoredObject, objectAt, stringAt } from './objects.ts'
import { listAt } from './references.ts'

export interface Condition extends JsonObject {
  type: string
  status: 'True' | 'False'
  reason: string
  message: string
}

/** Returns the conditions of an object, each with the time of its last change. */
export function conditionsOf(object: StoredObject, conditions: readonly Condition[], time: string): JsonObject[] {
  const before = listAt(objectAt(object, 'status'), 'conditions')
  return conditions.map((condition) => {
    const same = before.find(({ type, status }) => type === condition.type && status === condition.status)
    return {
      ...condition,
      observedGeneration: object.metadata.generation ?? 1,
      lastTransitionTime: same === undefined ? time : stringAt(same, 'lastTransitionTime'),
    }
  })
}
