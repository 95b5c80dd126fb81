import type { Json } from 'backupstorage-forms/core'
import { builtinProviders, validateValues } from 'backupstorage-forms/core'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ProviderSchema, ResourceSchema, Schema } from '../../src/schema/language.ts'
import { isChoice, isMap } from '../../src/schema/language.ts'
import { allFields, builtinNames, expectHelp, folder, guide, holding, readProvider } from './schemaFiles.ts'

/** Returns the fields below a schema as lines: path, label, star. */
function lines(schema: Schema | undefined, path: string[] = []): string[] {
  return Object.entries(schema?.properties ?? {}).flatMap(([key, child]) => {
    const here = [...path, key]
    const star = schema?.required?.includes(key) ? '*' : ''
    return [`${here.join('/')}: ${child.title ?? 'no title'}${star}`, ...lines(child, here)]
  })
}

describe.each(Object.entries(guide))('the %s provider', (name, form) => {
  const schema = readProvider(name)
  const { auth, spec } = schema.properties
  const fields = allFields(schema).filter(({ path }) => path.length > 1)
  const typed = fields.filter(({ schema: one }) => {
    return ['string', 'integer', 'number'].includes(one.type ?? '') && !one.oneOf && !one.enum
  })

  it("has the guide's fields, labels and stars", () => {
    expect(lines(auth)).toEqual(form.auth)
    expect(lines(spec)).toEqual(form.spec)
    expect(schema.required).toEqual(auth ? ['auth', 'spec'] : ['spec'])
  })

  it('masks exactly the secrets', () => {
    const masked = fields.filter(({ schema: one }) => one.writeOnly).map(({ path }) => path.at(-1))
    expect(masked).toEqual(form.secrets)
  })

  it.each(fields.map(({ path, schema: one }) => [path.join('/'), one] as const))(
    'describes %s in one sentence',
    (_path, one) => {
      expect(one.title).toMatch(/^[A-Z]/)
      expectHelp(one)
    },
  )

  it.each(typed.map(({ path, schema: one }) => [path.join('/'), one] as const))('has an example for %s', (_path, one) =>
    expect(one.examples?.length).toBeGreaterThan(0),
  )

  it.each(typed.filter(({ schema: one }) => one.type === 'string' && (one.pattern || one.allOf)))(
    'explains the example or pattern of $path',
    ({ schema: one }) => {
      if (one.pattern) expect(one['x-error']).toMatch(/\.$/)
      for (const rule of one.allOf ?? []) expect(rule['x-error']).toMatch(/\.$/)
    },
  )

  it.each(
    fields.flatMap(({ path, schema: one }) =>
      (one.examples ?? []).map((example) => [path.join('/'), path, example] as const),
    ),
  )('has a valid example for %s', (_name, path, example) => {
    const found = validateValues(holding(name, path, example as Json))
    const pointer = `/backend/${path.join('/')}`
    expect(found.filter((one) => one.path === pointer || one.path.startsWith(pointer + '/'))).toEqual([])
  })

  it('rejects empty required strings', () => {
    for (const { schema: parent } of [{ schema }, ...fields, { schema: auth ?? {} }, { schema: spec ?? {} }]) {
      for (const key of parent.required ?? []) {
        const child = parent.properties?.[key]
        if (child?.type === 'string') expect(child.minLength, key).toBeGreaterThan(0)
      }
    }
  })
})

describe('the built-in providers', () => {
  it('keep the order of their schemas, and have descriptions', () => {
    const schemas = builtinNames.map(readProvider)
    const order = ({ 'x-provider': { order = Infinity } }: ProviderSchema): number => order
    expect(builtinProviders.map(({ schema }) => schema['x-provider'].order)).toEqual(
      schemas.toSorted((a, b) => order(a) - order(b)).map((one) => one['x-provider'].order),
    )
    for (const name of Object.keys(guide)) expect(readProvider(name).description, name).toMatch(/^[A-Z].{10,}/)
  })

  it('offer workload identity if the cloud supports it, and explain the preparation', () => {
    for (const [name, { identity }] of Object.entries(guide)) {
      const sentence = builtinProviders.find((one) => one.name === name)?.identity
      expect(sentence !== undefined, name).toBe(identity)
      if (sentence !== undefined) expect(sentence).toMatch(/service account/)
    }
  })

  it('define the number of connections consistently', () => {
    const fields = builtinNames.flatMap(
      (name) => readProvider(name).properties['spec']?.properties?.['maxConnections'] ?? [],
    )
    expect(fields.length).toBeGreaterThan(2)
    for (const { type, minimum } of fields) expect({ type, minimum }).toEqual({ type: 'integer', minimum: 0 })
  })
})

describe('schemas/backupstorage.json', () => {
  const resource = JSON.parse(readFileSync(`${folder}/backupstorage.json`, 'utf8')) as ResourceSchema
  const fields = allFields(resource).filter(
    ({ path }) => !['/backend/auth', '/backend/spec'].includes('/' + path.join('/')),
  )

  it("has the guide's common fields, labels and stars", () => {
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

  it('names the deletion policies like the guide', () => {
    expect(resource.properties['deletionPolicy']?.oneOf).toMatchObject([
      { const: 'Delete', title: 'Delete (Keep only database Secrets and backed up data)' },
      { const: 'WipeOut', title: 'WipeOut (Delete everything including backed up data)' },
    ])
  })

  it.each(fields.map(({ path, schema }) => [path.join('/'), schema] as const))(
    'describes %s in one sentence',
    (_path, schema) => {
      expect(schema.title).toMatch(/^[A-Z]/)
      expectHelp(schema)
    },
  )

  it.each(
    fields.filter(({ schema: { type, oneOf, ...one } }) => {
      return ['string', 'integer'].includes(type ?? '') && !oneOf && one['x-options'] !== 'providers'
    }),
  )('has an example for $path', ({ schema }) => {
    expect(schema.examples?.length).toBeGreaterThan(0)
  })

  it.each(
    fields.flatMap(({ path, schema }) =>
      (schema.examples ?? []).map((example) => ({ path, example, plain: !isMap(schema) && !isChoice(schema) })),
    ),
  )('has a valid example for $path', ({ path, example }) => {
    const pointer = '/' + path.join('/')
    const values = path.toReversed().reduce<unknown>((child, key) => ({ [key]: child }), example)
    const found = validateValues(values)
    expect(found.filter((one) => one.path === pointer || one.path.startsWith(pointer + '/'))).toEqual([])
  })
})
