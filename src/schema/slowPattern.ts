import type { PatternNode, Ranges } from './patternSyntax.ts'
import { parsePattern, PatternSyntaxError } from './patternSyntax.ts'

/** The reason for refusing a regular expression: how its time grows, or that this is unknown. */
export type Slowness = 'exponential' | 'polynomial' | 'backreference' | 'complicated'

const maxLength = 1000
const maxStates = 600
/** The most steps of the check for one pattern, about 50 ms, and for all patterns of a schema. */
const maxSteps = 400_000
const maxStepsOfAll = 4_000_000
/** The most copies of a repeated part; beyond that, it counts as repeated without end. */
const maxCopies = 64
/** The most parts in a row that can each match in two ways: the time doubles with each. */
const maxDoublings = 6
/** The most loops in a row that share characters: with two, the time grows with the square of the text's length. */
const maxLoops = 3

class Refusal extends Error {
  constructor(readonly slowness: Slowness) {
    super(slowness)
  }
}

/** Counts one step, and refuses the pattern after too many. */
type Step = () => void

/** States by number, each with the number of ways that lead there: 1, or 2 for any more. */
type Ways = ReadonlyMap<number, number>

/** A part of the automaton: its first and last states, and the number of ways through it that take no character. */
interface Part {
  first: Ways
  last: Ways
  through: number
}

const atMostTwo = (count: number): number => Math.min(count, 2)

function join(a: Ways, b: Ways, factor = 1): Ways {
  if (factor === 0) return a
  const result = new Map(a)
  for (const [state, count] of b) result.set(state, atMostTwo((result.get(state) ?? 0) + count * factor))
  return result
}

/** A Glushkov automaton, which has no empty steps: a state is the character of the pattern that was just matched. */
interface Automaton {
  /** The characters that lead to each state, as bits. */
  letters: Uint32Array[]
  next: Map<number, number>[]
}

/** Returns each set as bits, one for each class of characters; no set of the pattern splits a class. */
function toBits(sets: readonly Ranges[]): Uint32Array[] {
  const borders = [...new Set(sets.flatMap((set) => set.flatMap(([from, to]) => [from, to + 1])))].sort((a, b) => a - b)
  const indexOf = new Map(borders.map((border, index) => [border, index]))
  return sets.map((set) => {
    const bits = new Uint32Array((borders.length >> 5) + 1)
    for (const [from, to] of set) {
      const end = indexOf.get(to + 1) ?? 0
      for (let index = indexOf.get(from) ?? 0; index < end; index++)
        bits[index >> 5] = (bits[index >> 5] ?? 0) | (1 << (index & 31))
    }
    return bits
  })
}

/** Returns whether some character leads to all of these states. */
function meet({ letters }: Automaton, a: number, b: number, c = a): boolean {
  const [ofA, ofB, ofC] = [letters[a], letters[b], letters[c]]
  return ofA?.some((bits, index) => (bits & (ofB?.[index] ?? 0) & (ofC?.[index] ?? 0)) !== 0) ?? false
}

/** @param isSearched - whether a match may begin anywhere, in which case the first state leads to itself */
function buildAutomaton(root: PatternNode, isSearched: boolean, step: Step): Automaton {
  const sets: Ranges[] = [[[0, 0x10ffff]]]
  const next: Map<number, number>[] = [new Map()]
  const nothing: Part = { first: new Map(), last: new Map(), through: 1 }

  function connect(from: Ways, to: Ways): void {
    for (const [state, count] of from) {
      const ways = next[state]
      for (const [target, more] of to) {
        step()
        ways?.set(target, atMostTwo((ways.get(target) ?? 0) + count * more))
      }
    }
  }

  function inSequence(a: Part, b: Part): Part {
    connect(a.last, b.first)
    return {
      first: join(a.first, b.first, a.through),
      last: join(b.last, a.last, b.through),
      through: atMostTwo(a.through * b.through),
    }
  }

  function repeated(item: PatternNode, min: number, max: number): Part {
    const before = sets.length
    let part = build(item)
    const size = sets.length - before
    // An empty pass is possible only before the minimum number of passes.
    if (part.through > 0 && (max === Infinity ? min : max) > 8) throw new Refusal('exponential')
    const isLoop = max === Infinity || (part.through === 0 && (max > maxCopies || max * size > maxStates / 2))
    const copies = part.through > 0 ? min : 0
    const optional = (inside: Part): Part => ({ ...inside, through: 1 })
    if (isLoop) {
      connect(part.last, part.first)
      if (min === 0) return optional(part)
      for (let copy = 0; copy < copies; copy++) part = inSequence(build(item), copy === 0 ? optional(part) : part)
      return part
    }
    // x{2,4} is x x (x (x)?)?
    if (max === 0) return nothing
    let rest = nothing
    for (let copy = max; copy > 0; copy--) {
      const whole = inSequence(copy === 1 ? part : build(item), rest)
      rest = copy > min ? optional(whole) : whole
    }
    return rest
  }

  function build(node: PatternNode): Part {
    switch (node.kind) {
      case 'set': {
        if (sets.length >= maxStates) throw new Refusal('complicated')
        const ways: Ways = new Map([[sets.length, 1]])
        sets.push(node.set)
        next.push(new Map())
        return { first: ways, last: ways, through: 0 }
      }
      case 'sequence':
        return node.items.map(build).reduce(inSequence, nothing)
      case 'choice':
        return node.items.map(build).reduce((a, b) => ({
          first: join(a.first, b.first),
          last: join(a.last, b.last),
          through: atMostTwo(a.through + b.through),
        }))
      case 'repeat':
        return repeated(node.item, node.min, node.max)
      case 'start':
        return nothing
    }
  }

  connect(new Map([[0, 1]]), build(root).first)
  if (isSearched) next[0]?.set(0, 1)
  return { letters: toBits(sets), next }
}

/** Returns whether every match begins at the start of the text. */
function startsAtStart(node: PatternNode): boolean {
  if (node.kind === 'start') return true
  if (node.kind === 'choice') return node.items.every(startsAtStart)
  if (node.kind === 'repeat') return node.min > 0 && startsAtStart(node.item)
  if (node.kind === 'set') return false
  const takesNothing = (item: PatternNode): boolean => item.kind === 'sequence' && item.items.length === 0
  const begin = node.items.find((item) => !takesNothing(item))
  return begin !== undefined && startsAtStart(begin)
}

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

/** Refuses too many loops in a row that can match the same text: each one multiplies the time by its length. */
function refuseLoops(automaton: Automaton, step: Step): void {
  const { next } = automaton
  const targetsOf = (state: number): number[] => [...(next[state]?.keys() ?? [])]
  const parts = components(0, targetsOf)
  const isLoop = (part: readonly number[]): boolean =>
    part.some((state) => targetsOf(state).some((to) => part.includes(to)))
  if (parts.filter(isLoop).length <= maxLoops) return
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
}

function check(root: PatternNode, isSearched: boolean, step: Step): void {
  const automaton = buildAutomaton(root, isSearched, step)
  refuseDoublings(automaton, step)
  refuseLoops(automaton, step)
}

function slownessOf(pattern: string, step: Step): Slowness | undefined {
  if (pattern.length > maxLength) return 'complicated'
  try {
    const { root, assertions } = parsePattern(pattern)
    check(root, !startsAtStart(root), step)
    for (const assertion of assertions) check(assertion, false, step)
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error.slowness
    if (error instanceof PatternSyntaxError) return error.reason === 'backreference' ? 'backreference' : 'complicated'
    throw error
  }
}

/** Results by pattern. The same patterns recur within a schema, and whenever a provider is created again. */
const known = new Map<string, Slowness | undefined>()

/**
 * Returns a function that checks whether a regular expression may take very long on some text, as `^(a+)+$` does. The
 * expression must be valid with the flag `u`; the result is undefined if it is fast. Use one function for the patterns
 * of one schema: it bounds the time for all of them together.
 *
 * A backtracking engine tries every way to read a text, so its time is the number of ways through the automaton. The
 * check always finds exponential growth of that number, and growth of the time with more than the cube of the text's
 * length. A refused pattern can still be harmless, if no text can fail after the slow part. Lookaheads and lookbehinds
 * are checked by themselves: the time that one adds inside a loop is not counted. Only the length of the text bounds
 * the time of an accepted pattern, so the caller must limit that length.
 */
export function patternChecker(): (pattern: string) => Slowness | undefined {
  let ofAll = 0
  return (pattern) => {
    if (known.has(pattern)) return known.get(pattern)
    let ofOne = 0
    const slowness = slownessOf(pattern, () => {
      if (++ofOne > maxSteps || ++ofAll > maxStepsOfAll) throw new Refusal('complicated')
    })
    if (known.size >= 1000) known.clear()
    if (ofAll <= maxStepsOfAll && pattern.length <= maxLength) known.set(pattern, slowness)
    return slowness
  }
}
