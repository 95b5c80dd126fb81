import { isObject, member, setMember } from './json.ts'

/** A path into JSON data: keys of objects and indices of arrays. */
export type Path = readonly (string | number)[]

/** Returns the path as a JSON Pointer (RFC 6901): `['a', 'b/c']` is `/a/b~1c`. */
export function toPointer(path: Path): string {
  return path.map((key) => '/' + String(key).replaceAll('~', '~0').replaceAll('/', '~1')).join('')
}

/** Returns the keys of a JSON Pointer. Array indices stay strings, as a pointer can't distinguish them from keys. */
export function fromPointer(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** Returns the path as Kubernetes writes it: `spec.tolerations[0].key`. */
export function dotted(path: Path): string {
  return path.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index > 0 ? '.' : ''}${key}`)).join('')
}

/** Returns the value at the path, or undefined if there is none. */
export function getAt(data: unknown, path: Path): unknown {
  let here = data
  for (const key of path) {
    here = Array.isArray(here) ? here[Number(key)] : member(here, String(key))
    if (here === undefined) return undefined
  }
  return here
}

/**
 * Returns a copy of the data with the value at the path; `undefined` removes the entry. The copy shares everything off
 * the path with the original, and has the objects on the path that were missing.
 */
export function setAt<T>(data: T, path: Path, value: unknown): T {
  const [key, ...rest] = path
  if (key === undefined) return value as T
  if (Array.isArray(data)) {
    const copy: unknown[] = [...data]
    const index = Number(key)
    if (rest.length === 0 && value === undefined) copy.splice(index, 1)
    else copy[index] = setAt(copy[index], rest, value)
    return copy as T
  }
  const copy: Record<string, unknown> = isObject(data) ? { ...data } : {}
  const entry = setAt(member(data, String(key)), rest, value)
  if (entry === undefined) delete copy[key]
  else setMember(copy, String(key), entry)
  return copy as T
}

/** Sets a value in data that the caller owns, creating missing objects on the path. */
export function putAt(data: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let here = data
  for (const key of path.slice(0, -1)) {
    let next = member(here, key)
    if (!isObject(next)) setMember(here, key, (next = {}))
    here = next as Record<string, unknown>
  }
  const last = path.at(-1)
  if (last !== undefined) setMember(here, last, value)
}
