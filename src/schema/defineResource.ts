import { resourceMeta } from '../generated/resourceMeta.ts'
import type { Diagnostic } from './diagnostics.ts'
import { isObject, member, toJson } from '../base/json.ts'
import type { Resource } from './resource.ts'
import { createResource } from './resource.ts'
import { checkResource } from './checkResource.ts'
import { copySchema } from './copySchema.ts'
import type { ResourceSchema } from './language.ts'
import type { StructureDocument, StructureSchema } from './structure.ts'
import { readyStructure } from './structure.ts'

/** The error for an unusable resource schema. `diagnostics` lists its errors, each with a JSON Pointer. */
export class ResourceSchemaError extends Error {
  override readonly name = 'ResourceSchemaError'
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    const errors = diagnostics.map(({ path, message }) => `${path || '/'}: ${message}`)
    super(`backupstorage-forms: Invalid resource schema. ${errors.join(' ')}`)
  }
}

function readStructure(structure: unknown): StructureDocument | undefined {
  const copy = toJson(structure)
  return isObject(member(copy, 'definitions')) ? readyStructure(copy as unknown as StructureSchema) : undefined
}

/**
 * Creates a resource from a schema at run time, for the option `resource`. It describes another kind of object than
 * KubeStash's BackupStorage. `schemas/README.md` describes how to write one. `defineProvider(schema, resource)` creates
 * its providers.
 *
 * @param schema - the schema as JSON data; it is copied
 * @param structure - the fields of the kind in the API, in the format of `schemas/structure.json`: with it, manifests
 *   are also checked against the API; without it, only against the form's fields. The option `crd` does the same with a
 *   CustomResourceDefinition
 * @throws {ResourceSchemaError} if the schema has errors, which `diagnostics` lists
 */
export function defineResource(schema: unknown, structure?: unknown): Resource {
  const { copy, errors: unread } = copySchema(schema)
  const errors = unread.length > 0 ? unread : checkResource(copy, resourceMeta)
  if (errors.length > 0) throw new ResourceSchemaError(errors)
  return createResource(copy as unknown as ResourceSchema, readStructure(structure))
}
