import type { BackupStorageValues } from '../generated/types.ts'
import { encodeBase64 } from '../base/base64.ts'
import type { Json, JsonObject } from '../base/json.ts'
import { member, toJson } from '../base/json.ts'
import { findProvider } from '../context/context.ts'
import { contextOf } from '../context/createContext.ts'
import type { Options } from '../context/options.ts'
import { getAt, setAt } from '../base/pointer.ts'
import type { Schema } from '../schema/language.ts'
import { holds, isChoice, isMap } from '../schema/language.ts'
import { schemaAt } from '../schema/schemaAt.ts'
import { derive } from './derive.ts'
import { initialValues } from './initialValues.ts'

/** A certificate in form only: PEM markers around base64 of an empty DER sequence. */
const madeUpPem = '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n'

/** An example for each format, as in `schemas/README.md`. */
const ofFormat: Readonly<Record<string, string>> = {
  'absolute-path': '/made-up',
  date: '2000-01-01',
  'date-time': '2000-01-01T00:00:00Z',
  email: 'made-up@example.com',
  hostname: 'made-up.example.com',
  'http-origin': 'https://made-up.example.com',
  uri: 'https://example.com/made-up',
}

/** The number of bytes in a made-up base64 key: as many as in a 512-bit key. */
const keyLength = 64

/** Returns a JSON text with the members that its schema requires. */
function madeUpJson({ required = [], properties = {} }: Schema): string {
  const members = required.map(
    (name) => [name, properties[name]?.const ?? properties[name]?.enum?.[0] ?? 'made-up'] as const,
  )
  return JSON.stringify(Object.fromEntries(members), null, 2)
}

/** Returns an obviously made-up text of the kind that the schema requires. */
function madeUpText(schema: Schema, key: string): string {
  const formed = ofFormat[schema.format ?? '']
  if (formed !== undefined) return formed
  const plain = `made-up-${key.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`
  const wanted = plain.padEnd(schema.minLength ?? 0, '-made-up').slice(0, schema.maxLength)
  const isMedia = schema.contentMediaType !== undefined && schema.contentMediaType !== 'text/plain'
  const media = schema.contentMediaType === 'application/json' ? madeUpJson(schema.contentSchema ?? {}) : madeUpPem
  if (schema.contentEncoding !== undefined) return encodeBase64(isMedia ? media : ''.padEnd(keyLength, 'made up '))
  return isMedia ? media : wanted
}

/** Returns an example for a field: its default, its first example or option, or something made up. */
function exampleOf(schema: Schema, key: string): Json | undefined {
  const isGroup = schema.type === 'object' && !isMap(schema)
  if (isGroup) return exampleObject(schema)
  const given = schema.default ?? schema.const ?? schema.examples?.[0] ?? schema.oneOf?.[0]?.const ?? schema.enum?.[0]
  if (given !== undefined) return toJson(given)
  switch (schema.type) {
    case 'string':
      return madeUpText(schema, key)
    case 'integer':
    case 'number':
      return schema.minimum ?? schema.maximum ?? 1
    case 'array': {
      const item = exampleOf(schema.items ?? {}, key)
      return item === undefined ? [] : [item]
    }
    default:
      return undefined // a switch is off and a map is empty by default
  }
}

function exampleObject(schema: Schema): Json {
  const properties = Object.entries(schema.properties ?? {})
  const chosen = Object.keys((schema.default ?? {}) as object)[0] ?? properties[0]?.[0]
  const used = isChoice(schema) ? properties.filter(([name]) => name === chosen) : properties
  const result: JsonObject = {}
  for (const [name, child] of used) {
    if (child.deprecated) continue
    const value = exampleOf(child, name)
    if (value !== undefined) result[name] = value
  }
  for (const [name, child] of used) if (!holds(child['x-when'], result)) delete result[name]
  return result
}

/**
 * Returns values of a provider with every field filled, for stories, tests and documentation. A field has its default,
 * its first example or option, or else a made-up text of the right kind. The storage is in the namespace of the
 * resource's example and is called `<provider>-backup`.
 */
export function exampleValues(provider: string, options?: Options): BackupStorageValues {
  const context = contextOf(options)
  const found = findProvider(context, provider)
  const layout = context.layoutOf(found)
  const namespace = schemaAt(layout.schema, ['namespace'])?.examples?.[0]
  let values = { ...initialValues(provider, context), name: `${provider.toLowerCase()}-backup` }
  if (values.namespace === '') values = { ...values, namespace: typeof namespace === 'string' ? namespace : 'demo' }
  for (const part of ['auth', 'spec'] as const) {
    const schema = found?.schema.properties[part]
    if (schema) values = setAt(values, ['backend', part], exampleOf(schema, part))
  }
  for (const { path, schema } of layout.derivedFields) {
    const rule = schema['x-derive']
    const derived = rule && derive(rule, values)
    if (derived !== undefined && member(getAt(values, path.slice(0, -1)), path.at(-1) ?? '') !== undefined)
      values = setAt(values, path, derived)
  }
  return values
}
