// Usage: node countTests.mjs <vitest's JSON report> <passed|failed: how vitest ended>. Prints "<passed> <failed>".
import { readFileSync } from 'node:fs'

const [, , file, ending] = process.argv

/** @type {{ status: string, assertionResults: { status: string }[] }[]} */
let files = []
try {
  files = JSON.parse(readFileSync(/** @type {string} */ (file), 'utf8')).testResults
} catch {
  // No report: vitest did not get as far as that, which its ending says.
}

const tests = files.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status))
// A file that could not be loaded has no tests to fail.
const unloaded = files.filter(
  ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
).length
const passed = tests.filter((status) => status === 'passed').length
const failed = tests.filter((status) => status === 'failed').length + unloaded
const skipped = tests.length - tests.filter((status) => status === 'passed' || status === 'failed').length

if (skipped > 0) process.stderr.write(`${skipped} skipped\n`)
process.stdout.write(`${passed} ${ending === 'failed' || files.length === 0 ? Math.max(failed, 1) : failed}\n`)
