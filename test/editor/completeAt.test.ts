import type { Options } from 'backupstorage-forms/core'
import type { Completion, CompletionOption } from 'backupstorage-forms/editor'
import { builtinProviders, defineProvider, stringifyManifests } from 'backupstorage-forms/core'
import { completeAt } from 'backupstorage-forms/editor'
import { describe, expect, it } from 'vitest'
import { german } from 'backupstorage-forms/messages/de'
import { restExample } from '../schemas/schemaFiles.ts'
import { atCursor } from './cursor.ts'

// Completions at the cursor.

const head = `apiVersion: storage.kubestash.com/v1alpha1
kind: BackupStorage
metadata:
  name: s3-backup
  namespace: demo
`
const spec = (body: string): string => `${head}spec:\n${body}`
const s3 = (body: string): string => spec(`  storage:\n    provider: s3\n    s3:\n${body}`)
const secret = (body: string): string => `apiVersion: v1
kind: Secret
metadata:
  name: s3-secret
  namespace: demo
${body}`
const storage = s3('      bucket: my-backups\n      secretName: s3-secret\n')

function complete(marked: string, options?: Options): Completion | undefined {
  const { text, offset } = atCursor(marked)
  const found = completeAt(text, offset, options)
  if (found) {
    expect(found.from).toBeLessThanOrEqual(offset)
    expect(found.to).toBeGreaterThanOrEqual(offset)
    expect(found.options.length).toBeGreaterThan(0)
    expect(new Set(found.options.map(({ label }) => label)).size).toBe(found.options.length)
  }
  return found
}

const labels = (marked: string, options?: Options): string[] =>
  complete(marked, options)?.options.map(({ label }) => label) ?? []

function option(marked: string, label: string, options?: Options): CompletionOption | undefined {
  return complete(marked, options)?.options.find((one) => one.label === label)
}

/** Returns the text after an option was accepted. */
function accept(marked: string, label: string): string {
  const { text } = atCursor(marked)
  const found = complete(marked)
  const chosen = found?.options.find((one) => one.label === label)
  if (!found || !chosen) throw new Error(`${label} is not offered, but ${labels(marked).join(', ')}`)
  return text.slice(0, found.from) + chosen.insert + text.slice(found.to)
}

describe('field completions', () => {
  it('offer the fields of any object in an empty text or document', () => {
    const skeleton = ['apiVersion', 'kind', 'metadata', 'spec']
    expect(labels('‸')).toEqual(skeleton)
    expect(labels('ap‸')).toEqual(skeleton)
    expect(labels('# a comment\n‸\n')).toEqual(skeleton)
    expect(labels(`${storage}---\n‸`)).toEqual(skeleton)
    expect(labels('{‸}')).toEqual(skeleton)
    expect(labels('apiVersion: v1\nkind: List\nitems:\n  - ‸\n')).toEqual(skeleton)
  })

  it('omit fields that are already set', () => {
    expect(labels('kind: BackupStorage\n‸')).toEqual(['apiVersion', 'metadata', 'spec'])
    expect(labels(`${head}‸`)).toEqual(['spec'])
    expect(labels(s3('      bucket: b\n      ‸\n      region: r\n'))).toEqual([
      'endpoint',
      'secretName',
      'prefix',
      'insecureTLS',
      'maxConnections',
    ])
  })

  it("start with required fields, followed by the form's in its order and the rest", () => {
    expect(labels(s3('      ‸\n'))).toEqual([
      'bucket',
      'endpoint',
      'secretName',
      'region',
      'prefix',
      'insecureTLS',
      'maxConnections',
    ])
    expect(labels(spec('  ‸'))).toEqual(['storage', 'deletionPolicy', 'default', 'usagePolicy', 'runtimeSettings'])
    expect(labels('kind: BackupStorage\nmetadata:\n  ‸').slice(0, 5)).toEqual([
      'namespace',
      'name',
      'labels',
      'annotations',
      'generateName',
    ])
  })

  it("include the form's titles and descriptions", () => {
    expect(option(s3('      ‸'), 'bucket')).toEqual({
      label: 'bucket',
      kind: 'field',
      detail: 'Bucket, required',
      insert: 'bucket: ',
    })
    expect(option(s3('      ‸'), 'prefix')?.detail).toBe('Prefix')
    expect(option(spec('  runtimeSettings:\n    pod:\n      ‸'), 'nodeName')).toEqual({
      label: 'nodeName',
      kind: 'field',
      detail: 'string',
      insert: 'nodeName: ',
    })
  })

  it('are translated', () => {
    expect(option(s3('      ‸'), 'bucket', { messages: german })?.detail).toMatch(/, erforderlich$/)
    expect(option(spec('  runtimeSettings:\n    pod:\n      ‸'), 'nodeName', { messages: german })?.detail).toBe(
      'Zeichenfolge',
    )
  })

  it.each<[string, string, string[]]>([
    ['an incomplete word', s3('      endpo‸\n'), ['endpoint']],
    ['above other fields', s3('      endpo‸\n      bucket: b\n'), ['endpoint']],
    ['between other fields', s3('      bucket: b\n      endpo‸\n      region: r\n'), ['endpoint']],
    ['below, at an outer level', s3('      bucket: b\n  ‸'), ['deletionPolicy', 'usagePolicy']],
    ['in a list item', spec('  runtimeSettings:\n    pod:\n      tolerations:\n        - ke‸'), ['key', 'operator']],
    ['in an empty list item', spec('  runtimeSettings:\n    pod:\n      tolerations:\n      - ‸\n'), ['key', 'effect']],
    [
      'in a list item with fields',
      spec('  runtimeSettings:\n    pod:\n      tolerations:\n      - key: a\n        ‸\n'),
      ['operator', 'effect'],
    ],
    ['in a flow map', spec('  storage: { provider: s3, s3: { bucket: b, ‸ } }'), ['endpoint', 'region']],
    ['in an unclosed flow map', spec('  storage: { provider: s3, s3: { end‸'), ['endpoint']],
    ['in a key with a value', s3('      buc‸ket: b\n'), ['bucket', 'endpoint']],
    ['below a choice', spec('  usagePolicy:\n    allowedNamespaces:\n      ‸'), ['from', 'selector']],
    ['with Windows line ends', s3('      bucket: b\n      ‸\n').replaceAll('\n', '\r\n'), ['endpoint']],
    ['after a byte order mark', '\uFEFFki‸', ['kind', 'apiVersion']],
    ['next to a merge key', s3('      <<: *base\n      ‸\n'), ['endpoint']],
    ['below an anchor', `x: &base\n${s3('      ‸\n').replace('s3:', 's3: &block')}`, ['endpoint']],
    ['in the item of a List', `kind: List\nitems:\n- kind: BackupStorage\n  spec:\n    ‸\n`, ['storage']],
  ])('work for %s', (_what, marked, expected) => {
    expect(labels(marked)).toEqual(expect.arrayContaining(expected))
  })

  it.each<[string, string]>([
    ['in a comment', s3('      # endpo‸\n')],
    ['in a comment after a value', s3('      bucket: b # endpo‸\n')],
    ['in a block scalar', s3('      bucket: |\n        endpo‸\n        more\n')],
    [
      'on a line that would become the parent of the next ones',
      s3('      bucket: b\n').replace('    provider', '  ‸\n    provider'),
    ],
    ['deeper than a value allows', s3('      bucket: b\n        ‸\n')],
    ['in an unused column', s3('      bucket: b\n     ‸\n')],
    ['after a value', s3('      bucket: b ‸\n')],
    ['after the colon of an object', spec('  storage: ‸')],
    ['on the line of a document marker', '---‸\n'],
    ['in an unknown field', spec('  unknown:\n    ‸\n')],
    ['in a map with arbitrary keys', 'kind: BackupStorage\nmetadata:\n  labels:\n    ‸\n'],
  ])('are not offered %s', (_what, marked) => {
    expect(complete(marked)).toBeUndefined()
  })

  it('replace the current word', () => {
    expect(accept(s3('      endpo‸\n'), 'endpoint')).toBe(s3('      endpoint: \n'))
    expect(accept(s3('      en‸dpo\n'), 'endpoint')).toBe(s3('      endpoint: \n'))
    expect(accept(s3('      bukc‸et: b\n'), 'bucket')).toBe(s3('      bucket: b\n'))
    expect(accept('{ ki‸ }', 'kind')).toBe('{ kind:  }')
  })

  it('start objects and lists with the indentation of the lines around', () => {
    expect(accept(`${head}sp‸\n`, 'spec')).toBe(`${head}spec:\n  \n`)
    expect(accept(spec('    storage:\n        provider: s3\n        ‸'), 's3')).toBe(
      spec('    storage:\n        provider: s3\n        s3:\n            '),
    )
    expect(accept('kind: BackupStorage\nmetadata:\n  fin‸', 'finalizers')).toBe(
      'kind: BackupStorage\nmetadata:\n  finalizers:\n    - ',
    )
    const flat = spec('  runtimeSettings:\n    pod:\n      imagePullSecrets:\n      - name: a\n      tol‸')
    expect(accept(flat, 'tolerations')).toMatch(/\n {6}tolerations:\n {6}- $/)
    expect(accept(`${head}sp‸\n`.replaceAll('\n', '\r\n'), 'spec')).toContain('spec:\r\n  \r\n')
    expect(accept(spec('  runtimeSettings:\n    container:\n      env:\n      -‸'), 'valueFrom')).toMatch(
      /\n {6}- valueFrom:\n {10}$/,
    )
  })

  it('omit the blocks of other providers once the provider is set', () => {
    expect(labels(spec('  storage:\n    provider: gcs\n    ‸\n'))).toEqual(['gcs'])
    expect(labels(spec('  storage:\n    ‸\n'))).toEqual(['provider', ...builtinProviders.map(({ name }) => name)])
    expect(labels(spec('  storage:\n    ‸\n    provider: s3\n    s3: {}\n'))).toEqual([])
  })

  it('offer alternatives until one is chosen', () => {
    const local = (body: string): string => spec(`  storage:\n    provider: local\n    local:\n${body}`)
    const volumes = ['persistentVolumeClaim', 'nfs', 'hostPath']
    expect(labels(local('      ‸'))).toEqual(expect.arrayContaining(['mountPath', ...volumes, 'emptyDir']))
    expect(labels(local('      ‸'))).not.toContain('secretName')
    expect(labels(local('      nfs: {}\n      ‸'))).toEqual(['mountPath', 'subPath', 'maxConnections'])
    expect(labels(local('      csi: {}\n      ‸'))).toEqual(['mountPath', 'subPath', 'maxConnections'])
    expect(labels(local('      nfs:\n        ‸'))).toEqual(['server', 'path', 'readOnly'])
  })

  it("include a host's own provider", () => {
    const providers = [...builtinProviders, defineProvider(restExample())]
    const rest = spec('  storage:\n    provider: rest\n    rest:\n      ‸')
    expect(labels(rest, { providers })).toEqual(['url', 'secretName', 'maxConnections'])
    expect(labels(spec('  storage:\n    provider: rest\n    ‸'), { providers })).toEqual(['rest'])
    expect(labels(spec('  storage:\n    provider: ‸'), { providers })).toContain('rest')
  })

  it("use a host's CustomResourceDefinition", () => {
    const properties = { bucket: { type: 'string' }, acl: { type: 'string', description: 'Who may read it.' } }
    const storageType = {
      type: 'object',
      properties: { provider: { type: 'string' }, s3: { type: 'object', properties } },
    }
    const schema = {
      type: 'object',
      properties: { spec: { type: 'object', properties: { storage: storageType } } },
    }
    const crd = {
      spec: {
        group: 'storage.kubestash.com',
        names: { kind: 'BackupStorage' },
        versions: [{ name: 'v1alpha1', schema: { openAPIV3Schema: schema } }],
      },
    }
    expect(labels(s3('      ‸'), { crd })).toEqual(['bucket', 'acl'])
    expect(option(s3('      ‸'), 'acl', { crd })?.description).toBe('Who may read it.')
  })

  it('omit fields that only the server writes', () => {
    expect(labels('kind: BackupStorage\n‸')).not.toContain('status')
    expect(labels('kind: BackupStorage\nmetadata:\n  ‸')).not.toContain('uid')
  })

  it('include constants of the provider', () => {
    const pod = spec('  storage: { provider: azure }\n  runtimeSettings:\n    pod:\n      podLabels:\n        ‸')
    expect(labels(pod)).toEqual(['azure.workload.identity/use'])
    expect(accept(pod.replace('‸', 'azure.workload.identity/use: ‸'), 'true')).toMatch(/use: "true"$/)
  })
})

describe('Secret key completions', () => {
  it('offer the credentials of the storage that references the Secret', () => {
    for (const part of ['stringData', 'data']) {
      const marked = `${secret(`${part}:\n  ‸\n`)}---\n${storage}`
      expect(labels(marked)).toEqual(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'CA_CERT_DATA'])
      expect(option(marked, 'AWS_ACCESS_KEY_ID')).toMatchObject({ detail: 'AWS Access Key ID, required' })
    }
    expect(labels(`${storage}---\n${secret('stringData:\n  AWS_ACCESS_KEY_ID: made-up\n  A‸')}`)).toEqual([
      'AWS_SECRET_ACCESS_KEY',
      'CA_CERT_DATA',
    ])
  })

  it('are empty without a storage in the same namespace', () => {
    expect(labels(secret('stringData:\n  ‸\n'))).toEqual([])
    expect(labels(`${secret('stringData:\n  ‸\n')}---\n${storage.replace('demo', 'other')}`)).toEqual([])
  })

  it('offer no values', () => {
    for (const body of ['stringData:\n  AWS_ACCESS_KEY_ID: ‸\n', 'stringData:\n  AWS_ACCESS_KEY_ID: mad‸e-up\n']) {
      expect(labels(`${secret(body)}---\n${storage}`)).toEqual([])
    }
  })

  it("offer the Secret's other fields", () => {
    expect(labels(secret('‸'))).toEqual(['type', 'stringData', 'immutable', 'data'])
    expect(labels(secret('type: ‸'))).toEqual(['Opaque'])
  })
})

describe('value completions', () => {
  it('offer the options of a field with their meanings', () => {
    const found = complete(spec('  deletionPolicy: ‸\n'))
    expect(found?.options).toEqual([
      expect.objectContaining({
        label: 'Delete',
        kind: 'value',
        insert: 'Delete',
        detail: expect.stringContaining('Keep'),
      }),
      expect.objectContaining({
        label: 'WipeOut',
        insert: 'WipeOut',
        description: expect.stringContaining('permanently'),
      }),
    ])
  })

  it.each<[string, string, string[]]>([
    ['an incomplete word', spec('  deletionPolicy: Del‸\n'), ['Delete', 'WipeOut']],
    ['a quoted word', spec('  deletionPolicy: "Del‸"\n'), ['Delete', 'WipeOut']],
    ['a value on its own line', spec('  deletionPolicy:\n    ‸\n'), ['Delete', 'WipeOut']],
    ['a value after a colon without a space', spec('  deletionPolicy:‸\n'), ['Delete', 'WipeOut']],
    ['a value before a comment', spec('  deletionPolicy: ‸ # mind\n'), ['Delete', 'WipeOut']],
    ['a value in a flow map', spec('  usagePolicy: { allowedNamespaces: { from: ‸ } }'), ['All', 'Same', 'Selector']],
    [
      'a value of the API without options',
      spec('  runtimeSettings:\n    pod:\n      tolerations:\n        - operator: ‸'),
      [],
    ],
    ['true and false', s3('      insecureTLS: ‸'), ['true', 'false']],
    ['defaults and examples', s3('      maxConnections: ‸'), ['5']],
    ['providers', spec('  storage:\n    provider: ‸\n'), builtinProviders.map(({ name }) => name)],
    ['kinds', 'kind: ‸', ['BackupStorage', 'Secret']],
    ['the kind of an API version', 'apiVersion: v1\nkind: ‸', ['Secret']],
    ['API versions', 'apiVersion: ‸', ['storage.kubestash.com/v1alpha1', 'v1']],
    ['the API version of a kind', 'apiVersion: ‸\nkind: BackupStorage\n', ['storage.kubestash.com/v1alpha1']],
    ['an object', spec('  storage: ‸'), []],
    ['an unknown field', s3('      secretName: b\n      region: x‸').replace('region', 'unknown'), []],
  ])('work for %s', (_what, marked, expected) => {
    const found = labels(marked)
    if (expected.length === 0) expect(found.length).toBeLessThanOrEqual(3)
    else expect(found).toEqual(expected)
  })

  it('replace the current value', () => {
    expect(accept(spec('  deletionPolicy: De‸lete\n'), 'WipeOut')).toBe(spec('  deletionPolicy: WipeOut\n'))
    expect(accept(spec('  deletionPolicy:‸\n'), 'WipeOut')).toBe(spec('  deletionPolicy: WipeOut\n'))
    expect(accept(spec('  deletionPolicy: "De‸\n'), 'WipeOut')).toBe(spec('  deletionPolicy: WipeOut\n'))
  })
})

describe('JSON completions', () => {
  const text = stringifyManifests(
    [{ apiVersion: 'storage.kubestash.com/v1alpha1', kind: 'BackupStorage', metadata: { name: 'a' }, spec: {} }],
    'json',
  )

  it('quote field names', () => {
    expect(option(text.replace('"spec": {}', '"spec": {‸}'), 'storage')?.insert).toBe('"storage": ')
    expect(accept('{ "kind": "BackupStorage", "sp‸" }', 'spec')).toBe('{ "kind": "BackupStorage", "spec":  }')
    expect(accept('{ "kind": "BackupStorage", "sp‸', 'spec')).toBe('{ "kind": "BackupStorage", "spec": ')
    expect(accept('{ "kind": "BackupStorage", "sp‸": {} }', 'spec')).toBe('{ "kind": "BackupStorage", "spec": {} }')
  })

  it('quote strings, but not numbers and booleans', () => {
    const inSpec = (body: string): string => text.replace('"spec": {}', `"spec": {${body}}`)
    expect(accept(inSpec('"deletionPolicy": "D‸"'), 'WipeOut')).toContain('"deletionPolicy": "WipeOut"}')
    expect(accept(inSpec('"deletionPolicy": ‸'), 'WipeOut')).toContain('"deletionPolicy": "WipeOut"}')
    expect(accept(inSpec('"default": ‸'), 'true')).toContain('"default": true}')
  })

  it('work in an incomplete object', () => {
    expect(labels('{\n  "kind": "Sec‸\n  "metadata": {}\n')).toEqual(['BackupStorage', 'Secret'])
    expect(labels('{\n  "apiVersion": ‸\n  "kind": "Secret"')).toEqual(['v1'])
    expect(labels('{"kind": "BackupStorage", "spec": {"storage": {"provider": "s3", "s3": {‸')).toContain('bucket')
    expect(labels('{"kind": "BackupStorage", ‸')).toEqual(['apiVersion', 'metadata', 'spec'])
  })

  it('offer nothing if a comma is missing', () => {
    expect(labels('{"kind": "BackupStorage" ‸ }')).toEqual([])
  })
})

it('ignores a text of more than 1 Mi characters', () => {
  expect(complete(`‸\n#${' '.repeat(1_048_577)}`)).toBeUndefined()
})

it.each([-1, 0.5, 100, Number.NaN, Infinity])('accepts any offset: %s', (offset) => {
  expect(() => completeAt('kind: ', offset)).not.toThrow()
})
