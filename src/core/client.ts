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

/** What is done to a resource, as Kubernetes names it. */
export type Verb = 'list' | 'watch' | 'get' | 'create' | 'update' | 'patch' | 'delete'

/** Whether the user may do something, and what the cluster gives as its reason, which is often nothing. */
export interface Permission {
  allowed: boolean
  reason: string
}

/** A Secret as a list of Secrets shows it: never a value of it. */
export interface SecretSummary {
  namespace: string
  name: string
  type: string
  /** How many keys it has. */
  keys: number
}

/** What `watch` tells of the BackupStorages. */
export type WatchEvent =
  /** A page of the list. The first page of a list takes the place of everything that was told before. */
  | { type: 'listed'; objects: Manifest[]; isFirst: boolean; isLast: boolean }
  /** An object is new, or another than before. */
  | { type: 'changed'; object: Manifest }
  | { type: 'deleted'; object: Manifest }
  /** Nothing comes for now. It is tried again by itself after so many ms. */
  | { type: 'interrupted'; error: Error; retryIn: number }

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

/** A client that can also change objects, follow them, and say what the user may do: for pages that are live. */
export interface LiveClient extends BackupStorageClient {
  /**
   * Writes the object in the place of the one that is there. `metadata.resourceVersion` has to be that of the object that
   * was read: it rejects where the object was changed meanwhile (409).
   */
  update(manifest: Manifest, options?: WriteOptions): Promise<Manifest>
  /** Merges changes into the object (RFC 7396): members that are null are removed, lists are replaced as a whole. */
  patch(reference: ObjectReference, changes: object, options?: WriteOptions): Promise<Manifest>
  /**
   * The BackupStorages of a namespace, or of all namespaces, and all that becomes of them, until the signal is aborted.
   * It goes on by itself after a lost connection, and lists again where the server does not know any more what came
   * since. Rejects where trying again is of no use: not signed in, not allowed, not served.
   */
  watch(options?: CallOptions & { namespace?: string | undefined }): AsyncIterable<WatchEvent>
  /** Whether the user may do something with the BackupStorages, or the Secrets, of a namespace. */
  permission(
    verb: Verb,
    target: { apiVersion: string; kind: string; namespace?: string | undefined },
    options?: CallOptions,
  ): Promise<Permission>
  /** The Secrets of a namespace. Their values are not even asked for. */
  secrets(namespace: string, options?: CallOptions): Promise<SecretSummary[]>
}
