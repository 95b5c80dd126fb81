export type * from './generated/contribTypes.ts'
export type { ContribKind, ContribProvider } from './generated/contrib.ts'
import type { ContribKind, ContribProvider } from './generated/contrib.ts'
import * as contrib from './generated/contrib.ts'
import type { Provider } from './schema/provider.ts'
import { createProvider } from './schema/provider.ts'
import type { Resource } from './schema/resource.ts'
import { createResource } from './schema/resource.ts'
import { readyStructure } from './schema/structure.ts'

/** A kind other than BackupStorage: the options `resource` and `providers` of every function and component. */
export interface Kind {
  readonly resource: Resource
  readonly providers: readonly Provider[]
}

function mapEntries<K extends string, A, B>(record: Readonly<Record<K, A>>, to: (one: A) => B): Readonly<Record<K, B>> {
  return Object.fromEntries(Object.entries<A>(record).map(([key, one]) => [key, to(one)])) as Record<K, B>
}

/**
 * The providers of `schemas/contrib` by name, off by default. To offer one next to others:
 * `providers={[...builtinProviders, contribProviders.name]}`.
 */
export const contribProviders: Readonly<Record<ContribProvider, Provider>> = /* @__PURE__ */ mapEntries(
  contrib.contribProviders,
  createProvider,
)

/** Other kinds, by the names of their folders in `schemas/contrib`. Pass one as it is: `{...kind}`. */
export const contribKinds: Readonly<Record<ContribKind, Kind>> = /* @__PURE__ */ mapEntries(
  contrib.contribKinds,
  ({ resource, structure, providers }): Kind => ({
    resource: createResource(resource, readyStructure(structure)),
    providers: providers.map((one) => createProvider(one)),
  }),
)
