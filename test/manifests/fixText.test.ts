import { createDraft, toManifests } from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'
import { caseOf } from '../fixtures/cases.ts'

const { values } = caseOf('s3-new-secret')

/** Applies the fix of the only error in an edited text. Returns its title, and the text. */
function fixed(edit: (text: string) => string, format: 'yaml' | 'json' = 'yaml'): { title?: string; text: string } {
  const draft = createDraft({ values })
  draft.editText(edit(draft.manifestText(format).text), format)
  const fix = draft.getDiagnostics().find(({ severity }) => severity === 'error')?.fix
  if (fix) draft.applyFix(fix)
  return { ...(fix ? { title: fix.title } : {}), text: draft.manifestText(format).text }
}

describe('the fix of an unknown field', () => {
  const commented = (text: string): string => text.replace('spec:', '# Where backups go.\nspec: # by hand')

  it('removes it and keeps the comments', () => {
    const now = fixed((text) => commented(text).replace('storage:', 'storage:\n    colour: blue'))
    expect(now.title).toBe('Remove')
    expect(now.text).toBe(commented(createDraft({ values }).manifestText('yaml').text))
  })

  it('works in JSON', () => {
    const now = fixed((text) => text.replace('"storage": {', '"storage": {\n      "colour": "blue",'), 'json')
    expect(now).toEqual({ title: 'Remove', text: createDraft({ values }).manifestText('json').text })
  })

  it('renames it to the field that was meant', () => {
    const now = fixed((text) => commented(text).replace('      region:', '      regoin:'))
    expect(now.title).toBe('Rename to region')
    expect(now.text).toBe(commented(createDraft({ values }).manifestText('yaml').text))
  })

  it('works on an edited object whose text is unchanged', () => {
    const storage = toManifests(values).find(({ kind }) => kind === 'BackupStorage')
    const editing = { ...storage, spec: { ...(storage?.['spec'] as object), colour: 'blue' } }
    const draft = createDraft({ values, editing })
    const fix = draft.getDiagnostics().find(({ code }) => code === 'unknown-field')?.fix
    expect(fix?.title).toBe('Remove')
    if (fix) draft.applyFix(fix)
    expect(draft.manifestText('yaml').text).not.toContain('colour')
  })

  it('can be undone', () => {
    const draft = createDraft({ values })
    const text = draft.manifestText('yaml').text.replace('storage:', 'storage:\n    colour: blue')
    draft.editText(text, 'yaml')
    const fix = draft.getDiagnostics().find(({ code }) => code === 'unknown-field')?.fix
    if (fix) draft.applyFix(fix)
    draft.undo()
    expect(draft.manifestText('yaml').text).toBe(text)
  })
})

it('the block of another provider has a fix that removes it', () => {
  const now = fixed((text) => text.replace('storage:', 'storage:\n    azure:\n      container: x'))
  expect(now).toEqual({ title: 'Remove', text: createDraft({ values }).manifestText('yaml').text })
})
