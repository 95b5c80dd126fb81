import type { BackupStorageValues } from 'backupstorage-forms/core'
import { builtinProviders, normalizeValues } from 'backupstorage-forms/core'
import { rebaseValues } from '../../src/values/rebaseValues.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseOf } from '../fixtures/cases.ts'
import { validValues } from './arbitraryValues.ts'
import { check } from '../property.ts'

/** Three versions, with the same provider or with different ones. */
const versions = fc.oneof(
  fc.constantFrom(...builtinProviders).chain((one) => {
    const values = validValues([one])
    return fc.tuple(values, values, values)
  }),
  fc.tuple(validValues(), validValues(), validValues()),
)
const parts = [
  'labels',
  'annotations',
  'deletionPolicy',
  'default',
  'usagePolicy',
  'securityContext',
  'backend',
] as const
/** Divides the parts between the two sides. */
const sides = fc
  .array(fc.constantFrom('mine', 'theirs', 'nobody'), { minLength: parts.length, maxLength: parts.length })
  .map((who) => (side: string) => parts.filter((_part, index) => who[index] === side))

function withParts(
  base: BackupStorageValues,
  other: BackupStorageValues,
  names: readonly (typeof parts)[number][],
): BackupStorageValues {
  return { ...base, ...Object.fromEntries(names.map((name) => [name, other[name]])) }
}

describe('rebaseValues', () => {
  it("returns my values if theirs haven't changed", () => {
    check(
      fc.property(versions, ([base, mine]) => {
        expect(rebaseValues(base, mine, base)).toEqual({ values: normalizeValues(mine), conflicts: [] })
      }),
      500,
    )
  })

  it("returns their values if mine haven't changed", () => {
    check(
      fc.property(versions, ([base, , theirs]) => {
        expect(rebaseValues(base, base, theirs)).toEqual({ values: normalizeValues(theirs), conflicts: [] })
      }),
      500,
    )
  })

  it('merges changes to different parts', () => {
    check(
      fc.property(versions, sides, ([base, one, other], of) => {
        const mine = withParts(base, one, of('mine'))
        const theirs = withParts(base, other, of('theirs'))
        const wanted = withParts(mine, other, of('theirs'))
        expect(rebaseValues(base, mine, theirs)).toEqual({ values: normalizeValues(wanted), conflicts: [] })
      }),
      500,
    )
  })

  it('returns normalized values, and the reverse rebase if all of theirs are selected', () => {
    check(
      fc.property(versions, ([base, mine, theirs]) => {
        const { values, conflicts } = rebaseValues(base, mine, theirs)
        expect(normalizeValues(values)).toEqual(values)
        const pointers = conflicts.map(({ pointer }) => pointer)
        const taken = rebaseValues(base, mine, theirs, {}, new Set(pointers))
        const turned = rebaseValues(base, theirs, mine)
        expect(turned.conflicts.map(({ pointer }) => pointer).toSorted()).toEqual(pointers.toSorted())
        expect(taken.values).toEqual(turned.values)
      }),
      500,
    )
  })

  it('merges labels and fields of a provider individually', () => {
    const { values } = caseOf('s3-existing-secret')
    const spec = values.backend.spec
    const mine = {
      ...values,
      labels: { team: 'a' },
      backend: { ...values.backend, spec: { ...spec, prefix: 'mine' } },
    }
    const theirs = {
      ...values,
      labels: { tier: 'b' },
      backend: { ...values.backend, spec: { ...spec, region: 'eu-west-1' } },
    }
    expect(rebaseValues(values, mine, theirs)).toMatchObject({
      values: {
        labels: { team: 'a', tier: 'b' },
        backend: { spec: { prefix: 'mine', region: 'eu-west-1', bucket: spec['bucket'] } },
      },
      conflicts: [],
    })
  })

  it('keeps my value in a conflict, and returns theirs', () => {
    const { values } = caseOf('s3-existing-secret')
    const mine = { ...values, labels: { team: 'a' } }
    const theirs = { ...values, labels: { team: 'b' }, deletionPolicy: 'WipeOut' as const }
    expect(rebaseValues(values, mine, theirs)).toMatchObject({
      values: { labels: { team: 'a' }, deletionPolicy: 'WipeOut' },
      conflicts: [{ pointer: '/labels/team', mine: 'a', theirs: 'b' }],
    })
    expect(rebaseValues(values, mine, theirs, {}, new Set(['/labels/team']))).toMatchObject({
      values: { labels: { team: 'b' } },
    })
  })

  it('never combines two branches of a choice, or keeps a selector without its policy', () => {
    const { values } = caseOf('local-pvc')
    const withVolume = (volume: object): BackupStorageValues => ({
      ...values,
      backend: { ...values.backend, spec: { ...values.backend.spec, volume } },
    })
    const mine = withVolume({ nfs: { server: 'nfs.example', path: '/mine' } })
    const theirs = withVolume({ hostPath: { path: '/theirs' } })
    expect(rebaseValues(values, mine, theirs)).toMatchObject({
      values: mine,
      conflicts: [{ pointer: '/backend/spec/volume' }],
    })
    const selected = caseOf('s3-existing-secret').values
    const narrowed = {
      ...selected,
      usagePolicy: { from: 'Selector' as const, selector: { matchLabels: { team: 'other' } } },
    }
    const opened = { ...selected, usagePolicy: { from: 'All' as const } }
    expect(rebaseValues(selected, narrowed, opened)).toMatchObject({
      values: { usagePolicy: narrowed.usagePolicy },
      conflicts: [{ pointer: '/usagePolicy' }],
    })
  })
})
