import type { Json } from '../../src/base/json.ts'
import { textsOf, textsOfVendors } from '../../src/schema/translate.ts'
import type { Language, Schemas } from './schemas.ts'

/** The prefix of the keys for the texts of `structure.json`. */
export const structureName = 'structure'

/** The prefix of the keys for texts of `credentials/`, before a slash and the name. Provider names have no slash. */
const credentialsName = 'credentials'

/** The English texts of one schema, by their keys. */
export interface TextKeys {
  /** The prefix of the keys. */
  name: string
  texts: Readonly<Record<string, string>>
  /** Whether every language must translate it. */
  required: boolean
}

/** Returns the texts of each schema, by their keys. */
export function textKeysOf(
  schemas: Pick<Schemas, 'resource' | 'structure' | 'providers' | 'credentials' | 'vendors' | 'imports'>,
): TextKeys[] {
  const { resource, structure, providers, credentials, vendors, imports } = schemas
  const { kind } = resource['x-resource']
  const keys = [
    { name: kind, texts: textsOf(resource, kind), required: true },
    {
      name: structureName,
      texts: textsOf({ 'x-advice': structure['x-advice'] }, structureName),
      required: true,
    },
  ]
  for (const provider of providers) {
    const { name } = provider['x-provider']
    keys.push({ name, texts: textsOf(provider, name), required: false })
  }
  for (const table of vendors)
    keys.push({ name: `vendors/${table.name}`, texts: textsOfVendors(table), required: false })
  for (const { 'x-manifest': _template, ...schema } of credentials) {
    const name = `${credentialsName}/${schema['x-credentials'].name}`
    keys.push({ name, texts: textsOf(schema, name), required: false })
  }
  for (const one of imports) {
    const name = `imports/${one['x-import'].name}`
    keys.push({ name, texts: textsOf(one, name), required: false })
  }
  return keys
}

/** Returns the texts of each guide, by their keys. */
export function textKeysOfGuides(guides: Schemas['guides']): TextKeys[] {
  return Object.entries(guides).map(([name, guide]) => ({ name, texts: textsOf(guide, name), required: false }))
}

/**
 * Checks a language against the schemas.
 *
 * It must translate all of the resource and of the structure, and all or nothing of each provider or credential output:
 * an added one needs no translation.
 *
 * @param file - its path from the repository's root
 * @returns the language, and a line for each error that says how to fix it
 */
export function checkLanguage(
  name: string,
  file: string,
  data: Json,
  keys: readonly TextKeys[],
): { language: Language; errors: string[] } {
  const language = { name, texts: {}, untranslated: [] }
  if (data === null || typeof data !== 'object' || Array.isArray(data)) {
    const shape = '{ "s3#/properties/spec/properties/bucket/title": "…" }'
    return { language, errors: [`${file}: The translation must be a JSON object such as ${shape}.`] }
  }
  const given = new Map(Object.entries(data))
  const known = new Set(keys.flatMap((schema) => Object.keys(schema.texts)))
  const errors: string[] = []
  const untranslated: string[] = []
  const texts: Record<string, string> = {}
  for (const schema of keys) {
    if (!schema.required && !Object.keys(schema.texts).some((key) => given.has(key))) {
      untranslated.push(schema.name)
      continue
    }
    for (const [key, text] of Object.entries(schema.texts)) {
      const translated = given.get(key)
      if (typeof translated === 'string' && translated.trim() !== '') texts[key] = translated
      else if (translated === undefined)
        errors.push(`${file}: "${key}" is missing. Add a translation of ${JSON.stringify(text)}.`)
      else errors.push(`${file}: "${key}" must be a non-empty string. Translate ${JSON.stringify(text)}.`)
    }
  }
  for (const key of given.keys()) {
    if (!known.has(key)) errors.push(`${file}: "${key}" is not a text in the schemas. Remove or correct the key.`)
  }
  return { language: { name, texts, untranslated }, errors }
}
