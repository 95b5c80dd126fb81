import { describe, expect, it } from 'vitest'
import { measureBytes } from '../bench/measureBytes.mjs'

const rows = await measureBytes()

describe.each(rows)('a page with $entry', ({ gzip, budget, forbidden }) => {
  it.skipIf(budget === null)(`downloads at most ${budget} bytes (gzip, React apart)`, () => {
    expect(gzip).toBeLessThanOrEqual(budget ?? 0)
  })

  it('runs under a strict Content-Security-Policy and holds nothing that the build leaves out', () => {
    expect(forbidden).toEqual([])
  })
})
