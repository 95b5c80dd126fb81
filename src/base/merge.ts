import { deepEqual, isObject, member, setMember } from './json.ts'

/** How two versions of the same data are merged. */
export interface MergeRules {
  /** Whether what stands at a path is one value, although it has members. */
  isWhole: (path: readonly string[], mine: object, theirs: object) => boolean
  /** What stays where both changed the same. */
  resolve: (path: readonly string[], mine: unknown, theirs: unknown) => unknown
}

/**
 * Merges two versions of JSON data that come from the same one, member by member: what only one of them changed is as
 * that one has it. Lists are one value. Undefined stands for what is not there.
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

/** A value that is not the same any more. Undefined stands for what is not there. */
export interface Difference {
  path: readonly string[]
  before: unknown
  after: unknown
}

/** In which values two versions of JSON data differ; lists are one value. */
export function differences(before: unknown, after: unknown, path: readonly string[] = []): Difference[] {
  if (deepEqual(before, after)) return []
  const keys = [before, after].map((one) => (isObject(one) ? Object.keys(one) : one === undefined ? [] : undefined))
  const [old, now] = keys
  if (!old || !now) return [{ path, before, after }]
  return [...new Set([...old, ...now])].flatMap((key) =>
    differences(member(before, key), member(after, key), [...path, key]),
  )
}
