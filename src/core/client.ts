import type { Manifest } from './manifest.ts'

/** Which object of a cluster is meant. */
export interface ObjectReference {
  apiVersion: string
  kind: string
  namespace: string
  name: string
}

/** Options that every call of a client takes. */
export interface CallOptions {
  /** Aborting it ends the call; the promise then rejects with the signal's reason. */
  signal?: AbortSignal | undefined
}

/** Options of a call that writes. */
export interface WriteOptions extends CallOptions {
  /** The server checks the object and keeps nothing. */
  dryRun?: boolean | undefined
  /** Called with the text of each warning that the server sends along: an unknown field, an API that goes away. */
  onWarning?: ((text: string) => void) | undefined
}

/**
 * The part of a Kubernetes API that the components need. `createKubernetesClient` implements it over `fetch`;
 * a host may implement it over its own API. Every call rejects with an `Error` whose message is a sentence for people.
 */
export interface BackupStorageClient {
  /** The BackupStorages of a namespace, of all namespaces when none is given. */
  list(options?: CallOptions & { namespace?: string | undefined }): Promise<Manifest[]>
  get(reference: ObjectReference, options?: CallOptions): Promise<Manifest>
  /** Creates the object. With `dryRun` the server checks it and keeps nothing. */
  create(manifest: Manifest, options?: WriteOptions): Promise<Manifest>
  delete(reference: ObjectReference, options?: CallOptions): Promise<void>
  /** The names of all namespaces. */
  namespaces(options?: CallOptions): Promise<string[]>
}
