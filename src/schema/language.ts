// The schema language, and the providers and resources made from schemas. Imports `base` and `text`.

import type { ResourceType } from './manifest.ts'
import type { Json } from '../base/json.ts'

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

/** Fills an empty field from another one, and tells where the two differ. */
export interface Derivation {
  /** JSON Pointer into the values: the field that it is taken from. */
  readonly from: string
  /** JSON Pointer into the other field's text, which is JSON. */
  readonly pointer?: string
  /** A regular expression over the other field's text; what its groups match, joined, is the value. */
  readonly pattern?: string
  /** How grave it is where the two differ. @default 'warning' */
  readonly severity?: 'error' | 'warning' | 'info'
  /** What is told where the two differ; a sentence of the package where it is missing. */
  readonly message?: string
}

/** A text that people have at hand, and which fields it fills when it is pasted. */
export interface PasteRule {
  /** What the text is, in the middle of a sentence: "an s3:// address". */
  readonly title: string
  /** A regular expression that a text of this kind matches. */
  readonly pattern: string
  /** For each field (JSON Pointer into the values) a regular expression; what its groups match, joined, fills the field. */
  readonly fill: Readonly<Record<string, string>>
}

/** A rule beyond JSON Schema: what is told where the values fulfil `when`. */
export interface Advice {
  readonly when: Schema
  /** JSON Pointer into the values: what it is about. */
  readonly path: string
  /** JSON Pointers into the values: the fields where a form tells it too. */
  readonly related?: readonly string[]
  readonly severity: 'error' | 'warning' | 'info'
  readonly code: string
  readonly message: string
  /** A change that a person may accept. */
  readonly fix?: {
    readonly title: string
    /** What it changes. @default the path of the advice */
    readonly path?: string
    readonly value?: Json
    /** In the place of a value: what matches in the text is replaced. */
    readonly pattern?: string
    readonly replace?: string
  }
}

/** A part of the manifest that does not change once it is there. */
export interface Immutable {
  /** JSON Pointer into the manifest. */
  readonly at: string
  /** JSON Pointer into the live object: only while there is something. */
  readonly while?: string
  /** JSON Pointer into the values: where a form tells the reason. */
  readonly field: string
  readonly message: string
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
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly not?: Schema
  readonly if?: Schema
  readonly then?: Schema
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly multipleOf?: number
  readonly pattern?: string
  readonly format?: string
  readonly contentMediaType?: string
  readonly contentEncoding?: string
  /** What a JSON text holds: members that are required, and members with a `const`. */
  readonly contentSchema?: Schema
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly propertyNames?: Schema
  readonly additionalProperties?: boolean | Schema
  readonly minProperties?: number
  readonly maxProperties?: number
  readonly items?: Schema
  readonly minItems?: number
  readonly maxItems?: number
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
  /** The most bytes that the keys and values of a map have together, as UTF-8. */
  readonly 'x-max-bytes'?: number
  /** Who requires the field: `form` alone means that a manifest without it works. @default the cluster too */
  readonly 'x-required'?: 'form'
  /** Fills the field from another one. */
  readonly 'x-derive'?: Derivation
  /** The order and the grouping of fields. */
  readonly 'x-sections'?: readonly (string | Section)[]
}

/** A provider's schema: the root of a file in `schemas/providers`. */
export interface ProviderSchema extends Schema {
  /** The version of the language. @default 1 */
  readonly 'x-language'?: number
  readonly 'x-provider': {
    readonly name: string
    readonly order?: number
    readonly identity?: string
    /** The name that the manifest says in the place of its own: of the provider that it is a variant of. */
    readonly variantOf?: string
  }
  readonly 'x-paste'?: readonly PasteRule[]
  /** JSON Pointers into the values: what makes the place of the backups, the bucket first, the folder last. */
  readonly 'x-directory'?: readonly string[]
  readonly 'x-advice'?: readonly Advice[]
  readonly properties: Readonly<Record<string, Schema>>
}

/** The kinds of what is kept in a storage, of what puts it there, and of what says how long it stays. */
export interface RelatedKinds {
  readonly repositories: ResourceType
  readonly backupConfigurations: ResourceType
  readonly retentionPolicies: ResourceType
}

/** What the operator says of a live object: JSON Pointers into it. */
export interface StatusPaths {
  /** The phases (`/status/phase`) in which it can be used. @default ['Ready'] */
  readonly ready?: readonly string[]
  /** Why it cannot be used, beside its conditions. */
  readonly message?: string
  /** The size of all that is in it, as a text. */
  readonly size?: string
  /** The list of those that keep something in it. */
  readonly connected?: string
}

/** The schema of the resource: `schemas/backupstorage.json`. */
export interface ResourceSchema extends Schema {
  readonly 'x-language'?: number
  readonly 'x-advice'?: readonly Advice[]
  readonly 'x-resource': {
    readonly apiVersion: string
    readonly kind: string
    readonly plural: string
    /** Places of the manifest in the order in which they are written. */
    readonly order: readonly string[]
    readonly immutable?: readonly Immutable[]
    readonly status?: StatusPaths
    /** The kinds of the objects that have to do with it, which its page shows. */
    readonly related?: RelatedKinds
  }
  readonly properties: Readonly<Record<string, Schema>>
}

/** What the manifest calls the provider: its name, or that of the provider that it is a variant of. */
export function writtenName({ 'x-provider': { name, variantOf } }: ProviderSchema): string {
  return variantOf ?? name
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
