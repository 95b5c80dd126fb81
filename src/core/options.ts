import { backupStorage, builtinProviders } from './builtin.ts'
import type { Provider } from './provider.ts'
import type { Resource } from './resource.ts'
import type { BackupStorageValues } from '../generated/types.ts'

/** What a host may set for every function of the core. */
export interface Options {
  /** The providers to choose from. @default builtinProviders */
  providers?: readonly Provider[] | undefined
  /** The kind of object to make. @default backupStorage */
  resource?: Resource | undefined
  /** Other objects of this kind in the cluster, for the rules between siblings. */
  existing?: readonly object[] | undefined
  /** The live object that is being edited. It is no sibling of itself. */
  editing?: object | undefined
  /** The name of a new Secret. @default `<name>-storage-cred` */
  secretName?: ((values: BackupStorageValues) => string) | undefined
  /** Keys of annotations that name the provider and the Secret. None by default. */
  referenceAnnotations?: { provider: string; secret: string } | undefined
}

export interface ResolvedOptions {
  providers: readonly Provider[]
  resource: Resource
  secretName: (values: BackupStorageValues) => string
  referenceAnnotations?: { provider: string; secret: string } | undefined
}

const derivedSecretName = (values: BackupStorageValues): string => `${values.name}-storage-cred`

export function resolveOptions(options: Options = {}): ResolvedOptions {
  return {
    providers: options.providers ?? builtinProviders,
    resource: options.resource ?? backupStorage,
    secretName: options.secretName ?? derivedSecretName,
    referenceAnnotations: options.referenceAnnotations,
  }
}

/** The provider of that name among those of the options. */
export function findProvider(options: Pick<ResolvedOptions, 'providers'>, name: unknown): Provider | undefined {
  return options.providers.find((provider) => provider.name === name)
}
