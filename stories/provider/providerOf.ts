import type { Options, Provider } from 'backupstorage-forms/core'
import { builtinProviders } from 'backupstorage-forms/core'
import { contribKinds, contribProviders } from 'backupstorage-forms/contrib'
import { schemaOf } from './schemaTexts.ts'

/** A provider, and the options to use it with. */
export interface ProviderInUse {
  provider: Provider
  options: Options
}

/** Returns the options for a schema: built in, contributed, or for another kind of resource. */
function optionsOf(file: string): Options {
  const kind = /^contrib\/([^/]+)\/providers\//.exec(file)?.[1]
  if (kind !== undefined) return { ...(contribKinds as Readonly<Record<string, Options>>)[kind] }
  if (file.startsWith('contrib/')) return { providers: [...builtinProviders, ...Object.values(contribProviders)] }
  return { providers: builtinProviders }
}

/** Returns the provider of a schema, by the schema's path below `schemas/`. */
export function providerOf(file: string): ProviderInUse {
  const { name } = schemaOf(file)['x-provider']
  const options = optionsOf(file)
  const provider = options.providers?.find((one) => one.name === name)
  if (!provider) throw new Error(`No provider for ${file}. Run "npm run generate".`)
  return { provider, options }
}
