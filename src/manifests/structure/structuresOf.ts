import { structure as known } from '../../generated/structure.ts'
import type { Resource } from '../../schema/resource.ts'
import type { Structure, StructureDocument } from '../../schema/structure.ts'
import { structureOfKind } from './structureOf.ts'

const documents = new WeakMap<StructureDocument, StructureDocument>()

/** The kinds that are known beside a resource: what it says of itself, and what this package knows of the API. */
export function structuresOf(resource: Resource): StructureDocument {
  const own = resource.structure
  // The rules are about the kind that this package knows, and about no other.
  if (!own) return structureOfKind(known, resource) ? known : { ...known, advice: [] }
  let document = documents.get(own)
  if (!document) {
    document = { definitions: { ...known.definitions, ...own.definitions }, advice: own.advice }
    documents.set(own, document)
  }
  return document
}

/** What every object says under `metadata`. */
export function metadataStructure({ definitions }: StructureDocument): Structure {
  return definitions['ObjectMeta'] ?? {}
}
