import type { Json, JsonObject } from '../base/json.ts'
import { isObject, setMember } from '../base/json.ts'
import type { Path } from '../base/pointer.ts'
import { getAt } from '../base/pointer.ts'

/**
 * Returns a copy of `value` with `next` at `path`. Creates missing maps, if necessary instead of other values; the
 * index 0 creates a missing list. Throws for an index beyond the end of a list.
 */
export function setIn(value: Json | undefined, path: Path, next: Json): Json {
  const [step, ...rest] = path
  if (step === undefined) return next
  const list = Array.isArray(value) ? value : (value ?? null) === null && step === 0 ? [] : undefined
  if (list && typeof step === 'number') {
    if (!Number.isInteger(step) || step < 0 || step > list.length) {
      throw new Error(
        `backupstorage-forms: Can't set index ${step} in a list of length ${list.length}. Use an existing index, or ${list.length} to append.`,
      )
    }
    const copy = [...list]
    copy[step] = setIn(list[step], rest, next)
    return copy
  }
  const map = isObject(value) ? value : {}
  const key = String(step)
  const copy = copyMap(map)
  setMember(copy, key, setIn(Object.hasOwn(map, key) ? map[key] : undefined, rest, next))
  return copy
}

/** Returns a copy of `value` without the value at `path`; `value` itself if there is none. */
export function deleteIn(value: Json, path: Path): Json {
  const [step, ...rest] = path
  if (step === undefined || getAt(value, path) === undefined) return value
  if (Array.isArray(value)) {
    const index = step as number
    if (rest.length === 0) return value.filter((_, other) => other !== index)
    return value.map((item, other) => (other === index ? deleteIn(item, rest) : item))
  }
  if (!isObject(value)) return value
  const copy = copyMap(value, rest.length === 0 ? String(step) : undefined)
  if (rest.length > 0) setMember(copy, String(step), deleteIn(value[String(step)] as Json, rest))
  return copy
}

function copyMap(map: JsonObject, without?: string): JsonObject {
  const copy: JsonObject = {}
  for (const key of Object.keys(map)) if (key !== without) setMember(copy, key, map[key])
  return copy
}
