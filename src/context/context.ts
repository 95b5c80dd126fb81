// The options of an entry call or a draft, resolved once. Imports `schema` and the folders above it.

import type { BackupStorageValues } from '../generated/types.ts'
import type { CheckMessages } from '../messages/checks.ts'
import type { ManifestMessages } from '../messages/manifests.ts'
import type { Layout } from '../schema/layout.ts'
import type { Provider } from '../schema/provider.ts'
import type { Resource } from '../schema/resource.ts'
import type { Options } from './options.ts'

/**
 * Options with their defaults, and everything derived from them. An entry function makes one from its options; a draft
 * keeps one while its options stay the same. A context can be passed wherever options are expected, also with other
 * objects (`existing`, `editing`, `crd`).
 */
export interface Context extends Options {
  /** The providers to choose from, in the language of the messages. */
  readonly providers: readonly Provider[]
  /** The kind of object to create, in the language of the messages. */
  readonly resource: Resource
  readonly secretName: (values: BackupStorageValues) => string
  readonly checks: CheckMessages
  readonly manifestMessages: ManifestMessages
  /** Returns the layout of the resource with a provider. */
  readonly layoutOf: (provider: Provider | undefined) => Layout
}

/** Returns the provider with a name in the values. */
export function findProvider({ providers }: Pick<Context, 'providers'>, name: unknown): Provider | undefined {
  return providers.find((provider) => provider.name === name)
}

/** Returns the provider with a name in manifests: the one of that name, else its first variant, else by an alias. */
export function findWritten(context: Pick<Context, 'providers'>, name: unknown): Provider | undefined {
  const { providers } = context
  const isAlias = ({ schema }: Provider): boolean =>
    schema['x-provider'].aliases?.some((alias) => alias === name) ?? false
  return (
    findProvider(context, name) ?? providers.find((provider) => provider.writes === name) ?? providers.find(isAlias)
  )
}

/** Returns the layout of the resource with the provider of these values. */
export function layoutFor(context: Context, values: BackupStorageValues): Layout {
  return context.layoutOf(findProvider(context, values.backend.provider))
}

/**
 * Returns a context that reads manifests as the provider with a name. It has no other provider with the same name in
 * manifests, so that a variant stays the same variant.
 */
export function readingAs(context: Context, name: unknown): Context {
  const chosen = findProvider(context, name)
  const providers = context.providers.filter((one) => one === chosen || one.writes !== chosen?.writes)
  return providers.length === context.providers.length ? context : { ...context, providers }
}
