import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { measureBytes } from '../../bench/measureBytes.mjs'
import { builtinNames, guide } from '../schemas/schemaFiles.ts'

const rows = await measureBytes()

/** The budgets cover the guide's providers. Each other one in `schemas/providers/` may add this much. */
const added = 1500 * builtinNames.filter((name) => !(name in guide)).length

describe.each(rows)('a page with $entry', ({ gzip, budget, lazy, lazyBudget, forbidden }) => {
  it(`downloads at most ${budget} bytes initially and ${lazyBudget} on demand (gzip, without React)`, () => {
    expect(gzip).toBeLessThanOrEqual((budget ?? 0) + added)
    expect(lazy).toBeLessThanOrEqual(lazyBudget + added)
  })

  it('contains no forbidden code, such as eval', () => {
    expect(forbidden).toEqual([])
  })
})

it.skipIf(added > 0)('matches the table in docs/size.md', () => {
  const page = readFileSync(new URL('../../docs/size.md', import.meta.url), 'utf8')
  const listed = [...page.matchAll(/^\| `?([^|`]+)`? +\| +(\d+) \| +(\d*) \| +(\d+) \|$/gm)].map(
    ([, entry = '', ...kB]) => [entry.trim(), ...kB.map(Number)],
  )
  const kB = (bytes: number): number => Math.round(bytes / 1000)
  expect(listed).toEqual(rows.map(({ entry, gzip, lazy, budget }) => [entry, kB(gzip), kB(lazy), kB(budget ?? 0)]))
})
