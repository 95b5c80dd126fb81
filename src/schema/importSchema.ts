import type { Json } from '../base/json.ts'

/** For each JSON Pointer into a manifest, or each key of a Secret, the JSON Pointer into the values. */
type Mapping = Readonly<Record<string, string>>

/** A condition: a part of a manifest that is there, and is one of the values if there are any. */
export interface ImportCondition {
  /** JSON Pointer into the manifest. */
  readonly at: string
  readonly values?: readonly Json[]
}

/** The fields that a manifest of another tool fills in. */
export interface ImportFields {
  readonly fields?: Mapping
  /** Values by JSON Pointer into the values, unless the manifest has others. */
  readonly constants?: Readonly<Record<string, Json>>
  /** Values that need no field, by JSON Pointer into the manifest. */
  readonly ignore?: Readonly<Record<string, readonly Json[]>>
  /** JSON Pointers into the manifest whose values are base64. */
  readonly decode?: readonly string[]
}

/** A kind of another tool that a form can start from: the root of a file in `schemas/imports`. */
export interface ImportSchema extends ImportFields {
  readonly title: string
  readonly 'x-import': {
    readonly name: string
    readonly order?: number
    readonly apiVersion: string
    readonly kind: string
    /** The kind of the form. */
    readonly into: { readonly apiVersion: string; readonly kind: string }
  }
  readonly providers: readonly (ImportFields &
    ImportCondition & {
      readonly name: string
      /** The Secret whose credentials the form's operator can read, too. */
      readonly secret?: { readonly at: string; readonly keys: Mapping }
    })[]
  readonly notes?: readonly (Partial<ImportCondition> & {
    readonly path: string
    readonly severity: 'warning' | 'info'
    readonly code: string
    readonly message: string
  })[]
}
