import type { Automaton, Slowness, Step } from './patternAutomaton.ts'
import { buildAutomaton, meet, Refusal } from './patternAutomaton.ts'
import { parsePattern, PatternSyntaxError } from './patternSyntax.ts'

/** How the time of a regular expression grows with the length of a text, or that this is unknown. */
export type Growth = 'linear' | 'quadratic' | Slowness

const maxLength = 1000
/** The most steps of the check for one pattern, about 50 ms, and for all patterns of a schema. */
const maxSteps = 400_000
const maxStepsOfAll = 4_000_000
/** The most parts in a row that can each match in two ways: the time doubles with each. */
const maxDoublings = 6
/** The most loops in a row that share characters: with two, the time grows with the square of the text's length. */
const maxLoops = 2
/** The most patterns of a schema with two such loops. */
const maxQuadratic = 100

/** Returns the strongly connected components of a graph (Tarjan's), each before those that lead to it. */
function components(start: number, targetsOf: (node: number) => readonly number[]): number[][] {
  const found: number[][] = []
  const index = new Map<number, number>()
  const low = new Map<number, number>()
  const open: number[] = []
  const isOpen = new Set<number>()
  const way: { node: number; targets: readonly number[]; at: number }[] = []
  function enter(node: number): void {
    index.set(node, index.size)
    low.set(node, index.size - 1)
    open.push(node)
    isOpen.add(node)
    way.push({ node, targets: targetsOf(node), at: 0 })
  }
  const lower = (node: number, to: number | undefined): void =>
    void low.set(node, Math.min(low.get(node) ?? 0, to ?? Infinity))
  enter(start)
  for (let here = way.at(-1); here; here = way.at(-1)) {
    const { node } = here
    const target = here.targets[here.at++]
    if (target !== undefined) {
      if (!index.has(target)) enter(target)
      else if (isOpen.has(target)) lower(node, index.get(target))
      continue
    }
    way.pop()
    const parent = way.at(-1)
    if (parent) lower(parent.node, low.get(node))
    if (low.get(node) !== index.get(node)) continue
    const part = open.splice(open.lastIndexOf(node))
    for (const member of part) isOpen.delete(member)
    found.push(part)
  }
  return found
}

/**
 * Refuses a pattern if its number of readings of a text doubles repeatedly. Two readings of one text are a path through
 * pairs of states. Where they separate and meet again, the number of readings doubles; in a cycle, it does so without
 * end.
 */
function refuseDoublings(automaton: Automaton, step: Step): void {
  const { next } = automaton
  const size = next.length
  const isPaired = (pair: number): boolean => Math.floor(pair / size) === pair % size
  const doubled = (pair: number, target: number): boolean =>
    isPaired(target) && (!isPaired(pair) || (next[pair % size]?.get(target % size) ?? 0) > 1)
  const known = new Map<number, number[]>()
  function targetsOf(pair: number): number[] {
    const targets = new Set<number>()
    const isSame = isPaired(pair)
    for (const a of next[Math.floor(pair / size)]?.keys() ?? []) {
      for (const b of next[pair % size]?.keys() ?? []) {
        step()
        if (isSame && b < a) continue
        if (!meet(automaton, a, b)) continue
        targets.add(Math.min(a, b) * size + Math.max(a, b))
      }
    }
    known.set(pair, [...targets])
    return [...targets]
  }
  const doublings = new Map<number, number>()
  for (const part of components(0, targetsOf)) {
    const members = new Set(part)
    let most = 0
    for (const pair of part) {
      for (const target of known.get(pair) ?? []) {
        const isDoubled = doubled(pair, target)
        if (isDoubled && members.has(target)) throw new Refusal('exponential')
        most = Math.max(most, (doublings.get(target) ?? 0) + (isDoubled ? 1 : 0))
      }
    }
    if (most > maxDoublings) throw new Refusal('exponential')
    for (const pair of part) doublings.set(pair, most)
  }
}

/**
 * Returns the number of loops in a row that can match the same text: each one multiplies the time by its length.
 * Refuses too many.
 */
function countLoops(automaton: Automaton, step: Step): number {
  const { next } = automaton
  const targetsOf = (state: number): number[] => [...(next[state]?.keys() ?? [])]
  const parts = components(0, targetsOf)
  const isLoop = (part: readonly number[]): boolean =>
    part.some((state) => targetsOf(state).some((to) => part.includes(to)))
  if (parts.filter(isLoop).length <= 1) return 1
  const partOf = new Map(parts.flatMap((part, index) => part.map((state) => [state, index] as const)))

  /** Returns whether some text leads from `a` to itself, from `a` to `b` and from `b` to itself, all three at once. */
  function share(a: number, b: number): boolean {
    const size = next.length
    const code = (x: number, y: number, z: number): number => (x * size + y) * size + z
    const goal = code(a, b, b)
    const seen = new Set([code(a, a, b)])
    for (const triple of seen) {
      const [x, y, z] = [Math.floor(triple / size / size), Math.floor(triple / size) % size, triple % size]
      for (const x2 of targetsOf(x)) {
        if (partOf.get(x2) !== partOf.get(a)) continue
        for (const z2 of targetsOf(z)) {
          step()
          if (partOf.get(z2) !== partOf.get(b) || !meet(automaton, x2, z2)) continue
          for (const y2 of targetsOf(y)) {
            step()
            if (meet(automaton, x2, y2, z2)) seen.add(code(x2, y2, z2))
          }
        }
      }
      if (seen.has(goal)) return true
    }
    return false
  }

  /** For each part: the most loops in a row from there on, and the parts that it leads to. */
  const loops: number[] = []
  const reached: Set<number>[] = []
  parts.forEach((part, index) => {
    const further = new Set<number>()
    for (const to of part.flatMap(targetsOf).map((state) => partOf.get(state) ?? 0)) {
      if (to === index) continue
      further.add(to)
      for (const more of reached[to] ?? []) further.add(more)
    }
    reached.push(further)
    let most = isLoop(part) ? 1 : 0
    for (const to of further) {
      const other = parts[to] ?? []
      most = Math.max(most, loops[to] ?? 0)
      if (!isLoop(part) || !isLoop(other) || (loops[to] ?? 0) + 1 <= most) continue
      if (part.some((a) => other.some((b) => share(a, b)))) most = (loops[to] ?? 0) + 1
    }
    loops.push(most)
    if (most > maxLoops) throw new Refusal('polynomial')
  })
  return Math.max(...loops)
}

function growthWithin(pattern: string, step: Step): Growth {
  if (pattern.length > maxLength) return 'complicated'
  try {
    const automaton = buildAutomaton(parsePattern(pattern), step)
    refuseDoublings(automaton, step)
    return countLoops(automaton, step) > 1 ? 'quadratic' : 'linear'
  } catch (error) {
    if (error instanceof Refusal) return error.slowness
    if (error instanceof PatternSyntaxError) return error.reason === 'backreference' ? 'backreference' : 'complicated'
    throw error
  }
}

/** Results by pattern. The same patterns recur within a schema, and whenever a provider is created again. */
const known = new Map<string, Growth>()

/**
 * Returns a function that estimates how the time of a regular expression grows with the length of a text, exponentially
 * for `^(a+)+$`. The expression must be valid with the flag `u`. Use one function for the patterns of one schema: it
 * bounds the time for all of them together.
 *
 * A backtracking engine tries every way to read a text, so its time is the number of ways through the automaton. The
 * estimate is never too low. It can be too high, if no text can fail after the slow part.
 */
export function growthEstimator(): (pattern: string) => Growth {
  let ofAll = 0
  return (pattern) => {
    const before = known.get(pattern)
    if (before !== undefined) return before
    let ofOne = 0
    const growth = growthWithin(pattern, () => {
      if (++ofOne > maxSteps || ++ofAll > maxStepsOfAll) throw new Refusal('complicated')
    })
    if (known.size >= 1000) known.clear()
    if (ofAll <= maxStepsOfAll && pattern.length <= maxLength) known.set(pattern, growth)
    return growth
  }
}

/**
 * Returns a function that checks whether a regular expression of a schema is too slow: if its time grows with more than
 * the square of a text's length, or with the square like that of too many others. The result is undefined if it is fast
 * enough. Only the length of a text bounds the time of an accepted pattern, so the caller must limit that length.
 */
export function patternChecker(): (pattern: string) => Slowness | undefined {
  const growthOf = growthEstimator()
  let quadratic = 0
  return (pattern) => {
    const growth = growthOf(pattern)
    if (growth === 'linear') return undefined
    if (growth === 'quadratic') return ++quadratic > maxQuadratic ? 'polynomial' : undefined
    return growth
  }
}
