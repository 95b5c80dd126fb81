import { createDraft, defineProvider } from 'backupstorage-forms/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deepEqual } from '../../src/base/json.ts'
import { getAt } from '../../src/base/pointer.ts'
import type { MapRow } from '../../src/react/form/fields/mapRows.ts'
import { editRow, emptyRow, insertRows, shownRows, toMap, toRows } from '../../src/react/form/fields/mapRows.ts'
import type { TextRule } from '../../src/react/form/typedText.ts'
import { linesRule, numberRule, shownText, toNumber } from '../../src/react/form/typedText.ts'
import { check } from '../property.ts'

const provider = defineProvider({
  title: 'Typed',
  type: 'object',
  'x-provider': { name: 'typed' },
  required: ['spec'],
  properties: {
    spec: {
      type: 'object',
      properties: {
        ratio: { type: 'number', title: 'Ratio' },
        count: { type: 'integer', title: 'Count' },
        list: { type: 'array', title: 'List', items: { type: 'string' } },
        text: { type: 'string', title: 'Text' },
      },
    },
  },
})

/** One edit of a text, as a keystroke, a correction, a paste or a step of an IME makes it. */
interface Edit {
  does: 'type' | 'paste'
  at: number
  removed: number
  added: string
}
type Act = Edit | { does: 'leave' | 'undo' | 'redo' }

function edited(text: string, { at, removed, added }: Edit): string {
  const from = at % (text.length + 1)
  return text.slice(0, from) + added + text.slice(from + removed)
}

const texts = fc.oneof(
  fc.string({ maxLength: 3, unit: fc.constantFrom(...'0123456789.,-+eE ') }),
  fc.string({ maxLength: 3, unit: fc.constantFrom(...'ab,"\n 1', '日', '🙂') }),
)
const edit = fc.record({
  does: fc.constantFrom<'type' | 'paste'>('type', 'type', 'type', 'paste'),
  at: fc.nat({ max: 12 }),
  removed: fc.nat({ max: 2 }),
  added: texts,
})
const rest = fc.constantFrom<Act>({ does: 'leave' }, { does: 'undo' }, { does: 'redo' })
const acts = fc.array(fc.oneof({ arbitrary: edit, weight: 5 }, { arbitrary: rest, weight: 2 }), { maxLength: 25 })

/** The undo steps that a user would count: continuous typing is one, a paste is one. */
function history<T>(first: T) {
  const [past, future]: [T[], T[]] = [[], []]
  let now = first
  let isTyping = false
  return {
    get now() {
      return now
    },
    change(next: T, joins: boolean): void {
      if (!joins) isTyping = false
      if (deepEqual(next, now)) return
      if (!isTyping) past.push(now)
      future.length = 0
      isTyping = joins
      now = next
    },
    leave: () => void (isTyping = false),
    undo(): void {
      const before = past.pop()
      if (before === undefined) return
      isTyping = false
      future.push(now)
      now = before
    },
    redo(): void {
      const after = future.pop()
      if (after === undefined) return
      isTyping = false
      past.push(now)
      now = after
    },
  }
}

/** Types into a field of a draft as the components do, and compares it with a plain input after each act. */
function typeInto(key: string, rule: TextRule, todo: readonly Act[]): void {
  const path = ['backend', 'spec', key]
  const draft = createDraft({ providers: [provider] })
  const value = (): unknown => getAt(draft.getState().values, path)
  const shown = (): string => shownText(rule, typed, value())
  const steps = history<{ value: unknown }>({ value: value() })
  let typed: string | undefined
  let plain = shown()
  for (const act of todo) {
    if (act.does === 'type' || act.does === 'paste') {
      plain = edited(plain, act)
      if (act.does === 'paste') draft.endStep()
      typed = edited(shown(), act)
      draft.change(path, rule.read(typed, value()))
      if (act.does === 'paste') draft.endStep()
      steps.change({ value: rule.read(plain, undefined) }, act.does === 'type')
      expect(shown()).toBe(plain)
    } else {
      if (act.does === 'leave') {
        draft.touch(path)
        typed = undefined
      } else draft[act.does]()
      steps[act.does]()
      plain = shown()
      expect(rule.read(plain, value())).toEqual(value())
    }
    expect({ value: value() }).toEqual(steps.now)
  }
}

const plainText: TextRule = { read: (text) => (text === '' ? undefined : text), write: (value) => String(value ?? '') }

describe('text typed with corrections, pastes and undo', () => {
  it.each([
    ['a number', 'ratio', numberRule('number')],
    ['an integer', 'count', numberRule('integer')],
    ['a list', 'list', linesRule],
    ['a string', 'text', plainText],
  ])('ends as %s that a plain input would hold', (_what, key, rule) => {
    check(
      fc.property(acts, (todo) => typeInto(key, rule, todo)),
      20_000,
    )
  })
})

type RowAct =
  | { does: 'type'; row: number; part: 'key' | 'value'; edit: Edit }
  | { does: 'paste'; row: number; rows: { key: string; value: string }[] }
  | { does: 'remove'; row: number }
  | { does: 'add' | 'leave' | 'undo' | 'redo' }

const keys = fc.constantFrom('', 'a', 'b', 'ab', '__proto__', '1')
const rowAct: fc.Arbitrary<RowAct> = fc.oneof(
  {
    arbitrary: fc.record({
      does: fc.constant('type' as const),
      row: fc.nat({ max: 4 }),
      part: fc.constantFrom<'key' | 'value'>('key', 'value'),
      edit,
    }),
    weight: 6,
  },
  fc.record({
    does: fc.constant('paste' as const),
    row: fc.nat({ max: 4 }),
    rows: fc.array(fc.record({ key: fc.constantFrom('a', 'c', 'd'), value: texts }), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ does: fc.constant('remove' as const), row: fc.nat({ max: 4 }) }),
  {
    arbitrary: fc.constantFrom<RowAct>({ does: 'add' }, { does: 'leave' }, { does: 'undo' }, { does: 'redo' }),
    weight: 3,
  },
)

describe('rows typed with corrections, pastes and undo', () => {
  it('end as the map of their keys and values', () => {
    const start = fc.dictionary(keys, fc.oneof(fc.string(), fc.constantFrom(1, true, null, { x: 1 }, ['y'])))
    check(
      fc.property(start, fc.array(rowAct, { maxLength: 25 }), (labels, todo) => {
        const path = ['labels']
        const draft = createDraft({ providers: [provider] })
        draft.replaceValues({ ...draft.getState().values, labels: labels as Record<string, string> })
        const map = (): unknown => getAt(draft.getState().values, path)
        let typed: readonly MapRow[] | undefined
        const rows = (): readonly MapRow[] => shownRows(typed, map(), false)
        const steps = history<unknown>(map())
        const update = (next: readonly MapRow[]): void => {
          typed = next
          draft.change(path, toMap(next))
        }
        for (const act of todo) {
          const count = rows().length
          const at = 'row' in act ? act.row % Math.max(count, 1) : 0
          const present = rows()[at]
          if (act.does === 'add') typed = [...rows(), emptyRow]
          else if (act.does === 'type') {
            if (!present) continue
            const before = act.part === 'key' ? present.key : String(present.value ?? '')
            const text = edited(before, act.edit)
            const next = rows().with(at, editRow(present, act.part === 'key' ? { key: text } : { value: text }))
            steps.change(toMap(next), true)
            update(next)
            // Without duplicates, the rows stay as typed.
            if (new Set(next.map(({ key }) => key)).size === next.length) expect(rows()).toBe(next)
          } else if (act.does === 'paste' || act.does === 'remove') {
            if (act.does === 'remove' && !present) continue
            const next = act.does === 'paste' ? insertRows(rows(), at, act.rows) : rows().toSpliced(at, 1)
            draft.endStep()
            steps.change(toMap(next), false)
            update(next)
            draft.endStep()
          } else {
            if (act.does === 'leave') draft.touch(path)
            else draft[act.does]()
            steps[act.does]()
          }
          expect(map()).toEqual(steps.now)
          expect(toMap(rows())).toEqual(map())
        }
      }),
      20_000,
    )
  })

  it('show every map unchanged until one of them is edited', () => {
    const map = fc.dictionary(fc.oneof(keys, fc.string()), fc.jsonValue())
    check(
      fc.property(map, (data) => {
        expect(toMap(toRows(data))).toEqual(data)
      }),
      20_000,
    )
  })
})

describe('a number', () => {
  const types = ['integer', 'number'] as const
  it.each([
    ['3.05', 3.05],
    ['0.05', 0.05],
    ['-1.05', -1.05],
    ['10.01', 10.01],
    ['3.', 3],
    ['1e3', 1000],
    ['-0', 0],
    ['123456789012345', 123_456_789_012_345],
    ['9007199254740991', 9_007_199_254_740_991],
  ])('is read from %s', (text, number) => {
    expect(toNumber(text, 'number')).toBe(number)
  })

  it.each([
    '-',
    '1e',
    '1,5',
    '.',
    '.5',
    '+1',
    '01',
    ' 1',
    '0x10',
    '1e999',
    'Infinity',
    'NaN',
    '9007199254740993',
    '0.1234567890123456',
  ])('is no number yet, or never exactly, as %j: the text stays', (text) => {
    for (const type of types) expect(toNumber(text, type)).toBe(text)
  })

  it('is whole in an integer field: other text stays', () => {
    for (const text of ['3.05', '3.', '3.0', '1e3']) expect(toNumber(text, 'integer')).toBe(text)
  })

  it('is read from each text that prints a number of up to 15 digits', () => {
    check(
      fc.property(
        fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }),
        fc.nat({ max: 15 }),
        (digits, shift) => {
          const number = Number((digits / 10 ** shift).toPrecision(15))
          expect(toNumber(String(number), 'number')).toBe(number + 0)
          expect(toNumber(String(digits), 'integer')).toBe(digits + 0)
        },
      ),
      20_000,
    )
  })
})

describe('a list', () => {
  it.each([
    [['a,b', 'c'], 'a,b\nc', 'a,b\ncd', ['a,b', 'cd']],
    [[1, 'c', null], '1\nc\nnull', '1\ncd\nnull', [1, 'cd', null]],
    [[{ a: 1 }, '', 'x\ny'], '{"a":1}\n""\n"x\\ny"', '{"a":1}\n""\n"x\\ny"\nz', [{ a: 1 }, '', 'x\ny', 'z']],
    ['not a list', 'not a list', 'not a list\nb', ['not a list', 'b']],
    [undefined, '', 'a\r\nb\n\n', ['a', 'b']],
    [['a'], 'a', ' \n', undefined],
  ])('%j is the text %j, and edited to %j becomes %j', (before, text, typed, after) => {
    expect(linesRule.write(before)).toBe(text)
    expect(linesRule.read(typed, before)).toEqual(after)
  })
})
