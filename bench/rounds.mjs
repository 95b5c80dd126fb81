/**
 * Returns the value that a share of all values doesn't exceed.
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
 * Returns the interquartile range.
 *
 * @param {readonly number[]} values
 */
export function spread(values) {
  return quantile(values, 0.75) - quantile(values, 0.25)
}

/**
 * @typedef {{ ours: number, limit: number }} Round the times of our call and of the limit's
 * @typedef {{ rounds: number, milliseconds: number }} Plan the number of rounds, and the duration of each call in a round
 */

/**
 * Returns the median and the spread of our speed relative to the limit. They are compared within each round, because
 * other load on the machine slows down both.
 *
 * @param {readonly Round[]} rounds
 */
export function ratio(rounds) {
  const ratios = rounds.map(({ ours, limit }) => limit / ours)
  return { median: median(ratios), spread: spread(ratios) }
}

/** @param {number} value */
export const twoDigits = (value) => Math.round(value * 100) / 100

/** Returns the CPU time of this process in µs, which excludes other processes. */
export function processorTime() {
  const { user, system } = process.cpuUsage()
  return user + system
}

/**
 * Returns the number of calls that fit into a time.
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
 * Times two calls in turns, in µs of CPU time for each call, after the engine has compiled them.
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
