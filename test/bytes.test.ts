import { describe, expect, it } from 'vitest'
import { measureBytes } from '../bench/measureBytes.mjs'

const rows = await measureBytes()

describe.each(rows)('a page with $entry', ({ gzip, budget, forbidden }) => {
  if (budget !== null) {
    it(`downloads at most ${budget} bytes (gzip, React apart)`, () => {
      expect(gzip).toBeLessThanOrEqual(budget)
    })
  }

  it('runs under a strict Content-Security-Policy and holds nothing that the build leaves out', () => {
    expect(forbidden).toEqual([])
  })
})
