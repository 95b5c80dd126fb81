import { member } from '../base/json.ts'
import type { Schema } from './language.ts'
import { isMap } from './language.ts'

/** What the schema says about a member or an item of its data; undefined where it says nothing. */
export function schemaIn(schema: Schema, key: string): Schema | undefined {
  if (schema.type === 'array') return schema.items
  const named = member(schema.properties, key) as Schema | undefined
  if (named || !isMap(schema)) return named
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined
}

/** What the schema says about a place of the data; undefined where it says nothing. */
export function schemaAt(schema: Schema, path: readonly string[]): Schema | undefined {
  let here: Schema | undefined = schema
  for (const key of path) {
    if (!here) return undefined
    here = schemaIn(here, key)
  }
  return here
}
