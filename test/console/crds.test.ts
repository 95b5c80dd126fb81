import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { customResourceDefinitions } from '../../examples/console/server/crds.ts'

// The CustomResourceDefinitions that `npm run print-crds` derives from the embedded API, for tests on a cluster.

interface Schema {
  type?: string
  format?: string
  default?: unknown
  enum?: unknown[]
  required?: string[]
  properties?: Record<string, Schema>
  additionalProperties?: Schema
  items?: Schema
  'x-kubernetes-preserve-unknown-fields'?: boolean
}

interface Version {
  name: string
  served: boolean
  storage: boolean
  subresources?: object
  schema: { openAPIV3Schema: Schema }
  additionalPrinterColumns: { name: string; jsonPath: string }[]
}

interface Definition {
  metadata: { name: string }
  spec: { group: string; names: Record<string, string>; scope: string; versions: Version[] }
}

const definitions = customResourceDefinitions() as unknown as Definition[]
const named = definitions.map((definition): [string, Definition] => [definition.metadata.name, definition])

/** Returns each part of a schema with its path. */
function partsOf(schema: Schema, path = ''): [path: string, schema: Schema][] {
  return [
    [path, schema],
    ...Object.entries(schema.properties ?? {}).flatMap(([key, child]) => partsOf(child, `${path}.${key}`)),
    ...(schema.items === undefined ? [] : partsOf(schema.items, `${path}[]`)),
    ...(schema.additionalProperties === undefined ? [] : partsOf(schema.additionalProperties, `${path}{}`)),
  ]
}

const versionOf = ({ spec }: Definition): Version => {
  const [version] = spec.versions
  if (version === undefined) throw new Error('A definition has no version.')
  return version
}

describe('a printed CRD', () => {
  it('exists for every custom resource of the embedded API', () => {
    expect(named.map(([name]) => name).sort()).toEqual([
      'backupconfigurations.core.kubestash.com',
      'backupstorages.storage.kubestash.com',
      'repositories.storage.kubestash.com',
      'retentionpolicies.storage.kubestash.com',
      'snapshots.storage.kubestash.com',
    ])
  })

  it.each(named)('has a structural schema, which Kubernetes requires: %s', (_name, definition) => {
    for (const [path, schema] of partsOf(versionOf(definition).schema.openAPIV3Schema)) {
      expect(['object', 'array', 'string', 'integer', 'boolean'], path).toContain(schema.type)
      expect(schema.type === 'array', path).toBe(schema.items !== undefined)
      expect(schema.properties !== undefined && schema.additionalProperties !== undefined, path).toBe(false)
      if (schema.properties ?? schema.additionalProperties ?? schema['x-kubernetes-preserve-unknown-fields']) {
        expect(schema.type, path).toBe('object')
      }
      const { properties = {}, required = [] } = schema
      expect(Object.keys(properties), path).toEqual(expect.arrayContaining(required))
      if (schema.enum !== undefined && schema.default !== undefined) expect(schema.enum).toContain(schema.default)
    }
    expect(versionOf(definition).schema.openAPIV3Schema.properties?.metadata).toEqual({ type: 'object' })
  })

  const folder = fileURLToPath(new URL('../../../shared/reference/crds', import.meta.url))

  it.runIf(existsSync(folder)).each(named)('accepts nothing that the published one does not have: %s', (name, own) => {
    const [plural = '', ...group] = name.split('.')
    const published = parse(readFileSync(`${folder}/${group.join('.')}_${plural}.yaml`, 'utf8')) as Definition
    const version = versionOf(published)
    const ownVersion = versionOf(own)
    const { singular: _singular, listKind: _list, ...names } = own.spec.names
    expect(published.spec).toMatchObject({ group: own.spec.group, scope: own.spec.scope, names })
    expect([ownVersion.name, ownVersion.subresources ?? {}]).toEqual([version.name, version.subresources ?? {}])
    const known = new Map(partsOf(version.schema.openAPIV3Schema))
    for (const [path, { type, required = [] }] of partsOf(ownVersion.schema.openAPIV3Schema)) {
      const other = known.get(path)
      expect(other?.type, path).toBe(type)
      expect(other?.required ?? [], path).toEqual(expect.arrayContaining(required))
    }
    expect(ownVersion.additionalPrinterColumns.map((one) => one.jsonPath)).toEqual(
      version.additionalPrinterColumns.map((one) => one.jsonPath),
    )
  })
})
