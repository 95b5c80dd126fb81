import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Imported, Manifest } from 'backupstorage-forms/core'
import {
  editManifests,
  fromManifests,
  importManifests,
  parseManifests,
  stringifyManifests,
  validateManifests,
} from 'backupstorage-forms/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cases } from '../fixtures/cases.ts'
import { mutateText, textMutations } from '../text/textMutations.ts'
import { check } from '../property.ts'

// Importing a text: the values for the form, the unmapped fields, and the part of the text that keeps them.

const storage = (name: string, more = ''): string => `apiVersion: storage.kubestash.com/v1alpha1
kind: BackupStorage
metadata:
  name: ${name} # the team's
  namespace: demo
${more}spec:
  deletionPolicy: Delete
  storage:
    provider: s3
    s3:
      bucket: ${name}-bucket
      endpoint: 'https://minio.example.com'
      region: us-east-1
      secretName: ${name}-secret
  usagePolicy: { allowedNamespaces: { from: All } }
`
const secret = (name: string): string => `# the keys of ${name}
apiVersion: v1
kind: Secret
metadata: { name: ${name}-secret, namespace: demo }
type: Opaque
stringData:
  AWS_ACCESS_KEY_ID: ${name}-id
  AWS_SECRET_ACCESS_KEY: "${name}-key"
`
const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: other }\n'
const documents = (...texts: string[]): string => texts.join('---\n')

function only(text: string): Imported {
  const found = importManifests(text)
  expect(found).toHaveLength(1)
  return found[0] as Imported
}

describe('importing a text with one storage', () => {
  it.each([
    ['alone', storage('a')],
    ['with its Secret', documents(secret('a'), storage('a'))],
    ['with its Secret after it', documents(storage('a'), secret('a'))],
    ['with Windows line ends', documents(secret('a'), storage('a')).replaceAll('\n', '\r\n')],
    ['after a byte order mark', `\uFEFF${storage('a')}`],
    ['without a final line break', storage('a').trimEnd()],
    ['as JSON', stringifyManifests(parseManifests(storage('a')).manifests, 'json')],
    ['as a List', stringifyManifests(parseManifests(documents(secret('a'), storage('a'))).manifests, 'json')],
    ['with comments', `# first\n---\n${storage('a')}# last\n`],
  ])('keeps it byte for byte: %s', (_what, text) => {
    expect(only(text)).toEqual({
      name: 'a',
      namespace: 'demo',
      provider: 's3',
      text,
      ...fromManifests(parseManifests(text).manifests),
      diagnostics: [],
    })
  })

  it('reads the credentials of its Secret, and reports errors', () => {
    const { values, diagnostics } = only(documents(secret('a'), storage('a').replace('Delete', 'Retain')))
    expect(values.backend.credentials.source).toBe('new')
    expect(values.backend.auth).toEqual({ AWS_ACCESS_KEY_ID: 'a-id', AWS_SECRET_ACCESS_KEY: 'a-key' })
    expect(diagnostics).toMatchObject([{ code: 'enum', path: '/deletionPolicy' }])
  })

  it('lists and keeps fields unknown to the form', () => {
    const text = `${storage('a')}  runtimeSettings: { pod: { nodeName: n } }\n`
    const found = only(text)
    expect(found.unmapped).toEqual(['/spec/runtimeSettings/pod/nodeName'])
    expect(editManifests(found.text, { ...found.values, name: 'b' })).toBe(text.replace('name: a', 'name: b'))
  })

  it('returns the name of an unknown provider', () => {
    const found = only(storage('a').replaceAll('s3:', 's4:').replace('provider: s3', 'provider: s4'))
    expect(found.provider).toBe('s4')
    expect(found.diagnostics).toContainEqual(expect.objectContaining({ code: 'unknown-provider' }))
  })

  it('returns malformed text unchanged, with its errors', () => {
    const text = storage('a').replace("com'", 'com')
    const found = only(text)
    expect(found.text).toBe(text)
    expect(found.diagnostics).toEqual(validateManifests(text))
    expect(found.diagnostics[0]?.source).toBe('manifest')
  })
})

describe('importing a storage from a larger text', () => {
  it('returns each storage with its Secret only, unchanged', () => {
    const text = documents(config, secret('b'), secret('a'), config, storage('b'), storage('a'), config)
    expect(importManifests(text).map(({ name, text: part }) => [name, part])).toEqual([
      ['b', `---\n${secret('b')}---\n${storage('b')}`],
      ['a', `---\n${secret('a')}---\n${storage('a')}`],
    ])
  })

  it('returns a shared Secret with each storage', () => {
    const other = storage('b').replace('b-secret', 'a-secret')
    for (const { values } of importManifests(documents(secret('a'), storage('a'), other))) {
      expect(values.backend.auth).toMatchObject({ AWS_ACCESS_KEY_ID: 'a-id' })
    }
  })

  it('ignores a Secret in another namespace', () => {
    const far = secret('a').replace('demo', 'other')
    expect(only(documents(far, storage('a'))).text).toBe(`---\n${storage('a')}`)
  })

  it.each(['yaml', 'json'] as const)('reformats items of a List: %s', (format) => {
    const { manifests } = parseManifests(documents(config, secret('a'), storage('a'), storage('b')))
    const items = { apiVersion: 'v1', kind: 'List', metadata: {}, items: manifests } as unknown as Manifest
    const [a, b] = importManifests(stringifyManifests([items], format))
    expect(a?.text).toBe(stringifyManifests(manifests.slice(1, 3), format))
    expect(b?.text).toBe(stringifyManifests(manifests.slice(3), format))
  })

  it('ignores another broken document', () => {
    const found = only(documents('a: b: c\n', storage('a')))
    expect(found).toMatchObject({ text: `---\n${storage('a')}`, diagnostics: [] })
  })
})

describe('importing a live object', () => {
  const applied = JSON.stringify({ kind: 'Secret', stringData: { AWS_SECRET_ACCESS_KEY: 'made-up' } })
  const written = `  uid: 0f5d
  resourceVersion: "7"
  generation: 1
  creationTimestamp: "2026-11-23T08:00:00Z"
  managedFields:
    - manager: kubectl
      fieldsV1: { "f:spec": {} }
`
  const note = `    kubectl.kubernetes.io/last-applied-configuration: |
      ${applied}
`
  const status = 'status: { phase: Ready, repositories: [{ name: r }] }\n'

  it('removes only the fields that the server writes', () => {
    const kept = '  annotations:\n    example.com/a: b # mine\n'
    const live = `${storage('a', `${written}${kept}${note}`)}${status}`
    expect(only(live).text).toBe(storage('a', kept))
    expect(only(live).unmapped).toEqual([])
  })

  it('removes empty annotations', () => {
    expect(only(`${storage('a', `  annotations:\n${note}`)}${status}`).text).toBe(storage('a'))
  })

  it('also applies to a Secret', () => {
    const live = secret('a').replace(
      '{ name: a-secret, namespace: demo }\n',
      `\n  name: a-secret\n  namespace: demo\n${written}  annotations:\n${note}`,
    )
    const found = only(documents(live, storage('a')))
    expect(found.text).not.toMatch(/uid|last-applied|made-up/)
    expect(found.unmapped).toEqual([])
    expect(found.values.backend.auth).toMatchObject({ AWS_SECRET_ACCESS_KEY: 'a-key' })
  })

  it('accepts the output of "kubectl get -o json"', () => {
    const { manifests } = parseManifests(`${storage('a', written)}${status}`)
    const found = only(stringifyManifests(manifests, 'json'))
    expect(found.text).toBe(stringifyManifests(parseManifests(storage('a')).manifests, 'json'))
  })
})

describe('importing a text without a storage', () => {
  it.each(['', '# nothing\n', config, secret('a'), '[]', 'a: "', storage('a').replace('v1alpha1', 'v1')])(
    'returns nothing (%#)',
    (text) => {
      expect(importManifests(text)).toEqual([])
    },
  )
})

it('never throws, and returns parts that match their values', () => {
  const texts = Object.values(cases).map(({ manifests }) => stringifyManifests(manifests, 'yaml'))
  texts.push(documents(config, secret('a'), storage('a'), storage('b')))
  check(
    fc.property(fc.constantFrom(...texts), textMutations, (text, changes) => {
      for (const found of importManifests(changes.reduce((result, change) => mutateText(result, change), text))) {
        expect(found.provider).toBe(found.values.backend.provider)
        expect(fromManifests(parseManifests(found.text).manifests).values).toEqual(found.values)
      }
    }),
    100,
  )
})

const folder = fileURLToPath(new URL('../../../shared/reference/examples', import.meta.url))
const examples = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : []
const published = examples.map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }))

describe.skipIf(examples.length === 0)('the published manifests (skipped without their folder)', () => {
  it.each(published.filter(({ text }) => /^kind: BackupStorage$/m.test(text)))(
    'fills in the form from $name',
    ({ text }) => {
      const found = importManifests(text)
      expect(found.length).toBeGreaterThan(0)
      for (const { name, values, text: part } of found) {
        expect(values.name).toBe(name)
        expect(text).toContain(part.replace(/^---\n/, ''))
        expect(editManifests(part, values)).toBe(part)
      }
    },
  )

  it.each(published.filter(({ text }) => !/^kind: BackupStorage$/m.test(text)))(
    'finds no storage in $name',
    ({ text }) => {
      expect(importManifests(text)).toEqual([])
    },
  )
})
