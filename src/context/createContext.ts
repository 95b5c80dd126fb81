import type { BackupStorageValues } from '../generated/types.ts'
import { defaultChecks } from '../messages/checks.ts'
import { defaultManifestMessages } from '../messages/manifests.ts'
import { backupStorage, builtinProviders } from '../schema/builtin.ts'
import { layoutOf } from '../schema/layout.ts'
import type { Provider } from '../schema/provider.ts'
import { createProvider } from '../schema/provider.ts'
import { createResource } from '../schema/resource.ts'
import { translate, translateVendors } from '../schema/translate.ts'
import type { Context } from './context.ts'
import type { Options } from './options.ts'

/** Unchecked values can have anything as their name, even an object that can't be converted to a string. */
const derivedSecretName = ({ name }: BackupStorageValues): string =>
  `${typeof name === 'object' ? '' : name}-storage-cred`

function translateProvider({ schema, name, vendors }: Provider, texts: Readonly<Record<string, string>>): Provider {
  return createProvider(translate(schema, texts, name), vendors && translateVendors(vendors.table, texts))
}

function createContext(options: Options): Context {
  const { messages, providers: all = builtinProviders, resource: kind = backupStorage } = options
  const { texts, checks } = messages ?? {}
  const byName = new Map(all.map((provider) => [provider.name, provider]))
  const given = byName.size === all.length ? all : [...byName.values()]
  const providers = texts ? given.map((provider) => translateProvider(provider, texts)) : given
  const resource = texts ? createResource(translate(kind.schema, texts, kind.kind), kind.structure) : kind
  return {
    ...options,
    providers,
    resource,
    secretName: options.secretName ?? derivedSecretName,
    checks: { ...defaultChecks, ...checks, texts: { ...defaultChecks.texts, ...checks?.texts } },
    manifestMessages: { ...defaultManifestMessages, ...messages?.manifests },
    layoutOf: (provider) => layoutOf(resource.schema, provider?.schema),
  }
}

let defaults: Context | undefined

/** Returns the context of options. A context is returned as it is; without options, the defaults apply. */
export function contextOf(options?: Options): Context {
  if (!options) return (defaults ??= createContext({}))
  return 'layoutOf' in options ? (options as Context) : createContext(options)
}
