import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'

/**
 * @typedef {Record<string, string | number> & { fault?: string }} Row a row of the table; a `fault` fails the run
 * @typedef {object} Figure
 * @property {string} name
 * @property {string} description
 * @property {(options: { quick: boolean }) => Promise<Row[]>} run
 */

const { values: options } = parseArgs({
  options: { only: { type: 'string', multiple: true }, quick: { type: 'boolean', default: false } },
})

const here = (/** @type {string} */ path) => new URL(path, import.meta.url)

/** @param {Row[]} rows */
function table(rows) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((column) =>
    rows.some((row) => (row[column] ?? '') !== ''),
  )
  const text = (/** @type {unknown} */ value) =>
    typeof value === 'number' ? value.toLocaleString('en-US') : String(value ?? '')
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => text(row[column]).length)))
  const line = (/** @type {unknown[]} */ cells) =>
    cells
      .map((cell, i) =>
        typeof cell === 'number' ? text(cell).padStart(widths[i] ?? 0) : text(cell).padEnd(widths[i] ?? 0),
      )
      .join('  ')
      .trimEnd()
  return [line(columns), ...rows.map((row) => line(columns.map((column) => row[column])))].join('\n')
}

/** @type {Figure[]} */
const figures = []
for (const file of readdirSync(here('figures/')).sort()) {
  if (file.endsWith('.mjs')) figures.push(await import(here(`figures/${file}`).href))
}

const unknown = (options.only ?? []).filter((name) => !figures.some((figure) => figure.name === name))
if (unknown.length > 0) {
  console.error(`Unknown benchmark: ${unknown.join(', ')}. Available: ${figures.map(({ name }) => name).join(', ')}.`)
  process.exit(2)
}

/** @type {Record<string, Row[]>} */
const results = {}
for (const { name, description, run } of figures) {
  if (options.only !== undefined && !options.only.includes(name)) continue
  console.log(`${name}: ${description}\n`)
  const rows = await run({ quick: options.quick })
  results[name] = rows
  console.log(`${table(rows)}\n`)
}

const date = new Date().toISOString()
const machine = `Node ${process.version}, ${process.platform}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`
mkdirSync(here('results/'), { recursive: true })
writeFileSync(
  here(`results/${date.replaceAll(':', '-').slice(0, 19)}.json`),
  `${JSON.stringify({ date, machine, quick: options.quick, results }, null, 2)}\n`,
)

if (Object.values(results).some((rows) => rows.some((row) => (row.fault ?? '') !== ''))) process.exitCode = 1
