import type { BackupStorageValues, DraftStorage, DraftStore } from 'backupstorage-forms/core'
import { createDraft } from 'backupstorage-forms/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFormDraft } from '../../src/draft/createFormDraft.ts'
import { withText } from '../../src/draft/createDraft.ts'
import { caseOf } from '../fixtures/cases.ts'
import { check } from '../property.ts'

const secret = 'made-up-secret-0123456789'

/** Returns a draft storage that holds text, like `sessionStorage`. */
function memory() {
  const host: { text: string | undefined } = { text: undefined }
  const draftStorage: DraftStorage = {
    load: () => JSON.parse(host.text ?? 'null') as unknown,
    save: (data) => void (host.text = JSON.stringify(data)),
    clear: () => void (host.text = undefined),
  }
  return { host, draftStorage }
}

function withSecret(): BackupStorageValues {
  const { values } = caseOf('s3-new-secret')
  const auth = { AWS_ACCESS_KEY_ID: `${secret}-id`, AWS_SECRET_ACCESS_KEY: secret }
  return { ...values, backend: { ...values.backend, auth } }
}

/** Edits the text of a draft, and reloads the page. */
function reloaded(edit: (text: string) => string, format: 'yaml' | 'json' = 'yaml') {
  const { host, draftStorage } = memory()
  const draft = createDraft({ draftStorage, values: withSecret() })
  const edited = edit(draft.manifestText(format).text)
  draft.editText(edited, format)
  draft.flush()
  expect(host.text).not.toContain(secret)
  return { edited, draftStorage, host, restored: createDraft({ draftStorage }) }
}

const stripped = (text: string): string => text.replace(/(AWS_\w+"?: )\S*made-up[\w-]*"?/g, '$1""')
const textOf = (draft: DraftStore, format: 'yaml' | 'json' = 'yaml'): string => draft.manifestText(format).text

describe('an edited text', () => {
  it.each([
    ['a comment', (text: string) => text.replace('spec:', '# Ask the team first.\nspec:')],
    ['a comment among its secrets', (text: string) => text.replace('stringData:', 'stringData:\n  #')],
    ['a field without an input', (text: string) => text.replace('spec:', 'spec:\n  paused: true')],
    ['a value of the wrong type', (text: string) => text.replace('spec:', '  labels: {version: 1}\nspec:')],
    ['an unknown provider', (text: string) => text.replace('provider: s3', 'provider: other')],
    ['a changed value', (text: string) => text.replace(/bucket: .*/, 'bucket: other')],
    [
      'a second storage',
      (text: string) => `${text}---\nkind: BackupStorage\napiVersion: storage.kubestash.com/v1alpha1\n`,
    ],
    ['an unclosed bracket', (text: string) => text.replace('spec:', 'spec: [')],
    ['a wrong indentation', (text: string) => text.replace('  storage:', '     storage:')],
  ])('survives a reload with %s, without its secrets', (_what, edit) => {
    const { edited, restored } = reloaded(edit)
    expect(textOf(restored)).toBe(stripped(edited))
    expect(restored.getState().restored).toBe(true)
    expect(restored.isDirty()).toBe(true)
  })

  it('survives a reload as JSON, with the comments of the YAML', () => {
    const { edited, restored } = reloaded((text) => text.replace(/"bucket": "[^"]*"/, '"bucket": "other"'), 'json')
    expect(textOf(restored, 'json')).toBe(stripped(edited))
    expect(restored.getState().values.backend.spec['bucket']).toBe('other')
  })

  it('survives a reload while it is half typed, with an annotation that names the Secret', () => {
    const { draftStorage } = memory()
    const key = 'console.example.com/secret'
    const draft = createDraft({
      draftStorage,
      values: withSecret(),
      referenceAnnotations: { provider: 'console.example.com/provider', secret: key },
    })
    draft.editText(`${textOf(draft)}\n# Keep me.\nfoo: [1, 2\n`, 'yaml')
    draft.flush()
    const text = textOf(createDraft({ draftStorage }))
    for (const part of ['kind: BackupStorage\n', `${key}: `, 'provider: s3\n', '# Keep me.\n'])
      expect(text).toContain(part)
  })

  it('is saved without the password of a URL', () => {
    const { host } = reloaded((text) => text.replace('https://', 'https://someone:made-up-password@'))
    expect(host.text).not.toContain('made-up-password')
    expect(host.text).toContain('https://@')
  })

  it.each([
    ['nothing but a word', () => 'later', '""'],
    ['a comment above a Secret', (text: string) => `# later\n${text}`, '# \n'],
  ])('is saved without %s, which may be a secret', (_what, edit, start) => {
    const { host, restored } = reloaded(edit)
    expect(host.text).not.toContain('later')
    expect(textOf(restored).startsWith(start)).toBe(true)
  })

  it('asks for its secrets again, and takes them from the form', () => {
    const { restored } = reloaded((text) => text.replace('spec:', '# A comment.\nspec:'))
    expect(restored.getState().toRefill).toEqual([
      '/backend/auth/AWS_ACCESS_KEY_ID',
      '/backend/auth/AWS_SECRET_ACCESS_KEY',
    ])
    restored.change(['backend', 'auth', 'AWS_SECRET_ACCESS_KEY'], secret)
    expect(textOf(restored)).toMatch(new RegExp(`AWS_SECRET_ACCESS_KEY: "${secret}"\n[^]*# A comment\\.`))
  })

  it('is saved with later changes of the form', () => {
    const { draftStorage, restored } = reloaded((text) => text.replace('spec:', '# A comment.\nspec:'))
    restored.change(['backend', 'spec', 'bucket'], 'changed-later')
    restored.flush()
    const again = createDraft({ draftStorage })
    expect(textOf(again)).toMatch(/# A comment\.[^]*bucket: changed-later\n/)
    expect(again.getState().values.backend.spec['bucket']).toBe('changed-later')
  })

  it('and changes of the form survive reloads in which no preview was opened', () => {
    const { draftStorage } = reloaded((text) => text.replace('spec:', '  labels: {version: 1}\nspec:'))
    const form = createFormDraft({ draftStorage })
    form.change(['backend', 'spec', 'bucket'], 'changed-in-the-form')
    form.flush()
    const again = createFormDraft({ draftStorage })
    again.change(['backend', 'spec', 'prefix'], 'too')
    const draft = withText(again)
    draft.readRestored()
    expect(draft.getState().values).toMatchObject({
      labels: { version: 1 },
      backend: { spec: { bucket: 'changed-in-the-form', prefix: 'too' } },
    })
    expect(textOf(draft)).toMatch(/labels: \{version: 1\}[^]*bucket: changed-in-the-form\n[^]*prefix: too\n/)
  })

  it('is discarded by a reset, and gone from the storage', () => {
    const { host, restored } = reloaded(() => 'later')
    restored.reset()
    restored.flush()
    expect(restored.getState().text).toBeUndefined()
    expect(host.text).toBeUndefined()
  })

  it('leaves no secret in the storage, wherever the text is cut off or another character is in the way', () => {
    const draft = createDraft({ values: withSecret() })
    const texts = { yaml: textOf(draft), json: textOf(draft, 'json') }
    const { host, draftStorage } = memory()
    const saving = createDraft({ draftStorage })
    check(
      fc.property(
        fc.constantFrom<'yaml' | 'json'>('yaml', 'json'),
        fc.nat(),
        fc.constantFrom(undefined, '"', "'", '{', '[', '}', ']', '\n', ': ', '#', '|', '- '),
        (format, at, added) => {
          const text = texts[format]
          const from = at % text.length
          // A key with a typing error is no key of a Secret.
          fc.pre(!/["\w]\|["\w]/.test(`${text.slice(0, from)}|${text.slice(from)}`))
          const rest = added === undefined ? '' : added + text.slice(from)
          saving.editText(text.slice(0, from) + rest, format)
          saving.flush()
          expect(host.text).not.toContain(secret.slice(3, -3))
        },
      ),
      20_000,
    )
  }, 120_000)

  it.each([
    ['a number', 5],
    ['a list', ['a']],
    ['an object without YAML', { json: '{}' }],
    ['values that are none', { yaml: 'a: b', unread: 5 }],
  ])('is ignored or read safely if the storage has %s instead', (_what, text) => {
    const { host, draftStorage } = memory()
    host.text = JSON.stringify({ text })
    const draft = createDraft({ draftStorage })
    expect(draft.getState().values).toEqual(createDraft().getState().values)
    expect(() => textOf(draft)).not.toThrow()
  })
})
