import type { DraftStore } from 'backupstorage-forms/core'
import { builtinProviders, createDraft, initialValues } from 'backupstorage-forms/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contextOf } from '../../src/context/createContext.ts'
import { deepEqual } from '../../src/base/json.ts'
import { fromPointer, getAt, setAt, toPointer } from '../../src/base/pointer.ts'
import type { Path } from '../../src/base/pointer.ts'
import { otherTexts, pastedTexts } from '../fixtures/pastedTexts.ts'
import { check } from '../property.ts'

const providers = builtinProviders.map(({ name }) => name)
/** The paths of the text fields, by provider. */
const pathsOf = Object.fromEntries(
  builtinProviders.map((provider) => {
    const texts = contextOf()
      .layoutOf(provider)
      .fields.filter(({ schema }) => schema.type === 'string')
    return [provider.name, texts.map(({ path }) => path)]
  }),
)
const known = [...pastedTexts.map(({ text }) => text), ...otherTexts.map(([, text]) => text)]
const noise = fc.oneof(
  fc.string({ maxLength: 3 }),
  fc.string({ maxLength: 5, unit: fc.constantFrom(...':/@=%.,-"\'\n [{#?\\', 's3', 'data:', '%2F', '://') }),
)

/** A known text with parts cut out, repeated or replaced; a random one; or two known ones in a row. */
const texts = fc.oneof(
  { arbitrary: fc.constantFrom(...known), weight: 3 },
  {
    arbitrary: fc
      .tuple(fc.constantFrom(...known), fc.nat(), fc.nat({ max: 30 }), noise)
      .map(([text, at, cut, added]) => {
        const from = at % (text.length + 1)
        return text.slice(0, from) + added + text.slice(from + cut)
      }),
    weight: 5,
  },
  {
    arbitrary: fc.tuple(fc.constantFrom(...known), noise, fc.constantFrom(...known)).map((parts) => parts.join('')),
    weight: 1,
  },
  { arbitrary: fc.string({ maxLength: 60, unit: 'grapheme' }), weight: 1 },
)

const starts = fc.record({
  provider: fc.constantFrom(...providers),
  source: fc.constantFrom('new', 'existing', 'workloadIdentity'),
  typed: fc.array(
    fc.tuple(fc.nat(), fc.constantFrom('a', 'my-backups', 'us-east-1', 'https://s3.eu-west-1.amazonaws.com')),
  ),
  earlier: fc.option(texts),
})

/** Returns a draft with some fields typed, and perhaps an earlier paste. */
function draftFrom({
  provider,
  source,
  typed,
  earlier,
}: typeof starts extends fc.Arbitrary<infer T> ? T : never): DraftStore {
  const draft = createDraft({ values: initialValues(provider) })
  if (source !== 'new') {
    draft.change(['backend', 'credentials', 'source'], source)
    draft.change(['backend', 'credentials', 'secretName'], 'mine')
  }
  const paths = pathsOf[provider] ?? []
  for (const [at, text] of typed) draft.change(paths[at % paths.length] ?? ['name'], text)
  if (earlier !== null) draft.paste(['backend', 'spec', 'prefix'], earlier)
  draft.dismiss()
  return draft
}

/** Returns the values without these fields; a source stands for the names that it has. */
function without(values: unknown, pointers: readonly string[]): unknown {
  let rest = values
  for (const pointer of pointers)
    rest = setAt(
      rest,
      pointer === '/backend/credentials/source' ? ['backend', 'credentials'] : fromPointer(pointer),
      undefined,
    )
  return rest
}

describe('pasting any text', () => {
  it('outside of the backend changes nothing but the field, in which the browser inserts it', () => {
    const outside = fc.constantFrom<Path>(
      ['namespace'],
      ['name'],
      ['labels', 'a'],
      ['annotations', 'a'],
      ['deletionPolicy'],
      ['securityContext', 'fsGroup'],
    )
    check(
      fc.property(starts, outside, texts, (start, path, text) => {
        const draft = draftFrom(start)
        const before = draft.getState()
        expect(draft.paste(path, text)).toBe(false)
        expect(draft.getState()).toBe(before)
      }),
      20_000,
    )
  })

  it('into the backend changes exactly the fields of the notice, or nothing, and one undo restores the values', () => {
    check(
      fc.property(
        starts,
        fc.nat(),
        texts,
        fc.array(fc.nat(), { maxLength: 2 }),
        fc.constantFrom('undo' as const, 'undoFill' as const),
        (start, at, text, fixedAt, way) => {
          const draft = draftFrom(start)
          const paths = (pathsOf[start.provider] ?? []).filter(([first]) => first === 'backend')
          const fixed = fixedAt.map((one) => toPointer(paths[one % paths.length] ?? []))
          const isFixed = (pointer: string): boolean => fixed.includes(pointer)
          const before = draft.getState()
          const isHandled = draft.paste(paths[at % paths.length] ?? [], text, isFixed)
          const pasted = draft.getState()
          expect(isHandled).toBe(pasted.filled !== undefined || pasted.offer !== undefined)
          if (!isHandled) expect(pasted).toBe(before)
          if (pasted.offer) {
            expect(pasted.values).toBe(before.values)
            draft.takeOffer(isFixed)
          }
          const { filled, values } = draft.getState()
          if (!filled) return
          expect(filled.fields.length).toBeGreaterThan(0)
          expect(filled.fields.filter(isFixed)).toEqual([])
          if (!pasted.offer) {
            const same = filled.fields
              .map(fromPointer)
              .filter((path) => deepEqual(getAt(before.values, path), getAt(values, path)))
            expect(same).toEqual([])
          }
          // Selecting another provider changes the whole backend.
          const changed = pasted.offer ? ['/backend'] : filled.fields
          expect(without(values, changed)).toEqual(without(before.values, changed))
          draft[way]()
          expect(draft.getState().values).toEqual(before.values)
        },
      ),
      20_000,
    )
  })
})
