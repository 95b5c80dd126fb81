import type { Json } from '../json.ts'

/** For each sibling property, the values with which a condition holds. */
export type Siblings = Readonly<Record<string, readonly Json[]>>

/** A named group of fields; `{provider}` in its title stands for the provider's title. */
export interface Section {
  readonly title: string
  readonly collapsed?: boolean
  readonly fields: readonly (string | Section)[]
}

/** A constant of the manifest, written where `/backend` of the values fulfils `when`. */
export interface Constant {
  readonly when?: Schema
  readonly at: string
  readonly const: string | number | boolean
}

/**
 * The part of JSON Schema (draft 07) that schemas here are written in, with our own words. `schemas/README.md` explains
 * them, `schemas/provider.meta.json` checks them.
 */
export interface Schema {
  readonly title?: string
  readonly description?: string
  readonly type?: string
  readonly default?: Json
  readonly examples?: readonly Json[]
  readonly const?: Json
  readonly enum?: readonly Json[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly if?: Schema
  readonly then?: Schema
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
  readonly format?: string
  readonly contentMediaType?: string
  readonly contentEncoding?: string
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly propertyNames?: Schema
  readonly additionalProperties?: boolean | Schema
  readonly minProperties?: number
  readonly maxProperties?: number
  readonly items?: Schema
  readonly writeOnly?: boolean
  readonly readOnly?: boolean
  readonly deprecated?: boolean
  /** Where the value goes in the manifest; at the root of a provider, its constants. */
  readonly 'x-manifest'?: string | readonly Constant[]
  /** What the cluster takes a missing value for. */
  readonly 'x-absent'?: Json
  /** Not written while the value is what the cluster takes a missing one for. */
  readonly 'x-omit'?: boolean
  /** Used only then: otherwise neither shown nor written. */
  readonly 'x-when'?: Siblings
  /** Shown only then, or where it holds a value. */
  readonly 'x-show'?: Siblings
  /** The sentence for a value that breaks a pattern, a length or a format. */
  readonly 'x-error'?: string
  /** The list of options that the host supplies. */
  readonly 'x-options'?: string
  /** The order and the grouping of fields. */
  readonly 'x-sections'?: readonly (string | Section)[]
}

/** A provider's schema: the root of a file in `schemas/providers`. */
export interface ProviderSchema extends Schema {
  readonly 'x-provider': { readonly name: string; readonly order?: number; readonly identity?: string }
  readonly properties: Readonly<Record<string, Schema>>
}

/** The schema of the resource: `schemas/backupstorage.json`. */
export interface ResourceSchema extends Schema {
  readonly 'x-resource': {
    readonly apiVersion: string
    readonly kind: string
    readonly plural: string
    /** Places of the manifest in the order in which they are written. */
    readonly order: readonly string[]
  }
  readonly properties: Readonly<Record<string, Schema>>
}

/** Whether the object is a choice among its properties: exactly one of them is set. */
export function isChoice(schema: Schema): boolean {
  return schema.type === 'object' && schema.minProperties === 1 && schema.maxProperties === 1
}

/** Whether the object has free keys: labels, for example. */
export function isMap(schema: Schema): boolean {
  return schema.type === 'object' && !schema.properties
}

/** Whether a condition over siblings holds in the object that they lie in. */
export function holds(condition: Siblings | undefined, siblings: unknown): boolean {
  if (!condition) return true
  return Object.entries(condition).every(([key, allowed]) =>
    allowed.includes((siblings as Record<string, Json> | undefined)?.[key] ?? null),
  )
}
