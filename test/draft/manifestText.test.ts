import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { BackupStorageValues, DraftStore, Manifest } from 'backupstorage-forms/core'
import {
  createDraft,
  fromManifests,
  normalizeValues,
  parseManifests,
  stringifyManifests,
  toManifests,
} from 'backupstorage-forms/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeManifests } from '../../src/manifests/mergeManifests.ts'
import { losesAsJson } from '../../src/text/losesAsJson.ts'
import { validValues } from '../values/arbitraryValues.ts'
import { caseOf, cases } from '../fixtures/cases.ts'
import { check } from '../property.ts'

// Keeping the text of the preview and the values of the form in sync.

const start = caseOf('s3-new-secret').values

function draftOf(values: BackupStorageValues = start): {
  draft: DraftStore
  text: (format?: 'yaml' | 'json') => string
} {
  const draft = createDraft({ values })
  return { draft, text: (format = 'yaml') => draft.manifestText(format).text }
}

/** Adds comments, an anchor and a field unknown to the form. */
function commented(text: string): string {
  const container = '    container: { env: [{ name: DISK, value: &d fast }] } # by hand'
  const settings = text.includes('\n  runtimeSettings:')
    ? text.replace('\n  runtimeSettings:', `\n  runtimeSettings:\n${container}`)
    : text.replace('\nspec:', `\nspec:\n  runtimeSettings:\n${container}`)
  return settings.replace('\nspec:', '\nspec: # the storage\n  # the team knows why')
}

describe('manifestText', () => {
  it("shows the form's manifests until the text is edited", () => {
    const { draft, text } = draftOf()
    expect(text()).toBe(stringifyManifests(toManifests(start), 'yaml'))
    expect(text('json')).toBe(stringifyManifests(toManifests(start), 'json'))
    draft.change(['name'], 'other')
    expect(text()).toContain('name: other\n')
    expect(draft.manifestText('yaml')).toMatchObject({ edited: false, readable: true })
  })

  it('applies edits to the form, and form changes only to their own parts of the text', () => {
    const { draft, text } = draftOf()
    const edited = commented(text()).replace(/bucket: .*/, 'bucket: from-the-text')
    expect(draft.editText(edited, 'yaml')).toBe(true)
    expect(draft.getState().values.backend.spec['bucket']).toBe('from-the-text')
    expect(text()).toBe(edited)
    draft.change(['backend', 'spec', 'bucket'], 'from-the-form')
    expect(text()).toBe(edited.replace('from-the-text', 'from-the-form'))
  })

  it('keeps an unreadable text and the values', () => {
    const { draft, text } = draftOf()
    const broken = text().replace('spec:', 'spec: [')
    expect(draft.editText(broken, 'yaml')).toBe(false)
    expect(draft.getState().values).toBe(start)
    draft.change(['name'], 'other')
    expect(text()).toBe(broken)
    expect(text('json')).toBe(broken)
    expect(draft.manifestText('json')).toMatchObject({
      format: 'yaml',
      readable: false,
      manifests: toManifests({ ...start, name: 'other' }),
    })
    draft.discardText()
    expect(text()).toBe(stringifyManifests(toManifests({ ...start, name: 'other' }), 'yaml'))
  })

  it.each(['', 'a: b\n', '---\n'])("isn't overwritten if it contains no storage: %j", (nothing) => {
    const { draft, text } = draftOf()
    expect(draft.editText(nothing, 'yaml')).toBe(false)
    expect(text()).toBe(nothing)
  })

  it('restores its comments after being edited as JSON', () => {
    const { draft, text } = draftOf()
    const edited = commented(text())
    draft.editText(edited, 'yaml')
    const json = text('json')
    expect(json).not.toContain('the team knows why')
    expect(text()).toBe(edited)
    draft.editText(json.replace('"fast"', '"slow"').replace(/"bucket": ".*"/, '"bucket": "from-json"'), 'json')
    expect(draft.getState().values.backend.spec['bucket']).toBe('from-json')
    draft.change(['backend', 'spec', 'prefix'], 'from-the-form')
    expect(text('json')).toContain('"prefix": "from-the-form"')
    const back = text()
    expect(back).toContain('# the team knows why')
    expect(back).toContain('slow')
    expect(back).toContain('bucket: from-json')
    expect(back).toContain('prefix: from-the-form')
  })

  it('can be undone, with consecutive typing as one step', () => {
    const { draft, text } = draftOf()
    const before = text()
    for (const name of ['a', 'ab', 'abc']) draft.editText(before.replace(/name: .*/g, `name: ${name}`), 'yaml')
    expect(draft.getState().values.name).toBe('abc')
    expect(draft.getState().past).toHaveLength(1)
    draft.undo()
    expect(draft.getState().values).toBe(start)
    expect(text()).toBe(before)
    draft.redo()
    expect(draft.getState().values.name).toBe('abc')
  })

  it('makes the draft dirty even for a comment, until it is saved', () => {
    const { draft, text } = draftOf()
    draft.editText(`# by hand\n${text()}`, 'yaml')
    expect(draft.getState().values).toBe(start)
    expect(draft.isDirty()).toBe(true)
    draft.markSaved()
    expect(draft.isDirty()).toBe(false)
    expect(text()).toMatch(/^# by hand\n/)
  })

  it('is removed by a reset, and restored by its undo', () => {
    const { draft, text } = draftOf()
    const edited = `# by hand\n${text()}`
    draft.editText(edited, 'yaml')
    draft.reset()
    expect(text()).not.toContain('by hand')
    draft.undo()
    expect(text()).toBe(edited)
  })

  it('keeps further documents and fields unknown to the form', () => {
    const { draft, text } = draftOf()
    const other = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: other} # stays\n'
    draft.editText(`${other}---\n${text()}`, 'yaml')
    draft.change(['name'], 'renamed')
    expect(text()).toMatch(/^apiVersion: v1\nkind: ConfigMap\nmetadata: {name: other} # stays\n---\n/)
    expect(draft.manifestText('yaml').manifests).toHaveLength(3)
  })

  it('follows arbitrary changes of the form after an edit', () => {
    check(
      fc.property(validValues(), validValues(), fc.boolean(), (first, second, asJson) => {
        const { draft, text } = draftOf(first)
        draft.editText(commented(text()), 'yaml')
        if (asJson) draft.editText(text('json'), 'json')
        draft.change([], second)
        const { manifests } = parseManifests(text())
        expect(fromManifests(manifests).values).toEqual(normalizeValues(second))
        expect(text()).toContain('# the team knows why')
      }),
      60,
    )
  })
})

const folder = fileURLToPath(new URL('../../../shared/reference/examples', import.meta.url))
const examples = existsSync(folder) ? readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, 'utf8')) : []
const texts = [
  ...Object.values(cases).map(({ values }) => commented(stringifyManifests(toManifests(values), 'yaml'))),
  ...examples,
]

describe('mergeManifests', () => {
  it.each(texts.map((text) => [text.split('\n', 3).join(' '), text]))(
    'changes nothing without a difference: %s',
    (_start, text) => {
      expect(mergeManifests(text, parseManifests(text).manifests)).toBe(text)
    },
  )

  it('represents exactly the given manifests, whatever they are', () => {
    const values = fc.constantFrom(null, 1, 'text', ['a'], { a: { b: 'c' } }, {})
    const edits = fc.array(fc.record({ at: fc.nat(40), value: values, remove: fc.boolean() }), {
      minLength: 1,
      maxLength: 4,
    })
    check(
      fc.property(fc.constantFrom(...texts), edits, (text, changes) => {
        const wanted = structuredClone(parseManifests(text).manifests) as Manifest[]
        for (const { at, value, remove } of changes) changeLeaf(wanted, at, value, remove)
        const merged = mergeManifests(text, wanted)
        expect(parseManifests(merged).diagnostics).toEqual([])
        expect(new Set(parseManifests(merged).manifests)).toEqual(new Set(wanted))
      }),
      300,
    )
  })

  it('adds and removes documents', () => {
    const [secret, storage] = toManifests(start) as [Manifest, Manifest]
    const text = stringifyManifests([secret, storage], 'yaml').replace('spec:', 'spec: # stays')
    const without = mergeManifests(text, [storage])
    expect(parseManifests(without).manifests).toEqual([storage])
    expect(without).toContain('# stays')
    const again = mergeManifests(without, [secret, storage])
    expect(parseManifests(again).manifests).toEqual([secret, storage])
    expect(again).toContain('# stays')
  })
})

/** Changes the nth entry, counted through all maps, except for those that identify an object. */
function changeLeaf(manifests: Manifest[], at: number, value: unknown, remove: boolean): void {
  const places: [Record<string, unknown>, string][] = []
  const visit = (map: Record<string, unknown>): void => {
    for (const [key, entry] of Object.entries(map)) {
      if (!['apiVersion', 'kind', 'name', 'namespace', 'metadata', 'items'].includes(key)) places.push([map, key])
      if (typeof entry === 'object' && entry !== null && !Array.isArray(entry)) visit(entry as Record<string, unknown>)
    }
  }
  for (const manifest of manifests) visit(manifest)
  const place = places[at % Math.max(1, places.length)]
  if (!place) return
  const [map, key] = place
  if (remove) delete map[key]
  else map[key] = structuredClone(value)
}

describe('losing comments and anchors in JSON', () => {
  it.each([
    ['a: b # c\n', true],
    ['# c\na: b\n', true],
    ['a: &x b\nc: *x\n', true],
    ['a: b\n', false],
    ['a: "b # c"\n', false],
    ['a: b#c\n', false],
    ['a: |\n  # no comment\n', false],
    ['a: b & c * d\n', false],
  ])('is detected in %j: %s', (text, lost) => {
    expect(losesAsJson(text)).toBe(lost)
  })
})
