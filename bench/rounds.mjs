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
