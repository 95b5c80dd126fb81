export type * from './generated/contribTypes.ts'
export type { ContribKind, ContribProvider } from './generated/contrib.ts'
import type { ContribKind, ContribProvider } from './generated/contrib.ts'
import * as contrib from './generated/contrib.ts'
import { compiledProvider, compiledResource } from './schema/compiled.ts'
import type { Provider } from './schema/provider.ts'
import type { Resource } from './schema/resource.ts'

/** Another kind of object than a BackupStorage: the options `resource` and `providers` of every function and component. */
export interface Kind {
  readonly resource: Resource
  readonly providers: readonly Provider[]
}

function mapEntries<K extends string, A, B>(record: Readonly<Record<K, A>>, to: (one: A) => B): Readonly<Record<K, B>> {
  return Object.fromEntries(Object.entries<A>(record).map(([key, one]) => [key, to(one)])) as Record<K, B>
}

/**
 * Providers that are brought along and off by default, by their names: `schemas/contrib`. Offer one beside others:
 * `providers={[...builtinProviders, contribProviders.name]}`.
 */
export const contribProviders: Readonly<Record<ContribProvider, Provider>> = /* @__PURE__ */ mapEntries(
  contrib.contribProviders,
  compiledProvider,
)

/** Other kinds of objects, by the names of their folders in `schemas/contrib`. Hand one over as it is: `{...kind}`. */
export const contribKinds: Readonly<Record<ContribKind, Kind>> = /* @__PURE__ */ mapEntries(
  contrib.contribKinds,
  ({ resource, providers }): Kind => ({
    resource: compiledResource(resource),
    providers: providers.map(compiledProvider),
  }),
)
