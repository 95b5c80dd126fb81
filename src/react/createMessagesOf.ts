/**
 * Returns a function that completes messages with the defaults. It merges each host object once, because every cell of
 * a table asks for them.
 */
export function createMessagesOf<All extends object>(defaults: All): (given: Partial<All> | undefined) => All {
  const merged = new WeakMap<object, All>()
  return (given) => {
    if (!given) return defaults
    const all = merged.get(given) ?? { ...defaults, ...given }
    merged.set(given, all)
    return all
  }
}
