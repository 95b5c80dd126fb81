import { memoize } from '../base/memoize.ts'
import { fromPointer, toPointer } from '../base/pointer.ts'
import type { ProviderSchema, ResourceSchema, Schema } from './language.ts'
import { isChoice, isMap, writtenName } from './language.ts'
import type { Normalizer } from './normalizer.ts'
import { createNormalizer } from './normalizer.ts'
import type { Validator } from './validator.ts'
import { createValidator } from './validator.ts'

/** The target of a field in the manifests: a path in the resource, or a key of the Secret's `stringData`. */
export type FieldTarget =
  | { readonly document: 'resource'; readonly path: readonly string[] }
  | { readonly document: 'secret'; readonly key: string }

/** A field, with its path in the values and its target in the manifests. */
export interface Field {
  readonly path: readonly string[]
  readonly target: FieldTarget
  readonly schema: Schema
  /** Whether it is a provider's block or a branch of a choice, which counts even while it is empty. */
  readonly branch?: boolean
}

/** The combined schemas of a resource and one provider: their fields, and the target of each. */
export interface Layout {
  /** The schema of the whole values. */
  readonly schema: Schema
  /** The fields in the order in which they are written to the manifest. */
  readonly fields: readonly Field[]
  /** The fields that become keys of the Secret. */
  readonly secretFields: readonly Field[]
  /** The fields derived from another one (`x-derive`). */
  readonly derivedFields: readonly Field[]
  /** The fields with a limit in bytes (`x-max-bytes`). */
  readonly limitedFields: readonly Field[]
  /** The rank of each field in the form, by its JSON Pointer. */
  readonly order: ReadonlyMap<string, number>
  /** Checks whole values against `schema`. */
  readonly validate: Validator
  /** Removes the empty optional parts of whole values. */
  readonly normalize: Normalizer
}

function numberFields(schema: Schema, path: string[], into: Map<string, number>): Map<string, number> {
  into.set(toPointer(path), into.size)
  for (const [key, child] of Object.entries(schema.properties ?? {})) numberFields(child, [...path, key], into)
  return into
}

/** Returns the field of the provider's own block. */
export function blockField({ fields }: Layout): Field | undefined {
  return fields.find(({ branch, path }) => branch && path.length === 2)
}

/** Returns the path of the provider's own block in the manifest; empty if it has none. */
export function blockPath(layout: Layout): readonly string[] {
  const target = blockField(layout)?.target
  return target?.document === 'resource' ? target.path : []
}

/** Returns the schema of the values, with the provider's `auth` and `spec` inserted. */
function mergeSchemas(resource: ResourceSchema, provider: ProviderSchema | undefined): Schema {
  const backend = resource.properties['backend'] ?? {}
  const properties = { ...backend.properties }
  for (const part of ['auth', 'spec']) {
    const own = provider?.properties[part]
    properties[part] = { ...properties[part], type: 'object', properties: {}, additionalProperties: false, ...own }
  }
  return { ...resource, properties: { ...resource.properties, backend: { ...backend, properties } } }
}

/**
 * Returns the fields of a resource with one provider, and their targets. A target is the field's `x-manifest` pointer,
 * else the parent's path and the property's name, else a key of the Secret.
 */
export function layOut(resource: ResourceSchema, provider: ProviderSchema | undefined): Layout {
  const schema = mergeSchemas(resource, provider)
  const name = provider && writtenName(provider)
  const fields: Field[] = []

  function visit(path: string[], at: Schema, parent: readonly string[] | undefined): void {
    const pointer = at['x-manifest']
    if (typeof pointer === 'string' && pointer.includes('{provider}') && name === undefined) return
    const target = typeof pointer === 'string' ? fromPointer(pointer.replaceAll('{provider}', name ?? '')) : parent
    if (at.type === 'object' && !isMap(at)) {
      const isBlock = path.length === 2 && path[1] === 'spec'
      if (isBlock && target)
        fields.push({ path, target: { document: 'resource', path: target }, schema: at, branch: true })
      for (const [key, child] of Object.entries(at.properties ?? {})) {
        visit([...path, key], child, target && [...target, key])
        if (isChoice(at) && target) {
          fields.push({
            path: [...path, key],
            target: { document: 'resource', path: [...target, key] },
            schema: child,
            branch: true,
          })
        }
      }
    } else if (target) {
      fields.push({ path, target: { document: 'resource', path: target }, schema: at })
    } else if (path.length === 3 && path[1] === 'auth') {
      fields.push({ path, target: { document: 'secret', key: path[2] ?? '' }, schema: at })
    }
  }
  for (const [key, child] of Object.entries(schema.properties ?? {})) visit([key], child, undefined)

  const order = resource['x-resource'].order
  const rank = memoize((field: Field): number => {
    if (field.target.document === 'secret') return -1
    const pointer = toPointer(field.target.path)
    const found = order.findIndex((target) => pointer === target || pointer.startsWith(target + '/'))
    return found < 0 ? order.length : found
  })
  const last = (field: Field): number => (field.path[1] === 'credentials' ? 1 : 0)
  return {
    schema,
    fields: fields.sort((a, b) => rank(a) - rank(b) || last(a) - last(b)),
    secretFields: fields.filter(({ target }) => target.document === 'secret'),
    derivedFields: fields.filter((field) => field.schema['x-derive']),
    limitedFields: fields.filter((field) => field.schema['x-max-bytes'] !== undefined),
    order: numberFields(schema, [], new Map()),
    validate: createValidator(schema),
    normalize: createNormalizer(schema),
  }
}

/** The layouts by schema; schemas never change. One takes 0.4 ms with its validator, and a check of values 20 µs. */
const layouts = new WeakMap<ResourceSchema, WeakMap<object, Layout>>()
const noProvider = {}

/** Returns the layout of a resource with a provider. It is computed once for each pair of schemas. */
export function layoutOf(resource: ResourceSchema, provider: ProviderSchema | undefined): Layout {
  const byProvider = layouts.get(resource) ?? new WeakMap<object, Layout>()
  layouts.set(resource, byProvider)
  let layout = byProvider.get(provider ?? noProvider)
  if (!layout) byProvider.set(provider ?? noProvider, (layout = layOut(resource, provider)))
  return layout
}
