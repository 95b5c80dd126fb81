import type { Schema } from './language.ts'

const inside = ['items', 'additionalProperties', 'if', 'then', 'else', 'not'] as const
const each = ['oneOf', 'anyOf', 'allOf'] as const
const notRules = ['title', 'description', 'default', 'examples', 'propertyNames', 'format', 'readOnly', 'deprecated']

/**
 * The schema without what is no rule for a validator: texts, defaults, our own words, and formats and names of keys, which
 * the core checks itself. Places in it stay the same.
 */
export function rulesOf(schema: Schema): object {
  const rules: Record<string, unknown> = {}
  for (const [word, value] of Object.entries(schema)) {
    if (!word.startsWith('x-') && !word.startsWith('$') && !notRules.includes(word)) rules[word] = value
  }
  const children = rules as Record<string, Schema & Schema[]>
  for (const word of inside) if (typeof rules[word] === 'object') rules[word] = rulesOf(children[word] ?? {})
  for (const word of each) if (Array.isArray(rules[word])) rules[word] = children[word]?.map(rulesOf)
  if (schema.properties) {
    rules['properties'] = Object.fromEntries(
      Object.entries(schema.properties).map(([key, child]) => [key, rulesOf(child)]),
    )
  }
  return rules
}
