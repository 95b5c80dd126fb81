import type { Diagnostic, DraftStore } from 'backupstorage-forms/core'
import { createDraft, initialValues, toManifests } from 'backupstorage-forms/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseOf } from '../fixtures/cases.ts'
import { check } from '../property.ts'

const formats = ['yaml', 'json'] as const
const values = { ...caseOf('s3-new-secret').values, deletionPolicy: 'Delete' as const }

/** Returns the diagnostics without their ranges, sorted. */
function said(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code, path, severity, message }) => [code, path, severity, message].join(' ')).sort()
}

function expectOneList(draft: DraftStore): void {
  for (const format of formats) {
    const { diagnostics, text } = draft.manifestText(format)
    expect(said(diagnostics)).toEqual(said(draft.getDiagnostics()))
    for (const { range } of diagnostics) if (range) expect(range.to).toBeLessThanOrEqual(text.length)
  }
}

const refused: Diagnostic = {
  code: 'field-value-forbidden',
  severity: 'error',
  message: 'Bucket was refused.',
  path: '/backend/spec/bucket',
  source: 'server',
}

describe('the form and the preview', () => {
  it('list the same diagnostics, with ranges in the preview', () => {
    const draft = createDraft({ values: initialValues('s3') })
    expect(draft.getDiagnostics().length).toBeGreaterThan(3)
    expectOneList(draft)
    draft.replaceValues(values)
    draft.change(['backend', 'spec', 'endpoint'], 'not an address')
    expectOneList(draft)
    const [found] = draft.manifestText('yaml').diagnostics
    expect(found).toMatchObject({ path: '/backend/spec/endpoint', range: { line: expect.any(Number) as number } })
  })

  it('list diagnostics that apply only to an edited text', () => {
    const draft = createDraft({ values })
    const text = draft.manifestText('yaml').text.replace('spec:', 'spec:\n  usagePolici: {}')
    draft.editText(text, 'yaml')
    expect(draft.getDiagnostics()).toMatchObject([{ code: 'unknown-field', path: '/spec/usagePolici' }])
    expectOneList(draft)
    draft.undo()
    expect(draft.getDiagnostics()).toEqual([])
  })

  it('keep the diagnostics of the values as long as the text is unreadable', () => {
    const draft = createDraft({ values: initialValues('s3') })
    const before = said(draft.getDiagnostics())
    draft.editText('spec: [', 'yaml')
    expect(draft.getDiagnostics().map(({ path }) => path)).toContain('')
    expect(said(draft.getDiagnostics())).toEqual(expect.arrayContaining(before))
    expect(draft.manifestText('yaml').diagnostics.every(({ path }) => path === '')).toBe(true)
  })

  it('list reports from fields, such as a duplicate key', () => {
    const draft = createDraft({ values })
    draft.report(['labels', 'a'], [{ ...refused, code: 'twice', path: '/labels/a', source: 'schema' }])
    expect(draft.manifestText('yaml').diagnostics).toMatchObject([{ code: 'twice' }])
    expectOneList(draft)
  })

  it('agree after arbitrary steps', () => {
    const step = fc.oneof(
      fc.record({ path: fc.constant(['backend', 'spec', 'endpoint']), value: fc.constantFrom('', 'x', 'https://a.b') }),
      fc.record({ path: fc.constant(['name']), value: fc.constantFrom('', 'UPPER', 'fine') }),
      fc.record({ path: fc.constant(['backend', 'provider']), value: fc.constantFrom('s3', 'azure', 'local') }),
      fc.record({ text: fc.constantFrom('priority: 1', 'name: twice', '# a comment', '[') }),
    )
    check(
      fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
        const draft = createDraft({ values })
        for (const one of steps) {
          if ('path' in one) draft.change(one.path, one.value)
          else if (!draft.editText(`${one.text}\n${draft.manifestText('yaml').text}`, 'yaml')) draft.undo()
          expectOneList(draft)
        }
      }),
      60,
    )
  })
})

describe('server diagnostics', () => {
  it('are listed with the others, survive a format change, and disappear with the next edit', () => {
    const draft = createDraft({ values })
    draft.reportServer([refused])
    for (const format of formats) {
      const { diagnostics, text } = draft.manifestText(format)
      expect(diagnostics).toMatchObject([{ source: 'server' }])
      const { from = 0, to = 0 } = diagnostics[0]?.range ?? {}
      expect(text.slice(from, to)).toContain(values.backend.spec['bucket'])
    }
    expectOneList(draft)
    draft.change(['name'], 'another')
    expect(draft.getDiagnostics()).toEqual([])
  })

  it('are located by their manifest path if they match no value', () => {
    const draft = createDraft({ values })
    const text = draft.manifestText('yaml').text.replace('spec:', 'spec:\n  runtimeSettings:\n    nice: 1')
    draft.editText(text, 'yaml')
    draft.reportServer([{ ...refused, path: '/spec/runtimeSettings/nice' }])
    const line = text.split('\n').findIndex((one) => one.includes('nice')) + 1
    expect(draft.manifestText('yaml').diagnostics.find(({ source }) => source === 'server')?.range?.line).toBe(line)
  })
})

it('reports appear once if the text is unreadable, and next to another check of the same field', () => {
  const sibling = toManifests({ ...values, name: 'other' }).at(-1)
  const draft = createDraft({ values, existing: sibling ? [sibling] : [] })
  draft.reportServer([{ ...refused, range: { from: 3, to: 5, line: 1, column: 4 } }])
  expectOneList(draft)
  expect(draft.getDiagnostics().map(({ source }) => source)).toEqual(expect.arrayContaining(['siblings', 'server']))
  draft.report(['labels'], [{ ...refused, code: 'twice', path: '/labels', source: 'schema' }])
  draft.editText('a: [', 'yaml')
  expect(draft.getDiagnostics().filter(({ code }) => code === 'twice')).toHaveLength(1)
})

it("values that aren't plain JSON are checked as they are serialized", () => {
  const draft = createDraft({ values })
  const list = ['x']
  list[2] = 'y'
  const selector = { matchExpressions: [{ key: 'a', operator: 'In', values: list }] }
  draft.change(['usagePolicy'], { from: 'Selector', selector })
  expect(draft.getDiagnostics().length).toBeGreaterThan(0)
  expectOneList(draft)
  draft.change(['namespace'], {})
  expectOneList(draft)
  const deep = Array.from({ length: 150 }).reduce((inside) => [inside], 'x')
  for (const editing of [undefined, toManifests(values).at(-1)]) {
    const other = createDraft({ values, editing })
    other.editText(`${other.manifestText('yaml').text}# edited\n`, 'yaml')
    other.change(['name'], deep)
    expect(other.getDiagnostics()).toMatchObject([{ path: '/name' }])
  }
})

it('a text parsed ahead gives the same result', () => {
  const edited = createDraft({ values })
    .manifestText('yaml')
    .text.replace(/prefix: .*/, 'prefix: ahead')
  for (const text of [edited, `\uFEFF${edited}`, 'spec: [']) {
    const [plain, ahead] = [createDraft({ values }), createDraft({ values })]
    const reading = ahead.readAhead(text)
    while (reading.next().done !== true);
    expect(ahead.editText(text, 'yaml')).toBe(plain.editText(text, 'yaml'))
    expect(ahead.getState().values).toEqual(plain.getState().values)
    expect(said(ahead.getDiagnostics())).toEqual(said(plain.getDiagnostics()))
  }
})
