import type { Options, Provider } from 'backupstorage-forms/core'
import { builtinProviders, defineProvider } from 'backupstorage-forms/core'
import { schemaOf } from './schemaTexts.ts'

/** A provider, and the options with which it is used. */
export interface ProviderInUse {
  provider: Provider
  options: Options
}

/** The provider of a schema, by the schema's path below `schemas/`. */
export function providerOf(file: string): ProviderInUse {
  const schema = schemaOf(file)
  const { name } = schema['x-provider']
  const builtin = file.startsWith('providers/') ? builtinProviders.find((one) => one.name === name) : undefined
  if (builtin) return { provider: builtin, options: {} }
  const provider = defineProvider(schema)
  return { provider, options: { providers: [...builtinProviders, provider] } }
}
