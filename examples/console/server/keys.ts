import type { Resource } from './resources.ts'

/** Returns the key of an object in its collection: `demo/alpha`, or `demo` without a namespace. */
export function keyOf(resource: Resource, namespace: string, name: string): string {
  return resource.namespaced ? `${namespace}/${name}` : name
}

/** Returns the sorted keys in a namespace, or all if it is empty. */
export function keysIn(keys: readonly string[], namespace: string): readonly string[] {
  if (namespace === '') return keys
  // The character "0" follows "/".
  const [start, end] = [`${namespace}/`, `${namespace}0`]
  return keys.slice(
    lowerBound(keys, (key) => key < start),
    lowerBound(keys, (key) => key < end),
  )
}

/** Returns the index of the first item that doesn't satisfy `liesBefore`, in a list that starts with those that do. */
export function lowerBound<T>(items: readonly T[], liesBefore: (item: T) => boolean): number {
  let [start, end] = [0, items.length]
  while (start < end) {
    const middle = (start + end) >>> 1
    if (liesBefore(items[middle] as T)) start = middle + 1
    else end = middle
  }
  return start
}

/** Returns the sorted keys before some changes; `before` has the earlier state of the changed objects. */
export function keysBefore(keys: readonly string[], before: ReadonlyMap<string, unknown>): string[] {
  const unchanged = keys.filter((key) => !before.has(key))
  const others = [...before].flatMap(([key, object]) => (object === undefined ? [] : [key]))
  return [...unchanged, ...others].sort()
}
