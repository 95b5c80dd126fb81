import { readFileSync, readdirSync } from 'node:fs'

/** @typedef {{ [keyword: string]: any }} Schema */

const read = (/** @type {string} */ file) =>
  /** @type {Schema} */ (JSON.parse(readFileSync(new URL(`../../schemas/${file}`, import.meta.url), 'utf8')))

/** What the peers have no control for: maps with free keys, and what is chosen by them. */
const withoutControl = new Set(['labels', 'annotations', 'selector'])

const copied = ['title', 'description', 'type', 'default', 'minLength', 'pattern', 'minimum', 'maximum', 'required']

/** The patterns that stand for our formats, which no peer knows. */
const patterns = {
  'dns-label': '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
  'dns-subdomain': '^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$',
  'http-origin': '^https?://[^/\\s]+/?$',
  'object-prefix': '^(?!.*//).*$',
}

/**
 * A schema in the words that every contender knows.
 *
 * @param {Schema} schema
 * @returns {Schema}
 */
function plain(schema) {
  const pattern = patterns[/** @type {keyof typeof patterns} */ (schema['format'])]
  const options = schema['oneOf']?.map((/** @type {Schema} */ one) => one['const'])
  const fields = Object.entries(schema['properties'] ?? {}).filter(([key]) => !withoutControl.has(key))
  return {
    ...Object.fromEntries(copied.flatMap((keyword) => (keyword in schema ? [[keyword, schema[keyword]]] : []))),
    ...(pattern ? { pattern } : {}),
    ...(options ? { enum: options } : {}),
    ...('properties' in schema
      ? { properties: Object.fromEntries(fields.map(([key, child]) => [key, plain(/** @type {Schema} */ (child))])) }
      : {}),
  }
}

/**
 * How many controls a schema has.
 *
 * @param {Schema} schema
 * @returns {number}
 */
function countFields(schema) {
  /** @type {Schema[]} */
  const children = Object.values(schema['properties'] ?? {})
  return schema['type'] === 'object' ? children.reduce((sum, child) => sum + countFields(child), 0) : 1
}

/** The provider schemas of this package, in their order. */
export function builtinSchemas() {
  return readdirSync(new URL('../../schemas/providers', import.meta.url))
    .map((file) => read(`providers/${file}`))
    .sort((a, b) => a['x-provider'].order - b['x-provider'].order)
}

/**
 * The common part with one provider, flat, in the words that every contender knows.
 *
 * @param {Schema} provider its schema, as it lies in `schemas/providers`
 */
export function flatSchema(provider) {
  const common = plain(read('backupstorage.json'))
  const { auth, spec } = /** @type {Schema} */ (plain(provider)['properties'])
  const { backend, ...others } = common['properties']
  const { provider: _selected, auth: _auth, spec: _spec, ...fields } = backend.properties
  const properties = { ...fields, ...(auth ? { auth } : {}), spec }
  const own = { ...backend, required: provider['required'], properties }
  return { ...common, properties: { ...others, backend: own } }
}

/**
 * A provider with so many fields that its form has `count` of them in all, the common part among them: of ten fields six
 * are texts, two numbers, one a switch and one a selection.
 *
 * @param {number} count
 * @returns {Schema}
 */
export function generatedProvider(count) {
  const empty = {
    'x-provider': { name: 'generated', order: 1 },
    type: 'object',
    properties: { spec: { type: 'object' } },
  }
  const common = countFields(flatSchema(empty))
  const fields = Array.from({ length: count - common }, (_, index) => {
    const title = `Field ${index}`
    if (index % 10 === 7) return { title, type: 'boolean' }
    if (index % 10 === 8)
      return { title, type: 'string', oneOf: ['one', 'two'].map((it) => ({ const: it, title: it })) }
    if (index % 5 === 4) return { title, type: 'integer', minimum: 0, maximum: 1000 }
    return index % 2 === 0 ? { title, type: 'string', minLength: 1 } : { title, type: 'string', pattern: '^[^/\\s]+$' }
  })
  const required = fields.flatMap((field, index) => (index % 20 === 0 ? [`field${index}`] : []))
  const properties = Object.fromEntries(fields.map((field, index) => [`field${index}`, field]))
  return {
    ...empty,
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Generated',
    required: ['spec'],
    properties: { spec: { title: 'Spec', type: 'object', required, properties } },
  }
}

/** What a form of the schema starts with: its defaults. */
export function defaultsOf(/** @type {Schema} */ schema) {
  if (schema['type'] !== 'object') return schema['default']
  /** @type {Record<string, unknown>} */
  const values = {}
  for (const [key, child] of Object.entries(schema['properties'] ?? {})) {
    const value = defaultsOf(child)
    if (value !== undefined) values[key] = value
  }
  return values
}
