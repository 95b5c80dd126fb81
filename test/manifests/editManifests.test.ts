import type { BackupStorageValues } from 'backupstorage-forms/core'
import {
  editManifests,
  fromManifests,
  parseManifests,
  stringifyManifests,
  toManifests,
  validateManifests,
} from 'backupstorage-forms/core'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { caseOf } from '../fixtures/cases.ts'

function read(text: string): BackupStorageValues {
  return fromManifests(parseManifests(text).manifests).values
}

const byHand = `# Our storage. Ask the backup team before you change it.
apiVersion: storage.kubestash.com/v1alpha1
kind: BackupStorage
metadata:
  name: 's3-backup' # never rename
  namespace: demo
  labels: { team: "platform", tier: gold }
spec:
  storage:
    provider: s3
    s3: # Amazon
      bucket: my-backups
      # the nearest region
      endpoint: "https://s3.us-east-1.amazonaws.com"
      region: us-east-1
      secretName: s3-secret
      sidecar: unknown
  deletionPolicy: Delete


  runtimeSettings:
    container:
      resources: {}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: other}
`

describe('editing a handwritten text', () => {
  it('changes only the edited value', () => {
    const values = read(byHand)
    values.backend.spec['bucket'] = 'no'
    expect(editManifests(byHand, values)).toBe(byHand.replace('bucket: my-backups', 'bucket: "no"'))
  })

  it('keeps the quotes of a changed value', () => {
    expect(editManifests(byHand, { ...read(byHand), name: 'other' })).toBe(byHand.replace("'s3-backup'", "'other'"))
  })

  it('adds a label to a flow map, and removes one with its comma', () => {
    const values = read(byHand)
    expect(editManifests(byHand, { ...values, labels: { ...values.labels, a: 'b' } })).toContain(
      '{ team: "platform", tier: gold, a: b }',
    )
    expect(editManifests(byHand, { ...values, labels: { tier: 'gold' } })).toContain('labels: { tier: gold }')
  })

  it('adds the Secret as a document before the storage, and removes it again', () => {
    const { values } = caseOf('s3-new-secret')
    const withSecret = editManifests(byHand, {
      ...read(byHand),
      backend: { ...read(byHand).backend, ...values.backend },
    })
    expect(parseManifests(withSecret).manifests.map(({ kind }) => kind)).toEqual([
      'Secret',
      'BackupStorage',
      'ConfigMap',
    ])
    const without = editManifests(withSecret, read(byHand))
    expect(parseManifests(without).manifests.map(({ kind }) => kind)).toEqual(['BackupStorage', 'ConfigMap'])
    expect(read(without)).toEqual(read(byHand))
  })

  it('keeps the comment at the top when the first document, the Secret, is removed', () => {
    const { values, manifests } = caseOf('s3-new-secret')
    const text = `# about all of it\n\n# about the Secret\n${stringifyManifests(manifests, 'yaml')}`
    const edited = editManifests(text, { ...values, backend: caseOf('s3-workload-identity').values.backend })
    expect(edited).toMatch(/^# about all of it\n\napiVersion: storage/)
  })

  it('removes everything of the previous provider, including fields unknown to the form', () => {
    const { values } = caseOf('gcs-existing-secret')
    const edited = editManifests(byHand, values)
    expect(edited).not.toContain('s3:')
    expect(edited).not.toContain('sidecar')
    expect(edited).toContain('resources: {}')
    expect(read(edited)).toEqual(values)
  })
})

describe('anchors, aliases and merge keys', () => {
  const anchored = `apiVersion: storage.kubestash.com/v1alpha1
kind: BackupStorage
metadata:
  name: &name s3-backup
  namespace: demo
  labels: &common
    app: *name
    team: platform
  annotations:
    <<: *common
    note: a
spec:
  storage:
    provider: local
    local: {mountPath: /safe/data, nfs: {server: nfs.example.com, path: /exports}}
  deletionPolicy: Delete
`
  it('are read like in the cluster', () => {
    expect(read(anchored)).toMatchObject({
      labels: { app: 's3-backup', team: 'platform' },
      annotations: { app: 's3-backup', team: 'platform', note: 'a' },
    })
  })

  it.each([
    ['the anchored name', { name: 'other' }],
    ['an anchored map', { labels: { app: 's3-backup', team: 'storage' } }],
    ['an alias', { labels: { app: 'else', team: 'platform' } }],
    ['a value from a merge', { annotations: { app: 's3-backup', team: 'storage', note: 'a' } }],
    ['the removal of a merged key', { annotations: { team: 'platform', note: 'a' } }],
    ['the removal of everything', { labels: {}, annotations: {} }],
  ])('give the right values after %s', (_what, part: Partial<BackupStorageValues>) => {
    const values = { ...read(anchored), ...part }
    expect(read(editManifests(anchored, values))).toEqual(values)
  })
})

describe('an empty string in a manifest', () => {
  const text = byHand.replace('secretName: s3-secret', "secretName: ''").replace('region: us-east-1', 'region: ""')

  it("counts as unset: it references no Secret, and isn't an unmapped field", () => {
    const { values, unmapped } = fromManifests(parseManifests(text).manifests)
    expect(values.backend.credentials).toEqual({ source: 'workloadIdentity' })
    expect(values.backend.spec).not.toHaveProperty('region')
    expect(unmapped).toEqual(['/spec/storage/s3/sidecar', '/spec/runtimeSettings/container'])
    expect(editManifests(text, values)).toBe(text)
  })

  it.each(['s3-workload-identity', 's3-existing-secret', 's3-new-secret'])(
    'is replaced by the values of %s',
    (name) => {
      const { values } = caseOf(name)
      expect(read(editManifests(text, values))).toEqual(values)
    },
  )
})

describe('a Secret with base64 values', () => {
  const { values } = caseOf('azure-guide')
  const [secret, storage] = toManifests(values)
  const encode = (text: unknown): string => Buffer.from(String(text)).toString('base64')
  const data = Object.fromEntries(
    Object.entries((secret?.['stringData'] ?? {}) as object).map(([key, value]) => [key, encode(value)]),
  )
  const text = `${JSON.stringify({ ...secret, stringData: undefined, data })}\n---\n${JSON.stringify(storage)}\n`

  it('is read', () => {
    expect(read(text)).toEqual(values)
    expect(validateManifests(text)).toEqual([])
  })

  it('stays base64 when a value changes', () => {
    const auth = { ...values.backend.auth, AZURE_ACCOUNT_KEY: 'bWFkZSB1cA==' }
    const next = { ...values, backend: { ...values.backend, auth } }
    const edited = editManifests(text, next)
    expect(read(edited)).toEqual(next)
    expect(edited).toContain(encode('bWFkZSB1cA=='))
    expect(edited).not.toContain('stringData')
  })
})

describe('JSON', () => {
  const { values } = caseOf('s3-existing-secret')
  const text = JSON.stringify(toManifests(values)[0], null, 4)

  it('becomes a List when a Secret is added', () => {
    const next = { ...values, backend: caseOf('s3-new-secret').values.backend }
    const edited = editManifests(text, next)
    expect(JSON.parse(edited)).toMatchObject({ kind: 'List', items: [{ kind: 'Secret' }, { kind: 'BackupStorage' }] })
    expect(read(edited)).toEqual(next)
    expect(JSON.parse(editManifests(edited, values))).toMatchObject({ items: [{ kind: 'BackupStorage' }] })
  })

  it('keeps its layout when a value changes', () => {
    const edited = editManifests(text, { ...values, name: 'other' })
    expect(edited).toBe(text.replace('"s3-backup"', '"other"'))
  })
})

const examples = fileURLToPath(new URL('../../../shared/reference/examples', import.meta.url))

describe.skipIf(!existsSync(examples))("KubeStash's own examples (skipped without the reference files)", () => {
  const files = existsSync(examples) ? readdirSync(examples).filter((name) => name.endsWith('.yaml')) : []
  const texts = files.map((name) => [name, readFileSync(`${examples}/${name}`, 'utf8')] as const)

  it.each(texts)('reads and writes %s byte for byte', (_name, text) => {
    expect(parseManifests(text).diagnostics).toEqual([])
    expect(editManifests(text, read(text))).toBe(text)
  })

  it.each(texts.filter(([, text]) => /^kind: BackupStorage$/m.test(text)))(
    'accepts %s, with all fields mapped',
    (_name, text) => {
      // The examples are for experiments: they delete the data, some of their directories start with a slash, and one
      // has no region.
      const hints = ['warning wipe-out ', 'info prefix-slash ', 'warning required /backend/spec/region']
      const found = validateManifests(text).map(({ severity, code, path }) => `${severity} ${code} ${path}`)
      expect(found.filter((one) => !hints.some((hint) => one.startsWith(hint)))).toEqual([])
      expect(fromManifests(parseManifests(text).manifests).unmapped).toEqual([])
    },
  )
})
