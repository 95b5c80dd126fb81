import type { Options, Provider } from 'backupstorage-forms/core'
import { builtinProviders } from 'backupstorage-forms/core'
import { contribKinds, contribProviders } from 'backupstorage-forms/contrib'
import { schemaOf } from './schemaTexts.ts'

/** A provider, and the options with which it is used. */
export interface ProviderInUse {
  provider: Provider
  options: Options
}

/** The options of a group of schemas: built in, brought along, or of another kind of resource. */
function optionsOf(file: string): Options {
  const kind = /^contrib\/([^/]+)\/providers\//.exec(file)?.[1]
  if (kind !== undefined) return { ...(contribKinds as Readonly<Record<string, Options>>)[kind] }
  if (file.startsWith('contrib/')) return { providers: [...builtinProviders, ...Object.values(contribProviders)] }
  return { providers: builtinProviders }
}

/** The provider of a schema, by the schema's path below `schemas/`. */
export function providerOf(file: string): ProviderInUse {
  const { name } = schemaOf(file)['x-provider']
  const options = optionsOf(file)
  const provider = options.providers?.find((one) => one.name === name)
  if (!provider) throw new Error(`No provider for ${file}. Run "npm run generate".`)
  return { provider, options }
}
