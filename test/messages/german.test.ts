import { readFileSync } from 'node:fs'
import type { BackupStorageValues, CheckMessages } from 'backupstorage-forms/core'
import {
  initialValues,
  locksOf,
  stringifyManifests,
  toManifests,
  validateManifests,
  validateValues,
} from 'backupstorage-forms/core'
import { german } from 'backupstorage-forms/messages/de'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { ResourceSchema } from '../../src/schema/language.ts'
import { textsOf } from '../../src/schema/translate.ts'
import { contextOf } from '../../src/context/createContext.ts'
import { findProvider } from '../../src/context/context.ts'
import type { Form } from '../../src/schema/form.ts'
import { toForm } from '../../src/schema/form.ts'
import { defaultMessages, resolveMessages } from '../../src/react/messages.ts'
import { caseOf, cases } from '../fixtures/cases.ts'
import { builtinNames, folder, guide, guideNames, readGuide, readProvider } from '../schemas/schemaFiles.ts'
import { englishMessages, leavesOf, saidBy, sentencesOf, typedIn, wordsOf } from './strings.ts'

/** Words that are the same in both languages, including names. */
const sameInBoth = [
  ' BackupConfigurations: .',
  '2 BackupConfigurations: 7.',
  'Alpha BackupConfigurations: 1.',
  'Alpha BackupConfigurations: Beta.',
  'Alpha,Beta,Gamma BackupConfigurations: undefined.',
  'Azure',
  'Backend',
  'BackupConfiguration 7.',
  'BackupConfigurations',
  'BackupStorage',
  'BlockDevice',
  'Bucket',
  'CharDevice',
  'Container',
  'File',
  'FileOrCreate',
  'Format',
  'GCS',
  'Google Cloud Storage',
  'Labels',
  'Manifest',
  'Microsoft Azure Blob Storage',
  'NFS',
  'Name',
  'Namespace',
  'Operator',
  'Persistent Volume Claim',
  'Region',
  'Repositories',
  'Repository',
  'S3',
  'Secrets',
  'Server',
  'Snapshots',
  'Socket',
  'Status',
  'UID',
  'Volume',
  'optional',
  '{provider}',
]

/** Messages that only combine their arguments, and their possible results. */
const wordless = ['row']
const given = ['', 'Alpha']

const resource = JSON.parse(readFileSync(`${folder}/backupstorage.json`, 'utf8')) as ResourceSchema
/** The providers with German texts: a language may omit a provider, but must not translate only a part of it. */
const translated = builtinNames.filter((name) => Object.keys(german.texts).some((key) => key.startsWith(`${name}#`)))
const ofSchemas: Readonly<Record<string, string>> = Object.assign(
  textsOf(resource, resource['x-resource'].kind),
  ...translated.map((name) => textsOf(readProvider(name), name)),
)
const { checks, texts, guides, ...strings } = german
/** The English texts of the guides, by their keys. */
const ofGuides: Readonly<Record<string, string>> = Object.assign(
  {},
  ...guideNames.map((name) => textsOf(readGuide(name), name)),
)
const inGerman = leavesOf({ ...strings, checks })

/** All English sentences that could show through, each too long to be German as well. */
const englishSentences = [...englishMessages.values(), ...Object.values(ofSchemas), ...Object.values(ofGuides)]
  .flatMap(wordsOf)
  .flatMap(sentencesOf)

function expectGerman(text: string): void {
  expect(englishSentences.filter((sentence) => text.includes(sentence))).toEqual([])
  expect(text).not.toMatch(/\b(?:the|this|is|must|and|with|enter|choose|remove)\b/i)
}

describe('German', () => {
  it('contains every string of the components and of the checks, and no others', () => {
    expect([...inGerman.keys()].sort()).toEqual([...englishMessages.keys()].sort())
    expect(inGerman.size).toBeGreaterThan(120)
  })

  it("contains every text of this package's schemas", () => {
    expect(translated).toEqual(expect.arrayContaining(Object.keys(guide)))
    expect(Object.keys(ofSchemas).filter((key) => !Object.hasOwn(texts, key))).toEqual([])
  })

  it('contains every text of the guides, with the same names to replace and files', async () => {
    const translatedGuides = await guides()
    expect(Object.keys(translatedGuides).sort()).toEqual(Object.keys(ofGuides).sort())
    for (const [key, text] of Object.entries(translatedGuides)) {
      expectGerman(text)
      expect(text.length, key).toBeLessThanOrEqual(140)
      const literals = (one = ''): string[] => one.match(/<[A-Z_]+>|\w+\.json/g) ?? []
      expect(literals(text), key).toEqual(literals(ofGuides[key]))
    }
  })

  it('fails to compile if one is missing', () => {
    expectTypeOf(strings).toExtend<typeof defaultMessages>()
    expectTypeOf(checks).toExtend<CheckMessages>()
    expectTypeOf(texts).toExtend<Readonly<Record<string, string>>>()
    expectTypeOf<Omit<typeof german, 'cancel'>>().not.toExtend<typeof german>()
  })

  it('accepts the same arguments as English', () => {
    for (const [way, leaf] of englishMessages) {
      const other = inGerman.get(way) ?? ''
      expect(typeof other, way).toBe(typeof leaf)
      expect(other.length > 0, way).toBe(true)
      if (typeof leaf !== 'function' || typeof other !== 'function') continue
      expect(other.length, way).toBe(leaf.length)
      expect(
        saidBy(other).map((said) => said === undefined),
        way,
      ).toEqual(saidBy(leaf).map((said) => said === undefined))
    }
  })

  it('differs from English, except for shared words', () => {
    const same = new Set<string>()
    for (const [way, leaf] of englishMessages) {
      if (wordless.includes(way)) continue
      const others = saidBy(inGerman.get(way) ?? '')
      saidBy(leaf).forEach((said, index) => {
        if (said !== undefined && said === others[index] && !given.includes(said)) same.add(said)
      })
    }
    for (const [key, text] of Object.entries(ofSchemas)) if (texts[key] === text) same.add(text)
    expect([...same].sort()).toEqual(sameInBoth)
  })

  it('keeps literal values: examples, numbers, addresses and placeholders', () => {
    const lost: string[] = []
    const compare = (key: string, from: string, to: string): void => {
      for (const one of typedIn(from)) if (!to.includes(one)) lost.push(`${key}: ${one}`)
    }
    for (const [way, leaf] of englishMessages)
      if (typeof leaf === 'string') compare(way, leaf, String(inGerman.get(way)))
    for (const [key, text] of Object.entries(ofSchemas)) compare(key, text, texts[key] ?? '')
    expect(lost).toEqual([])
  })

  it('includes every argument in its sentences', () => {
    for (const [way, leaf] of englishMessages) {
      if (typeof leaf !== 'function') continue
      const said = saidBy(inGerman.get(way) ?? '')
      saidBy(leaf).forEach((text, index) => {
        for (const part of ['Alpha', 'Beta', 'Gamma', '7'])
          if (text?.includes(part)) expect(said[index], way).toContain(part)
      })
    }
  })

  it('uses the right plural forms', () => {
    const counted = [
      german.rowsAdded,
      german.errorCount,
      german.errorsFound,
      german.errors,
      german.warnings,
      german.notes,
    ]
    expect(counted.map((say) => [say(1), say(2)])).toEqual([
      ['1 Zeile hinzugefügt.', '2 Zeilen hinzugefügt.'],
      ['Fehler in 1 Feld', 'Fehler in 2 Feldern'],
      ['Beheben Sie 1 Fehler, um fortzufahren.', 'Beheben Sie 2 Fehler, um fortzufahren.'],
      ['1 Fehler', '2 Fehler'],
      ['1 Warnung', '2 Warnungen'],
      ['1 Hinweis', '2 Hinweise'],
    ])
    expect(german.list(['A'])).toBe('A')
    expect(german.list(['A', 'B', 'C'])).toBe('A, B oder C')
  })

  it("starts the deletion policy's options with their values in the manifest", () => {
    const options = [0, 1].map((at) => texts[`BackupStorage#/properties/deletionPolicy/oneOf/${at}/title`])
    expect(options).toEqual([expect.stringMatching(/^Delete \(/), expect.stringMatching(/^WipeOut \(/)])
  })

  it('repeats visible labels in accessible names', () => {
    const seen = [german.reveal, german.addNew, german.chooseFile.replace(/\s*…$/, '')]
    const heard = [german.revealField('X'), german.addTo('X'), german.chooseFileFor('X')]
    heard.forEach((name, index) => expect(name.toLowerCase()).toContain(seen[index]?.toLowerCase()))
  })
})

describe('German diagnostics', () => {
  const values = caseOf('s3-new-secret').values
  const local = caseOf('local-pvc').values
  const backend = (change: Partial<BackupStorageValues['backend']>): unknown => ({
    ...values,
    backend: { ...values.backend, ...change },
  })
  const more: [string, unknown][] = [
    ['an empty manifest', 'text'],
    ['an empty object', {}],
    ['an unknown field', { ...values, extra: 1 }],
    ['an empty key', { ...values, labels: { '': 'x' } }],
    ['an unknown provider', backend({ provider: 'none' })],
    [
      'a source not offered by the provider',
      { ...local, backend: { ...local.backend, credentials: { source: 'existing' } } },
    ],
    ['a name that is too long for its Secret', { ...values, name: 'a'.repeat(250) }],
    [
      'a region of another endpoint',
      backend({
        spec: { ...values.backend.spec, endpoint: 'https://s3.eu-west-1.amazonaws.com', region: 'us-east-1' },
      }),
    ],
    [
      'an address with a path',
      backend({ spec: { ...values.backend.spec, endpoint: 'https://s3.example.com/bucket' } }),
    ],
    ['no volume', { ...local, backend: { ...local.backend, spec: { mountPath: 'data', subPath: '/x', volume: {} } } }],
    [
      'two volumes',
      {
        ...local,
        backend: {
          ...local.backend,
          spec: { mountPath: '/d', volume: { nfs: { server: 'a b', path: 'x' }, hostPath: { path: '/x' } } },
        },
      },
    ],
    ['values of other types', { ...values, default: 'yes', labels: [], usagePolicy: { from: 1 } }],
    ...translated.map((name): [string, unknown] => [`${name} as it starts`, initialValues(name)]),
    ...Object.entries(cases).map(([file, one]): [string, unknown] => [file, one.values]),
  ]

  it.each(more)('match the English ones: %s', (_what, invalid) => {
    const plain = validateValues(invalid)
    const found = validateValues(invalid, { messages: german })
    const bare = (list: typeof found): object[] =>
      list.map(({ message: _message, fix, ...one }) => ({ ...one, fix: fix && { path: fix.path, value: fix.value } }))
    expect(bare(found)).toEqual(bare(plain))
    found.forEach(({ message, fix }, index) => {
      expect(message).not.toBe(plain[index]?.message)
      expectGerman(message)
      if (fix) expectGerman(fix.title)
    })
  })

  it('cover more than 12 codes', () => {
    const invalid = more.map(([, one]) => validateValues(one, { messages: german }))
    const codes = new Set(invalid.flat().map(({ code }) => code))
    expect(codes.size).toBeGreaterThan(12)
    expect(caseOf('azure-faulty').diagnostics.length).toBeGreaterThan(10)
  })

  it('name the field by its German title and say how to fix it', () => {
    const found = validateValues(caseOf('s3-empty').values, { messages: german })
    expect(found.find(({ path }) => path === '/backend/auth/AWS_SECRET_ACCESS_KEY')?.message).toBe(
      'Geheimer AWS-Zugriffsschlüssel: Geben Sie einen Wert ein.',
    )
    expect(found.find(({ path }) => path === '/backend/spec/bucket')?.message).toBe(
      'Bucket: Geben Sie einen Wert ein, zum Beispiel my-backups.',
    )
  })
})

describe('the German form', () => {
  it.each(translated)('contains no English text: %s', (name) => {
    const [plain, form] = [{}, { messages: german }].map((options) => {
      const context = contextOf(options)
      return toForm(context.layoutOf(findProvider(context, name)))
    }) as [Form, Form]
    const left = (['schema', 'uiSchema'] as const).flatMap((part) => {
      const from = textsOf(plain[part], part)
      const to = textsOf(form[part], part)
      expect(Object.keys(to)).toEqual(Object.keys(from))
      expect(Object.keys(to).length).toBeGreaterThan(5)
      return Object.entries(to).flatMap(([key, text]) => (text === from[key] ? [text] : []))
    })
    expect(left.filter((text) => text !== '' && !sameInBoth.includes(text))).toEqual([])
  })

  it('explains in German why a field of a live object is locked', () => {
    const editing = { metadata: { name: 'a', namespace: 'b' }, status: { repositories: [{ name: 'x' }] } }
    const reasons = [...locksOf('s3', { editing, messages: german }).reasons.values()]
    expect(reasons).toHaveLength(3)
    for (const reason of reasons) expectGerman(reason)
  })
})

describe('German diagnostics of a text', () => {
  it.each([
    ['a tab', 'a:\n\tb: c\n'],
    ['a duplicate key', 'a: b\na: c\n'],
    ['no storage', 'a: b\n'],
    ['an unknown field', stringifyManifests(toManifests(caseOf('s3-empty').values), 'yaml') + '  foo: 1\n'],
    [
      'an empty usage policy',
      'apiVersion: storage.kubestash.com/v1alpha1\nkind: BackupStorage\nspec: {usagePolicy: {}}',
    ],
  ])('are German: %s', (_what, text) => {
    const found = validateManifests(text, { messages: german })
    expect(found.length).toBeGreaterThan(0)
    for (const { message } of found) expectGerman(message)
  })
})

describe('a partial translation', () => {
  const empty = caseOf('s3-empty').values
  const bucket = 's3#/properties/spec/properties/bucket/title'
  const messageAt = (path: string, messages: NonNullable<Parameters<typeof validateValues>[1]>['messages']) =>
    validateValues(empty, { messages }).find((one) => one.path === path)?.message

  it('falls back to English for other sentences and texts', () => {
    expect(messageAt('/backend/spec/bucket', { texts: { [bucket]: 'Eimer' } })).toBe(
      'Enter a value for Eimer, such as my-backups.',
    )
    expect(messageAt('/backend/spec/endpoint', { texts: { [bucket]: 'Eimer' } })).toBe(
      messageAt('/backend/spec/endpoint', undefined),
    )
    const checksOnly = { checks: { required: (title: string) => `${title} fehlt.` } }
    expect(messageAt('/backend/spec/bucket', checksOnly)).toBe('Bucket fehlt.')
    const invalid = { ...empty, name: 'A_b' }
    const english = validateValues(invalid).find(({ path }) => path === '/name')
    expect(validateValues(invalid, { messages: checksOnly })).toContainEqual(english)
  })

  it('replaces a single format message by name', () => {
    const invalid = { ...empty, name: 'a_b', namespace: 'A_b' }
    const found = validateValues(invalid, { messages: { checks: { texts: { uppercase: 'is loud.' } } } })
    expect(found.find(({ path }) => path === '/namespace')?.message).toBe('Namespace is loud.')
    expect(found.find(({ path }) => path === '/name')?.message).toMatch(/^Name can contain only a–z/)
  })

  it('falls back to English for other strings of the components', () => {
    const messages = resolveMessages({ cancel: 'Abbrechen' })
    expect(messages).toEqual({ ...defaultMessages, cancel: 'Abbrechen' })
  })
})
