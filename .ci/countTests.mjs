// Usage: node countTests.mjs (<vitest's JSON report> <passed|failed: how vitest ended>)... Prints "<passed> <failed>".
import { readFileSync } from 'node:fs'

/**
 * @param {string} report
 * @param {string | undefined} ending
 */
function count(report, ending) {
  /** @type {{ status: string, assertionResults: { status: string }[] }[]} */
  let files = []
  try {
    files = JSON.parse(readFileSync(report, 'utf8')).testResults
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
  return { passed, failed: ending === 'failed' || files.length === 0 ? Math.max(failed, 1) : failed, skipped }
}

const words = process.argv.slice(2)
const counts = words.flatMap((word, i) => (i % 2 === 0 ? [count(word, words[i + 1])] : []))
const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ what) => counts.reduce((all, one) => all + one[what], 0)

if (sum('skipped') > 0) process.stderr.write(`${sum('skipped')} skipped\n`)
process.stdout.write(`${sum('passed')} ${sum('failed')}\n`)
