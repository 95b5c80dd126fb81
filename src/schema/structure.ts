import type { Json } from '../base/json.ts'
import type { ReadyAdvice } from './advice.ts'
import { readyAdvice } from './advice.ts'
import type { Advice } from './language.ts'

/**
 * The schema of one part of a Kubernetes object. It has the keywords with which the API server describes its own types,
 * and a CustomResourceDefinition describes others (a "structural schema").
 */
export interface Structure {
  /** `#/definitions/<name>`, with no other keyword next to it. */
  readonly $ref?: string
  readonly type?: string
  /** `int32`, `int64`, `byte`, `date-time` … */
  readonly format?: string
  readonly required?: readonly string[]
  readonly enum?: readonly Json[]
  readonly default?: Json
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: boolean
  readonly exclusiveMaximum?: boolean
  readonly multipleOf?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly uniqueItems?: boolean
  readonly minProperties?: number
  readonly maxProperties?: number
  readonly nullable?: boolean
  readonly properties?: Readonly<Record<string, Structure>>
  readonly items?: Structure
  /** The schema of a map's values. */
  readonly additionalProperties?: boolean | Structure
  readonly allOf?: readonly Structure[]
  readonly anyOf?: readonly Structure[]
  readonly oneOf?: readonly Structure[]
  readonly not?: Structure
  readonly 'x-kubernetes-int-or-string'?: boolean
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean
  readonly 'x-kubernetes-embedded-resource'?: boolean
  /** In the definition of a kind: the API group, version and kind of its objects. */
  readonly 'x-kubernetes-group-version-kind'?: readonly {
    readonly group: string
    readonly version: string
    readonly kind: string
  }[]
}

/** The root of `schemas/structure.json`: the known kinds, the definitions they use, and rules about the manifest. */
export interface StructureSchema {
  readonly definitions: Readonly<Record<string, Structure>>
  /** Rules whose paths are JSON Pointers into the manifest of the storage. */
  readonly 'x-advice'?: readonly Advice[]
}

/** A `StructureSchema` with its rules ready to be evaluated. */
export interface StructureDocument {
  readonly definitions: Readonly<Record<string, Structure>>
  readonly advice: readonly ReadyAdvice[]
}

/** Prepares the rules of a structure. */
export function readyStructure({ definitions, 'x-advice': advice }: StructureSchema): StructureDocument {
  return { definitions, advice: readyAdvice(advice) }
}
