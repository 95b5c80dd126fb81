import { parseAllDocuments } from 'yaml'
import { allCases, recordedObjects } from '../fixtures.mjs'
import { median, processorTime, ratio, twoDigits } from '../rounds.mjs'

/**
 * @typedef {import('../fixtures.mjs').Manifest} Manifest
 * @typedef {{ code: string }[]} Found
 * @typedef {{ manifests: Manifest[], text: string, codes: string }} Sample related manifests, and the codes of their diagnostics
 */

export const name = 'manifests'

export const description =
  'Checking 10,000 different texts of manifests, one by one, in Node, from dist/: texts per second, and the ratio to parsing them with yaml alone.'

/** Returns the same manifests with another name and namespace. */
function rename(/** @type {Manifest[]} */ manifests, /** @type {number} */ index) {
  return manifests.map((one) => ({
    ...one,
    metadata: {
      ...one.metadata,
      name: one.kind === 'Secret' ? one.metadata['name'] : `storage-${index}`,
      namespace: `team-${index % 997}`,
    },
  }))
}

/**
 * Returns the sorted codes, because a text may have them in another order than objects.
 *
 * @param {Found} found
 */
const codesOf = (found) =>
  found
    .map(({ code }) => code)
    .sort()
    .join(' ')

/** @param {{ quick: boolean }} options */
export async function run({ quick }) {
  const core = new URL('../../dist/core.js', import.meta.url).href
  const { stringifyManifests, validateManifests } = await import(core)
  const count = quick ? 400 : 10_000
  const rounds = quick ? 4 : 25
  const sources = [
    ...allCases().map(({ manifests }) => manifests),
    ...recordedObjects('BackupStorage').map((object) => [object]),
  ]
  const all = Array.from({ length: count * 1.1 }, (_none, index) => {
    const source = sources[index % sources.length] ?? []
    const manifests = rename(source, index)
    return {
      manifests,
      text: stringifyManifests(manifests, 'yaml'),
      codes: codesOf(validateManifests(rename(source, 0))),
    }
  })
  /** @type {Sample[]} */
  const samples = all.slice(0, count)
  /** @type {(call: (sample: Sample) => unknown, some: readonly Sample[]) => number} */
  const time = (call, some) => {
    const from = processorTime()
    for (const sample of some) call(sample)
    return (processorTime() - from) / some.length
  }
  /** @type {(one: Sample) => Found} */
  const ofText = ({ text }) => validateManifests(text)
  /** @type {(one: Sample) => Found} */
  const ofObjects = ({ manifests }) => validateManifests(manifests)
  const limit = ({ text = '' }) => parseAllDocuments(text)

  const calls = [ofText, limit, ofObjects]
  // Only other texts run before the measurement, so that each measured text is new but the code is compiled.
  for (let times = 0; times < 3; times++) for (const call of calls) time(call, all.slice(count))
  const size = count / rounds
  const timed = Array.from({ length: rounds }, (_none, round) => {
    const some = samples.slice(round * size, (round + 1) * size)
    const turns = round % 2 === 0 ? calls : calls.toReversed()
    return new Map(turns.map((call) => [call, time(call, some)]))
  })
  return /** @type {const} */ ([
    ['YAML', ofText],
    ['objects', ofObjects],
  ]).map(([given, call]) => {
    const µs = median(timed.map((round) => round.get(call) ?? 0))
    const compared = ratio(timed.map((round) => ({ ours: round.get(call) ?? 0, limit: round.get(limit) ?? 0 })))
    const wrong = samples.find((one) => codesOf(call(one)) !== one.codes)
    return {
      given,
      texts: count,
      'per second': Math.round(1_000_000 / µs),
      µs: Math.round(µs),
      'limit µs': Math.round(median(timed.map((round) => round.get(limit) ?? 0))),
      ratio: twoDigits(compared.median),
      '±': twoDigits(compared.spread),
      fault: wrong
        ? `${JSON.stringify(wrong.manifests[0]?.metadata)}: expected the diagnostics of the objects (${wrong.codes}).`
        : '',
    }
  })
}
