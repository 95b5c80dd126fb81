import { structure } from '../../generated/structure.ts'
import type { Resource } from '../../schema/resource.ts'
import type { Structure, StructureDocument } from '../../schema/structure.ts'
import { readyStructure } from '../../schema/structure.ts'
import { structureOfKind } from './structureOf.ts'

const known: StructureDocument = /* @__PURE__ */ readyStructure(structure)

/** Returns the definitions of the known kinds: the built-in ones and those of the resource. */
export function structuresOf(resource: Resource): StructureDocument {
  const own = resource.structure
  // The advice is about the built-in kind only.
  if (!own) return structureOfKind(known, resource) ? known : { ...known, advice: [] }
  return { definitions: { ...known.definitions, ...own.definitions }, advice: own.advice }
}

/** Returns the structure of every object's `metadata`. */
export function metadataStructure({ definitions }: StructureDocument): Structure {
  return definitions['ObjectMeta'] ?? {}
}
