import type { Json } from '../base/json.ts'
import { member } from '../base/json.ts'
import { fromPointer } from '../base/pointer.ts'
import { vendorTables } from '../generated/vendors.ts'
import type { ReadyAdvice } from './advice.ts'
import { readyAdvice } from './advice.ts'
import type { ProviderSchema } from './language.ts'
import { writtenName } from './language.ts'
import { createTest } from './validator.ts'
import type { Vendors, VendorTable } from './vendors.ts'
import { createVendors } from './vendors.ts'

/** A constant of a provider's manifest, with its condition ready to be evaluated. */
export interface ProviderConstant {
  readonly path: readonly string[]
  readonly value: string | number | boolean
  /** Returns whether it is written for this `/backend` of the values. */
  readonly applies: (backend: Json) => boolean
}

/** A kind of storage, made from its schema by `defineProvider`. */
export interface Provider {
  /** Its name in the values; no other provider has it. */
  readonly name: string
  /** Its name in manifests: its own, or that of the provider of which it is a variant. */
  readonly writes: string
  readonly title: string
  readonly description: string
  /** Its rank in a list of providers; smaller comes first. */
  readonly order: number
  /** The preparations for workload identity; a provider without this text doesn't support it. */
  readonly identity?: string
  readonly schema: ProviderSchema
  readonly constants: readonly ProviderConstant[]
  readonly advice: readonly ReadyAdvice[]
  /** The vendors of its protocol. */
  readonly vendors?: Vendors
}

/** Returns the table of vendors that a provider's schema names. */
function vendorTableOf({ 'x-vendors': name = '' }: ProviderSchema): VendorTable | undefined {
  return member(vendorTables, name) as VendorTable | undefined
}

/**
 * Creates a provider from a schema without errors. Built-in schemas are checked when they are generated.
 *
 * @param table - the vendors of its protocol, in the language of the schema
 */
export function createProvider(schema: ProviderSchema, table = vendorTableOf(schema)): Provider {
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
    constants: constants.map(({ at, const: value, when = {} }) => ({
      path: fromPointer(at),
      value,
      applies: createTest(when),
    })),
    advice: readyAdvice(schema['x-advice']),
    ...(table ? { vendors: createVendors(table) } : {}),
  }
}

/** Returns whether the provider has credentials of its own, and so a Secret. */
export function hasAuth(provider: Provider | undefined): boolean {
  return Boolean(provider?.schema.properties['auth'])
}

/** Returns the sources of credentials that the provider supports. */
export function credentialSources(provider: Provider | undefined): ('new' | 'existing' | 'workloadIdentity')[] {
  if (!hasAuth(provider)) return ['new']
  return provider?.identity === undefined ? ['new', 'existing'] : ['new', 'existing', 'workloadIdentity']
}
