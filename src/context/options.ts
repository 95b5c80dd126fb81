import type { CoreMessages } from './messages.ts'
import type { Provider } from '../schema/provider.ts'
import type { Resource } from '../schema/resource.ts'
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
  /**
   * The CustomResourceDefinition of the host's cluster, as plain data: manifests are checked against it. Without it they
   * are checked against the API as this package knows it.
   */
  crd?: object | undefined
  /** Words in another language, for diagnostics. English by default. */
  messages?: CoreMessages | undefined
}
