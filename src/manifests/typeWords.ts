import type { Json } from '../base/json.ts'
import type { KnownNode } from './knowledgeAt.ts'
import { isFreeMap } from './knowledgeAt.ts'
import type { ManifestMessages } from '../messages/manifests.ts'

/** The form's schema and the API's structure of a value. */
type Described = Pick<KnownNode, 'schema' | 'structure'>

/** Returns the allowed values, if they are enumerated. */
export function optionsOf({ schema, structure }: Described): readonly Json[] {
  const options = schema?.oneOf?.map((one) => one.const ?? null) ?? schema?.enum
  if (options) return options.filter((one) => structure?.enum?.includes(one) ?? true)
  return schema?.const === undefined ? (structure?.enum ?? []) : [schema.const]
}

/** Returns whether the value is an object. */
export function holdsFields({ schema, structure }: Described): boolean {
  const type = schema?.type ?? structure?.type
  return type === 'object' || (type === undefined && structure?.properties !== undefined)
}

/** Returns whether the value is a list. */
export function holdsList({ schema, structure }: Described): boolean {
  return (schema?.type ?? structure?.type) === 'array'
}

/** Returns the type of a value in plain words; undefined if it may be anything. */
export function typeWords(described: Described, messages: ManifestMessages): string | undefined {
  const { schema, structure } = described
  const { types, oneOf, listOf } = messages
  const options = optionsOf(described)
  if (options.length > 0) return oneOf(options.map(String).join(', '))
  const items: Described = { schema: schema?.items, structure: structure?.items }
  if (holdsList(described)) {
    const each = items.schema || items.structure ? typeWords(items, messages) : undefined
    return each === undefined ? types['array'] : listOf(each)
  }
  if (isFreeMap(described)) return types['map']
  if (structure?.['x-kubernetes-int-or-string']) return types['integerOrText']
  return types[structure?.format ?? ''] ?? types[schema?.type ?? structure?.type ?? '']
}
