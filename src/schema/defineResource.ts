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

/** A resource's schema cannot be used. `diagnostics` lists every fault with its JSON Pointer. */
export class ResourceSchemaError extends Error {
  override readonly name = 'ResourceSchemaError'
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    const errors = diagnostics.map(({ path, message }) => `${path || '/'}: ${message}`)
    super(`backupstorage-forms: the resource schema has faults. ${errors.join(' ')}`)
  }
}

function readStructure(structure: unknown): StructureDocument | undefined {
  const copy = toJson(structure)
  return isObject(member(copy, 'definitions')) ? readyStructure(copy as unknown as StructureSchema) : undefined
}

/**
 * Makes a resource of a schema at run time: another kind of object than KubeStash's BackupStorage, for the option
 * `resource`. `schemas/README.md` says how to write one. Its providers are made by `defineProvider(schema, resource)`.
 *
 * @param schema - the schema as JSON data; it is copied
 * @param structure - the fields of the kind in the API, in the form of `schemas/structure.json`: with it manifests are
 *   checked against the API as well, and without it against what the form knows. The option `crd` does the same with a
 *   CustomResourceDefinition
 * @throws {ResourceSchemaError} where the schema has faults: all of them are in its `diagnostics`
 */
export function defineResource(schema: unknown, structure?: unknown): Resource {
  const { copy, errors: unread } = copySchema(schema)
  const errors = unread.length > 0 ? unread : checkResource(copy, resourceMeta)
  if (errors.length > 0) throw new ResourceSchemaError(errors)
  return createResource(copy as unknown as ResourceSchema, readStructure(structure))
}
