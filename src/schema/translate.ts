import { isObject } from '../base/json.ts'
import { toPointer } from '../base/pointer.ts'

type Texts = Readonly<Record<string, string>>

/** The keywords of a schema whose values users read. */
const words = new Set(['title', 'description', 'message', 'identity', 'x-error'])

/** The keywords whose values are data, not schemas or rules with texts in them. */
const data = new Set([
  'default',
  'examples',
  'const',
  'enum',
  'when',
  'value',
  'x-when',
  'x-show',
  'if',
  'then',
  'fill',
  'text',
])

/**
 * Returns every text of a schema that users read, by its key: `name`, `#` and the JSON Pointer. The names in
 * `properties` are fields, not keywords.
 */
export function textsOf(schema: unknown, name: string): Record<string, string> {
  const found: Record<string, string> = {}
  visit(schema, [], (pointer, text) => {
    found[`${name}#${pointer}`] = text
    return text
  })
  return found
}

/** Returns a copy of a schema, or of a part of it, with its texts in another language as far as they are given. */
export function translate<T>(schema: T, texts: Texts, name: string, path: readonly (string | number)[] = []): T {
  return visit(schema, path, (pointer, text) => {
    const key = `${name}#${pointer}`
    return Object.hasOwn(texts, key) ? (texts[key] ?? text) : text
  }) as T
}

function visit(
  value: unknown,
  path: readonly (string | number)[],
  replace: (pointer: string, text: string) => string,
  named = false,
): unknown {
  if (Array.isArray(value)) return value.map((item, index) => visit(item, [...path, index], replace))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => {
      const here = [...path, key]
      if (!named && words.has(key) && typeof entry === 'string') return [key, replace(toPointer(here), entry)]
      if (!named && data.has(key)) return [key, entry]
      return [key, visit(entry, here, replace, !named && key === 'properties')]
    }),
  )
}
