import { deepEqual, isObject, member, setMember } from './json.ts'

/** Rules for merging two versions of the same data. */
export interface MergeRules {
  /** Returns whether the objects at a path count as one value, although they have members. */
  isWhole: (path: readonly string[], mine: object, theirs: object) => boolean
  /** Returns the value to keep where both versions changed it. */
  resolve: (path: readonly string[], mine: unknown, theirs: unknown) => unknown
}

/**
 * Merges two versions of JSON data that have a common base, member by member. A change in only one of them is kept. A
 * list counts as one value, and undefined means missing.
 */
export function mergeThree(
  base: unknown,
  mine: unknown,
  theirs: unknown,
  rules: MergeRules,
  path: readonly string[] = [],
): unknown {
  if (deepEqual(theirs, base) || deepEqual(mine, theirs)) return mine
  if (deepEqual(mine, base)) return theirs
  if (!isObject(mine) || !isObject(theirs) || rules.isWhole(path, mine, theirs))
    return rules.resolve(path, mine, theirs)
  const merged: Record<string, unknown> = {}
  for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const parts = [base, mine, theirs].map((one) => member(one, key))
    const value = mergeThree(parts[0], parts[1], parts[2], rules, [...path, key])
    if (value !== undefined) setMember(merged, key, value)
  }
  return merged
}

/** A value that differs between two versions. Undefined means missing. */
export interface Difference {
  path: readonly string[]
  before: unknown
  after: unknown
}

/** Returns the values in which two versions of JSON data differ. A list counts as one value. */
export function differences(before: unknown, after: unknown, path: readonly string[] = []): Difference[] {
  if (deepEqual(before, after)) return []
  const keys = [before, after].map((one) => (isObject(one) ? Object.keys(one) : one === undefined ? [] : undefined))
  const [old, now] = keys
  if (!old || !now) return [{ path, before, after }]
  return [...new Set([...old, ...now])].flatMap((key) =>
    differences(member(before, key), member(after, key), [...path, key]),
  )
}
