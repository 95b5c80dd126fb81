import type { CoreMessages } from './messages.ts'
import type { Provider } from '../schema/provider.ts'
import type { Resource } from '../schema/resource.ts'
import type { BackupStorageValues } from '../generated/types.ts'

/** Options for every function of the core. */
export interface Options {
  /** The providers to choose from; the last of several with one name replaces the others. @default builtinProviders */
  providers?: readonly Provider[] | undefined
  /** The kind of object to create. @default backupStorage */
  resource?: Resource | undefined
  /** Other objects of this kind in the cluster, for the checks against other storages. */
  existing?: readonly object[] | undefined
  /** The live object being edited. It isn't compared with itself. */
  editing?: object | undefined
  /** The name of a new Secret. @default `<name>-storage-cred` */
  secretName?: ((values: BackupStorageValues) => string) | undefined
  /** Keys of annotations that name the provider and the Secret. None by default. */
  referenceAnnotations?: { provider: string; secret: string } | undefined
  /**
   * The CustomResourceDefinition of the host's cluster, as plain data, to check manifests against. By default, they are
   * checked against the API that this package describes.
   */
  crd?: object | undefined
  /** Texts in another language, for diagnostics. English by default. */
  messages?: CoreMessages | undefined
}
