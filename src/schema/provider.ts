import type { Json } from '../base/json.ts'
import { fromPointer } from '../base/pointer.ts'
import type { ReadyAdvice } from './advice.ts'
import { readyAdvice } from './advice.ts'
import type { ProviderSchema } from './language.ts'
import { writtenName } from './language.ts'
import type { RawError, Validator } from './validator.ts'

/** A constant of a provider's manifest, with its condition ready to be asked. */
export interface ProviderConstant {
  readonly path: readonly string[]
  readonly value: string | number | boolean
  /** Whether it is written for this `/backend` of the values. */
  readonly applies: (backend: Json) => boolean
}

/** A kind of storage, made from its schema by the generator or by `defineProvider`. */
export interface Provider {
  /** What the values call it; no other provider has the name. */
  readonly name: string
  /** What manifests call it: its name, or that of the provider that it is a variant of. */
  readonly writes: string
  readonly title: string
  readonly description: string
  /** Its place in a list of providers; smaller comes first. */
  readonly order: number
  /** What to prepare for workload identity; where it is missing, the provider offers none. */
  readonly identity?: string
  /** The provider's schema. Texts that only a form shows may have been left out. */
  readonly schema: ProviderSchema
  /** Checks `{ auth, spec }` of the values against the schema. */
  readonly validate: (data: Json) => readonly RawError[]
  readonly constants: readonly ProviderConstant[]
  readonly advice: readonly ReadyAdvice[]
}

/** Makes a provider of its schema and of the validators: of the schema, of each constant's condition, of each advice. */
export function createProvider(
  schema: ProviderSchema,
  validate: Validator,
  conditions: readonly (Validator | undefined)[],
  advice: readonly Validator[],
): Provider {
  const { name, order = Number.MAX_SAFE_INTEGER, identity } = schema['x-provider']
  const constants = Array.isArray(schema['x-manifest']) ? schema['x-manifest'] : []
  return {
    name,
    writes: writtenName(schema),
    title: schema.title ?? name,
    description: schema.description ?? '',
    order,
    ...(identity === undefined ? {} : { identity }),
    schema,
    validate,
    constants: constants.map((constant, index) => ({
      path: fromPointer(constant.at),
      value: constant.const,
      applies: (backend) => (conditions[index]?.(backend).length ?? 0) === 0,
    })),
    advice: readyAdvice(schema['x-advice'], advice),
  }
}

/** Whether the provider has credentials of its own, and so a Secret. */
export function hasAuth(provider: Provider | undefined): boolean {
  return Boolean(provider?.schema.properties['auth'])
}

/** The sources of credentials that the provider offers. */
export function credentialSources(provider: Provider | undefined): ('new' | 'existing' | 'workloadIdentity')[] {
  if (!hasAuth(provider)) return ['new']
  return provider?.identity === undefined ? ['new', 'existing'] : ['new', 'existing', 'workloadIdentity']
}
