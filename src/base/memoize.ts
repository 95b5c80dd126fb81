/** Returns a function that computes its result for each argument once. */
export function memoize<A, R>(compute: (argument: A) => R): (argument: A) => R {
  const results = new Map<A, R>()
  return (argument) => {
    if (!results.has(argument)) results.set(argument, compute(argument))
    return results.get(argument) as R
  }
}
