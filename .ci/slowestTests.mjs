// Usage: node slowestTests.mjs <vitest's JSON report>... Prints the tests that took longest, in seconds.
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'

/**
 * @param {string} report
 * @returns {{ seconds: number, name: string }[]}
 */
function testsOf(report) {
  try {
    /** @type {{ name: string, assertionResults: { duration?: number, fullName: string }[] }[]} */
    const files = JSON.parse(readFileSync(report, 'utf8')).testResults
    return files.flatMap(({ name, assertionResults }) =>
      assertionResults.map(({ duration = 0, fullName }) => ({
        seconds: duration / 1000,
        name: `${basename(name)}: ${fullName}`,
      })),
    )
  } catch {
    // Vitest ended before it wrote a report, which its step says.
    return []
  }
}

const slowest = process.argv
  .slice(2)
  .flatMap(testsOf)
  .toSorted((a, b) => b.seconds - a.seconds)
  .slice(0, 15)
for (const { seconds, name } of slowest)
  process.stdout.write(`${seconds.toFixed(1).padStart(7)}s  ${name.slice(0, 140)}\n`)
