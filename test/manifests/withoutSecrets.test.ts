import {
  createDraft,
  editManifests,
  exportManifests,
  fromManifests,
  importManifests,
  parseManifests,
  validateManifests,
} from 'backupstorage-forms/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { setAt } from '../../src/base/pointer.ts'
import { check, isDeep } from '../property.ts'
import { slipIn, slips } from '../text/typingMutations.ts'
import { isMoved, plantedIn, plantedTexts, storageText } from './plantedSecrets.ts'

const choices = ['none', 'comment', 'external-secret']
const settings = { storeName: 'vault' }
const exported = (text: string, credentials = 'none'): string =>
  exportManifests(text, 'yaml', { credentials, ...(credentials === 'external-secret' ? { settings } : {}) }).text

const storage = `  # the storage
  - apiVersion: storage.kubestash.com/v1alpha1
    kind: BackupStorage
    metadata: {name: a, namespace: demo}
    spec:
      storage:
        provider: s3
        s3: {bucket: my-backups, endpoint: https://s3.example.com, secretName: a-secret} # small
      # its end
`
const secret = `  # OLD: hunter2
  - apiVersion: v1
    kind: Secret
    metadata: {name: a-secret, namespace: demo}
    stringData:
      AWS_ACCESS_KEY_ID: hunter2
      AWS_SECRET_ACCESS_KEY: hunter2
    # OLD: hunter2
`
const withKey = (data: string): string => `${storageText}---
apiVersion: v1
kind: Secret
metadata: {name: s3-backup-storage-cred, namespace: demo}
stringData: ${data}
`
const head = '# All storages\napiVersion: v1\nkind: List\nitems:\n'
const last = `${secret}  # OLD: hunter2\n`

describe('a List without its Secret', () => {
  const lists: [string, string, string][] = [
    ['first', head + secret + storage, head + storage],
    ['last', head + storage + last, head + storage],
    [
      'above another key',
      `${head.replace('kind: List\n', '')}${storage}${secret}kind: List\n`,
      `${head.replace('kind: List\n', '')}${storage}kind: List\n`,
    ],
    [
      'without indentation',
      (head + secret + storage).replaceAll(/^ {2}/gm, ''),
      (head + storage).replaceAll(/^ {2}/gm, ''),
    ],
  ]
  it.each(lists)('keeps no comment of a Secret that is %s, and all others', (_where, text, left) => {
    expect(exported(text)).toBe(left)
    const windows = text.replaceAll('\n', '\r\n')
    expect(exported(windows)).toBe(left.replaceAll('\n', '\r\n'))
    for (const choice of choices) {
      expect(exported(text, choice)).toContain('# its end')
      expect(exported(text, choice)).not.toContain('hunter2')
    }
  })

  it.each(lists)('is what an edit leaves that selects an existing Secret: %s', (_where, text, left) => {
    const { values } = fromManifests(parseManifests(text).manifests)
    expect(values.backend.credentials.source).toBe('new')
    const next = setAt(setAt(values, ['backend', 'auth'], {}), ['backend', 'credentials'], {
      source: 'existing',
      secretName: 'a-secret',
    })
    expect(editManifests(text, next)).toBe(left)
  })
})

describe('an export without credentials', () => {
  it.each(Object.entries(plantedTexts))('holds none, and keeps the storage: %s', (_name, text) => {
    const json = text.startsWith('{') ? 'json' : 'yaml'
    for (const credentials of choices.filter((choice) => json === 'yaml' || choice !== 'comment')) {
      const { text: out } = exportManifests(text, json, {
        credentials,
        settings: credentials === 'external-secret' ? settings : {},
      })
      expect(plantedIn(out)).toEqual([])
      if (text.includes('BackupStorage') && credentials === 'none') expect(out).toContain('my-backups')
    }
  })

  it.each([
    ['in a comment of the storage', `${storageText}# AWS_SECRET_ACCESS_KEY: hunter2\n`],
    ['among the labels', storageText.replace('app: backup', 'AWS_SECRET_ACCESS_KEY: hunter2')],
    ['in the storage', `${storageText}stringData: {a: hunter2}\n`],
    ['in an object without a kind', `${storageText}---\ndata: {a: hunter2}\n`],
    ['in a text that is no object', `${storageText}---\nhunter2\n`],
    ['in joined lines', storageText.replace('my-backups', 'my-backups\n        hunter2')],
    ['in a key of its Secret', withKey('{AWS_ACCESS_KEY_ID: x, hunter2}')],
    ['in a key with signs', withKey('{AWS_ACCESS_KEY_ID: x, "hunter2&more": x}')],
    ['in an alias', head + secret.replace('ID: hunter2', 'ID: &a hunter2') + storage.replace('my-backups', '*a')],
    [
      'in an alias of the Secret',
      head + secret.replace('- api', '- &a\n    api') + storage.replace('{name: a,', '{labels: *a,'),
    ],
    ['in a URL', head + secret + storage.replace('my-backups', 'https://someone:hunter2@example.com')],
    ['in a list in a list', `${head}${storage}  - [{kind: Secret, data: {a: hunter2}}]\n`],
  ])('rejects credentials %s', (_where, text) => {
    for (const [credentials, format] of [
      ['comment', 'yaml'],
      ['external-secret', 'json'],
    ] as const) {
      const given = credentials === 'external-secret' ? settings : {}
      const { text: out, diagnostics } = exportManifests(text, format, { credentials, settings: given })
      expect(out).toBe('')
      expect(diagnostics.map(({ code }) => code)).toEqual(['stray-secret'])
    }
  })

  it.each([
    ['labels with underscores', storageText.replace('app: backup', 'app_name: a\n    A_B: c')],
    ['a ConfigMap', `${storageText}---\napiVersion: v1\nkind: ConfigMap\ndata: {A_B: c}\n`],
    ['a URL with a port and an @', storageText.replace('Kept for years.', 'http://a.example:3000/d/@home')],
    ['an ordinary comment', `# TODO: move it\n${storageText}`],
    ['a folded description', `${storageText}---\nkind: X\nspec:\n  description: two\n    lines\n`],
    ['an alias outside of the Secrets', storageText.replace('my-backups', '&a b').replace('us-east-1', '*a')],
  ])('accepts %s', (_what, text) => {
    expect(exported(text)).toBe(text)
  })

  it('takes time in proportion to the number of Secrets', () => {
    const one = `${plantedTexts['the Secret first']}---\n`
    const timeOf = (count: number): number => {
      const text = one.repeat(count)
      const began = performance.now()
      expect(plantedIn(exported(text))).toEqual([])
      return performance.now() - began
    }
    timeOf(10)
    const [short, long] = [timeOf(25), timeOf(200)]
    expect(long).toBeLessThan(8 * 4 * short)
  }, 60_000)
})

/** The saved draft of a form with the text. */
function savedDraft(text: string): unknown {
  let saved: unknown
  const save = (data: unknown): void => {
    saved = data
  }
  const draft = createDraft({ draftStorage: { load: () => undefined, save, clear: () => undefined } })
  draft.editText(text, 'yaml')
  draft.flush()
  return saved
}

it.each([
  'stringData: {AWS_SECRET_ACCESS_KEY:hunter2}',
  'stringData:\n  AWS_ACCESS_KEY_ID: x\n hunter2&more\n  OTHER: x',
])('an imported text reports no value that became a key: %j', (body) => {
  const name = 's3-backup-storage-cred'
  const secret = `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}, namespace: demo}\n${body}\n`
  const [one] = importManifests(`${storageText}---\n${secret}`)
  expect(one?.name).toBe('s3-backup')
  expect(JSON.stringify([one?.unmapped, one?.diagnostics])).not.toContain('hunter2')
})

it.each(['hunter2 AWS_SECRET_ACCESS_KEY: x', 'hunter2: x', '"hunter2 with spaces": x'])(
  'a value that became a key of the Secret is reported at its line, without it: %j',
  (line) => {
    const secret = `apiVersion: v1\nkind: Secret\nmetadata: {name: s3-backup-storage-cred, namespace: demo}\n${line}\n`
    const found = validateManifests(`${storageText}---\n${secret}`).find(({ code }) => code === 'unknown-field')
    expect(found?.range?.line).toBe(storageText.split('\n').length + 4)
    expect(JSON.stringify(found)).not.toContain('hunter2')
  },
)

it.each([
  ['stringdata: {AWS_ACCESS_KEY_ID: x}', 'stringdata'],
  ['AWS_ACCESS_KEY_ID: x', 'AWS_ACCESS_KEY_ID'],
])('a known key of a Secret in a wrong form or part is named: %j', (line, name) => {
  const secret = `apiVersion: v1\nkind: Secret\nmetadata: {name: s3-backup-storage-cred, namespace: demo}\n${line}\n`
  const found = validateManifests(`${storageText}---\n${secret}`).find(({ code }) => code === 'unknown-field')
  expect(found?.message).toContain(name)
})

it(
  'after any slips, no export, diagnostic or saved draft holds a value of a Secret',
  () => {
    const texts = Object.values(plantedTexts)
    const outputs: ((text: string) => unknown)[] = [
      ...choices.flatMap((credentials) =>
        (['yaml', 'json'] as const).map((format) => (text: string) => {
          const given = credentials === 'external-secret' ? settings : {}
          return exportManifests(text, format, { credentials, settings: given })
        }),
      ),
      (text) => validateManifests(text),
      (text) => importManifests(text).map(({ diagnostics, unmapped }) => [diagnostics, unmapped]),
      savedDraft,
    ]
    check(
      fc.property(fc.constantFrom(...texts), slips, fc.nat(outputs.length - 1), (text, changes, index) => {
        const slipped = changes.reduce((result, change) => slipIn(result, change), text)
        const out = outputs[index]?.(slipped)
        const made = (out as { text?: unknown } | undefined)?.text
        const shown = typeof made === 'string' ? made : slipped
        const said = JSON.stringify(out ?? null) + (shown === made ? made : '')
        expect(plantedIn(said).filter((one) => !isMoved(shown, one))).toEqual([])
      }),
      20_000,
    )
  },
  isDeep ? 900_000 : 120_000,
)
