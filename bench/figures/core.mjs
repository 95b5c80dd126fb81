import { readdirSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { stringify } from 'yaml'
import { caseOf } from '../fixtures.mjs'
import { median, ratio, timeByTurns, twoDigits } from '../rounds.mjs'

export const name = 'core'

export const description =
  'Checking values, converting them and printing them as YAML, in Node, from dist/: runs per second, and the ratio to ajv and yaml alone (median and interquartile range of the rounds).'

const forms = ['s3-new-secret', 'azure-guide', 'gcs-new-secret', 'local-pvc']

const aim = 0.7

const schemas = new URL('../../schemas/', import.meta.url)
/** @param {string} file */
const readSchema = (file) => JSON.parse(readFileSync(new URL(file, schemas), 'utf8'))

/** Returns bare validators for the same schemas. Compiling them is not timed. */
function compileSchemas() {
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    strict: false,
    validateFormats: false,
    validateSchema: false,
  })
  const providers = readdirSync(new URL('providers/', schemas)).map((file) => readSchema(`providers/${file}`))
  const ofProviders = new Map(providers.map((schema) => [schema['x-provider'].name, ajv.compile(schema)]))
  return { ofResource: ajv.compile(readSchema('backupstorage.json')), ofProviders }
}

/** @param {{ quick: boolean }} options */
export async function run({ quick }) {
  const core = new URL('../../dist/core.js', import.meta.url).href
  const { stringifyManifests, toManifests, validateValues } = await import(core)
  const plan = quick ? { rounds: 5, milliseconds: 20 } : { rounds: 31, milliseconds: 100 }
  const { ofResource, ofProviders } = compileSchemas()
  const measured = forms.map((file) => {
    const { values, manifests, diagnostics } = caseOf(file)
    const { provider, auth = {}, spec = {} } = values.backend
    const ofProvider = ofProviders.get(provider)
    const ours = () => ({
      found: validateValues(values),
      text: stringifyManifests(toManifests(values), 'yaml'),
    })
    const limit = () => ({
      valid: [ofResource(values), ofProvider?.({ auth, spec })].every(Boolean),
      // Folding would change the line breaks of a key file.
      text: manifests.map((one) => stringify(one, { lineWidth: 0 })).join('---\n'),
    })
    const done = ours()
    const possible = limit()
    const fault =
      (done.found.length !== diagnostics.length && `${file}: the diagnostics differ from the fixture.`) ||
      (done.text !== stringifyManifests(manifests, 'yaml') && `${file}: the text differs from the fixture.`) ||
      (!possible.valid && `${file}: ajv rejects the values.`) ||
      (possible.text !== done.text && `${file}: yaml alone prints a different text.`) ||
      ''
    return { file, fault, rounds: timeByTurns(ours, limit, plan) }
  })
  /** @param {number[]} µs */
  const aSecond = (µs) => Math.round(1_000_000 / median(µs))
  const rows = measured.map(({ file, fault, rounds }) => {
    const { median: part, spread } = ratio(rounds)
    return {
      values: file,
      'per second': aSecond(rounds.map(({ ours }) => ours)),
      'limit per second': aSecond(rounds.map(({ limit }) => limit)),
      ratio: twoDigits(part),
      '±': twoDigits(spread),
      aim,
      met: part >= aim ? 'yes' : 'no',
      fault,
    }
  })
  const mean = (/** @type {'per second' | 'limit per second' | 'ratio' | '±'} */ column) =>
    rows.reduce((sum, row) => sum + row[column], 0) / rows.length
  return [
    ...rows,
    {
      values: 'mean',
      'per second': Math.round(mean('per second')),
      'limit per second': Math.round(mean('limit per second')),
      ratio: twoDigits(mean('ratio')),
      '±': twoDigits(mean('±')),
      aim,
      met: mean('ratio') >= aim ? 'yes' : 'no',
      fault: '',
    },
  ]
}
