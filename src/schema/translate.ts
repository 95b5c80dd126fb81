import { isObject } from '../base/json.ts'
import { toPointer } from '../base/pointer.ts'
import type { VendorTable } from './vendors.ts'

type Texts = Readonly<Record<string, string>>

/** The keywords of a schema whose values users read. */
const words = new Set(['title', 'description', 'message', 'identity', 'refused', 'x-error'])

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

/** Returns the parts of a table of vendors with texts: its title and, by the names of the vendors, their rules. */
function vendorTexts({ title, vendors }: VendorTable): object {
  const texts = vendors.map(({ name, bucket, refused }) => {
    return [name, { ...(bucket ? { bucket } : {}), ...(refused === undefined ? {} : { refused }) }]
  })
  return { title, ...Object.fromEntries(texts) }
}

/** Returns the texts of a table of vendors, by their keys, such as `vendors/name#/title`. */
export function textsOfVendors(table: VendorTable): Record<string, string> {
  return textsOf(vendorTexts(table), `vendors/${table.name}`)
}

/** Returns a copy of a table of vendors with its texts in another language as far as they are given. */
export function translateVendors(table: VendorTable, texts: Texts): VendorTable {
  const translated = translate(vendorTexts(table), texts, `vendors/${table.name}`)
  const { title, ...own } = translated as { title: string } & Record<string, object>
  return { ...table, title, vendors: table.vendors.map((one) => ({ ...one, ...own[one.name] })) }
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
