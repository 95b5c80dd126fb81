import type { BackupStorageValues, DraftStore } from 'backupstorage-forms/core'
import { createDraft, defineProvider, initialValues, validateValues } from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'
import { caseOf } from '../fixtures/cases.ts'

const accountKey = 'bWFkZS11cC1henVyZS1hY2NvdW50LWtleS1mb3ItZXhhbXBsZXMtb25seS0wMDAwMDAwMDAwMDAwMDAwMDAwMA=='
const keyFile = caseOf('gcs-new-secret').values.backend.auth['GOOGLE_SERVICE_ACCOUNT_JSON_KEY'] as string
const bucketOf: Record<string, string> = { azure: 'container' }

function draftOf(provider: string): DraftStore {
  return createDraft({ values: initialValues(provider) })
}

function pasted(provider: string, text: string): BackupStorageValues['backend'] {
  const draft = draftOf(provider)
  expect(draft.paste(['backend', 'spec', bucketOf[provider] ?? 'bucket'], text)).toBe(true)
  return draft.getState().values.backend
}

describe('pasting a URL with a user name and a password', () => {
  it.each([
    ['s3a://KEY:hunter2@my-backups/db/demo', { bucket: 'my-backups', prefix: 'db/demo' }, 'KEY', 'hunter2'],
    ['s3a://KEY:hunter/2@my-backups', { bucket: 'my-backups' }, 'KEY', 'hunter/2'],
    ['s3://KEY@my-backups/a@b', { bucket: 'my-backups', prefix: 'a@b' }, undefined, undefined],
    ['s3://my-backups/a:b@c', { bucket: 'my-backups', prefix: 'a:b@c' }, undefined, undefined],
    [
      'AWS_ACCESS_KEY_ID=KEY\nAWS_SECRET_ACCESS_KEY=made-up\nAWS_ENDPOINT_URL=https://u:hunter2@s3.example.com',
      {},
      'KEY',
      'made-up',
    ],
    [
      'AWS_ACCESS_KEY_ID=KEY\nAWS_SECRET_ACCESS_KEY=made-up\nAWS_ENDPOINT_URL=https://s3.example.com',
      { endpoint: 'https://s3.example.com' },
      'KEY',
      'made-up',
    ],
  ])('fills only fields for credentials with it: %s', (text, spec, id, key) => {
    const { auth, spec: filled } = pasted('s3', text)
    expect(filled).toMatchObject(spec)
    expect(JSON.stringify(filled)).not.toMatch(/hunter|u:/)
    if (!('endpoint' in spec)) expect(filled['endpoint'] ?? '').toBe('')
    expect(auth).toEqual(id === undefined ? {} : { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: key })
  })

  it.each([
    'https://u:hunter2@s3.example.com',
    'https://hunter2@s3.example.com',
    'AWS_ENDPOINT_URL=https://u:hunter/2@host',
  ])('is an error in a field, and never saved: %s', (url) => {
    let saved: unknown
    const save = (data: unknown): void => {
      saved = data
    }
    const draft = createDraft({
      values: initialValues('s3'),
      draftStorage: { load: () => undefined, save, clear: () => undefined },
    })
    draft.change(['backend', 'spec', 'endpoint'], url)
    draft.change(['backend', 'spec', 'bucket'], 'my-backups')
    draft.flush()
    expect(JSON.stringify(saved)).toContain('my-backups')
    expect(JSON.stringify(saved)).not.toMatch(/hunter/)
    const found = validateValues(draft.getState().values).find(({ path }) => path === '/backend/spec/endpoint')
    expect(found?.severity).toBe('error')
    expect(JSON.stringify(found)).not.toMatch(/hunter/)
  })
})

describe('pasting a text', () => {
  const aws = 'https://s3.us-east-1.amazonaws.com'
  it.each([
    ['s3', 's3://my-backups', { bucket: 'my-backups' }],
    ['s3', ' s3://my-backups/db/demo/\n', { bucket: 'my-backups', prefix: 'db/demo' }],
    ['s3', 's3a://my-backups/db', { bucket: 'my-backups', prefix: 'db' }],
    ['s3', `${aws}/my-backups`, { endpoint: aws, bucket: 'my-backups', region: 'us-east-1' }],
    ['s3', `${aws}/my-backups/db/`, { endpoint: aws, bucket: 'my-backups', region: 'us-east-1', prefix: 'db' }],
    ['s3', `s3:${aws}/my-backups/db`, { endpoint: aws, bucket: 'my-backups', region: 'us-east-1', prefix: 'db' }],
    [
      's3',
      'https://my-backups.s3.eu-west-1.amazonaws.com/db/demo',
      {
        endpoint: 'https://s3.eu-west-1.amazonaws.com',
        bucket: 'my-backups',
        region: 'eu-west-1',
        prefix: 'db/demo',
      },
    ],
    [
      's3',
      'https://my.dotted.bucket.s3.amazonaws.com/',
      { endpoint: 'https://s3.amazonaws.com', bucket: 'my.dotted.bucket', region: 'us-east-1' },
    ],
    [
      's3',
      'https://b-1.s3.cn-north-1.amazonaws.com.cn/x',
      { endpoint: 'https://s3.cn-north-1.amazonaws.com.cn', bucket: 'b-1', region: 'cn-north-1', prefix: 'x' },
    ],
    [
      's3',
      'https://minio.example.com:9000/my-backups/db?x=1#y',
      { endpoint: 'https://minio.example.com:9000', bucket: 'my-backups', prefix: 'db' },
    ],
    [
      's3',
      'https://eu-west-1.console.aws.amazon.com/s3/buckets/my-backups?region=eu-west-1&tab=objects&prefix=db/',
      {
        bucket: 'my-backups',
        endpoint: 'https://s3.eu-west-1.amazonaws.com',
        region: 'eu-west-1',
        prefix: 'db',
      },
    ],
    ['gcs', 'gs://my-backups', { bucket: 'my-backups' }],
    ['gcs', 'gs://my-backups/db/demo/', { bucket: 'my-backups', prefix: 'db/demo' }],
    ['gcs', 'https://storage.googleapis.com/my-backups/db', { bucket: 'my-backups', prefix: 'db' }],
    [
      'gcs',
      'https://console.cloud.google.com/storage/browser/my-backups/db;tab=objects?project=x',
      { bucket: 'my-backups', prefix: 'db' },
    ],
  ])('fills in the fields of %s from %s', (provider, text, spec) => {
    expect(pasted(provider, text).spec).toEqual(spec)
  })

  it.each([
    ['AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\nAWS_SECRET_ACCESS_KEY=made-up/secret+key', undefined],
    [
      'export AWS_ACCESS_KEY_ID="AKIAIOSFODNN7EXAMPLE"\r\nexport AWS_SECRET_ACCESS_KEY=\'made-up/secret+key\'\r\nexport AWS_DEFAULT_REGION=eu-west-1',
      'eu-west-1',
    ],
    [
      '[default]\naws_secret_access_key = made-up/secret+key\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\nregion = eu-west-1',
      'eu-west-1',
    ],
    ['{"AccessKey": {"AccessKeyId": "AKIAIOSFODNN7EXAMPLE", "SecretAccessKey": "made-up/secret+key"}}', undefined],
  ])('reads credentials from %j', (text, region) => {
    const { auth, spec } = pasted('s3', text)
    expect(auth).toEqual({ AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'made-up/secret+key' })
    expect(spec['region']).toBe(region)
    // The endpoint follows from the region.
    expect(spec['endpoint']).toBe(region && `https://s3.${region}.amazonaws.com`)
  })

  it.each([
    `DefaultEndpointsProtocol=https;AccountName=mybackups;AccountKey=${accountKey};EndpointSuffix=core.windows.net`,
    `AccountKey=${accountKey};AccountName=mybackups`,
    `AZURE_STORAGE_CONNECTION_STRING="DefaultEndpointsProtocol=https;AccountName=mybackups;AccountKey=${accountKey};EndpointSuffix=core.windows.net"`,
    `export AZURE_STORAGE_ACCOUNT=mybackups\nexport AZURE_STORAGE_KEY='${accountKey}'`,
  ])('reads an Azure connection string: %j', (text) => {
    expect(pasted('azure', text).auth).toEqual({ AZURE_ACCOUNT_NAME: 'mybackups', AZURE_ACCOUNT_KEY: accountKey })
  })

  it.each(['https://mybackups.blob.core.windows.net/db/demo/', 'abfss://db@mybackups.dfs.core.windows.net/demo'])(
    "reads a container's address: %s",
    (text) => {
      const { auth, spec } = pasted('azure', text)
      expect(auth).toEqual({ AZURE_ACCOUNT_NAME: 'mybackups' })
      expect(spec).toEqual({ container: 'db', prefix: 'demo' })
    },
  )

  it('accepts a key file in any field, and reads its project', () => {
    expect(pasted('gcs', `\n${keyFile}`).auth).toEqual({
      GOOGLE_SERVICE_ACCOUNT_JSON_KEY: keyFile.trim(),
      GOOGLE_PROJECT_ID: 'my-project-123456',
    })
  })
})

describe('a pasted text', () => {
  it.each([
    ['s3', 'my-backups'],
    ['s3', 'https://s3.us-east-1.amazonaws.com'],
    ['s3', 'https://minio.example.com:9000/'],
    ['s3', ''],
    ['s3', 'made-up/secret+key'],
    ['azure', accountKey],
    ['gcs', '{"type": "authorized_user"}'],
    ['local', '/safe/data'],
  ])('is plain text if no rule matches: %s, %j', (provider, text) => {
    const draft = draftOf(provider)
    expect(draft.paste(['backend', 'spec', 'endpoint'], text)).toBe(false)
    expect(draft.getState().values).toEqual(initialValues(provider))
  })

  it('stays in its field if it fills only that one', () => {
    const path = ['backend', 'auth', 'GOOGLE_SERVICE_ACCOUNT_JSON_KEY']
    expect(draftOf('gcs').paste(path, keyFile)).toBe(false)
  })

  it('selects a new Secret if it contains credentials', () => {
    const draft = draftOf('s3')
    draft.change(['backend', 'credentials', 'source'], 'existing')
    draft.paste(['backend', 'spec', 'bucket'], 'AWS_ACCESS_KEY_ID=a\nAWS_SECRET_ACCESS_KEY=b')
    expect(draft.getState().values.backend.credentials.source).toBe('new')
  })

  it('can be reverted by undoFill and by undo', () => {
    const draft = draftOf('s3')
    draft.change(['backend', 'spec', 'bucket'], 'typed')
    const before = draft.getState().values
    draft.paste(['backend', 'spec', 'bucket'], 's3://other/prefix')
    expect(draft.getState().filled).toMatchObject({
      at: '/backend/spec/bucket',
      title: 'an s3:// or b2:// address',
      fields: ['/backend/spec/bucket', '/backend/spec/prefix'],
    })
    const filled = draft.getState().values
    draft.undoFill()
    expect(draft.getState().values).toEqual(before)
    expect(draft.getState().filled).toBeUndefined()
    draft.undo()
    expect(draft.getState().values).toEqual(filled)
    draft.undo()
    expect(draft.getState().values).toEqual(before)
  })

  it("doesn't fill in fixed fields", () => {
    const draft = draftOf('s3')
    const isFixed = (pointer: string): boolean => pointer === '/backend/spec/bucket'
    expect(draft.paste(['backend', 'spec', 'prefix'], 's3://other/prefix', isFixed)).toBe(true)
    expect(draft.getState().filled?.fields).toEqual(['/backend/spec/prefix'])
    expect(draft.getState().values.backend.spec).toEqual({ prefix: 'prefix' })
  })

  it("doesn't fill in credentials if the source is fixed to an existing Secret", () => {
    const draft = draftOf('s3')
    draft.change(['backend', 'credentials', 'source'], 'existing')
    const isFixed = (pointer: string): boolean => pointer.startsWith('/backend/credentials')
    const keys = 'AWS_ACCESS_KEY_ID=a\nAWS_SECRET_ACCESS_KEY=b'
    expect(draft.paste(['backend', 'spec', 'bucket'], keys, isFixed)).toBe(false)
    expect(draft.paste(['backend', 'spec', 'bucket'], `${keys}\nAWS_REGION=eu-west-1`, isFixed)).toBe(true)
    expect(draft.getState().filled?.fields).toEqual(['/backend/spec/region', '/backend/spec/endpoint'])
    expect(draft.getState().values.backend).toMatchObject({ credentials: { source: 'existing' }, auth: {} })
  })

  it("doesn't offer another provider, or fill in its fixed fields, if the host fixes them", () => {
    const draft = draftOf('s3')
    const at = ['backend', 'spec', 'bucket']
    expect(draft.paste(at, 'gs://other/prefix', (pointer) => pointer === '/backend/provider')).toBe(false)
    draft.paste(at, 'gs://other/prefix')
    draft.takeOffer((pointer) => pointer === '/backend/spec/bucket')
    expect(draft.getState().values.backend).toMatchObject({ provider: 'gcs', spec: { prefix: 'prefix' } })
    expect(draft.getState().values.backend.spec['bucket']).toBeUndefined()
  })

  it.each([['name'], ['namespace'], ['labels', 'team'], ['annotations', 'source'], ['securityContext', 'runAsUser']])(
    'is plain text outside of the backend: %s',
    (...path) => {
      const draft = draftOf('s3')
      const before = draft.getState()
      for (const text of ['s3://other/prefix', 'gs://other/prefix', 'AWS_ACCESS_KEY_ID=a\nAWS_SECRET_ACCESS_KEY=b'])
        expect(draft.paste(path, text)).toBe(false)
      expect(draft.getState()).toBe(before)
    },
  )

  it('is plain text if the fields have its values already, or if it is too long', () => {
    const draft = draftOf('s3')
    draft.paste(['backend', 'spec', 'bucket'], 's3://my-backups/db')
    const before = draft.getState()
    expect(draft.paste(['backend', 'spec', 'bucket'], 's3://my-backups/db/')).toBe(false)
    expect(draft.paste(['backend', 'spec', 'bucket'], `s3://other/${'a'.repeat(4096)}`)).toBe(false)
    expect(draft.getState()).toBe(before)
  })

  it('names the changed fields only, with the source of the credentials', () => {
    const draft = draftOf('s3')
    draft.change(['backend', 'credentials', 'source'], 'existing')
    draft.change(['backend', 'credentials', 'secretName'], 'mine')
    draft.change(['backend', 'spec', 'region'], 'eu-west-1')
    const { values } = draft.getState()
    draft.paste(['backend', 'spec', 'bucket'], 'AWS_ACCESS_KEY_ID=a\nAWS_SECRET_ACCESS_KEY=b\nAWS_REGION=eu-west-1')
    expect(draft.getState().filled?.fields).toEqual([
      '/backend/credentials/source',
      '/backend/auth/AWS_ACCESS_KEY_ID',
      '/backend/auth/AWS_SECRET_ACCESS_KEY',
      '/backend/spec/endpoint',
    ])
    draft.undoFill()
    expect(draft.getState().values).toEqual(values)
  })

  it('is no longer reported once a filled field changes', () => {
    const draft = draftOf('s3')
    draft.paste(['backend', 'spec', 'bucket'], 's3://other/prefix')
    draft.change(['name'], 's3-backup')
    expect(draft.getState().filled).toBeDefined()
    draft.change(['backend', 'spec', 'prefix'], 'mine')
    expect(draft.getState().filled).toBeUndefined()
  })

  it('is offered for another provider, and fills in its fields when accepted', () => {
    const draft = draftOf('s3')
    draft.change(['backend', 'spec', 'bucket'], 'typed')
    expect(draft.paste(['backend', 'spec', 'bucket'], 'gs://my-backups/db')).toBe(true)
    expect(draft.getState().offer).toMatchObject({ provider: 'gcs', title: 'a gs:// address' })
    expect(draft.getState().values.backend).toMatchObject({ provider: 's3', spec: { bucket: 'typed' } })
    draft.takeOffer()
    expect(draft.getState().offer).toBeUndefined()
    expect(draft.getState().values.backend).toMatchObject({
      provider: 'gcs',
      spec: { bucket: 'my-backups', prefix: 'db' },
    })
    const { values } = draft.getState()
    expect(draft.getState().filled?.fields).toEqual([
      '/backend/provider',
      '/backend/spec/bucket',
      '/backend/spec/prefix',
    ])
    draft.undo()
    expect(draft.getState().values.backend).toMatchObject({ provider: 's3', spec: { bucket: 'typed' } })
    draft.redo()
    expect(draft.getState().values).toEqual(values)
  })

  it.each(['undo', 'undoFill'] as const)('returns to the previous provider by %s', (way) => {
    const draft = draftOf('s3')
    draft.change(['backend', 'credentials', 'source'], 'existing')
    draft.change(['backend', 'credentials', 'secretName'], 'mine')
    const { values } = draft.getState()
    draft.paste(['backend', 'spec', 'bucket'], 'gs://my-backups/db')
    draft.takeOffer()
    draft[way]()
    expect(draft.getState().values).toEqual(values)
    draft.change(['backend', 'provider'], 'gcs')
    expect(draft.getState().values.backend.spec).toEqual({})
  })

  it('fills in numbers and booleans if they are valid', () => {
    const provider = defineProvider({
      title: 'Files',
      type: 'object',
      'x-provider': { name: 'files' },
      'x-paste': [
        {
          title: 'a files:// address',
          pattern: '^files://',
          fill: {
            '/backend/spec/host': '^files://([^:/]+)',
            '/backend/spec/port': ':([^/]+)/',
            '/backend/spec/secure': '[?]secure=(.+)$',
          },
        },
      ],
      properties: {
        spec: {
          type: 'object',
          properties: { host: { type: 'string' }, port: { type: 'integer' }, secure: { type: 'boolean' } },
        },
      },
    })
    const draft = createDraft({ providers: [provider] })
    draft.paste(['backend', 'spec', 'host'], 'files://a.example:23/b?secure=true')
    expect(draft.getState().values.backend.spec).toEqual({ host: 'a.example', port: 23, secure: true })
    draft.paste(['backend', 'spec', 'host'], 'files://b.example:ssh/b?secure=perhaps')
    expect(draft.getState().values.backend.spec).toEqual({ host: 'b.example', port: 23, secure: true })
  })

  it('is decoded from base64 if the rule says so, but never into a field that shows a password', () => {
    const provider = defineProvider({
      title: 'Files',
      type: 'object',
      'x-provider': { name: 'files' },
      'x-paste': [
        {
          title: 'a Secret',
          pattern: '^data:',
          decode: true,
          fill: {
            '/backend/auth/KEY': 'KEY: (\\S+)',
            '/backend/spec/url': 'URL: (\\S+)',
            '/backend/spec/port': 'PORT: (\\S+)',
          },
        },
      ],
      properties: {
        auth: { type: 'object', properties: { KEY: { type: 'string', writeOnly: true } } },
        spec: { type: 'object', properties: { url: { type: 'string' }, port: { type: 'integer' } } },
      },
    })
    const pastedInto = (url: string, key = btoa('made-up')): unknown => {
      const draft = createDraft({ providers: [provider] })
      draft.paste(['backend', 'spec', 'url'], `data:\n  KEY: ${key}\n  URL: ${btoa(url)}\n  PORT: ${btoa('23')}`)
      const { auth, spec } = draft.getState().values.backend
      return { ...auth, ...spec }
    }
    expect(pastedInto('https://a.example')).toEqual({ KEY: 'made-up', url: 'https://a.example', port: 23 })
    expect(pastedInto('https://u:made-up@a.example')).toEqual({ KEY: 'made-up', port: 23 })
    expect(pastedInto('https://a.example', 'not-base64')).toEqual({ url: 'https://a.example', port: 23 })
  })

  it('is processed quickly, whatever its length and content', () => {
    for (const provider of ['s3', 'azure', 'gcs']) {
      for (const piece of ['a', '/', 'https://', 's3.', 'AccountKey=', '{"type": ', ' ', '\n', '.s3.', 'x/', '=;']) {
        const draft = draftOf(provider)
        const start = performance.now()
        const long = piece.repeat(4000 / piece.length)
        const starts = [
          '',
          'https://a.s3.b',
          's3://b',
          'gs://b',
          'https://b/',
          'https://s3.console.aws.amazon.com/s3/buckets/b?prefix=',
          'data: AWS_ACCESS_KEY_ID: ',
          'AWS_ACCESS_KEY_ID=',
          'Access Key ID',
          'mc alias set a https://b ',
          '[a]\n',
        ]
        for (const start of starts) draft.paste(['backend', 'spec', 'bucket'], `${start}${long}\n!`)
        draft.paste(['backend', 'spec', 'bucket'], piece.repeat(1_000_000))
        // Takes a few milliseconds; superlinear matching would take minutes.
        expect(performance.now() - start).toBeLessThan(5000)
      }
    }
  })
})

describe('a derived field', () => {
  const endpoint = ['backend', 'spec', 'endpoint']
  const regionOf = (draft: DraftStore): unknown => draft.getState().values.backend.spec['region']

  it('is filled in while it is empty, and updated until the user edits it', () => {
    const draft = draftOf('s3')
    draft.change(endpoint, 'https://s3.us-east-1.amazonaws.com')
    expect(regionOf(draft)).toBe('us-east-1')
    expect(draft.getState().filled).toMatchObject({ at: '/backend/spec/endpoint', fields: ['/backend/spec/region'] })
    draft.change(endpoint, 'https://s3.eu-west-1.amazonaws.com')
    expect(regionOf(draft)).toBe('eu-west-1')
    draft.change(['backend', 'spec', 'region'], 'eu-central-1')
    draft.change(endpoint, 'https://s3.us-east-1.amazonaws.com')
    expect(regionOf(draft)).toBe('eu-central-1')
  })

  it('stays empty after an undo until there is another value', () => {
    const draft = draftOf('s3')
    draft.change(endpoint, 'https://s3.us-east-1.amazonaws.com')
    draft.undoFill()
    expect(regionOf(draft)).toBeUndefined()
    expect(draft.getState().values.backend.spec['endpoint']).toBe('https://s3.us-east-1.amazonaws.com')
    draft.change(endpoint, 'https://s3.us-east-1.amazonaws.com:443')
    expect(regionOf(draft)).toBeUndefined()
  })

  it('is reverted with the step that caused it', () => {
    const draft = draftOf('s3')
    draft.change(endpoint, 'https://s3.us-east-1.amazonaws.com')
    draft.undo()
    expect(draft.getState().values).toEqual(initialValues('s3'))
  })

  it.each([
    ['https://s3.us-east-1.amazonaws.com', 'us-east-1'],
    ['https://s3-us-west-2.amazonaws.com', 'us-west-2'],
    ['https://s3.dualstack.eu-west-1.amazonaws.com', 'eu-west-1'],
    ['https://s3-fips.us-gov-west-1.amazonaws.com', 'us-gov-west-1'],
    ['https://s3-fips.dualstack.us-east-2.amazonaws.com', 'us-east-2'],
    ['https://bucket.vpce-0a1b2c3d-4e5f.s3.us-east-1.vpce.amazonaws.com', 'us-east-1'],
    ['https://s3.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
    ['https://s3.us-east-1.amazonaws.com/', 'us-east-1'],
    ['https://s3.amazonaws.com', 'us-east-1'],
    ['https://minio.example.com', undefined],
    ['https://s3.fr-par.scw.cloud', 'fr-par'],
  ])('takes the region from %s', (value, region) => {
    const draft = draftOf('s3')
    draft.change(endpoint, value)
    expect(regionOf(draft)).toBe(region)
  })

  it('is reported once if it differs, without exposing a secret', () => {
    const { values } = caseOf('s3-new-secret')
    const spec = { ...values.backend.spec, endpoint: 'https://s3.us-east-1.amazonaws.com', region: 'eu-west-1' }
    const deletionPolicy = 'Delete'
    const found = validateValues({ ...values, deletionPolicy, backend: { ...values.backend, spec } })
    expect(found).toMatchObject([
      { code: 'differs', severity: 'error', path: '/backend/spec/region', fix: { value: 'us-east-1' } },
    ])
    const gcs = caseOf('gcs-new-secret').values
    const auth = { ...gcs.backend.auth, GOOGLE_PROJECT_ID: 'another-project' }
    const differs = validateValues({ ...gcs, backend: { ...gcs.backend, auth } })
    expect(differs).toMatchObject([{ code: 'differs', severity: 'warning', path: '/backend/auth/GOOGLE_PROJECT_ID' }])
    expect(differs.map(({ message }) => message).join()).not.toContain('my-project')
  })
})
