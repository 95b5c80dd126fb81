import { execFileSync } from 'node:child_process'
import type { BackupStorageValues, GuideText } from 'backupstorage-forms/core'
import { builtinProviders, defineProvider, guideOf, initialValues } from 'backupstorage-forms/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { fillGuide } from '../../src/manifests/fillGuide.ts'
import { contextOf } from '../../src/context/createContext.ts'
import { layoutFor } from '../../src/context/context.ts'
import type { Guide } from '../../src/schema/language.ts'
import { setAt } from '../../src/base/pointer.ts'
import { caseOf } from '../fixtures/cases.ts'
import { check } from '../property.ts'
import { readGuide, readProvider, restExample } from '../schemas/schemaFiles.ts'
import { shellWords } from './shellWords.ts'

const sources = ['new', 'existing', 'workloadIdentity'] as const
const textOf = ({ parts }: GuideText): string => parts.map(({ text }) => text).join('')
const namesIn = (steps: readonly GuideText[]): string[] => [
  ...new Set(steps.flatMap(({ parts }) => parts.flatMap(({ text, replace }) => (replace ? [text] : [])))),
]

/** Returns the values of a case with changes at paths below the backend. */
function changed(name: string, changes: Record<string, unknown>): BackupStorageValues {
  return Object.entries(changes).reduce(
    (values, [path, value]) => setAt(values, ['backend', ...path.split('/')], value),
    caseOf(name).values,
  )
}

/** Returns the text of the step whose text contains a string. */
async function stepWith(values: BackupStorageValues, part: string): Promise<string> {
  const found = (await guideOf(values)).map(textOf).find((text) => text.includes(part))
  if (found === undefined) throw new Error(`No step contains ${part}.`)
  return found
}

/** Throws if a text is invalid in its language. */
function parse(step: GuideText): unknown {
  const text = textOf(step)
  if (step.language === 'json') return JSON.parse(text)
  if (step.language === 'shell') return shellWords(text)
  const documents = parseAllDocuments(text)
  expect([...documents].flatMap((one) => (Array.isArray(one) ? [] : one.errors))).toEqual([])
  return [...documents].map((one) => one.toJSON() as unknown)
}

/** Values of each provider that has a guide: known, unknown, and of each source. */
const everyValues: readonly (readonly [string, BackupStorageValues])[] = builtinProviders
  .filter(({ schema }) => schema['x-guide'] !== undefined)
  .flatMap(({ name }) =>
    sources.flatMap((source): [string, BackupStorageValues][] => {
      const empty = initialValues(name)
      const known = { s3: 's3-new-secret', azure: 'azure-guide', gcs: 'gcs-new-secret' }[name] ?? 's3-empty'
      return [
        [`${name}, ${source}, nothing typed`, setAt(empty, ['backend', 'credentials', 'source'], source)],
        [`${name}, ${source}, complete`, changed(known, { 'credentials/source': source })],
      ]
    }),
  )

describe.each(everyValues)('the guide of %s', (_name, values) => {
  it('has steps that are valid in their languages', async () => {
    const steps = await guideOf(values)
    expect(steps.length).toBeGreaterThan(0)
    for (const step of steps) expect(() => parse(step), step.title).not.toThrow()
  })

  it('has shell steps that a shell accepts', async () => {
    const steps = (await guideOf(values)).filter(({ language }) => language === 'shell')
    for (const step of steps) {
      execFileSync('sh', ['-n'], { input: textOf(step) })
      execFileSync('bash', ['-n'], { input: textOf(step) })
    }
  })

  it('has no secret and no key ID', async () => {
    const text = (await guideOf(values)).map(textOf).join('\n')
    const { GOOGLE_PROJECT_ID: _project, AZURE_ACCOUNT_NAME: _account, ...secrets } = values.backend.auth
    for (const secret of Object.values(secrets)) expect(text).not.toContain(String(secret))
  })
})

it('sees the same words in a text as a shell', async () => {
  const values = changed('gcs-workload-identity', {
    'spec/bucket': `a'b "$(x)" \\ \`y\``,
    'auth/GOOGLE_PROJECT_ID': '~',
  })
  for (const step of (await guideOf(values)).filter(({ language }) => language === 'shell')) {
    const script = textOf(step).replaceAll(/^(?=[a-z])/gm, "printf '%s\\0' ")
    const printed = execFileSync('bash', [], { input: script }).toString().split('\0').slice(0, -1)
    expect(shellWords(textOf(step)).flat()).toEqual(printed)
  }
})

describe('the guide of S3', () => {
  const policyOf = async (values: BackupStorageValues): Promise<unknown> =>
    JSON.parse(await stepWith(values, 's3:PutObject'))

  it('allows only what backups do, in the bucket and the prefix', async () => {
    expect(await policyOf(caseOf('s3-new-secret').values)).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Sid: 'Location', Effect: 'Allow', Action: 's3:GetBucketLocation', Resource: 'arn:aws:s3:::my-backups' },
        {
          Sid: 'List',
          Effect: 'Allow',
          Action: 's3:ListBucket',
          Resource: 'arn:aws:s3:::my-backups',
          Condition: { StringLike: { 's3:prefix': 'db-backups/demo/*' } },
        },
        {
          Sid: 'Objects',
          Effect: 'Allow',
          Action: [
            's3:GetObject',
            's3:PutObject',
            's3:DeleteObject',
            's3:AbortMultipartUpload',
            's3:ListMultipartUploadParts',
          ],
          Resource: 'arn:aws:s3:::my-backups/db-backups/demo/*',
        },
      ],
    })
  })

  it('has no condition without a prefix', async () => {
    const policy = await policyOf(changed('s3-new-secret', { 'spec/prefix': undefined }))
    expect(JSON.stringify(policy)).not.toContain('Condition')
    expect(JSON.stringify(policy)).toContain('"arn:aws:s3:::my-backups/*"')
  })

  it.each([
    ['us-east-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['eusc-de-east-1', 'aws-eusc'],
    ['us-iso-east-1', 'aws-iso'],
    ['us-isob-east-1', 'aws-iso-b'],
    ['eu-isoe-west-1', 'aws-iso-e'],
    ['us-isof-south-1', 'aws-iso-f'],
    [undefined, 'aws'],
    ['a:b', 'aws'],
  ])('uses the partition of the region %s', async (region, partition) => {
    const values = changed('s3-workload-identity', { 'spec/region': region })
    expect(await stepWith(values, 's3:PutObject')).toContain(`"arn:${partition}:s3:::my-backups"`)
    expect(await stepWith(values, 'oidc-provider')).toContain(`"arn:${partition}:iam::<ACCOUNT_ID>:oidc-provider/`)
    expect(await stepWith(values, 'ServiceAccount')).toContain(`arn:${partition}:iam::<ACCOUNT_ID>:role/s3-backup`)
  })

  it.each(['a*', 'a?', '*/b', 'a${aws:username}'])(
    'keeps %s in the prefix from matching other folders',
    async (prefix) => {
      const text = await stepWith(changed('s3-new-secret', { 'spec/prefix': prefix }), 's3:PutObject')
      const [, resource = ''] = /my-backups\/(.+)\/\*"/.exec(text) ?? []
      expect(resource).not.toMatch(/(?<!\$\{)[*?]/)
      expect(resource).not.toContain('${aws')
    },
  )

  it.each(['*', 'my-*', 'a?c', '${aws:username}'])('takes the bucket %s for unknown', async (bucket) => {
    expect(await stepWith(changed('s3-new-secret', { 'spec/bucket': bucket }), 's3:PutObject')).toContain(
      '"arn:aws:s3:::<BUCKET>"',
    )
  })

  it('trusts the service accounts of the jobs and of the operator, in the namespace', async () => {
    const trust = JSON.parse(await stepWith(caseOf('s3-workload-identity').values, 'AssumeRole')) as object
    expect(trust).toHaveProperty(
      ['Statement', 0, 'Condition', 'StringEquals', '<OIDC_PROVIDER>:sub'],
      ['system:serviceaccount:demo:bucket-user', 'system:serviceaccount:kubestash:kubestash-kubestash-operator'],
    )
  })

  it('offers the commands of MinIO for another endpoint only', async () => {
    const own = changed('s3-new-secret', { 'spec/endpoint': 'https://minio.example.com:9000', 'spec/region': 'cn-1' })
    expect(await stepWith(own, 'mc admin')).toContain('mc alias set backups https://minio.example.com:9000\n')
    expect(await stepWith(own, 's3:PutObject')).toContain('"arn:aws:s3:::my-backups"')
    for (const endpoint of [
      undefined,
      'https://s3.eu-west-1.amazonaws.com',
      'https://s3.cn-north-1.amazonaws.com.cn/',
    ]) {
      const texts = (await guideOf(changed('s3-new-secret', { 'spec/endpoint': endpoint }))).map(textOf)
      expect(texts.join('\n')).not.toMatch(/^mc |endpoint-url/m)
      expect(texts.join('\n')).toContain('aws iam create-access-key')
    }
    const tricky = changed('s3-new-secret', { 'spec/endpoint': 'https://s3.amazonaws.com.example.com' })
    expect(await stepWith(tricky, 'mc admin')).toContain('amazonaws.com.example.com')
  })
})

describe('the manifests of workload identity', () => {
  it.each([
    ['s3', { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::<ACCOUNT_ID>:role/s3-backup' }],
    ['azure', { 'azure.workload.identity/client-id': '<CLIENT_ID>' }],
    ['gcs', { 'iam.gke.io/gcp-service-account': 'gcs-backup@<PROJECT>.iam.gserviceaccount.com' }],
  ])('of %s are the service account that the form names', async (provider, annotations) => {
    const { values } = caseOf(`${provider}-workload-identity`)
    const steps = (await guideOf(values)).filter(({ language }) => language === 'yaml')
    const { serviceAccountName } = values.backend.credentials
    expect(steps.map(parse)).toEqual([
      [
        {
          apiVersion: 'v1',
          kind: 'ServiceAccount',
          metadata: { name: serviceAccountName, namespace: values.namespace, annotations },
        },
      ],
    ])
  })

  it('are only shown for workload identity', async () => {
    for (const [name, values] of everyValues) {
      const languages = (await guideOf(values)).map(({ language }) => language)
      expect(languages.includes('yaml'), name).toBe(values.backend.credentials.source === 'workloadIdentity')
    }
  })
})

it('limits the role of Azure to the container', async () => {
  expect(await stepWith(caseOf('azure-workload-identity').values, 'role assignment')).toContain(
    '/storageAccounts/mybackups/blobServices/default/containers/db-backups',
  )
})

it('names the Google account as Google allows it', async () => {
  const nameFor = async (name: string): Promise<string | undefined> => {
    const text = await stepWith({ ...caseOf('gcs-new-secret').values, name }, 'service-accounts create')
    return /create (\S+)/.exec(text)?.[1]
  }
  expect(await nameFor('gcs-backup')).toBe('gcs-backup')
  expect(await nameFor('a')).toBe('backup-a')
  expect(await nameFor('team.a')).toBe('backup-team-a')
  expect(await nameFor('2024-backup')).toBe('b-2024-backup')
  expect(await nameFor(`${'a'.repeat(22)}-${'b'.repeat(40)}`)).toBe(`backup-${'a'.repeat(22)}`)
})

it('names the Azure identity as Azure allows it', async () => {
  const text = await stepWith({ ...caseOf('azure-workload-identity').values, name: 'prod.eu' }, 'identity create')
  expect(text).toContain('--name=backup-prod-eu')
})

it('writes the domain of a Google project behind its ID in the account', async () => {
  const values = changed('gcs-new-secret', { 'auth/GOOGLE_PROJECT_ID': 'example.com:my-project' })
  expect(await stepWith(values, 'objectUser')).toContain('gcs-backup@my-project.example.com.iam.gserviceaccount.com')
})

describe('values that are not known', () => {
  it('are marked for the user to replace', async () => {
    expect(namesIn(await guideOf(caseOf('s3-new-secret').values))).toEqual([])
    expect(namesIn(await guideOf(initialValues('azure')))).toEqual(['<STORAGE_ACCOUNT>', '<CONTAINER>'])
    expect(namesIn(await guideOf(caseOf('s3-workload-identity').values)).sort()).toEqual([
      '<ACCOUNT_ID>',
      '<CLUSTER>',
      '<OIDC_PROVIDER>',
    ])
  })

  it.each([
    ['a line break', 'a\nrm -rf ~'],
    ['a control character', 'a\u0003b'],
    ['a change of the direction', 'a\u202eb'],
    ['a lone surrogate', 'a\ud800'],
    ['a very long text', 'a'.repeat(5000)],
    ['something else than a text', { a: 1 }],
  ])('include %s', async (_what, bucket) => {
    expect(await stepWith(changed('gcs-new-secret', { 'spec/bucket': bucket }), 'buckets create')).toContain(
      "'gs://<BUCKET>'",
    )
  })
})

describe('any values', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(...'\'"\\$()`{}|&;<>*?#!~ \t-=:/@%\n\r\u0000aB1'), maxLength: 16 }),
    fc.constantFrom('$(touch x)', '`x`', "'; x; '", '"},{"Effect":"Allow"', '{bucket}', '${IFS}', '--help', '<BUCKET>'),
  )
  const fields = {
    s3: ['spec/bucket', 'spec/prefix', 'spec/endpoint', 'spec/region'],
    azure: ['spec/container', 'auth/AZURE_ACCOUNT_NAME', 'spec/prefix'],
    gcs: ['spec/bucket', 'auth/GOOGLE_PROJECT_ID', 'spec/prefix'],
  }
  const guides = Object.fromEntries(Object.keys(fields).map((name) => [name, readGuide(name)]))
  const context = contextOf()
  const calmShapes = new Map<string, readonly string[]>()

  /** The structure of a text, in which only strings can differ. */
  const shape = (data: unknown): unknown => {
    if (Array.isArray(data)) return data.map(shape)
    if (typeof data !== 'object' || data === null) return typeof data
    return Object.fromEntries(Object.entries(data).map(([key, entry]) => [key, shape(entry)]))
  }
  /** Conditional parts depend on the prefix, and on the endpoint. */
  const comparable = (data: unknown): string => JSON.stringify(shape(data)).replaceAll(/,"Condition":\{[^}]*\}\}/g, '')

  it('change only strings: nothing breaks out of JSON, YAML or a shell word', () => {
    check(
      fc.property(
        fc.constantFrom('s3' as const, 'azure' as const, 'gcs' as const),
        fc.constantFrom(...sources),
        fc.array(nasty, { minLength: 6, maxLength: 6 }),
        (provider, source, [name = '', namespace = '', serviceAccountName = '', ...rest]) => {
          const start = setAt(initialValues(provider), ['backend', 'credentials'], { source, serviceAccountName })
          const values = fields[provider].reduce(
            (all, path, index) => setAt(all, ['backend', ...path.split('/')], rest[index % rest.length]),
            { ...start, name, namespace },
          )
          const { schema } = layoutFor(context, values)
          const steps = fillGuide(guides[provider] as Guide, values, schema)
          const shapes = steps.map((step) => `${step.title}: ${comparable(parse(step))}`)
          // The same steps with harmless values have the same structure.
          const key = JSON.stringify([
            provider,
            source,
            values.backend.spec['endpoint'],
            steps.map(({ title }) => title),
          ])
          if (!calmShapes.has(key)) {
            const calm = fields[provider].reduce(
              (all, path) => (path === 'spec/endpoint' ? all : setAt(all, ['backend', ...path.split('/')], 'harmless')),
              { ...values, name: 'harmless', namespace: 'harmless' },
            )
            const expected = fillGuide(guides[provider] as Guide, calm, schema)
            calmShapes.set(
              key,
              expected.map((step) => `${step.title}: ${comparable(parse(step))}`),
            )
          }
          expect(shapes).toEqual(calmShapes.get(key))
        },
      ),
      20_000,
    )
  })
})

describe('providers of the host', () => {
  const tape: Guide = {
    placeholders: { url: { from: '/backend/spec/url', else: '<URL>' } },
    steps: [
      {
        title: 'Create the folder',
        language: 'shell',
        text: [['restctl', 'mkdir', '{url}']],
        source: { url: 'https://rest.example.com/docs', date: '2026-11-30' },
      },
    ],
  }

  it('can have a guide of their own, in another language too', async () => {
    const provider = defineProvider({ ...restExample('mine'), 'x-guide': tape })
    const values = setAt(
      initialValues('mine', { providers: [provider] }),
      ['backend', 'spec', 'url'],
      'https://a.example/b c',
    )
    const german = { texts: { 'mine#/x-guide/steps/0/title': 'Den Ordner erstellen' } }
    const [step] = await guideOf(values, { providers: [provider], messages: german })
    expect(step).toEqual({
      title: 'Den Ordner erstellen',
      language: 'shell',
      parts: [{ text: "restctl mkdir 'https://a.example/b c'", replace: false }],
      source: 'https://rest.example.com/docs',
    })
  })

  it('can use a guide of this package', async () => {
    const copy = { ...readProvider('s3'), 'x-provider': { name: 'own', variantOf: 's3' } }
    const values = setAt(caseOf('s3-new-secret').values, ['backend', 'provider'], 'own')
    const steps = await guideOf(values, { providers: [defineProvider(copy)] })
    expect(steps.map(textOf)).toEqual((await guideOf(caseOf('s3-new-secret').values)).map(textOf))
  })

  it('have no steps without a guide', async () => {
    expect(await guideOf(initialValues('local'))).toEqual([])
    expect(await guideOf(setAt(initialValues('s3'), ['backend', 'provider'], 'unknown'))).toEqual([])
  })
})
