/**
 * The value that a share of all values does not exceed.
 *
 * @param {readonly number[]} values
 * @param {number} share
 */
function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const below = sorted[Math.floor(at)] ?? Number.NaN
  const above = sorted[Math.ceil(at)] ?? Number.NaN
  return below + (above - below) * (at % 1)
}

/** @param {readonly number[]} values */
export function median(values) {
  return quantile(values, 0.5)
}

/**
 * How far the middle half of the values spreads.
 *
 * @param {readonly number[]} values
 */
export function spread(values) {
  return quantile(values, 0.75) - quantile(values, 0.25)
}

/**
 * @typedef {{ ours: number, limit: number }} Round what took how long: a call of ours, and of what cannot be beaten
 * @typedef {{ rounds: number, milliseconds: number }} Plan how many rounds there are, and how long each side of one takes
 */

/**
 * How fast we are in parts of what is possible, with how far the middle half of the rounds spreads. Compared within each
 * round: what else the machine does slows down both sides of it.
 *
 * @param {readonly Round[]} rounds
 */
export function ratio(rounds) {
  const ratios = rounds.map(({ ours, limit }) => limit / ours)
  return { median: median(ratios), spread: spread(ratios) }
}

/** @param {number} value */
export const twoDigits = (value) => Math.round(value * 100) / 100

/** The processor's time of this process, in µs: while others have the processor, it stands still. */
export function processorTime() {
  const { user, system } = process.cpuUsage()
  return user + system
}

/**
 * How often a call fits into the time.
 *
 * @param {() => unknown} call
 * @param {number} milliseconds
 */
function callsIn(call, milliseconds) {
  const end = processorTime() + milliseconds * 1000
  let calls = 0
  do {
    call()
    calls++
  } while (processorTime() < end)
  return calls
}

/**
 * Times two calls by turns, in µs of the processor's time a call, after the engine has compiled what they need.
 *
 * @param {() => unknown} ours
 * @param {() => unknown} limit
 * @param {Plan} plan
 * @returns {Round[]}
 */
export function timeByTurns(ours, limit, { rounds, milliseconds }) {
  for (const call of [ours, limit, ours, limit]) callsIn(call, 300)
  const sides = [ours, limit].map((call) => ({ call, calls: callsIn(call, milliseconds) }))
  return Array.from({ length: rounds }, (_none, round) => {
    const times = sides.map(() => 0)
    for (const side of round % 2 === 0 ? [0, 1] : [1, 0]) {
      const { call, calls } = /** @type {typeof sides[number]} */ (sides[side])
      const from = processorTime()
      for (let index = 0; index < calls; index++) call()
      times[side] = (processorTime() - from) / calls
    }
    const [oursTime = 0, limitTime = 0] = times
    return { ours: oursTime, limit: limitTime }
  })
}
