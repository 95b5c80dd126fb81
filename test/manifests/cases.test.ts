import { fromManifests, normalizeValues, toManifests, validateValues } from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'
import { cases } from '../fixtures/cases.ts'

describe.each(Object.entries(cases))('%s', (_file, { name, values, manifests, diagnostics }) => {
  it(`${name}: its values become exactly these manifests`, () => {
    expect(toManifests(values)).toEqual(manifests)
  })

  it('its manifests read back as its values, and nothing is left over', () => {
    const read = fromManifests(manifests)
    expect(read.values).toEqual(normalizeValues(values))
    expect(read.unmapped).toEqual([])
    expect(read.diagnostics).toEqual([])
  })

  it('its faults are found, each at its path, and no others', () => {
    const found = validateValues(values).map(({ path, code, severity, source }) => ({ path, code, severity, source }))
    expect(found).toEqual(diagnostics)
  })
})
