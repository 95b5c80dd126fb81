import type { Provider } from './provider.ts'
import { createProvider } from './provider.ts'
import type { Resource } from './resource.ts'
import { createResource } from './resource.ts'
import type { ProviderSchema, ResourceSchema } from './language.ts'
import type { StructureDocument } from './structure.ts'
import type { CompiledValidator } from './validator.ts'
import { precompiled } from './validator.ts'

/** A provider's schema and its validators, compiled ahead of time: what the generator writes. */
export interface CompiledProvider {
  /** Without the conditions of its advice, which are compiled. */
  readonly schema: ProviderSchema
  readonly validate: CompiledValidator
  /** Of each constant of the manifest that has one. */
  readonly conditions: readonly (CompiledValidator | undefined)[]
  readonly advice: readonly CompiledValidator[]
}

/** A resource's schema and its validators, compiled ahead of time: what the generator writes. */
export interface CompiledResource {
  readonly schema: ResourceSchema
  readonly validate: CompiledValidator
  readonly advice: readonly CompiledValidator[]
  readonly structure?: StructureDocument
}

/** The provider that the generator wrote. `defineProvider` makes one without a generator. */
export function compiledProvider({ schema, validate, conditions, advice }: CompiledProvider): Provider {
  return createProvider(
    schema,
    precompiled(validate),
    conditions.map((condition) => condition && precompiled(condition)),
    advice.map(precompiled),
  )
}

/** The resource that the generator wrote. `defineResource` makes one without a generator. */
export function compiledResource({ schema, validate, advice, structure }: CompiledResource): Resource {
  return createResource(schema, precompiled(validate), advice.map(precompiled), structure)
}

/** A kind of object with its providers, compiled ahead of time: what the generator writes. */
export interface CompiledKind {
  readonly resource: CompiledResource
  readonly providers: readonly CompiledProvider[]
}
