import type { Json } from '../base/json.ts'

/** What a JSON Schema validator found, in the terms that all of them share. */
export interface RawError {
  readonly keyword: string
  /** JSON Pointer into the data. */
  readonly instancePath: string
  /** The way to the keyword in the schema, `#/properties/name/pattern`. */
  readonly schemaPath: string
}

export type Validator = (data: Json) => readonly RawError[]

/** A validator function as ajv's standalone code exports it. */
export interface CompiledValidator {
  (data: unknown): boolean
  errors?: null | { keyword: string; instancePath: string; schemaPath: string }[]
}

/** Wraps a function that ajv compiled ahead of time. */
export function precompiled(validate: CompiledValidator): Validator {
  return (data) => (validate(data) ? [] : (validate.errors ?? []))
}
