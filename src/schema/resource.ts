import type { Json } from '../base/json.ts'
import type { Provider } from './provider.ts'
import type { ResourceSchema } from './language.ts'
import type { Layout } from './layout.ts'
import { blockPath, layOut } from './layout.ts'
import type { StructureDocument } from './structure.ts'
import type { ReadyAdvice } from './advice.ts'
import { readyAdvice } from './advice.ts'
import type { RawError, Validator } from './validator.ts'

/** The kind of object that is made: its names in the API, and the schema of its values. */
export interface Resource {
  readonly apiVersion: string
  readonly kind: string
  readonly plural: string
  readonly schema: ResourceSchema
  /** Checks values without what the provider's own schema says. */
  readonly validate: (data: Json) => readonly RawError[]
  readonly advice: readonly ReadyAdvice[]
  /** Its fields in the API; missing where this package's own document knows them, or nobody does. */
  readonly structure?: StructureDocument
}

export function createResource(
  schema: ResourceSchema,
  validate: Validator,
  advice: readonly Validator[],
  structure?: StructureDocument,
): Resource {
  const { apiVersion, kind, plural } = schema['x-resource']
  const ready = readyAdvice(schema['x-advice'], advice)
  return { apiVersion, kind, plural, schema, validate, advice: ready, ...(structure ? { structure } : {}) }
}

/** Where the block of a provider stands in the manifest; empty where it has no place. */
export function blockPlace(resource: Resource, provider: Provider | undefined): readonly string[] {
  return blockPath(layoutOf(resource, provider))
}

const layouts = new WeakMap<Resource, Map<Provider | undefined, Layout>>()

/** The fields of a resource with a provider. Computed once for each pair. */
export function layoutOf(resource: Resource, provider: Provider | undefined): Layout {
  let byProvider = layouts.get(resource)
  if (!byProvider) layouts.set(resource, (byProvider = new Map()))
  let layout = byProvider.get(provider)
  if (!layout) byProvider.set(provider, (layout = layOut(resource.schema, provider?.schema)))
  return layout
}
