import { builtinProviders, createDraft, initialValues } from 'backupstorage-forms/core'
import type { DraftStore } from 'backupstorage-forms/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { getAt, toPointer } from '../../src/base/pointer.ts'
import { contextOf } from '../../src/context/createContext.ts'
import { errorsAt, errorsWithin, indexDiagnostics, notesAt } from '../../src/react/form/diagnosticIndex.ts'
import { createFieldStore } from '../../src/react/form/fieldStore.ts'
import { check } from '../property.ts'

const paths = [
  ...new Map(
    builtinProviders
      .flatMap((provider) => contextOf().layoutOf(provider).fields)
      .flatMap(({ path }) => path.map((_key, index) => path.slice(0, index + 1)))
      .map((path) => [toPointer(path), path]),
  ).values(),
]

/** Everything that a form shows for a path: its value, related values, and its diagnostics. */
function shownAt(draft: DraftStore, path: readonly string[]): string {
  const state = draft.getState()
  const index = indexDiagnostics(draft.getDiagnostics())
  const pointer = toPointer(path)
  return JSON.stringify([
    getAt(state.values, path),
    state.values.backend.provider,
    state.values.backend.credentials.source,
    errorsAt(index, state, pointer),
    errorsWithin(index, state, pointer),
    notesAt(index, state, pointer),
    state.filled?.at === pointer && state.filled,
    state.offer?.at === pointer && state.offer,
    state.toRefill.includes(pointer),
    state.showAll,
  ])
}

const path = fc.constantFrom(...paths)
/** Paths of fields: no field of a form edits these objects as a whole. */
const fieldPath = path.filter((at) => !['/backend', '/backend/credentials'].includes(toPointer(at)))
const endpoint = ['backend', 'spec', 'endpoint']
const text = fc.constantFrom('', 'demo', 'a b', ' x', 'https://s3.eu-west-1.amazonaws.com', 's3://bucket/prefix', '/x/')
const value = fc.oneof(
  text,
  fc.constantFrom(undefined, 3, true, [], {}, ['a'], { team: 'platform' }, { a: { b: 'c' } }),
)
const step: fc.Arbitrary<(draft: DraftStore) => void> = fc.oneof(
  fc.tuple(fieldPath, value).map(
    ([at, one]) =>
      (draft: DraftStore) =>
        draft.change(at, one),
  ),
  text.map((one) => (draft: DraftStore) => draft.change(endpoint, one)),
  fc.constantFrom(...builtinProviders).map(
    ({ name }) =>
      (draft: DraftStore) =>
        draft.change(['backend', 'provider'], name),
  ),
  fc
    .constantFrom('new', 'existing', 'workloadIdentity')
    .map((source) => (draft: DraftStore) => draft.change(['backend', 'credentials', 'source'], source)),
  path.map((at) => (draft: DraftStore) => draft.touch(at)),
  fc.tuple(path, text).map(
    ([at, one]) =>
      (draft: DraftStore) =>
        void draft.paste(at, one),
  ),
  path.map((at) => (draft: DraftStore) => {
    const diagnostic = {
      code: 'test',
      severity: 'error',
      message: 'Made up.',
      path: toPointer(at),
      source: 'schema',
    } as const
    draft.report(at, [diagnostic])
  }),
  fc.constantFrom(
    (draft: DraftStore) => draft.undo(),
    (draft: DraftStore) => draft.redo(),
    (draft: DraftStore) => draft.reset(),
    (draft: DraftStore) => draft.showAll(),
    (draft: DraftStore) => draft.dismiss(),
    (draft: DraftStore) => draft.undoFill(),
    (draft: DraftStore) => draft.takeOffer(),
    (draft: DraftStore) => draft.setOptions({ existing: [] }),
    (draft: DraftStore) => draft.replaceValues(initialValues('azure')),
  ),
)

test('notifies every path whose content changes', () => {
  check(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const draft = createDraft({})
      const notified = new Set<string>()
      const { subscribeAt } = createFieldStore(draft)
      const ends = paths.map((at) => subscribeAt([toPointer(at)], () => notified.add(toPointer(at))))
      for (const one of steps) {
        const before = paths.map((at) => shownAt(draft, at))
        notified.clear()
        one(draft)
        const changed = paths.filter((at, index) => shownAt(draft, at) !== before[index]).map(toPointer)
        expect(changed.filter((pointer) => !notified.has(pointer))).toEqual([])
      }
      for (const end of ends) end()
    }),
    150,
  )
})

test('notifies only the edited field and its parents on a keystroke', () => {
  const draft = createDraft({})
  const notified = new Set<string>()
  const fields = ['/name', '/backend/spec/bucket', '/backend/spec', '/backend/spec/prefix', '/backend/auth']
  const { subscribeAt } = createFieldStore(draft)
  const ends = fields.map((pointer) => subscribeAt([pointer], () => notified.add(pointer)))
  draft.change(['backend', 'spec', 'bucket'], 'b')
  notified.clear()
  draft.change(['backend', 'spec', 'bucket'], 'bu')
  expect([...notified].sort()).toEqual(['/backend/spec', '/backend/spec/bucket'])
  for (const end of ends) end()
  draft.change(['backend', 'spec', 'bucket'], 'buc')
  expect([...notified].sort()).toEqual(['/backend/spec', '/backend/spec/bucket'])
})

test('notifies paths inside an object that is added or removed as a whole', () => {
  const draft = createDraft({})
  const notified: string[] = []
  createFieldStore(draft).subscribeAt(['/usagePolicy/selector/matchExpressions/0/key'], () => notified.push('key'))
  draft.change(['usagePolicy', 'selector'], { matchExpressions: [{ key: 'team', operator: 'Exists' }] })
  draft.change(['usagePolicy', 'selector'], undefined)
  expect(notified).toEqual(['key', 'key'])
})
