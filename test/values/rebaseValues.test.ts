import type { BackupStorageValues } from 'backupstorage-forms/core'
import { builtinProviders, normalizeValues } from 'backupstorage-forms/core'
import { rebaseValues } from '../../src/values/rebaseValues.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseOf } from '../fixtures/cases.ts'
import { validValues } from './arbitraryValues.ts'
import { check } from '../property.ts'

/** Three versions, of one provider or of different ones. */
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
/** Some of the parts for one side, and others for the other. */
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

describe('a rebase of values', () => {
  it('changes nothing where nothing is new', () => {
    check(
      fc.property(versions, ([base, mine]) => {
        expect(rebaseValues(base, mine, base)).toEqual({ values: normalizeValues(mine), conflicts: [] })
      }),
      500,
    )
  })

  it('gives what is new where nothing was changed', () => {
    check(
      fc.property(versions, ([base, , theirs]) => {
        expect(rebaseValues(base, base, theirs)).toEqual({ values: normalizeValues(theirs), conflicts: [] })
      }),
      500,
    )
  })

  it('keeps both where each changed something else', () => {
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

  it('is normalized, and is the rebase the other way round where all of theirs is taken', () => {
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

  it('merges labels and the fields of a provider one by one', () => {
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

  it('keeps mine where both changed the same, and says what theirs is', () => {
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

  it('never takes two branches of a choice, nor a selector without what asks for it', () => {
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
