import { caseOf } from '../fixtures.mjs'
import { median, spread } from '../rounds.mjs'

export const name = 'validate'

export const description =
  'The time for validation, in Node, from dist/: microseconds per call (median and interquartile range of the rounds), and the share of a frame of 16.7 ms.'

const frame = 16_700

const valuesOf = (/** @type {string} */ file) => caseOf(file).values

/** Other storages in the cluster. None has the same location. */
const siblings = Array.from({ length: 1000 }, (_none, index) => ({
  apiVersion: 'storage.kubestash.com/v1alpha1',
  kind: 'BackupStorage',
  metadata: { name: `other-${index}`, namespace: 'demo' },
  spec: { storage: { provider: 's3', s3: { bucket: `bucket-${index}`, region: 'us-east-1', prefix: 'db' } } },
}))

const forms = ['s3-new-secret', 'azure-guide', 'gcs-new-secret', 'local-pvc']

/**
 * @param {() => unknown} call
 * @param {{ rounds: number, milliseconds: number }} plan
 */
function measure(call, { rounds, milliseconds }) {
  // Lets the engine compile the code first.
  const warm = performance.now() + 700
  while (performance.now() < warm) call()
  const end = performance.now() + milliseconds
  let calls = 0
  while (performance.now() < end) {
    call()
    calls++
  }
  const times = Array.from({ length: rounds }, () => {
    const from = performance.now()
    for (let index = 0; index < calls; index++) call()
    return ((performance.now() - from) * 1000) / calls
  })
  return { µs: median(times), around: spread(times) }
}

/** @param {{ quick: boolean }} options */
export async function run({ quick }) {
  const core = new URL('../../dist/core.js', import.meta.url).href
  const { stringifyManifests, toManifests, validateManifests, validateValues } = await import(core)
  const plan = quick ? { rounds: 3, milliseconds: 20 } : { rounds: 15, milliseconds: 150 }
  const faulty = valuesOf('azure-faulty')
  const filled = valuesOf('s3-new-secret')
  /** @type {[string, () => unknown][]} */
  const calls = [
    ...forms.map((file) => {
      const values = valuesOf(file)
      return /** @type {[string, () => unknown]} */ ([`validateValues, ${file}`, () => validateValues(values)])
    }),
    ['validateValues, an invalid form', () => validateValues(faulty)],
    ['validateValues, next to 1,000 storages', () => validateValues(filled, { existing: siblings })],
    ...forms.map((file) => {
      const text = stringifyManifests(toManifests(valuesOf(file)), 'yaml')
      return /** @type {[string, () => unknown]} */ ([`validateManifests, ${file}`, () => validateManifests(text)])
    }),
  ]
  return calls.map(([what, call]) => {
    const { µs, around } = measure(call, plan)
    return {
      call: what,
      µs: Math.round(µs),
      '± µs': Math.round(around),
      'of a frame': `${((µs / frame) * 100).toFixed(1)} %`,
    }
  })
}
