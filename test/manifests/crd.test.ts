import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { backupStorage, stringifyManifests, toManifests, validateManifests } from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { cases } from '../fixtures/cases.ts'

// A host's own CustomResourceDefinition replaces the built-in structure of the API.

const [group, version] = backupStorage.apiVersion.split('/')

/** Returns a definition whose spec has these properties. */
function crdOf(properties: object, more: object = {}): object {
  const text = { type: 'string' }
  const storage = { type: 'object', properties: { provider: text, s3: { type: 'object', properties } } }
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    spec: {
      group,
      names: { kind: backupStorage.kind, plural: backupStorage.plural },
      versions: [
        { name: 'v1', schema: { openAPIV3Schema: { type: 'object' } } },
        {
          name: version,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: {
                apiVersion: text,
                kind: text,
                metadata: { type: 'object' },
                spec: { type: 'object', ...more, properties: { storage } },
              },
            },
          },
        },
      ],
    },
  }
}

const usual = {
  bucket: { type: 'string' },
  endpoint: { type: 'string' },
  region: { type: 'string' },
  secretName: { type: 'string' },
}
const text = `apiVersion: storage.kubestash.com/v1alpha1
kind: BackupStorage
metadata: { name: a, namespace: demo }
spec:
  storage:
    provider: s3
    s3: { bucket: my-backups, endpoint: "https://minio.example.com", region: us-east-1, secretName: x }
`

function diagnosticsOf(manifest: string, crd: object): string[] {
  return validateManifests(manifest, { crd }).map(({ severity, code, path }) => `${severity} ${code} ${path}`)
}

describe("validation with a host's CustomResourceDefinition", () => {
  it('accepts a matching manifest', () => {
    expect(diagnosticsOf(text, crdOf(usual))).toEqual([])
  })

  it('accepts a new field', () => {
    const newer = text.replace('bucket:', 'checksum: crc, bucket:')
    expect(diagnosticsOf(newer, crdOf({ ...usual, checksum: { type: 'string', enum: ['crc', 'none'] } }))).toEqual([])
    expect(diagnosticsOf(newer, crdOf(usual))).toEqual(['error unknown-field /spec/storage/s3/checksum'])
  })

  it('rejects a removed field, even if the form has it', () => {
    const { endpoint: _endpoint, ...less } = usual
    expect(diagnosticsOf(text, crdOf(less))).toEqual(['error unknown-field /spec/storage/s3/endpoint'])
  })

  it.each<[string, object, string]>([
    ['an enum', { enum: ['other'] }, 'enum'],
    ['a length', { maxLength: 3 }, 'maxLength'],
    ['a pattern', { pattern: '^x' }, 'pattern'],
    ['a type', { type: 'integer' }, 'type'],
    ['not', { not: { enum: ['my-backups'] } }, 'not'],
    ['anyOf', { anyOf: [{ maxLength: 3 }, { pattern: '^x' }] }, 'anyOf'],
    ['oneOf', { oneOf: [{ minLength: 1 }, { minLength: 2 }] }, 'oneOf'],
    ['allOf', { allOf: [{ minLength: 1 }, { maxLength: 2 }] }, 'allOf'],
  ])('applies its rules: %s', (_word, rule, code) => {
    const crd = crdOf({ ...usual, bucket: { type: 'string', ...rule } })
    expect(diagnosticsOf(text, crd)).toEqual([`error ${code} /backend/spec/bucket`])
  })

  it('applies limits of numbers, lists and objects', () => {
    const integer = { type: 'integer', format: 'int32', minimum: 1, maximum: 9, exclusiveMaximum: true, multipleOf: 2 }
    const crd = crdOf({
      ...usual,
      retries: integer,
      hosts: { type: 'array', maxItems: 1, items: { type: 'string', nullable: true } },
      tags: { type: 'object', maxProperties: 1, additionalProperties: { type: 'string' } },
      free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      size: { 'x-kubernetes-int-or-string': true },
    })
    const errors = (body: string): string[] =>
      diagnosticsOf(text.replace('bucket:', `${body}, bucket:`), crd).map((one) => one.replace('error ', ''))
    expect(errors('retries: 4, hosts: [null], tags: {a: b}, free: {a: [1]}, size: 1')).toEqual([])
    expect(errors('size: 1Gi')).toEqual([])
    expect(errors('size: {}')).toEqual(['type /spec/storage/s3/size'])
    expect(errors('retries: 0')).toEqual(['minimum /spec/storage/s3/retries'])
    expect(errors('retries: 9')).toEqual(['maximum /spec/storage/s3/retries'])
    expect(errors('retries: 3')).toEqual(['multipleOf /spec/storage/s3/retries'])
    expect(errors('retries: 4294967296')).toEqual(['maximum /spec/storage/s3/retries'])
    expect(errors('hosts: [a, b]')).toEqual(['maxItems /spec/storage/s3/hosts'])
    expect(errors('hosts: [1]')).toEqual(['type /spec/storage/s3/hosts/0'])
    expect(errors('tags: {a: b, c: d}')).toEqual(['maxProperties /spec/storage/s3/tags'])
    expect(errors('tags: {a: 1}')).toEqual(['type /spec/storage/s3/tags/a'])
  })

  it('checks the metadata like the API server', () => {
    expect(diagnosticsOf(text.replace('name: a,', 'name: a, lables: {},'), crdOf(usual))).toEqual([
      'error unknown-field /metadata/lables',
    ])
  })

  it('notes that CEL rules are left to the cluster', () => {
    const cel = { 'x-kubernetes-validations': [{ rule: 'self.storage.provider != ""' }] }
    expect(diagnosticsOf(text, crdOf(usual, cel))).toEqual(['info left-to-cluster '])
  })

  it.each<[string, object]>([
    ['for another kind', { spec: { group, names: { kind: 'Repository' }, versions: [] } }],
    ['for another group', { spec: { group: 'example.com', names: { kind: 'BackupStorage' }, versions: [] } }],
    [
      'without the supported version',
      { spec: { group, names: { kind: 'BackupStorage' }, versions: [null, { name: 'v1' }] } },
    ],
    ["that isn't a CRD", { hello: 'world' }],
  ])('warns about an object %s, and uses the built-in structure', (_what, crd) => {
    expect(diagnosticsOf(text.replace('bucket:', 'checksum: crc, bucket:'), crd)).toEqual([
      'warning other-crd ',
      'error unknown-field /spec/storage/s3/checksum',
    ])
  })
})

const reference = fileURLToPath(
  new URL('../../../shared/reference/crds/storage.kubestash.com_backupstorages.yaml', import.meta.url),
)

describe.skipIf(!existsSync(reference))("KubeStash's own definition (skipped without the reference files)", () => {
  it.each(Object.entries(cases))('gives the same diagnostics for %s as the built-in structure', (_file, { values }) => {
    const crd = parse(readFileSync(reference, 'utf8')) as object
    const manifest = stringifyManifests(toManifests(values), 'yaml')
    expect(validateManifests(manifest, { crd })).toEqual(validateManifests(manifest))
  })
})
