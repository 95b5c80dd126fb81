import { compile } from 'json-schema-to-typescript'
import type { ProviderSchema, ResourceSchema, Schema } from '../../src/schema/language.ts'

const options = { bannerComment: '', format: false, additionalProperties: false, strictIndexSignatures: false }

/** Makes properties with a default or an `x-absent` required, as values always have them. */
function withPresent(schema: Schema): Schema {
  if (!schema.properties) return schema
  const present = Object.entries(schema.properties)
    .filter(([, child]) => child.default !== undefined || child['x-absent'] !== undefined)
    .map(([key]) => key)
  const properties = Object.fromEntries(
    Object.entries(schema.properties).map(([key, child]) => [key, withPresent(child)]),
  )
  const { allOf: _conditions, default: _default, $id: _id, ...rest } = schema as Schema & { $id?: string }
  return {
    ...rest,
    properties,
    required: [...new Set([...(schema.required ?? []), ...present])],
    additionalProperties: false,
  }
}

function withoutNoise(schema: Schema): Schema {
  const {
    title: _title,
    minProperties: _min,
    maxProperties: _max,
    propertyNames: _names,
    examples: _examples,
    ...rest
  } = schema
  const result: Record<string, unknown> = { ...rest }
  if (schema.oneOf) {
    result['enum'] = schema.oneOf.map((one) => one.const)
    delete result['oneOf']
  }
  if (schema.properties) {
    result['properties'] = Object.fromEntries(
      Object.entries(schema.properties).map(([key, child]) => [key, withoutNoise(child)]),
    )
  }
  if (schema.items) result['items'] = withoutNoise(schema.items)
  return result as Schema
}

/** Compiles the type of the values. The parts from a provider's own schema are open: `Record<string, unknown>`. */
export async function compileTypes(resource: ResourceSchema): Promise<string> {
  const open = { tsType: 'Record<string, unknown>', description: 'Defined by the schema of the selected provider.' }
  const values = withoutNoise(withPresent(resource)) as {
    properties: Record<string, { properties: Record<string, object>; required: string[] }>
  }
  const { backend, usagePolicy } = values.properties
  if (backend) Object.assign(backend.properties, { auth: open, spec: open })
  const selector = usagePolicy?.properties['selector']
  if (usagePolicy && selector) usagePolicy.properties['selector'] = { ...selector, title: 'LabelSelector' }
  return compile(values as object, `${resource.title ?? 'Resource'}Values`, options)
}

/** Returns a provider's name in types: `RestServer` for `rest-server`. A digit ends a word, and can't start a name. */
export function typeName(name: string): string {
  const words = name.split(/-+|(?<=\d)(?=[a-z])/i).filter((word) => word !== '')
  return words
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
    .replace(/^(?=\d)/, 'Provider')
}

/**
 * Compiles the type of `/backend` for a provider: `RestServerBackend` for the name `rest-server`.
 *
 * @param kind - the other kind it is a provider of, whose name is the prefix
 */
export async function compileProviderTypes(provider: ProviderSchema, kind = ''): Promise<string> {
  const own = {
    ...provider,
    properties: Object.fromEntries(Object.entries(provider.properties).map(([key, child]) => [key, closed(child)])),
  }
  const { $id: _id, ...schema } = withoutNoise(own) as Schema & { $id?: string }
  return compile(schema as object, `${typeName(kind)}${typeName(provider['x-provider'].name)}Backend`, options)
}

function closed(schema: Schema): Schema {
  if (!schema.properties) return schema
  const properties = Object.fromEntries(Object.entries(schema.properties).map(([key, child]) => [key, closed(child)]))
  return { ...schema, properties, additionalProperties: false }
}
