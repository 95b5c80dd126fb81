import type { BackupStorageValues, DraftStore } from 'backupstorage-forms/core'
import { builtinProviders, createDraft, initialValues, validateValues } from 'backupstorage-forms/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseOf } from '../fixtures/cases.ts'
import { check } from '../property.ts'

const names = builtinProviders.map(({ name }) => name)

type Act = (draft: DraftStore) => void

const typed = fc
  .tuple(
    fc.constantFrom(['name'], ['labels'], ['default'], ['backend', 'spec', 'prefix'], ['backend', 'auth', 'some']),
    fc.oneof(
      fc.string({ maxLength: 3 }),
      fc.boolean(),
      fc.constant(undefined),
      fc.dictionary(fc.string(), fc.string()),
    ),
  )
  .map(
    ([path, value]): Act =>
      (draft) =>
        draft.change(path, value),
  )
const act: fc.Arbitrary<Act> = fc.oneof(
  typed,
  fc.constantFrom(...names).map(
    (name): Act =>
      (draft) =>
        draft.change(['backend', 'provider'], name),
  ),
  fc.constantFrom('new', 'existing', 'workloadIdentity').map(
    (source): Act =>
      (draft) =>
        draft.change(['backend', 'credentials', 'source'], source),
  ),
  fc.constantFrom('pvc', 'nfs', 'hostPath').map(
    (branch): Act =>
      (draft) =>
        draft.selectBranch(['backend', 'spec', 'volume'], branch),
  ),
  fc.constant<Act>((draft) => draft.touch(['name'])),
  fc.constant<Act>((draft) => draft.reset()),
)
const acts = fc.array(act, { maxLength: 30 })

const snapshotOf = (draft: DraftStore) => {
  const { values, kept } = draft.getState()
  return { values, kept }
}
const steps = (draft: DraftStore): number => draft.getState().past.length

describe('undo and redo', () => {
  it('lead back to the start and forward to the end of arbitrary steps', () => {
    check(
      fc.property(acts, (todo) => {
        const draft = createDraft()
        const start = snapshotOf(draft)
        for (const one of todo) one(draft)
        const end = snapshotOf(draft)
        const count = steps(draft)
        for (let i = 0; i < count; i++) draft.undo()
        expect(snapshotOf(draft)).toEqual(start)
        expect(draft.isDirty()).toBe(false)
        for (let i = 0; i < count; i++) draft.redo()
        expect(snapshotOf(draft)).toEqual(end)
        expect(draft.getState().future).toEqual([])
      }),
      1000,
    )
  })

  it("pass through earlier states, and never show another provider's values", () => {
    check(
      fc.property(acts, (todo) => {
        const draft = createDraft()
        const marked = (): void => {
          const { provider, spec } = draft.getState().values.backend
          if (spec['owner'] === undefined) draft.change(['backend', 'spec', 'owner'], provider)
        }
        for (const one of todo) {
          one(draft)
          marked()
        }
        const owned = ({ backend }: BackupStorageValues): boolean =>
          backend.spec['owner'] === undefined || backend.spec['owner'] === backend.provider
        for (const turn of ['undo', 'redo', 'undo'] as const) {
          for (let i = 0; i <= 100; i++) {
            draft[turn]()
            expect(owned(draft.getState().values)).toBe(true)
          }
        }
      }),
      1000,
    )
  })

  it('group typing in one field into a step until it loses focus or another field changes', () => {
    const draft = createDraft()
    for (const text of ['a', 'ab', 'abc', undefined, 'x']) draft.change(['name'], text)
    expect(steps(draft)).toBe(1)
    draft.touch(['name'])
    draft.change(['name'], 'xy')
    expect(steps(draft)).toBe(2)
    draft.change(['namespace'], 'n')
    draft.change(['name'], 'xyz')
    expect(steps(draft)).toBe(4)
    draft.undo()
    expect(draft.getState().values).toMatchObject({ name: 'xy', namespace: 'n' })
    draft.undo()
    draft.undo()
    expect(draft.getState().values).toMatchObject({ name: 'x', namespace: '' })
  })

  it('count every toggle and list item as a step', () => {
    const draft = createDraft()
    draft.change(['default'], true)
    draft.change(['default'], false)
    draft.change(['default'], true)
    expect(steps(draft)).toBe(3)
    const items = ['usagePolicy', 'selector', 'matchExpressions']
    draft.change(items, [{ key: 'a' }])
    draft.change(items, [{ key: 'a' }, { key: 'b' }])
    draft.change(items, [{ key: 'a' }])
    draft.change(items, [])
    expect(steps(draft)).toBe(7)
  })

  it('ignore steps without changes, and drop redo steps after a new change', () => {
    const draft = createDraft()
    draft.change(['name'], '')
    draft.undo()
    draft.redo()
    draft.reset()
    expect(draft.getState()).toMatchObject({ past: [], future: [] })
    draft.change(['name'], 'a')
    draft.undo()
    expect(draft.getState().future).toHaveLength(1)
    draft.change(['namespace'], 'b')
    expect(draft.getState().future).toEqual([])
  })

  it('name the field that a step changed', () => {
    const draft = createDraft()
    draft.change(['backend', 'provider'], 'azure')
    draft.change(['backend', 'spec', 'container'], 'c')
    expect(draft.getState().past.map(({ pointer }) => pointer)).toEqual([
      '/backend/provider',
      '/backend/spec/container',
    ])
    draft.undo()
    expect(draft.getState().future.at(-1)?.pointer).toBe('/backend/spec/container')
  })

  it('keep a hundred steps, and share unchanged values', () => {
    const draft = createDraft({ values: caseOf('azure-guide').values })
    const { labels } = draft.getState().values
    for (let i = 0; i < 250; i++) draft.change([i % 2 ? 'name' : 'namespace'], `n${i}`)
    expect(steps(draft)).toBe(100)
    expect(draft.getState().past.every(({ values }) => values.labels === labels)).toBe(true)
    for (let i = 0; i < 300; i++) draft.undo()
    expect(draft.getState().values).toMatchObject({ namespace: 'n148', name: 'n149' })
  })

  it("drop a field's reported error along with its value, and keep other errors", () => {
    const draft = createDraft()
    const fault = { code: 'duplicate-key', severity: 'error', message: 'Twice.', source: 'schema' } as const
    draft.change(['labels'], { a: '1' })
    draft.report(['labels'], [{ ...fault, path: '/labels/a' }])
    draft.report(['annotations'], [{ ...fault, path: '/annotations/a' }])
    draft.undo()
    expect(Object.keys(draft.getState().reported)).toEqual(['/annotations'])
  })

  it('start over when all values are replaced', () => {
    const draft = createDraft()
    draft.change(['name'], 'a')
    draft.replaceValues(initialValues('azure'))
    expect(draft.getState()).toMatchObject({ past: [], future: [] })
    expect(draft.isDirty()).toBe(false)
  })
})

describe('reset', () => {
  it('restores the initial values, hides the errors, and can be undone', () => {
    const { values } = caseOf('gcs-new-secret')
    const draft = createDraft({ values })
    draft.change(['backend', 'provider'], 's3')
    draft.change(['name'], 'A name')
    draft.touch(['name'])
    draft.showAll()
    draft.reset()
    expect(draft.getState()).toMatchObject({ values, kept: {}, showAll: false })
    expect(draft.getState().touched.size).toBe(0)
    draft.undo()
    expect(draft.getState().values).toMatchObject({ name: 'A name', backend: { provider: 's3' } })
  })
})

describe('isDirty', () => {
  it('is true from the first real change until it is reverted', () => {
    const draft = createDraft()
    expect(draft.isDirty()).toBe(false)
    draft.change(['name'], 'a')
    expect(draft.isDirty()).toBe(true)
    draft.change(['name'], undefined)
    expect(draft.isDirty()).toBe(false)
  })

  it('is false after saving, and true again after an undo', () => {
    const draft = createDraft()
    draft.change(['name'], 'a')
    draft.markSaved()
    expect(draft.isDirty()).toBe(false)
    draft.undo()
    expect(draft.isDirty()).toBe(true)
    expect(validateValues(draft.getState().values)).not.toEqual([])
  })
})
