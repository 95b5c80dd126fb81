import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/base/json.ts'
import { applyEdits } from '../../src/text/applyEdits.ts'
import type { Edit } from '../../src/text/edit.ts'
import { deepEqual } from '../../src/base/json.ts'
import { getAt } from '../../src/base/pointer.ts'
import { deleteIn, setIn } from '../../src/text/editValue.ts'
import { parseText, parseTree, readTrees } from '../../src/text/parseText.ts'
import { renderJson } from '../../src/text/renderText.ts'
import { renderYaml } from '../../src/text/renderText.ts'
import { surroundingsOf } from '../../src/text/textLayout.ts'
import { choices, json, oddText, pathsOf, randomText, scalar, toEdit } from './randomText.ts'
import type { Choice } from './randomText.ts'
import { casesOf, check } from '../property.ts'

const count = 1000

function expected(values: readonly Json[], edit: Edit): Json[] {
  if (edit.type === 'insertDocument') return values.toSpliced(edit.document, 0, edit.value)
  if (edit.type === 'removeDocument') return values.toSpliced(edit.document, 1)
  const change = (value: Json): Json =>
    edit.type === 'set' ? setIn(value, edit.path, edit.value) : deleteIn(value, edit.path)
  return values.map((value, index) => (index === edit.document ? change(value) : value))
}

function checkEdits(text: string, wanted: readonly Choice[]): void {
  const start = parseText(text)
  expect(start.errors).toEqual([])
  let values = start.documents.map((document) => document.value)
  let at = text
  for (const choice of wanted) {
    const edit = toEdit(values, choice)
    values = expected(values, edit)
    at = applyEdits(at, [edit])
    const { documents, errors } = parseText(at)
    expect(errors).toEqual([])
    expect(documents.map((document) => document.value)).toEqual(values)
  }
}

describe('edits of arbitrary text', () => {
  /** Applies edits together and one by one, and returns both texts with the expected values. */
  function editedBoth(text: string, wanted: readonly Choice[]) {
    let values = parseText(text).documents.map((document) => document.value)
    let single = text
    let layouts = layoutsOf(text)
    let keepsLayout = true
    const edits = wanted.map((choice) => {
      const edit = toEdit(values, choice)
      values = expected(values, edit)
      single = applyEdits(single, [edit])
      const after = layoutsOf(single)
      if ('path' in edit) keepsLayout &&= after[edit.document] === layouts[edit.document]
      else layouts = after
      return edit
    })
    return { together: applyEdits(text, edits), single, values, keepsLayout }
  }

  /** Returns the line breaks and the indentation of each document, as far as they are visible. */
  const layoutsOf = (text: string): string[] =>
    parseTree(readTrees(text)).documents.map((one) => {
      const { eol, indentation } = surroundingsOf(text, one)
      return JSON.stringify({ eol, indentation })
    })

  // An edit can remove the only line break or list that shows the layout. Edits made together still follow it.
  test('give the same text together and one by one, as long as the layout stays recognizable', () => {
    let compared = 0
    check(
      fc.property(randomText, choices, ({ text }, wanted) => {
        const { together, single, values, keepsLayout } = editedBoth(text, wanted)
        if (keepsLayout) {
          compared++
          expect(together).toBe(single)
        } else expect(parseText(together).documents.map(({ value }) => value)).toEqual(values)
      }),
      count,
    )
    expect(compared).toBeGreaterThan(casesOf(count / 2))
  })

  test('follow the previous layout when made together', () => {
    const text = '"name":\n- {}\n"": 0\n'
    const edits: Edit[] = [
      { type: 'delete', document: 0, path: ['name'] },
      { type: 'set', document: 0, path: [''], value: ['no'] },
    ]
    expect(applyEdits(text, edits)).toBe('"":\n- "no"\n')
  })

  test('leave no empty line between entries added together to a text without a final line break', () => {
    for (const eol of ['\n', '\r\n']) {
      const text = `a: 1${eol}b: 2`
      const edits: Edit[] = [
        { type: 'set', document: 0, path: ['c'], value: 'two\nlines' },
        { type: 'set', document: 0, path: ['d'], value: false },
      ]
      expect(applyEdits(text, edits)).toBe(['a: 1', 'b: 2', 'c: |-', '  two', '  lines', 'd: false', ''].join(eol))
    }
  })

  test('handle an edit that replaces the result of an earlier one', () => {
    const text = '"0":\n  -\n    -\n      - null\n    - ""\n'
    const edits: Edit[] = [
      { type: 'set', document: 0, path: ['0', 0, 0], value: '' },
      { type: 'set', document: 0, path: ['0', 0], value: [[null], {}] },
    ]
    const edited = applyEdits(text, edits)
    expect(parseText(edited).documents.map(({ value }) => value)).toEqual([{ '0': [[[null], {}]] }])
    expect(edited).toBe(edits.reduce((at, edit) => applyEdits(at, [edit]), text))
  })

  test('result in the expected values with aliases, merge keys and tags, when made together', () => {
    check(
      fc.property(oddText, choices, (text, wanted) => {
        const { together, values } = editedBoth(text, wanted)
        const { documents, errors } = parseText(together)
        expect(errors).toEqual([])
        expect(documents.map(({ value }) => value)).toEqual(values)
      }),
      count,
    )
  })

  test('result in the expected values after sets, deletes and inserts', () => {
    check(
      fc.property(randomText, choices, ({ text }, wanted) => checkEdits(text, wanted)),
      count,
    )
  })

  test('result in the expected values with anchors, aliases, merge keys, tags and block scalars', () => {
    check(fc.property(oddText, choices, checkEdits), count)
  })

  test('keep every byte before and after a changed scalar', () => {
    check(
      fc.property(randomText, fc.nat(), scalar, ({ text }, where, value) => {
        fc.pre(typeof value !== 'string' || !value.includes('\n'))
        const document = parseText(text).documents[0]
        const leaves = pathsOf(document?.value ?? null).filter((path) => {
          const value = getAt(document?.value ?? null, path)
          if (typeof value === 'object' && value !== null) return false
          const range = document?.locate(path)
          return range && range.to > range.from && /^["\w-]/.test(text.slice(range.from, range.to))
        })
        const path = leaves[where % leaves.length]
        fc.pre(path !== undefined && path.length > 0)
        const range = document?.locate(path ?? [])
        const source = text.slice(range?.from, range?.to)
        fc.pre(range !== undefined && !/^[^"].*[:\n]/.test(source) && !/\n/.test(source))
        const after = applyEdits(text, [{ type: 'set', document: 0, path: path ?? [], value }])
        expect(after.startsWith(text.slice(0, range?.from))).toBe(true)
        expect(after.endsWith(text.slice(range?.to))).toBe(true)
      }),
      count,
    )
  })

  test('keep every byte when a value is set to itself', () => {
    check(
      fc.property(
        fc.oneof(
          oddText,
          randomText.map((one) => one.text),
        ),
        fc.nat(),
        (text, where) => {
          const { documents } = parseText(text)
          documents.forEach((document, index) => {
            const paths = pathsOf(document.value)
            const path = paths[where % paths.length] ?? []
            const value = getAt(document.value, path) ?? null
            const copy = JSON.parse(JSON.stringify(value)) as Json
            if (deepEqual(copy, value))
              expect(applyEdits(text, [{ type: 'set', document: index, path, value: copy }])).toBe(text)
          })
        },
      ),
      count,
    )
  })
})

test('YAML and JSON output is read as the original value', () => {
  check(
    fc.property(json, (value) => {
      for (const text of [renderYaml(value), renderJson(value)]) {
        expect(text.endsWith('\n')).toBe(true)
        const { documents, errors } = parseText(text)
        expect(errors).toEqual([])
        expect(documents.map((document) => document.value)).toEqual([value])
      }
    }),
    2 * count,
  )
})
