import type { CredentialChoice, Manifest } from 'backupstorage-forms/core'
import {
  builtinProviders,
  credentialKeys,
  credentialOutputs,
  exportManifests,
  parseManifests,
  stringifyManifests,
  toManifests,
} from 'backupstorage-forms/core'
import { german } from 'backupstorage-forms/messages/de'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { setAt } from '../../src/base/pointer.ts'
import { caseOf } from '../fixtures/cases.ts'
import { validValues } from '../values/arbitraryValues.ts'
import { underData } from './leaks.ts'
import { check } from '../property.ts'

const settings = { storeName: 'vault' }
const external: CredentialChoice = { credentials: 'external-secret', settings }
const comment: CredentialChoice = { credentials: 'comment' }
const none: CredentialChoice = { credentials: 'none' }
const others = [external, comment, none]

const secret = `apiVersion: v1
kind: Secret
metadata:
  name: s3-secret
  namespace: demo
type: Opaque
stringData: # from the safe
  AWS_ACCESS_KEY_ID: made-up-key-id
  AWS_SECRET_ACCESS_KEY: made-up-secret-key
`
const storage = `# the storage of the team
apiVersion: storage.kubestash.com/v1alpha1
kind: BackupStorage
metadata: {name: s3-storage, namespace: demo}
spec:
  storage:
    provider: s3
    s3:
      bucket: 'demo' # small
      endpoint: https://s3.example.com
      secretName: s3-secret
`
const header = '# Kept by the backup team\n\n'
const text = `${header}${secret}---\n${storage}`

const externalSecret = `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: s3-secret
  namespace: demo
spec:
  refreshInterval: 1h
  secretStoreRef:
    kind: SecretStore
    name: vault
  target:
    name: s3-secret
    creationPolicy: Owner
  data:
    - secretKey: AWS_ACCESS_KEY_ID
      remoteRef:
        key: s3-secret
        property: AWS_ACCESS_KEY_ID
    - secretKey: AWS_SECRET_ACCESS_KEY
      remoteRef:
        key: s3-secret
        property: AWS_SECRET_ACCESS_KEY
`
const note = `# This BackupStorage needs a Secret that is not in this file:
#   name: s3-secret
#   namespace: demo
#   keys:
#     AWS_ACCESS_KEY_ID: AWS Access Key ID (required)
#     AWS_SECRET_ACCESS_KEY: AWS Secret Access Key (required)
#     CA_CERT_DATA: CA Cert Data (optional)
`
const noted = storage.replace('apiVersion', `${note}apiVersion`)

function exported(choice: CredentialChoice, from = text, format: 'yaml' | 'json' = 'yaml'): string {
  const result = exportManifests(from, format, choice)
  expect(result.diagnostics).toEqual([])
  return result.text
}

/** Returns the remote reference of each key in the ExternalSecret's `data`. */
function remoteRefs(more: Record<string, unknown>, from = text): unknown {
  const { manifests } = parseManifests(
    exported({ credentials: 'external-secret', settings: { ...settings, ...more } }, from),
  )
  const spec = manifests.find(({ kind }) => kind === 'ExternalSecret')?.['spec'] as {
    data: { secretKey: string; remoteRef: { key: string; property?: string } }[]
  }
  return Object.fromEntries(
    spec.data.map(({ secretKey, remoteRef }) => [secretKey, Object.values(remoteRef).join('#')]),
  )
}

describe('exportManifests', () => {
  it.each([
    ['with its Secret', { credentials: 'secret' }, text],
    ['without credentials', none, `${header}${storage}`],
    ['with an ExternalSecret instead of the Secret', external, `${header}${externalSecret}---\n${storage}`],
    ['with a comment above the storage', comment, `${header}${noted}`],
  ])('exports %s, and the rest byte for byte', (_what, choice, wanted) => {
    expect(exported(choice)).toBe(wanted)
  })

  it.each([
    ['Windows line ends', (one: string) => one.replaceAll('\n', '\r\n')],
    ['a byte order mark', (one: string) => `\uFEFF${one}`],
  ])('preserves %s', (_what, change) => {
    expect(exported(none, change(text))).toBe(change(`${header}${storage}`))
    expect(exported(comment, change(secret + '---\n' + storage))).toBe(change(noted))
    expect(exported(external, change(text))).toBe(change(`${header}${externalSecret}---\n${storage}`))
  })

  it('keeps the storage first if it was first', () => {
    const turned = `${storage}---\n${secret}`
    expect(exported(external, turned)).toBe(`${storage}---\n${externalSecret}`)
    expect(exported(comment, turned)).toBe(noted)
  })

  it('supports a YAML List, and keeps its comments', () => {
    const indent = (one: string): string => one.replaceAll(/^(?=.)/gm, '  ').replace('  apiVersion', '- apiVersion')
    const list = `apiVersion: v1\nkind: List\nitems: # two\n${indent(secret)}${indent(storage)}`
    const out = exported(external, list)
    expect(out).toContain("bucket: 'demo' # small")
    expect(out).toContain('items: # two')
    expect(parseManifests(out).manifests.map(({ kind }) => kind)).toEqual(['BackupStorage', 'ExternalSecret'])
    const commented = exported(comment, list)
    expect(commented).toContain(note + '- apiVersion: storage')
    expect(parseManifests(commented).manifests).toEqual(parseManifests(storage).manifests)
  })

  it('formats JSON from scratch', () => {
    const json = stringifyManifests(parseManifests(text).manifests, 'json')
    const wanted = parseManifests(`${externalSecret}---\n${storage}`).manifests
    expect(exported(external, json, 'json')).toBe(stringifyManifests(wanted, 'json'))
    expect(exported(none, json, 'json')).toBe(stringifyManifests(wanted.slice(1), 'json'))
  })

  it.each([
    ['the ExternalSecret after a storage without a Secret', external, storage, `${storage}---\n${externalSecret}`],
    [
      'the comment above a flow map',
      comment,
      `--- ${JSON.stringify(parseManifests(storage).manifests[0])}\n`,
      /^# This BackupStorage needs[^]*\)\n--- \{/,
    ],
  ])('writes %s', (_what, choice, from, wanted) => {
    if (typeof wanted === 'string') expect(exported(choice, from)).toBe(wanted)
    else expect(exported(choice, from)).toMatch(wanted)
  })

  it('writes the comment above the whole List if another item starts before the storage', () => {
    const json = JSON.stringify(parseManifests(storage).manifests[0])
    const list = `{apiVersion: v1, kind: List, items: [{kind: ConfigMap, data: {a: "a\n  b"}}, ${json}]}\n`
    expect(exported(comment, list)).toBe(note + list)
  })

  it.each(others)('is idempotent: exporting again with $credentials changes nothing', (choice) => {
    const once = exported(choice)
    expect(exported(choice, once)).toBe(once)
  })

  it('updates an existing ExternalSecret with the current settings', () => {
    const again = exported({ credentials: 'external-secret', settings: { storeName: 'other' } }, exported(external))
    expect(again).toBe(exported(external).replace('name: vault', 'name: other'))
  })

  it('removes all other Secrets, including those with a wrong API version or in a list', () => {
    const more = [
      secret.replace('s3-secret', 'other'),
      secret.replace('apiVersion: v1\n', '').replace('s3-secret', 'broken'),
      `apiVersion: v1\nkind: SecretList\nitems:\n- metadata: {name: x}\n  data: {a: bWFkZS11cC1zZWNyZXQta2V5}\n`,
    ]
    const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n'
    const from = [text, ...more, config].join('---\n')
    expect(exported(none, from)).toBe(`${header}${storage}---\n${config}`)
    expect(exported(external, from)).toBe(`${header}${externalSecret}---\n${storage}---\n${config}`)
  })

  it('adds nothing for a storage without credentials', () => {
    for (const name of ['local-pvc', 's3-workload-identity']) {
      const local = stringifyManifests(toManifests(caseOf(name).values), 'yaml')
      for (const choice of others) expect(exported({ ...choice, settings: {} }, local)).toBe(local)
    }
  })
})

describe('credentialKeys', () => {
  it('lists the keys in stringData and data', () => {
    const own = `${text.replace('stringData: # from the safe', 'data:\n  MORE: bW9yZQ==\nstringData:')}`
    expect(credentialKeys(own)).toEqual([
      { key: 'AWS_ACCESS_KEY_ID', title: 'AWS Access Key ID', required: true },
      { key: 'AWS_SECRET_ACCESS_KEY', title: 'AWS Secret Access Key', required: true },
      { key: 'CA_CERT_DATA', title: 'CA Cert Data', required: false },
      { key: 'MORE', title: 'MORE', required: true },
    ])
  })

  it('lists the keys that the operator needs if there is no Secret', () => {
    const required = (name: string): string[] => {
      const from = stringifyManifests(toManifests(caseOf(name).values).slice(-1), 'yaml')
      return credentialKeys(from)
        .filter((one) => one.required)
        .map(({ key }) => key)
    }
    expect(required('s3-new-secret')).toEqual(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])
    expect(required('azure-guide')).toEqual(['AZURE_ACCOUNT_KEY'])
    expect(required('gcs-new-secret')).toEqual(['GOOGLE_SERVICE_ACCOUNT_JSON_KEY'])
  })

  it('is empty without a storage that references a Secret', () => {
    for (const from of ['', 'a: [', 'kind: Secret', storage.replace('secretName: s3-secret', '')])
      expect(credentialKeys(from)).toEqual([])
  })

  it('includes translated titles', () => {
    const { text: said } = exportManifests(text, 'yaml', comment, { messages: german })
    expect(said).toContain('# Dieser BackupStorage braucht ein Secret, das nicht in dieser Datei steht:')
    expect(said).toContain('(erforderlich)\n')
    expect(said).not.toContain('required')
  })
})

describe('ExternalSecret settings', () => {
  const key = 'AWS_ACCESS_KEY_ID'
  const other = 'AWS_SECRET_ACCESS_KEY'
  it.each([
    ['an entry with a property for each key', {}, { [key]: `s3-secret#${key}`, [other]: `s3-secret#${other}` }],
    [
      'an entry of another name',
      { remoteKey: 'backup/{namespace}/{name}' },
      { [key]: `backup/demo/s3-storage#${key}`, [other]: `backup/demo/s3-storage#${other}` },
    ],
    ['an entry for each key', { remoteKey: 'a-{key}', property: '' }, { [key]: `a-${key}`, [other]: `a-${other}` }],
    [
      'other names for some keys',
      { remoteKeys: { [key]: 'x/{key}', [other]: '' }, otherProperties: { [other]: 'pass' } },
      { [key]: `x/${key}#${key}`, [other]: 's3-secret#pass' },
    ],
    [
      'an optional key that is listed',
      { otherProperties: { CA_CERT_DATA: 'ca' } },
      { [key]: `s3-secret#${key}`, [other]: `s3-secret#${other}`, CA_CERT_DATA: 's3-secret#ca' },
    ],
  ])('describe a store with %s', (_what, more, wanted) => {
    expect(remoteRefs(more)).toEqual(wanted)
  })

  it('are omitted when empty', () => {
    const out = exported({
      credentials: 'external-secret',
      settings: { ...settings, refreshInterval: '', storeKind: '' },
    })
    expect(out).not.toMatch(/refreshInterval|Store$/m)
    expect(out).toContain('  secretStoreRef:\n    name: vault\n')
  })

  it('are quoted if YAML would read them as numbers', () => {
    const out = exported({ credentials: 'external-secret', settings: { storeName: '12', refreshInterval: '0' } })
    expect(out).toContain('refreshInterval: "0"')
    expect(out).toContain('name: "12"')
  })

  it.each([
    ['no settings', undefined, ['/storeName required']],
    ['an empty name', { storeName: '' }, ['/storeName required']],
    ["a name that isn't a string", { storeName: 3 }, ['/storeName type']],
    ['an invalid name', { storeName: 'My Store' }, ['/storeName format']],
    ['an unknown kind', { storeKind: 'Vault' }, ['/storeKind enum']],
    ['no remote key', { remoteKey: '' }, ['/remoteKey required']],
    ['an unknown placeholder', { remoteKey: '{secret}' }, ['/remoteKey pattern']],
    ['an unmatched brace', { property: '{key' }, ['/property pattern']],
    ['an unknown placeholder for a key', { remoteKeys: { [key]: '{x}' } }, [`/remoteKeys/${key} pattern`]],
    ['a key missing from the Secret', { otherProperties: { 'a/b': 'x' } }, ['/otherProperties/a~1b unknown-field']],
    ["keys that aren't a map", { remoteKeys: 'x' }, ['/remoteKeys type']],
    ['an invalid interval', { refreshInterval: '5' }, ['/refreshInterval pattern']],
    ['an unknown setting', { stroeName: 'x' }, ['/stroeName unknown-field']],
    [
      'several errors',
      { stroeName: 'x', refreshInterval: 'x', storeName: '' },
      ['/storeName required', '/refreshInterval pattern', '/stroeName unknown-field'],
    ],
  ])('give errors at their paths for %s', (_what, more, wanted) => {
    const chosen = more && { ...settings, ...more }
    const result = exportManifests(text, 'yaml', { credentials: 'external-secret', settings: chosen })
    expect(result.text).toBe('')
    expect(result.diagnostics.map(({ path, code }) => `${path} ${code}`)).toEqual(wanted)
    for (const { message, severity } of result.diagnostics) {
      expect(severity).toBe('error')
      expect(message).toMatch(/^[A-Za-z/].*\.$/)
    }
  })

  it('never appear in the errors', () => {
    const { diagnostics } = exportManifests(text, 'yaml', {
      credentials: 'external-secret',
      settings: { storeName: 'Made-Up', remoteKey: '{made-up}', refreshInterval: 'made-up' },
    })
    expect(JSON.stringify(diagnostics)).not.toMatch(/made-up/i)
  })
})

describe('a failed export', () => {
  const withMore = { credentials: 'external-secret', settings }
  it.each([
    ['of an unreadable text', 'a: [', withMore, ['yaml-syntax']],
    ['without a storage', secret, withMore, ['missing-resource']],
    ['of two storages', `${text}---\n${storage}`, comment, ['several-resources']],
    ['for an unknown provider', text.replace('provider: s3', 'provider: s4'), withMore, ['unknown-provider']],
    ['to an unknown output', text, { credentials: 'sealed' }, ['enum']],
    ['to an output named like an inherited property', text, { credentials: 'constructor' }, ['enum']],
  ])('%s returns no text, but a diagnostic', (_what, from, choice, codes) => {
    const result = exportManifests(from, 'yaml', choice)
    expect(result.text).toBe('')
    expect(result.diagnostics.map(({ code }) => code)).toEqual(codes)
  })

  it('suggests YAML for a comment in JSON', () => {
    const json = stringifyManifests(parseManifests(text).manifests, 'json')
    expect(exportManifests(json, 'json', comment)).toMatchObject({
      text: '',
      diagnostics: [{ message: 'JSON has no comments. Choose YAML.' }],
    })
  })

  it('returns no unreadable text, unless the credentials are included', () => {
    expect(exportManifests('a: [', 'yaml', none).text).toBe('')
    expect(exportManifests('a: [', 'yaml', { credentials: 'secret' })).toEqual({ text: 'a: [', diagnostics: [] })
  })

  it('never throws, whatever the text and the settings', () => {
    const piece = fc.constantFrom(
      ...secret.split(/(?<=\n)/),
      ...storage.split(/(?<=\n)/),
      '---\n',
      '- ',
      '{',
      '"',
      '&a ',
    )
    const texts = fc.oneof(
      fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')),
      fc.string(),
      fc.constant(text),
    )
    const wild = fc.oneof(
      fc.anything(),
      fc.dictionary(fc.constantFrom('storeName', 'remoteKeys', 'property', '__proto__'), fc.anything()),
    )
    check(
      fc.property(
        texts,
        fc.constantFrom('yaml' as const, 'json' as const),
        fc.constantFrom(...others),
        wild,
        (from, format, choice, given) => {
          const result = exportManifests(from, format, { ...choice, settings: given as Record<string, unknown> })
          expect(result.text === '' || result.diagnostics.length === 0).toBe(true)
        },
      ),
      1000,
    )
  })
})

describe('unusual names', () => {
  it('stay inside the comment', () => {
    const bad = JSON.stringify('A\nspec: 1\u2028x\u0085y')
    const out = exported(comment, text.replaceAll('s3-secret', bad))
    expect(parseManifests(out).manifests).toEqual(parseManifests(storage.replaceAll('s3-secret', bad)).manifests)
    expect(out).toContain('#   name: A spec: 1 x y\n')
  })

  it('may contain placeholders', () => {
    const named = text.replaceAll('s3-secret', '"{storeName}"')
    expect(exported(external, named)).toContain('key: "{storeName}"')
  })

  it('may be inherited property names', () => {
    const from = text.replace('stringData: # from the safe', 'stringData:\n  __proto__: x\n  constructor: y')
    expect(remoteRefs({}, from)).toHaveProperty('constructor', 's3-secret#constructor')
    expect(exported(external, from)).toContain('secretKey: __proto__')
  })
})

/** Returns all strings in some data, including the keys. */
function stringsOf(data: unknown): string[] {
  if (typeof data !== 'object' || data === null) return [String(data)]
  return Object.entries(data).flatMap(([key, value]) => [key, ...stringsOf(value)])
}

function secretValues(manifests: readonly Manifest[]): string[] {
  return manifests
    .filter(({ kind }) => kind === 'Secret')
    .flatMap(({ stringData }) => Object.values(stringData ?? {}))
    .map(String)
}

describe('arbitrary values', () => {
  const anySettings = fc.record(
    {
      storeName: fc.constantFrom('vault', 'a.b'),
      storeKind: fc.constantFrom('SecretStore', 'ClusterSecretStore', ''),
      remoteKey: fc.constantFrom('{secretName}', 'x/{name}-{key}', ': #', "'"),
      property: fc.constantFrom('', '{key}', '- a'),
      refreshInterval: fc.constantFrom('', '0', '1h30m'),
    },
    { requiredKeys: ['storeName'] },
  )
  const choices = fc.oneof(
    fc.constantFrom(none, comment),
    anySettings.map((one): CredentialChoice => ({ credentials: 'external-secret', settings: one })),
  )

  it('export no credential, and keep the storage unchanged and readable', () => {
    check(
      fc.property(
        validValues(),
        choices,
        fc.constantFrom('yaml' as const, 'json' as const),
        fc.boolean(),
        (values, choice, wanted, encoded) => {
          const format = choice === comment ? 'yaml' : wanted
          const manifests = toManifests(values)
          const from = stringifyManifests(encoded ? underData(manifests) : manifests, format)
          const { text: out, diagnostics } = exportManifests(from, format, choice)
          expect(diagnostics).toEqual([])
          const read = parseManifests(out)
          expect(read.diagnostics).toEqual([])
          expect(read.manifests.filter(({ kind }) => kind === 'BackupStorage')).toEqual(manifests.slice(-1))
          expect(read.manifests.some(({ kind }) => kind === 'Secret')).toBe(false)

          const kept = stringifyManifests(manifests.slice(-1), format)
          const told = [...stringsOf(read.manifests), out].join('\n')
          const allowed = [...stringsOf(manifests.slice(-1)), kept, externalSecret, note, JSON.stringify(choice)].join(
            '\n',
          )
          const keys = secretValues(manifests).filter((one) => one.length > 3 && !allowed.includes(one))
          expect(keys.filter((one) => told.includes(one))).toEqual([])
        },
      ),
      300,
    )
  })

  it("export the same whatever the Secret's values are", () => {
    check(
      fc.property(
        validValues(),
        choices,
        fc.constantFrom('yaml' as const, 'json' as const),
        (values, choice, format) => {
          const [first, second] = ['x', 'another-value'].map((value) => {
            const changed = toManifests(values).map((one) => {
              if (one.kind !== 'Secret') return one
              const entries = Object.keys(one['stringData'] ?? {}).map((key) => [key, value])
              return setAt(one, ['stringData'], Object.fromEntries(entries))
            })
            return exportManifests(stringifyManifests(changed, format), format, choice)
          })
          expect(first).toEqual(second)
        },
      ),
      200,
    )
  })

  it("list all of the provider's keys in a comment", () => {
    for (const provider of builtinProviders) {
      check(
        fc.property(validValues([provider]), (values) => {
          const manifests = toManifests(values)
          const from = stringifyManifests(manifests, 'yaml')
          const out = exported(comment, from)
          for (const { key } of credentialKeys(from)) expect(out).toMatch(new RegExp(`^#     ${key}: .+\\)$`, 'm'))
          if (manifests.length === 2) expect(credentialKeys(from).length).toBeGreaterThan(0)
        }),
        30,
      )
    }
  })
})

describe('credentialOutputs', () => {
  it('describes the inputs of a form', () => {
    const outputs = credentialOutputs()
    expect(outputs.map(({ name, formats }) => [name, formats])).toEqual([
      ['external-secret', ['yaml', 'json']],
      ['comment', ['yaml']],
    ])
    for (const { title, description, schema } of outputs) {
      expect(title).not.toBe('')
      expect(description).toMatch(/\.$/)
      for (const setting of Object.values(schema.properties ?? {})) {
        expect(setting.title).toBeTruthy()
        expect(setting.description ?? 'None.').toMatch(/\.$/)
        expect(['string', 'object']).toContain(setting.type)
      }
    }
    expect(Object.keys(outputs[0] ?? {})).toEqual(['name', 'title', 'description', 'schema', 'formats'])
  })

  it('is translated', () => {
    const [output] = credentialOutputs({ messages: german })
    expect(output?.schema.properties?.['storeName']?.title).toBe('Secret-Store')
    expect(credentialOutputs()[0]?.schema.properties?.['storeName']?.title).toBe('Secret Store')
  })
})
