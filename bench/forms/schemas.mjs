import { readFileSync, readdirSync } from 'node:fs'

/** @typedef {{ [keyword: string]: any }} Schema */

const read = (/** @type {string} */ file) =>
  /** @type {Schema} */ (JSON.parse(readFileSync(new URL(`../../schemas/${file}`, import.meta.url), 'utf8')))

/** Fields without a control in some alternatives: maps with free keys, and conditions. */
const withoutControl = new Set(['labels', 'annotations', 'selector'])

const copied = ['title', 'description', 'type', 'default', 'minLength', 'pattern', 'minimum', 'maximum', 'required']

/** Patterns that replace our formats, which the alternatives don't know. */
const patterns = {
  'dns-label': '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
  'dns-subdomain': '^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$',
  'http-origin': '^https?://[^/\\s]+/?$',
  'object-prefix': '^(?!.*//).*$',
}

/**
 * Returns a schema reduced to the keywords that all contenders support.
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
 * Returns the number of controls for a schema.
 *
 * @param {Schema} schema
 * @returns {number}
 */
function countFields(schema) {
  /** @type {Schema[]} */
  const children = Object.values(schema['properties'] ?? {})
  return schema['type'] === 'object' ? children.reduce((sum, child) => sum + countFields(child), 0) : 1
}

/** Returns this package's provider schemas, in order. */
export function builtinSchemas() {
  return readdirSync(new URL('../../schemas/providers', import.meta.url))
    .map((file) => read(`providers/${file}`))
    .sort((a, b) => a['x-provider'].order - b['x-provider'].order)
}

/**
 * Returns a flat schema with the common part and a provider, reduced to the keywords that all contenders support.
 *
 * @param {Schema} provider a schema from `schemas/providers`
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
 * Returns a provider whose form has `count` fields in all, including the common part: of ten fields, six are strings,
 * two numbers, one a switch and one a selection.
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

/** Returns the initial values of a form: the defaults of its schema. */
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
