import { member } from '../base/json.ts'
import type { Schema } from './language.ts'
import { isMap } from './language.ts'

/** Returns the schema of a member or an item; undefined if there is none. */
export function schemaIn(schema: Schema, key: string): Schema | undefined {
  if (schema.type === 'array') return schema.items
  const named = member(schema.properties, key) as Schema | undefined
  if (named || !isMap(schema)) return named
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined
}

/** Returns the schema at a path of the data; undefined if there is none. */
export function schemaAt(schema: Schema, path: readonly string[]): Schema | undefined {
  let here: Schema | undefined = schema
  for (const key of path) {
    if (!here) return undefined
    here = schemaIn(here, key)
  }
  return here
}

/** Returns the label of the field at a path, for the start of a sentence. An item has the title of its list or its own. */
export function titleAt(root: Schema, path: readonly string[]): string {
  const key = path.at(-1) ?? ''
  const title = schemaAt(root, path)?.title
  const around = path.slice(0, -1)
  const list = schemaAt(root, around)
  if (path.length === 0 || list?.type !== 'array') return title ?? key
  return `${title ?? titleAt(root, around)} ${Number(key) + 1}`
}
