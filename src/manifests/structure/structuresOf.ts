import { structure } from '../../generated/structure.ts'
import type { Resource } from '../../schema/resource.ts'
import type { Structure, StructureDocument } from '../../schema/structure.ts'
import { readyStructure } from '../../schema/structure.ts'
import { structureOfKind } from './structureOf.ts'

const known: StructureDocument = /* @__PURE__ */ readyStructure(structure)

/** Returns the kinds that are known next to a resource: its own, and those of the API that the package knows. */
export function structuresOf(resource: Resource): StructureDocument {
  const own = resource.structure
  // The rules are about the kind that this package knows, and about no other.
  if (!own) return structureOfKind(known, resource) ? known : { ...known, advice: [] }
  return { definitions: { ...known.definitions, ...own.definitions }, advice: own.advice }
}

/** Returns the structure of every object's `metadata`. */
export function metadataStructure({ definitions }: StructureDocument): Structure {
  return definitions['ObjectMeta'] ?? {}
}
