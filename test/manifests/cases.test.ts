import { fromManifests, normalizeValues, toManifests, validateValues } from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'
import { cases } from '../fixtures/cases.ts'

describe.each(Object.entries(cases))('%s', (_file, { name, values, manifests, diagnostics }) => {
  it(`${name}: converts the values to exactly these manifests`, () => {
    expect(toManifests(values)).toEqual(manifests)
  })

  it('reads the manifests back as the same values, with nothing unmapped', () => {
    const read = fromManifests(manifests)
    expect(read.values).toEqual(normalizeValues(values))
    expect(read.unmapped).toEqual([])
    expect(read.diagnostics).toEqual([])
  })

  it('reports exactly these diagnostics, each at its path', () => {
    const found = validateValues(values).map(({ path, code, severity, source }) => ({ path, code, severity, source }))
    expect(found).toEqual(diagnostics)
  })
})
