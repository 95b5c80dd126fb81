import type { Diagnostic, Options } from 'backupstorage-forms/core'
import {
  applyFix,
  builtinProviders,
  defineProvider,
  fromManifests,
  parseManifests,
  stringifyManifests,
  toManifests,
  validateManifests,
} from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'
import { caseOf } from '../fixtures/cases.ts'
import { restExample } from '../schemas/schemaFiles.ts'

// The diagnostics of a text: their codes, paths and the parts of the text that they refer to.

const head = `apiVersion: storage.kubestash.com/v1alpha1
kind: BackupStorage
metadata:
  name: s3-backup
  namespace: demo
`
const spec = (body: string): string => `${head}spec:
  deletionPolicy: Delete
${body}`

const s3 = spec(`  storage:
    provider: s3
    s3: # the bucket of the team
      bucket: my-backups
      endpoint: https://minio.example.com
      region: us-east-1
      prefix: db
      secretName: s3-secret
  usagePolicy:
    allowedNamespaces:
      from: All
`)

const secret = (body: string): string => `apiVersion: v1
kind: Secret
metadata:
  name: s3-secret
  namespace: demo
type: Opaque
${body}`
const credentials = `stringData:
  AWS_ACCESS_KEY_ID: made-up-id
  AWS_SECRET_ACCESS_KEY: made-up-secret
`

interface ExpectedDiagnostic {
  severity?: Diagnostic['severity']
  code: string
  path: string
  /** The part of the text that it refers to. */
  at?: string
  message?: RegExp
}

/** Returns the diagnostics with the parts of the text that they refer to. */
function tell(
  text: string,
  options?: Options,
): { severity: string; code: string; path: string; at: string | undefined }[] {
  return validateManifests(text, options).map(({ severity, code, path, range, message }) => {
    expect(message).toMatch(/^[A-Z0-9a-z].*[.?]$/)
    if (range) {
      const before = text.slice(0, range.from).split('\n')
      expect([range.line, range.column]).toEqual([before.length, (before.at(-1)?.length ?? 0) + 1])
    }
    return { severity, code, path, at: range && text.slice(range.from, range.to) }
  })
}

function expectDiagnostics(text: string, expected: readonly ExpectedDiagnostic[], options?: Options): void {
  expect(tell(text, options)).toEqual(
    expected.map(({ severity = 'error', code, path, at }) => ({ severity, code, path, at })),
  )
}

const change = (from: string, to: string, text = s3): string => {
  expect(text).toContain(from)
  return text.replace(from, () => to)
}

describe('a valid manifest', () => {
  it('has no diagnostics', () => {
    expectDiagnostics(s3, [])
    expectDiagnostics(`${secret(credentials)}---\n${s3}`, [])
  })

  it('may contain fields of the API unknown to the form', () => {
    const more = `  runtimeSettings:
    pod:
      tolerations: [{ key: backup, operator: Exists }]
      nodeSelector: { disk: fast }
      affinity:
        nodeAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
            - weight: 1
              preference: { matchExpressions: [{ key: zone, operator: In, values: [a] }] }
    container:
      resources: { requests: { cpu: 1, memory: 1Gi }, limits: { cpu: 500m } }
      env: [{ name: A, valueFrom: { secretKeyRef: { name: x, key: b } } }]
      livenessProbe: { httpGet: { port: http, path: / } }
`
    expectDiagnostics(s3 + more, [])
  })

  it('may be a live object with fields written by the server', () => {
    const live = change(
      '  namespace: demo\n',
      '  namespace: demo\n  uid: 0f5d\n  resourceVersion: "7"\n  generation: 1\n',
    )
    expectDiagnostics(
      `${live}status: { phase: Ready, totalSize: 94.967 KiB, repositories: [{ name: a, namespace: demo }] }\n`,
      [],
    )
  })

  it('may have a Secret with data instead of stringData', () => {
    const data = `data:
  AWS_ACCESS_KEY_ID: bWFkZS11cC1pZA==
  AWS_SECRET_ACCESS_KEY: bWFkZS11cC1zZWNyZXQ=
`
    expectDiagnostics(`${secret(data)}---\n${s3}`, [])
  })

  it('may contain nulls, which count as unset', () => {
    expectDiagnostics(change('prefix: db', 'prefix: null\n      maxConnections: ~'), [])
  })
})

describe('an invalid manifest', () => {
  it.each<[string, string, ExpectedDiagnostic[]]>([
    [
      'an unknown field',
      change('bucket: my', 'bukcet: my').replace('prefix: db', 'bucket: my-backups'),
      [{ code: 'unknown-field', path: '/spec/storage/s3/bukcet', at: 'bukcet' }],
    ],
    [
      'a misplaced field',
      s3.replace('spec:\n', 'spec:\n  securityContext: { fsGroup: 1 }\n'),
      [{ code: 'unknown-field', path: '/spec/securityContext', at: 'securityContext' }],
    ],
    ['a field next to the spec', `${s3}data: {}\n`, [{ code: 'unknown-field', path: '/data', at: 'data' }]],
    [
      'an unknown field inside a part unknown to the form',
      `${s3}  runtimeSettings:\n    pod:\n      tolerations:\n        - keey: backup\n`,
      [{ code: 'unknown-field', path: '/spec/runtimeSettings/pod/tolerations/0/keey', at: 'keey' }],
    ],
    [
      'a wrong type',
      change('prefix: db', 'maxConnections: many'),
      [{ code: 'type', path: '/backend/spec/maxConnections', at: 'many' }],
    ],
    [
      'a number instead of a string',
      change('prefix: db', 'prefix: 2026'),
      [{ code: 'type', path: '/backend/spec/prefix', at: '2026', message: /quotes/ }],
    ],
    [
      "a label that isn't a string",
      change('  namespace: demo\n', '  namespace: demo\n  labels:\n    tier: 1\n'),
      [{ code: 'type', path: '/labels/tier', at: '1' }],
    ],
    [
      'a label with an invalid key',
      change('  namespace: demo\n', '  namespace: demo\n  labels:\n    "a b": x\n'),
      [{ code: 'key-format', path: '/labels/a b', at: '"a b"' }],
    ],
    [
      'a wrong type inside a part unknown to the form',
      `${s3}  runtimeSettings:\n    pod:\n      priority: high\n`,
      [{ code: 'type', path: '/spec/runtimeSettings/pod/priority', at: 'high' }],
    ],
    [
      'a value outside its enum',
      change('deletionPolicy: Delete', 'deletionPolicy: Retain'),
      [{ code: 'enum', path: '/deletionPolicy', at: 'Retain' }],
    ],
    [
      'a missing field required by the form',
      change('      bucket: my-backups\n', ''),
      [{ code: 'required', path: '/backend/spec/bucket', at: 's3' }],
    ],
    [
      'a missing field required by the API',
      `${s3}  runtimeSettings:\n    container:\n      env:\n        - value: x\n`,
      [{ code: 'required', path: '/spec/runtimeSettings/container/env/0/name', at: 'value: x' }],
    ],
    [
      'an unknown provider',
      change('provider: s3', 'provider: s4'),
      [{ code: 'unknown-provider', path: '/backend/provider', at: 's4' }],
    ],
    [
      "another provider's block",
      change('    s3: #', '    gcs: #').replace(/ {6}(?:endpoint|region).*\n/g, ''),
      [
        { code: 'no-block', path: '/backend/spec', at: 'storage' },
        { code: 'required', path: '/backend/spec/bucket', at: 'storage' },
        { code: 'required', path: '/backend/spec/endpoint', at: 'storage' },
        { code: 'foreign-block', path: '/spec/storage/gcs', at: 'gcs' },
      ],
    ],
    [
      'two blocks',
      change('    s3: #', '    azure:\n      container: old\n    s3: #'),
      [{ code: 'foreign-block', path: '/spec/storage/azure', at: 'azure' }],
    ],
    [
      'no block',
      spec('  storage:\n    provider: local\n').replace('demo\n', 'demo\n  # nothing\n'),
      [
        { code: 'no-block', path: '/backend/spec', at: 'storage' },
        { code: 'required', path: '/backend/spec/mountPath', at: 'storage' },
        { code: 'required', path: '/backend/spec/volume', at: 'storage' },
      ],
    ],
    [
      'an empty usage policy',
      s3.replace(/ {2}usagePolicy:[\s\S]*/, '  usagePolicy: {}\n'),
      [{ code: 'empty-usage-policy', path: '/spec/usagePolicy', at: '{}' }],
    ],
    [
      'a duplicate key',
      change('prefix: db', 'prefix: db\n      prefix: db2'),
      [{ code: 'duplicate-key', path: '', at: 'prefix' }],
    ],
    [
      'a Secret in another namespace',
      `${secret(credentials).replace('namespace: demo', 'namespace: other')}---\n${s3}`,
      [{ code: 'secret-elsewhere', path: '/backend/credentials/secretName', at: 'other' }],
    ],
    [
      'a Secret without a namespace',
      `${secret(credentials).replace('  namespace: demo\n', '')}---\n${s3}`,
      [{ code: 'secret-elsewhere', path: '/backend/credentials/secretName', at: 'metadata' }],
    ],
    [
      'two storages',
      `${s3}---\n${s3.replace('s3-backup', 'other')}`,
      [{ code: 'several-resources', path: '/kind', at: 'BackupStorage' }],
    ],
    [
      'a wrong apiVersion',
      change('v1alpha1', 'v1beta1'),
      [{ code: 'wrong-api-version', path: '/apiVersion', at: 'storage.kubestash.com/v1beta1' }],
    ],
    [
      'no apiVersion',
      s3.slice(s3.indexOf('kind')),
      [{ code: 'wrong-api-version', path: '/apiVersion', at: s3.slice(s3.indexOf('kind')).trimEnd() }],
    ],
    [
      'a wrong kind',
      change('kind: BackupStorage', 'kind: Backupstorages'),
      [{ code: 'wrong-kind', path: '/kind', at: 'Backupstorages' }],
    ],
    [
      'no object of the kind',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n',
      [{ code: 'missing-resource', path: '' }],
    ],
    [
      'a misspelled part of the Secret',
      `${secret(credentials.replace('stringData', 'stringdata'))}---\n${s3}`,
      [
        {
          code: 'required',
          path: '/backend/auth/AWS_ACCESS_KEY_ID',
          at: secret(credentials.replace('stringData', 'stringdata')).trimEnd(),
        },
        {
          code: 'required',
          path: '/backend/auth/AWS_SECRET_ACCESS_KEY',
          at: secret(credentials.replace('stringData', 'stringdata')).trimEnd(),
        },
        { code: 'unknown-field', path: '/stringdata', at: 'stringdata' },
      ],
    ],
    [
      'a credential that is a number',
      `${secret(credentials.replace('made-up-id', '12345678'))}---\n${s3}`,
      [{ code: 'type', path: '/backend/auth/AWS_ACCESS_KEY_ID', at: '12345678', message: /quotes/ }],
    ],
    [
      "data of a Secret that isn't base64",
      `${secret('data:\n  AWS_ACCESS_KEY_ID: bWFkZS11cC1pZA==\n  AWS_SECRET_ACCESS_KEY: "%%"\n')}---\n${s3}`,
      [{ code: 'not-base64', path: '/backend/auth/AWS_SECRET_ACCESS_KEY', at: '"%%"' }],
    ],
    ["a document that isn't an object", `- a\n---\n${s3}`, [{ code: 'not-an-object', path: '', at: '- a\n' }]],
    ['an empty part', `${head}spec:\n`, [{ code: 'required', path: '/backend/provider', at: 'spec' }]],
  ])('is reported for %s', (_what, text, expected) => {
    expectDiagnostics(text, expected)
    for (const [index, { message }] of expected.entries()) {
      if (message) expect(validateManifests(text)[index]?.message).toMatch(message)
    }
  })

  it('gets a suggestion for a misspelled field', () => {
    const text = change('bucket: my', 'Bucket: my')
    expect(validateManifests(text)).toContainEqual(
      expect.objectContaining({ code: 'unknown-field', message: expect.stringContaining('Did you mean bucket?') }),
    )
  })

  it('gets at most one diagnostic per path', () => {
    const paths = validateManifests(change('prefix: db', 'maxConnections: many')).map(({ path }) => path)
    expect(new Set(paths).size).toBe(paths.length)
  })
})

describe('an unreadable text', () => {
  it.each([
    ['a tab', change('  deletionPolicy', '\tdeletionPolicy'), 'tab-indentation', 7],
    ['an unclosed quote', change('bucket: my-backups', 'bucket: "my-backups'), 'yaml-syntax', undefined],
    ['an unclosed bracket', '{"kind": "BackupStorage", "spec": {', 'yaml-syntax', undefined],
  ])('gives only syntax errors: %s', (_what, text, code, line) => {
    const found = validateManifests(text)
    expect(found.length).toBeGreaterThan(0)
    for (const one of found)
      expect(one).toMatchObject({
        severity: 'error',
        source: 'manifest',
        path: '',
        range: { from: expect.any(Number) },
      })
    expect(found[0]).toMatchObject({ code, ...(line === undefined ? {} : { range: { line } }) })
  })
})

describe('ranges of diagnostics', () => {
  const wrong = s3.replace('prefix: db', 'maxConnections: many')

  it('are correct with Windows line ends', () => {
    expectDiagnostics(wrong.replaceAll('\n', '\r\n'), [
      { code: 'type', path: '/backend/spec/maxConnections', at: 'many' },
    ])
  })

  it('are correct in JSON', () => {
    const { manifests } = parseManifests(wrong)
    expectDiagnostics(stringifyManifests(manifests, 'json'), [
      { code: 'type', path: '/backend/spec/maxConnections', at: '"many"' },
    ])
  })

  it('are correct in a List', () => {
    const { manifests } = parseManifests(`${secret(credentials)}---\n${wrong}`)
    const text = stringifyManifests(manifests, 'json')
    expect(text).toContain('"List"')
    expectDiagnostics(text, [{ code: 'type', path: '/backend/spec/maxConnections', at: '"many"' }])
  })

  it('are correct among other documents', () => {
    const others = `# first\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n---\n${secret(credentials.replace('made-up-id', '" made-up-id"'))}---\n`
    expectDiagnostics(others + wrong, [
      { code: 'space', path: '/backend/auth/AWS_ACCESS_KEY_ID', at: '" made-up-id"' },
      { code: 'type', path: '/backend/spec/maxConnections', at: 'many' },
    ])
  })

  it('point to the alias of an anchor', () => {
    const text = change('prefix: db', 'maxConnections: *n').replace(
      'metadata:\n',
      'metadata:\n  annotations: { many: &n many }\n',
    )
    expectDiagnostics(text, [{ code: 'type', path: '/backend/spec/maxConnections', at: '*n' }])
  })

  it('point into nested lists', () => {
    const text = s3.replace(
      'from: All',
      `from: Selector
      selector:
        matchExpressions:
          - { key: a, operator: Exists }
          - { key: b, operator: Is }`,
    )
    expectDiagnostics(text, [{ code: 'enum', path: '/usagePolicy/selector/matchExpressions/1/operator', at: 'Is' }])
  })
})

describe('a volume type unknown to the form', () => {
  const local = (volumes: string): string =>
    spec(`  storage:
    provider: local
    local:
      mountPath: /safe/data
${volumes}  usagePolicy: { allowedNamespaces: { from: All } }
`)

  it.each([
    ['csi', '      csi: { driver: nfs.csi.example.com }\n'],
    ['emptyDir', '      emptyDir: {}\n'],
    ['cephfs', '      cephfs: { monitors: ["10.0.0.5:6789"] }\n'],
  ])('satisfies the required volume: %s', (_name, volume) => {
    expectDiagnostics(local(volume), [])
  })

  it('is checked against the API', () => {
    expectDiagnostics(local('      csi: { readOnly: true }\n'), [
      { code: 'required', path: '/spec/storage/local/csi/driver', at: 'csi' },
    ])
  })

  it('must be the only volume', () => {
    const text = local('      persistentVolumeClaim: { claimName: a }\n      csi: { driver: nfs.csi.example.com }\n')
    expectDiagnostics(text, [
      { severity: 'info', code: 'security-context', path: '/securityContext', at: 'spec' },
      { code: 'maxProperties', path: '/backend/spec/volume', at: 'csi' },
    ])
  })
})

describe('an imported Secret', () => {
  it('gets a warning for a field that only the form requires, with a fix from the key file', () => {
    const { values } = caseOf('gcs-new-secret')
    const manifests = toManifests(values)
    const [made] = manifests as unknown[]
    delete (made as { stringData: Record<string, string> }).stringData['GOOGLE_PROJECT_ID']
    const text = stringifyManifests(manifests, 'yaml')
    expectDiagnostics(text, [
      { severity: 'warning', code: 'required', path: '/backend/auth/GOOGLE_PROJECT_ID', at: 'stringData' },
    ])
    const [{ fix } = {}] = validateManifests(text)
    const id = String(values.backend.auth['GOOGLE_PROJECT_ID'])
    // The key file is a secret, so the fix references the value instead of containing it.
    expect(fix).toMatchObject({ path: '/backend/auth/GOOGLE_PROJECT_ID' })
    expect(JSON.stringify(fix)).not.toContain(id)
    const read = fromManifests(parseManifests(text).manifests).values
    expect(fix && applyFix(read, fix).backend.auth['GOOGLE_PROJECT_ID']).toBe(id)
    // Applied after the key file was cleared, it changes nothing.
    const emptied = { ...read, backend: { ...read.backend, auth: { GOOGLE_PROJECT_ID: 'typed' } } }
    expect(fix && applyFix(emptied, fix)).toEqual(emptied)
  })
})

describe("a host's provider", () => {
  const rest = defineProvider(restExample('unlisted'))
  const providers = [...builtinProviders, rest]
  const manifests = toManifests(
    {
      ...caseOf('s3-new-secret').values,
      backend: {
        provider: rest.name,
        credentials: { source: 'new' },
        auth: { REST_PASSWORD: 'made-up-password' },
        spec: { url: 'https://backup.example.com' },
      },
    },
    { providers },
  )

  it('may use fields unknown to the built-in structure', () => {
    const found = validateManifests(stringifyManifests(manifests, 'yaml'), { providers })
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('has a block that other providers must not have', () => {
    const text = s3.replace('    s3: #', '    unlisted: { url: https://backup.example.com }\n    s3: #')
    expectDiagnostics(text, [{ code: 'foreign-block', path: '/spec/storage/unlisted', at: 'unlisted' }], { providers })
    expectDiagnostics(text, [{ code: 'unknown-field', path: '/spec/storage/unlisted', at: 'unlisted' }])
  })
})
