import type { Schema } from './language.ts'

const onlyForms = ['$schema', '$id', '$comment', 'x-language', 'x-sections', 'x-show']

/**
 * A schema without what only a form shows: descriptions, long examples and layout. The core keeps it to lay out values,
 * to fill in defaults and to write messages.
 */
export function compact<T extends Schema>(schema: T): T {
  const { description: _description, examples, ...rest } = schema
  const result: Record<string, unknown> = { ...rest }
  for (const word of onlyForms) delete result[word]
  const first = examples?.[0]
  const plain = typeof first === 'string' || typeof first === 'number'
  if (plain && !schema.writeOnly && !schema.contentMediaType) result['examples'] = [first]
  if (schema.properties) {
    result['properties'] = Object.fromEntries(
      Object.entries(schema.properties).map(([key, child]) => [key, compact(child)]),
    )
  }
  if (schema.items) result['items'] = compact(schema.items)
  if (typeof schema.additionalProperties === 'object')
    result['additionalProperties'] = compact(schema.additionalProperties)
  return result as T
}
