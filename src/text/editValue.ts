import type { Json, JsonObject } from '../base/json.ts'

/** Where a value stands in data: keys of maps and indices of lists, from the root. */
export type Path = readonly (string | number)[]

/** Sets an own key of a map, `__proto__` included, without touching any prototype. */
export function setOwn(map: JsonObject, key: string, value: Json): void {
  if (key === '__proto__') {
    Object.defineProperty(map, key, { value, writable: true, enumerable: true, configurable: true })
  } else map[key] = value
}

export function isJsonMap(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value at a path, own keys only; undefined when there is none. */
export function getIn(value: Json, path: Path): Json | undefined {
  let at: Json | undefined = value
  for (const step of path) {
    if (Array.isArray(at)) at = typeof step === 'number' ? at[step] : undefined
    else if (isJsonMap(at) && Object.hasOwn(at, String(step))) at = at[String(step)]
    else return undefined
    if (at === undefined) return undefined
  }
  return at
}

/**
 * A copy of `value` with `next` at `path`. Missing maps are made, and what is no map on the way is replaced by one; the
 * index 0 makes a list where there was nothing. Throws for an index beyond the end of a list.
 */
export function setIn(value: Json | undefined, path: Path, next: Json): Json {
  const [step, ...rest] = path
  if (step === undefined) return next
  const list = Array.isArray(value) ? value : (value ?? null) === null && step === 0 ? [] : undefined
  if (list && typeof step === 'number') {
    if (!Number.isInteger(step) || step < 0 || step > list.length) {
      throw new Error(
        `Cannot set item ${step} of a list of ${list.length}: only its items and the place after the last can be set.`,
      )
    }
    const copy = [...list]
    copy[step] = setIn(list[step], rest, next)
    return copy
  }
  const map = isJsonMap(value) ? value : {}
  const key = String(step)
  const copy = copyMap(map)
  setOwn(copy, key, setIn(Object.hasOwn(map, key) ? map[key] : undefined, rest, next))
  return copy
}

/** A copy of `value` without what is at `path`; `value` itself when there is nothing. */
export function deleteIn(value: Json, path: Path): Json {
  const [step, ...rest] = path
  if (step === undefined || getIn(value, path) === undefined) return value
  if (Array.isArray(value)) {
    const index = step as number
    if (rest.length === 0) return value.filter((_, other) => other !== index)
    return value.map((item, other) => (other === index ? deleteIn(item, rest) : item))
  }
  if (!isJsonMap(value)) return value
  const copy = copyMap(value, rest.length === 0 ? String(step) : undefined)
  if (rest.length > 0) setOwn(copy, String(step), deleteIn(value[String(step)] as Json, rest))
  return copy
}

function copyMap(map: JsonObject, without?: string): JsonObject {
  const copy: JsonObject = {}
  for (const key of Object.keys(map)) if (key !== without) setOwn(copy, key, map[key] as Json)
  return copy
}

/** Whether two values are the same data; the order of keys does not count. */
export function jsonEqual(a: Json, b: Json): boolean {
  if (a === b) return true
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => jsonEqual(item, b[index] as Json))
  }
  if (!isJsonMap(a) || !isJsonMap(b)) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) => Object.hasOwn(b, key) && jsonEqual(a[key] as Json, b[key] as Json))
}
