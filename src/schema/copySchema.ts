import type { Diagnostic } from './diagnostics.ts'
import type { Json, JsonObject } from '../base/json.ts'
import { setMember } from '../base/json.ts'
import { schemaError } from './checkMeta.ts'

/** The most characters of all names and strings together, plus one for each value. */
const maxCharacters = 1_000_000
/** Far deeper than a schema may be, so that excessive nesting is still found in the copy. */
const maxDepth = 200

class TooLarge extends Error {}

/**
 * Copies a schema as plain JSON data, as `toJson` does. Returns an error instead if the schema is too large, as is one
 * that contains itself more than once, or if reading it throws, as a proxy can.
 */
export function copySchema(given: unknown): { copy: Json | undefined; errors: Diagnostic[] } {
  let left = maxCharacters
  function spend(characters: number): void {
    left -= characters
    if (left < 0) throw new TooLarge()
  }
  function copyOf(value: unknown, depth: number): Json | undefined {
    spend(typeof value === 'string' ? value.length + 1 : 1)
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
    if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
    if (typeof value !== 'object' || depth > maxDepth) return undefined
    if (Array.isArray(value)) {
      spend(value.length)
      return Array.from(value, (item) => copyOf(item, depth + 1) ?? null)
    }
    const copy: JsonObject = {}
    for (const key of Object.keys(value)) {
      spend(key.length)
      const json = copyOf((value as Record<string, unknown>)[key], depth + 1)
      if (json !== undefined) setMember(copy, key, json)
    }
    return copy
  }
  try {
    return { copy: copyOf(given, 0), errors: [] }
  } catch (error) {
    const found =
      error instanceof TooLarge
        ? schemaError(
            'too-large',
            '',
            'The schema has more than 1,000,000 characters, or contains itself. Make it smaller.',
          )
        : schemaError('not-a-schema', '', 'The schema throws an error when read. Pass plain JSON data.')
    return { copy: undefined, errors: [found] }
  }
}
