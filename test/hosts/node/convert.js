// Usage: node convert.js <values.json> [<provider.json>]. Writes the manifests, or the errors in the values.
import { readFileSync } from 'node:fs'
import {
  builtinProviders,
  defineProvider,
  fromManifests,
  initialValues,
  parseManifests,
  stringifyManifests,
  toManifests,
  validateManifests,
  validateValues,
} from 'backupstorage-forms/core'

const [given, ...schemas] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')))
const options = { providers: [...builtinProviders, ...schemas.map(defineProvider)] }

const initial = initialValues(given.backend.provider, options)
const values = { ...initial, ...given, backend: { ...initial.backend, ...given.backend } }
const text = stringifyManifests(toManifests(values, options), 'yaml')
const problems = [...validateValues(values, options), ...validateManifests(text, options)]
if (problems.some(({ severity }) => severity === 'error')) {
  for (const { path, message } of problems) process.stderr.write(`${path}: ${message}\n`)
  process.exitCode = 1
} else {
  const read = fromManifests(parseManifests(text).manifests, options)
  process.stdout.write(JSON.stringify({ text, provider: read.values.backend.provider, unmapped: read.unmapped }))
}
