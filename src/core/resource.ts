import type { Json } from './json.ts'
import type { Provider } from './provider.ts'
import type { ResourceSchema } from './schema/language.ts'
import type { Layout } from './schema/layout.ts'
import { layOut } from './schema/layout.ts'
import type { ReadyAdvice } from './validation/advice.ts'
import { readyAdvice } from './validation/advice.ts'
import type { RawError, Validator } from './validation/validator.ts'

/** The kind of object that is made: its names in the API, and the schema of its values. */
export interface Resource {
  readonly apiVersion: string
  readonly kind: string
  readonly plural: string
  readonly schema: ResourceSchema
  /** Checks values without what the provider's own schema says. */
  readonly validate: (data: Json) => readonly RawError[]
  readonly advice: readonly ReadyAdvice[]
}

export function createResource(schema: ResourceSchema, validate: Validator, advice: readonly Validator[]): Resource {
  const { apiVersion, kind, plural } = schema['x-resource']
  return { apiVersion, kind, plural, schema, validate, advice: readyAdvice(schema['x-advice'], advice) }
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
