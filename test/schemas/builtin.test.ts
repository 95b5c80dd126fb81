import type { Json } from 'backupstorage-forms/core'
import { builtinProviders, validateValues } from 'backupstorage-forms/core'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ResourceSchema, Schema } from '../../src/core/schema/language.ts'
import { isChoice, isMap } from '../../src/core/schema/language.ts'
import { allFields, builtinNames, folder, holding, readProvider } from './schemaFiles.ts'

/**
 * The form as the guide shows it: a label for each field, `*` where it is required, in their order; below a choice, its
 * branches. `secret` marks what is masked.
 */
const forms: Record<(typeof builtinNames)[number], { auth: string[]; spec: string[]; secrets: string[] }> = {
  azure: {
    auth: ['AZURE_ACCOUNT_KEY: Account Key*', 'AZURE_ACCOUNT_NAME: Account Name*'],
    spec: ['container: Container*', 'maxConnections: Max Connections', 'prefix: Prefix'],
    secrets: ['AZURE_ACCOUNT_KEY'],
  },
  gcs: {
    auth: [
      'GOOGLE_PROJECT_ID: Google Project ID*',
      'GOOGLE_SERVICE_ACCOUNT_JSON_KEY: Google Service Account JSON Key*',
    ],
    spec: ['bucket: Bucket*', 'maxConnections: Max Connections', 'prefix: Prefix'],
    secrets: ['GOOGLE_SERVICE_ACCOUNT_JSON_KEY'],
  },
  s3: {
    auth: [
      'AWS_ACCESS_KEY_ID: AWS Access Key ID*',
      'AWS_SECRET_ACCESS_KEY: AWS Secret Access Key*',
      'CA_CERT_DATA: CA Cert Data',
    ],
    spec: [
      'bucket: Bucket*',
      'endpoint: Endpoint*',
      'region: Region',
      'prefix: Prefix',
      'insecureTLS: Insecure TLS',
      'maxConnections: Max Connections',
    ],
    secrets: ['AWS_SECRET_ACCESS_KEY'],
  },
  local: {
    auth: [],
    spec: [
      'mountPath: Mount Path*',
      'subPath: Sub Path',
      'volume: Volume*',
      'volume/persistentVolumeClaim: Persistent Volume Claim',
      'volume/persistentVolumeClaim/claimName: Claim Name*',
      'volume/persistentVolumeClaim/readOnly: Read Only',
      'volume/nfs: NFS',
      'volume/nfs/server: Server*',
      'volume/nfs/path: Path*',
      'volume/nfs/readOnly: Read Only',
      'volume/hostPath: Host Path',
      'volume/hostPath/path: Path*',
      'volume/hostPath/type: Type',
    ],
    secrets: [],
  },
}

/** The fields of a form below a schema as lines: way, label, star. */
function lines(schema: Schema | undefined, path: string[] = []): string[] {
  return Object.entries(schema?.properties ?? {}).flatMap(([key, child]) => {
    const here = [...path, key]
    const star = schema?.required?.includes(key) ? '*' : ''
    return [`${here.join('/')}: ${child.title ?? 'no title'}${star}`, ...lines(child, here)]
  })
}

describe.each(builtinNames)('schemas/providers/%s.json', (name) => {
  const schema = readProvider(name)
  const { auth, spec } = schema.properties
  const fields = allFields(schema).filter(({ path }) => path.length > 1)
  const typed = fields.filter(({ schema: one }) => {
    return ['string', 'integer', 'number'].includes(one.type ?? '') && !one.oneOf && !one.enum
  })

  it('has the fields of the guide, with its labels and stars', () => {
    expect(lines(auth)).toEqual(forms[name].auth)
    expect(lines(spec)).toEqual(forms[name].spec)
    expect(schema.required).toEqual(auth ? ['auth', 'spec'] : ['spec'])
  })

  it('masks exactly the secrets', () => {
    const masked = fields.filter(({ schema: one }) => one.writeOnly).map(({ path }) => path.at(-1))
    expect(masked).toEqual(forms[name].secrets)
  })

  it.each(fields.map(({ path, schema: one }) => [path.join('/'), one] as const))(
    '%s says in a sentence what it is for',
    (_path, one) => {
      expect(one.title).toMatch(/^[A-Z]/)
      expect(one.description).toMatch(/^[A-Z].{14,}\.$/)
      expect(one.description?.length).toBeLessThan(260)
    },
  )

  it.each(typed.map(({ path, schema: one }) => [path.join('/'), one] as const))(
    '%s, which a person types, has an example',
    (_path, one) => expect(one.examples?.length).toBeGreaterThan(0),
  )

  it.each(typed.filter(({ schema: one }) => one.type === 'string' && (one.pattern || one.format)))(
    '$path: its example or its pattern is put into words',
    ({ schema: one }) => {
      if (one.pattern) expect(one['x-error']).toMatch(/\.$/)
      expect(one.description).toContain(String(one.examples?.[0]).slice(0, 8))
    },
  )

  it.each(
    fields.flatMap(({ path, schema: one }) =>
      (one.examples ?? []).map((example) => [path.join('/'), path, example] as const),
    ),
  )('%s: its example is valid by its own schema and format', (_name, path, example) => {
    const found = validateValues(holding(name, path, example as Json))
    const pointer = `/backend/${path.join('/')}`
    expect(found.filter((one) => one.path === pointer || one.path.startsWith(pointer + '/'))).toEqual([])
  })

  it('requires what is required to be more than empty', () => {
    for (const { schema: parent } of [{ schema }, ...fields, { schema: auth ?? {} }, { schema: spec ?? {} }]) {
      for (const key of parent.required ?? []) {
        const child = parent.properties?.[key]
        if (child?.type === 'string') expect(child.minLength, key).toBeGreaterThan(0)
      }
    }
  })
})

describe('the providers together', () => {
  it('come in this order, each with the words that say what it is', () => {
    expect(builtinProviders.map(({ name, description }) => `${name}: ${description}`)).toEqual([
      's3: Amazon S3 or S3-compatible storage',
      'azure: Microsoft Azure Blob Storage',
      'gcs: Google Cloud Storage',
      'local: A volume in the cluster',
    ])
  })

  it('offer workload identity where the cloud has it, and say what to prepare', () => {
    const offered = builtinProviders.filter(({ identity }) => identity !== undefined)
    expect(offered.map(({ name }) => name)).toEqual(['s3', 'azure', 'gcs'])
    for (const { identity } of offered) expect(identity).toMatch(/service account/)
  })

  it('write numbers of connections in one way', () => {
    for (const name of ['s3', 'azure', 'gcs']) {
      const { type, minimum } = readProvider(name).properties['spec']?.properties?.['maxConnections'] ?? {}
      expect({ type, minimum }).toEqual({ type: 'integer', minimum: 0 })
    }
  })
})

describe('schemas/backupstorage.json', () => {
  const resource = JSON.parse(readFileSync(`${folder}/backupstorage.json`, 'utf8')) as ResourceSchema
  const fields = allFields(resource).filter(
    ({ path }) => !['/backend/auth', '/backend/spec'].includes('/' + path.join('/')),
  )

  it('has the common fields of the guide, with its labels and stars', () => {
    expect(lines({ ...resource, properties: { ...resource.properties, backend: {} } })).toEqual(
      expect.arrayContaining([
        'namespace: Namespace*',
        'name: Name*',
        'labels: Labels',
        'annotations: Annotations',
        'deletionPolicy: Deletion Policy*',
        'securityContext: Security Context',
        'securityContext/runAsUser: Run as User',
        'securityContext/runAsGroup: Run as Group',
        'securityContext/fsGroup: File System Group',
        'securityContext/runAsNonRoot: Run as Non-Root',
      ]),
    )
    expect(lines(resource.properties['backend'])).toContain('provider: Provider*')
  })

  it('names the deletion policies as the guide does', () => {
    expect(resource.properties['deletionPolicy']?.oneOf).toMatchObject([
      { const: 'Delete', title: 'Delete (Keep only database Secrets and backed up data)' },
      { const: 'WipeOut', title: 'WipeOut (Delete everything including backed up data)' },
    ])
  })

  it.each(fields.map(({ path, schema }) => [path.join('/'), schema] as const))(
    '%s says in a sentence what it is for',
    (_path, { title, description }) => {
      expect(title).toMatch(/^[A-Z]/)
      expect(description).toMatch(/^[A-Z].{14,}\.$/)
    },
  )

  it.each(
    fields.filter(({ schema: { type, oneOf, ...one } }) => {
      return ['string', 'integer'].includes(type ?? '') && !oneOf && one['x-options'] !== 'providers'
    }),
  )('$path, which a person types, has an example', ({ schema }) => {
    expect(schema.examples?.length).toBeGreaterThan(0)
  })

  it.each(
    fields.flatMap(({ path, schema }) =>
      (schema.examples ?? []).map((example) => ({ path, example, plain: !isMap(schema) && !isChoice(schema) })),
    ),
  )('$path: its example is valid', ({ path, example }) => {
    const pointer = '/' + path.join('/')
    const values = path.toReversed().reduce<unknown>((child, key) => ({ [key]: child }), example)
    const found = validateValues(values)
    expect(found.filter((one) => one.path === pointer || one.path.startsWith(pointer + '/'))).toEqual([])
  })
})
