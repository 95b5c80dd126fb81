import { providerForms, resourceForm } from '../generated/forms.ts'
import { backupStorage, builtinProviders } from '../schema/builtin.ts'
import { member } from '../base/json.ts'
import type { Options } from '../context/options.ts'
import { findProvider } from '../context/options.ts'
import { toPointer } from '../base/pointer.ts'
import type { Provider } from '../schema/provider.ts'
import type { Schema } from '../schema/language.ts'

/** The schema with its descriptions: of what this package brings, only the form's has them. */
function ofProvider(provider: Provider): Schema {
  return (builtinProviders.includes(provider) ? providerForms[provider.name]?.schema : undefined) ?? provider.schema
}

/**
 * What the schemas say to people of a place of the values, in the language of the options; undefined where they say
 * nothing.
 *
 * @param name of the provider whose fields stand under `auth` and `spec`
 */
export function describeValue(
  path: readonly string[],
  name: string | undefined,
  { resource = backupStorage, providers = builtinProviders, messages }: Options,
): string | undefined {
  const provider = findProvider({ providers }, name)
  const isOfProvider = provider && path.length > 2 && (path[1] === 'auth' || path[1] === 'spec')
  const ofResource = resource === backupStorage ? resourceForm.schema : resource.schema
  let here: Schema | undefined = isOfProvider ? ofProvider(provider) : ofResource
  const pointer: string[] = []
  for (const key of isOfProvider ? path.slice(1) : path) {
    const named = member(here?.properties, key) as Schema | undefined
    const word: 'properties' | 'items' | 'additionalProperties' = named
      ? 'properties'
      : here?.type === 'array'
        ? 'items'
        : 'additionalProperties'
    pointer.push(word, ...(named ? [key] : []))
    here = named ?? (word === 'items' ? here?.items : (here?.additionalProperties as Schema | undefined))
  }
  const place = `${isOfProvider ? provider.name : resource.kind}#${toPointer([...pointer, 'description'])}`
  const { texts } = messages ?? {}
  return (texts && Object.hasOwn(texts, place) ? texts[place] : undefined) ?? here?.description
}
