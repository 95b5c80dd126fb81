import type { Json } from '../base/json.ts'
import type { KnownPlace } from './knownPlaces.ts'
import { isFreeMap } from './knownPlaces.ts'
import type { ManifestMessages } from '../messages/manifests.ts'

/** What the form and the API say of a place. */
type Said = Pick<KnownPlace, 'schema' | 'structure'>

/** The values that may stand at a place, where they are counted. */
export function optionsOf({ schema, structure }: Said): readonly Json[] {
  const options = schema?.oneOf?.map((one) => one.const ?? null) ?? schema?.enum
  if (options) return options.filter((one) => structure?.enum?.includes(one) ?? true)
  return schema?.const === undefined ? (structure?.enum ?? []) : [schema.const]
}

/** Whether fields stand at a place. */
export function holdsFields({ schema, structure }: Said): boolean {
  const type = schema?.type ?? structure?.type
  return type === 'object' || (type === undefined && structure?.properties !== undefined)
}

/** Whether a list stands at a place. */
export function holdsList({ schema, structure }: Said): boolean {
  return (schema?.type ?? structure?.type) === 'array'
}

/** What stands at a place, in plain words; undefined where it may be anything. */
export function typeWords(place: Said, messages: ManifestMessages): string | undefined {
  const { schema, structure } = place
  const { types, oneOf, listOf } = messages
  const options = optionsOf(place)
  if (options.length > 0) return oneOf(options.map(String).join(', '))
  const items: Said = { schema: schema?.items, structure: structure?.items }
  if (holdsList(place)) {
    const each = items.schema || items.structure ? typeWords(items, messages) : undefined
    return each === undefined ? types['array'] : listOf(each)
  }
  if (isFreeMap(place)) return types['map']
  if (structure?.['x-kubernetes-int-or-string']) return types['integerOrText']
  return types[structure?.format ?? ''] ?? types[schema?.type ?? structure?.type ?? '']
}
