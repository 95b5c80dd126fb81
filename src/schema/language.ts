// The schema language, and the providers and resources made from schemas. Imports `base`.

import type { ResourceType } from './manifest.ts'
import type { Json } from '../base/json.ts'

/** For each sibling property, the values with which a condition holds. */
export type Siblings = Readonly<Record<string, readonly Json[]>>

/**
 * A named group of fields; `{provider}` in its title is replaced by the provider's title. One without a title, which
 * only a form has, folds the advanced fields.
 */
export interface Section {
  readonly title: string
  readonly collapsed?: boolean
  readonly fields: readonly (string | Section)[]
}

/** A constant in the manifest, written if `/backend` of the values matches `when`. */
export interface Constant {
  readonly when?: Schema
  readonly at: string
  readonly const: string | number | boolean
}

/** A rule that fills an empty field from another one, and reports a difference between the two. */
export interface Derivation {
  /** JSON Pointer into the values: the other field. */
  readonly from: string
  /** JSON Pointer into the other field's text, which is JSON. */
  readonly pointer?: string
  /** A regular expression for the other field's text; the joined matches of its groups are the value. */
  readonly pattern?: string
  /** The severity of a difference. @default 'warning' */
  readonly severity?: 'error' | 'warning' | 'info'
  /** The message for a difference. @default a message of the package */
  readonly message?: string
}

/** A text that users have at hand, and the fields that it fills when it is pasted. */
export interface PasteRule {
  /** The name of the text, for the middle of a sentence: "an s3:// address". */
  readonly title: string
  /** A regular expression that a text of this kind matches. */
  readonly pattern: string
  /** Whether the matches are base64, as in the `data` of a Secret: their decoded text fills the fields. */
  readonly decode?: true
  /** A regular expression by field (JSON Pointer into the values). The joined matches of its groups fill the field. */
  readonly fill: Readonly<Record<string, string>>
}

/** A rule beyond JSON Schema, reported if the values match `when`. */
export interface Advice {
  readonly when: Schema
  /** JSON Pointer into the values: the field that it is about. */
  readonly path: string
  /** JSON Pointers into the values: other fields where a form also shows it. */
  readonly related?: readonly string[]
  readonly severity: 'error' | 'warning' | 'info'
  readonly code: string
  readonly message: string
  /** A change that the user can accept. */
  readonly fix?: {
    readonly title: string
    /** JSON Pointer to the field that it changes. @default the path of the advice */
    readonly path?: string
    readonly value?: Json
    /** Instead of a value: a regular expression whose matches in the text are replaced. */
    readonly pattern?: string
    readonly replace?: string
    /** Instead of a value: a named change of the text. */
    readonly edit?: 'decodeBase64'
  }
}

/** A value in the texts of a guide, taken from a field. Secrets are never taken. */
export interface GuidePlaceholder {
  /** JSON Pointer into the values: the field. */
  readonly from: string
  /** Changes to its value, in this order: regular expressions whose matches are replaced. */
  readonly edits?: readonly { readonly pattern: string; readonly replace?: string }[]
  /** The text without a value. A name such as `<BUCKET>` is marked for the user to replace. @default an empty text */
  readonly else?: string
}

/** A step of a guide: a text to copy. */
export interface GuideStep {
  readonly title: string
  readonly description?: string
  /** The condition on the values under which the step is shown. */
  readonly when?: Schema
  readonly language: 'json' | 'yaml' | 'shell'
  /** The text as data, with placeholders. For `yaml` a list of objects, for `shell` a list of commands: lists of words. */
  readonly text: Json
  /** The documentation that it was taken from. */
  readonly source: { readonly url: string; readonly date: string }
}

/** Preparations outside of the form, such as the permissions of a bucket. */
export interface Guide {
  readonly placeholders: Readonly<Record<string, GuidePlaceholder>>
  readonly steps: readonly GuideStep[]
}

/** A part of the manifest that can't change after it is created. */
export interface Immutable {
  /** JSON Pointer into the manifest. */
  readonly at: string
  /** JSON Pointer into the live object: the rule applies only while there is a value. */
  readonly while?: string
  /** JSON Pointer into the values: the field where a form shows the reason. */
  readonly field: string
  readonly message: string
}

/**
 * The part of JSON Schema (draft 07) that schemas here use, with keywords of our own. `schemas/README.md` explains
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
  /** The schema of a JSON text's data. In a condition, a text that isn't JSON doesn't match it. */
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
  /** JSON Pointer to the value in the manifest; at the root of a provider, its constants. */
  readonly 'x-manifest'?: string | readonly Constant[]
  /** The value that the cluster assumes for a missing one. */
  readonly 'x-absent'?: Json
  /** Whether to omit the value while it is the one that the cluster assumes for a missing one. */
  readonly 'x-omit'?: boolean
  /** Whether most users leave the field unset: the form folds it under "More options" until it matters. */
  readonly 'x-advanced'?: boolean
  /** The condition for using the field; otherwise it is neither shown nor written. */
  readonly 'x-when'?: Siblings
  /** The condition for showing the field; with a value, it is always shown. */
  readonly 'x-show'?: Siblings
  /** The message for a value that violates a pattern, a length or a format. */
  readonly 'x-error'?: string
  /** The name of the list of options that the host supplies. */
  readonly 'x-options'?: string
  /** The most UTF-8 bytes that the keys and values of a map can have together. */
  readonly 'x-max-bytes'?: number
  /** `form` if only the form requires the field: a manifest without it works. @default the cluster requires it too */
  readonly 'x-required'?: 'form'
  /** For a credential: other keys under which Secrets hold it, which the operator doesn't read. */
  readonly 'x-aliases'?: readonly string[]
  /** The rule that fills the field from another one. */
  readonly 'x-derive'?: Derivation
  /** The order and grouping of the fields. */
  readonly 'x-sections'?: readonly (string | Section)[]
}

/** A provider's schema: the root of a file in `schemas/providers`. */
export interface ProviderSchema extends Schema {
  /** The version of the schema language. @default 1 */
  readonly 'x-language'?: number
  readonly 'x-provider': {
    readonly name: string
    readonly order?: number
    readonly identity?: string
    /** The name of the provider of which it is a variant; the manifest has this name instead of its own. */
    readonly variantOf?: string
    /** Other names of the provider in manifests, read as the same provider and kept as they are. */
    readonly aliases?: readonly string[]
  }
  /** An icon for the choice of the provider: SVG with shapes only. */
  readonly 'x-icon'?: string
  readonly 'x-paste'?: readonly PasteRule[]
  /** JSON Pointers into the values: the fields of the backups' location, the bucket first, the folder last. */
  readonly 'x-directory'?: readonly string[]
  readonly 'x-advice'?: readonly Advice[]
  /** The name of the table with the vendors of its protocol, in `schemas/vendors`. */
  readonly 'x-vendors'?: string
  /** The preparations that the location needs: a guide, or the name of a file in `schemas/guides`. */
  readonly 'x-guide'?: string | Guide
  readonly properties: Readonly<Record<string, Schema>>
}

/** The kinds related to a storage: its content, what writes to it, and the policies for how long to keep backups. */
export interface RelatedKinds {
  readonly repositories: ResourceType
  readonly backupConfigurations: ResourceType
  readonly retentionPolicies: ResourceType
}

/** JSON Pointers into a live object, to the status that the operator reports. */
export interface StatusPaths {
  /** The phases (`/status/phase`) in which the object is usable. @default ['Ready'] */
  readonly ready?: readonly string[]
  /** The reason why it is not usable, in addition to its conditions. */
  readonly message?: string
  /** The size of its content, as a string. */
  readonly size?: string
  /** The list of the objects that keep data in it. */
  readonly connected?: string
  /** Words in a failed condition, or in the message, that mean a missing or refused Secret. */
  readonly credentials?: readonly string[]
}

/** The schema of the resource: `schemas/backupstorage.json`. */
export interface ResourceSchema extends Schema {
  readonly 'x-language'?: number
  readonly 'x-advice'?: readonly Advice[]
  readonly 'x-resource': {
    readonly apiVersion: string
    readonly kind: string
    readonly plural: string
    /** JSON Pointers into the manifest, in the order in which they are written. */
    readonly order: readonly string[]
    readonly immutable?: readonly Immutable[]
    readonly status?: StatusPaths
    /** The kinds of the related objects that its detail view shows. */
    readonly related?: RelatedKinds
  }
  readonly properties: Readonly<Record<string, Schema>>
}

/** Returns the provider's name in the manifest: its own, or that of the provider of which it is a variant. */
export function writtenName({ 'x-provider': { name, variantOf } }: ProviderSchema): string {
  return variantOf ?? name
}

/** Returns whether the object is a choice among its properties: exactly one of them is set. */
export function isChoice(schema: Schema): boolean {
  return !isMap(schema) && schema.type === 'object' && schema.minProperties === 1 && schema.maxProperties === 1
}

/** Returns whether the object has free keys, such as labels. */
export function isMap(schema: Schema): boolean {
  return schema.type === 'object' && !schema.properties
}

/** Returns whether a condition on siblings holds for the object that contains them. */
export function holds(condition: Siblings | undefined, siblings: unknown): boolean {
  if (!condition) return true
  return Object.entries(condition).every(([key, allowed]) =>
    allowed.includes((siblings as Record<string, Json> | undefined)?.[key] ?? null),
  )
}
