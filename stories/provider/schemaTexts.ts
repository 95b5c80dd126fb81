import type { Provider } from 'backupstorage-forms/core'
import { parse } from 'yaml'

/** A provider's schema with all its texts. */
export type ProviderSchema = Provider['schema']

/** A schema inside a provider's. */
export type Schema = ProviderSchema['properties'][string]

const texts = import.meta.glob<string>('../../schemas/{providers,contrib,contrib/*/providers}/*.{json,yaml,yml}', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** The schema of that file, by its path below `schemas/`. */
export function schemaOf(file: string): ProviderSchema {
  const text = texts[`../../schemas/${file}`]
  if (text === undefined) throw new Error(`Schema not found: ${file}. Run "npm run generate".`)
  return parse(text) as ProviderSchema
}
