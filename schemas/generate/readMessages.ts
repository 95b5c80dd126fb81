import type { Json } from '../../src/core/json.ts'
import { textsOf } from '../../src/core/schema/translate.ts'
import type { ProviderSchema, ResourceSchema } from '../../src/core/schema/language.ts'

/** The texts of the schemas in one language, in the order of the schemas. */
export interface Language {
  /** Such as `de`: the name of its file. */
  name: string
  texts: Readonly<Record<string, string>>
  /** Names of the providers that it says nothing of, whose texts stay English. */
  untranslated: readonly string[]
}

/** Every text of the schemas by its place, for each schema under the name that the keys begin with. */
export function placesOf(
  resource: ResourceSchema,
  providers: readonly ProviderSchema[],
): Map<string, Record<string, string>> {
  const kind = resource['x-resource'].kind
  const places = new Map([[kind, textsOf(resource, kind)]])
  for (const provider of providers) {
    const { name } = provider['x-provider']
    places.set(name, textsOf(provider, name))
  }
  return places
}

/**
 * Checks a language against the schemas. It says everything of the resource, and of a provider everything or nothing: a
 * provider that someone adds needs no translation.
 *
 * @param file - as it is named from the repository's root
 * @returns the language, and a line for each fault that says what to do
 */
export function checkLanguage(
  name: string,
  file: string,
  data: Json,
  places: ReadonlyMap<string, Record<string, string>>,
): { language: Language; faults: string[] } {
  const language = { name, texts: {}, untranslated: [] }
  if (data === null || typeof data !== 'object' || Array.isArray(data)) {
    const shape = '{ "s3#/properties/spec/properties/bucket/title": "…" }'
    return { language, faults: [`${file}: A language is a JSON object of texts by their places, such as ${shape}.`] }
  }
  const given = new Map(Object.entries(data))
  const known = new Set([...places.values()].flatMap((texts) => Object.keys(texts)))
  const faults: string[] = []
  const untranslated: string[] = []
  const texts: Record<string, string> = {}
  const [kind] = places.keys()
  for (const [schema, english] of places) {
    if (schema !== kind && !Object.keys(english).some((key) => given.has(key))) {
      untranslated.push(schema)
      continue
    }
    for (const [key, text] of Object.entries(english)) {
      const translated = given.get(key)
      if (typeof translated === 'string' && translated.trim() !== '') texts[key] = translated
      else if (translated === undefined)
        faults.push(`${file}: "${key}" is missing. Add it, with this in the language: ${JSON.stringify(text)}.`)
      else faults.push(`${file}: "${key}" is no text. Give it one that is not empty and says: ${JSON.stringify(text)}.`)
    }
  }
  for (const key of given.keys()) {
    if (!known.has(key))
      faults.push(`${file}: "${key}" is the place of no text in the schemas. Remove it, or correct it.`)
  }
  return { language: { name, texts, untranslated }, faults }
}
