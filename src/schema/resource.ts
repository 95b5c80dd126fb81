import type { ReadyAdvice } from './advice.ts'
import { readyAdvice } from './advice.ts'
import type { ResourceSchema } from './language.ts'
import type { StructureDocument } from './structure.ts'

/** The kind of object to create: its names in the API, and the schema of its values. */
export interface Resource {
  readonly apiVersion: string
  readonly kind: string
  readonly plural: string
  readonly schema: ResourceSchema
  readonly advice: readonly ReadyAdvice[]
  /** Its fields in the API; omitted if the package's own document describes them, or nothing does. */
  readonly structure?: StructureDocument
}

/** Creates a resource from a schema without errors. */
export function createResource(schema: ResourceSchema, structure?: StructureDocument): Resource {
  const { apiVersion, kind, plural } = schema['x-resource']
  const advice = readyAdvice(schema['x-advice'])
  return { apiVersion, kind, plural, schema, advice, ...(structure ? { structure } : {}) }
}
