import type { PatternNode, Ranges } from './patternSyntax.ts'

/** The reason for refusing a regular expression: how its time grows, or that this is unknown. */
export type Slowness = 'exponential' | 'polynomial' | 'backreference' | 'complicated'

const maxStates = 600
/** The most copies of a repeated part; beyond that, it counts as repeated without end. */
const maxCopies = 64

/** The error that ends the check of a pattern. */
export class Refusal extends Error {
  constructor(readonly slowness: Slowness) {
    super(slowness)
  }
}

/** Counts one step, and refuses the pattern after too many. */
export type Step = () => void

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
export interface Automaton {
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
export function meet({ letters }: Automaton, a: number, b: number, c = a): boolean {
  const [ofA, ofB, ofC] = [letters[a], letters[b], letters[c]]
  return ofA?.some((bits, index) => (bits & (ofB?.[index] ?? 0) & (ofC?.[index] ?? 0)) !== 0) ?? false
}

/** Returns whether every match begins at the start of the text. */
function startsAtStart(node: PatternNode): boolean {
  if (node.kind === 'start') return true
  if (node.kind === 'choice') return node.items.every(startsAtStart)
  if (node.kind === 'repeat') return node.min > 0 && startsAtStart(node.item)
  if (node.kind === 'set') return false
  if (node.kind === 'assertion') return false
  const takesNothing = (item: PatternNode): boolean =>
    item.kind === 'assertion' || (item.kind === 'sequence' && item.items.length === 0)
  const begin = node.items.find((item) => !takesNothing(item))
  return begin !== undefined && startsAtStart(begin)
}

/** Builds the automaton of a pattern. If a match may begin anywhere, the first state leads to itself. */
export function buildAutomaton(root: PatternNode, step: Step): Automaton {
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
      case 'assertion':
        // It is matched wherever it is reached, and the rest of the pattern doesn't continue from its end.
        return { ...nothing, first: build(node.item).first }
      case 'start':
        return nothing
    }
  }

  connect(new Map([[0, 1]]), build(root).first)
  if (!startsAtStart(root)) next[0]?.set(0, 1)
  return { letters: toBits(sets), next }
}
