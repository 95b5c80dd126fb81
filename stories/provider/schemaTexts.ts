import type { Provider } from 'backupstorage-forms/core'
import { parse } from 'yaml'

/** The uncompiled schema of a provider, with all its texts. */
export type ProviderSchema = Provider['schema']

/** A part of a provider's schema. */
export type Schema = ProviderSchema['properties'][string]

const texts = import.meta.glob<string>('../../schemas/{providers,contrib,contrib/*/providers}/*.{json,yaml,yml}', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** Returns the schema in a file, by its path below `schemas/`. */
export function schemaOf(file: string): ProviderSchema {
  const text = texts[`../../schemas/${file}`]
  if (text === undefined) throw new Error(`Schema not found: ${file}. Run "npm run generate".`)
  return parse(text) as ProviderSchema
}
