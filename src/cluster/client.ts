import type { ResourceType } from '../schema/manifest.ts'
import type { Manifest } from '../schema/manifest.ts'

declare global {
  /** The platform's type, declared here so that these types work without the DOM's or Node's. */
  interface AbortSignal {}
}

/** A reference to an object in a cluster. */
export interface ObjectReference {
  apiVersion: string
  kind: string
  namespace: string
  name: string
}

/** Options for every call of a client. */
export interface CallOptions {
  /** Aborting it ends the call; the promise then rejects with the signal's reason. */
  signal?: AbortSignal | undefined
}

/** Options for a call that writes. */
export interface WriteOptions extends CallOptions {
  /** Whether the server only checks the object, and stores nothing. */
  dryRun?: boolean | undefined
  /** Called with the text of each warning from the server, such as an unknown field or a deprecated API. */
  onWarning?: ((text: string) => void) | undefined
}

/** Options for a call that deletes. */
export interface DeleteOptions extends CallOptions {
  /** The required state of the object; any other object is not deleted (409). */
  preconditions?: { uid?: string; resourceVersion?: string } | undefined
}

/** The name of an operation in Kubernetes. */
export type Verb = 'list' | 'watch' | 'get' | 'create' | 'update' | 'patch' | 'delete'

/** Whether the user may do something, and the cluster's reason, which is often empty. */
export interface Permission {
  allowed: boolean
  reason: string
}

/** Options that select the objects of a collection. */
export interface CollectionOptions extends CallOptions {
  /** The kind of the objects. @default the client's, BackupStorage */
  resource?: ResourceType | undefined
  /** The namespace; empty for all. @default all */
  namespace?: string | undefined
  /** The name of the only object to read. An object that doesn't exist makes an empty collection. @default all */
  name?: string | undefined
}

/** A Secret without its values. */
export interface SecretSummary {
  namespace: string
  name: string
  type: string
  /** The number of keys. */
  keys: number
  labels: Record<string, string>
  annotations: Record<string, string>
  /** The time of its creation, as RFC 3339; empty if unknown. */
  created: string
}

/** An event of `watch`. */
export type WatchEvent =
  /** A page of the list. The first page replaces all objects of earlier events. */
  | { type: 'listed'; objects: Manifest[]; isFirst: boolean; isLast: boolean }
  /** An object was added or changed. */
  | { type: 'changed'; object: Manifest }
  | { type: 'deleted'; object: Manifest }
  /** The connection is lost. The next try follows by itself after `retryIn` ms. */
  | { type: 'interrupted'; error: Error; retryIn: number }
  /** No changes arrive for a while although nothing failed: the page is hidden, or other watches have their turn. */
  | { type: 'paused' }
  /** The connection is back after an interruption or a pause. */
  | { type: 'resumed' }

/**
 * The part of a Kubernetes API that the components need. `createKubernetesClient` implements it with `fetch`; a host
 * may implement it with its own API. Every call rejects with an `Error` whose message is a sentence for users. Its
 * `status`, if set, is the HTTP status; the components distinguish 401, 403, 404 and 409. Optional methods may be
 * omitted if the API has nothing like them; the components then do without.
 */
export interface BackupStorageClient {
  /** Lists the objects of a namespace, or of all namespaces. */
  list(options?: CollectionOptions): Promise<Manifest[]>
  get(reference: ObjectReference, options?: CallOptions): Promise<Manifest>
  /** Creates the object. With `dryRun`, the server only checks it. */
  create(manifest: Manifest, options?: WriteOptions): Promise<Manifest>
  /**
   * Replaces the existing object. `metadata.resourceVersion` must be that of the object as it was read: rejects with
   * 409 if the object has changed since.
   */
  update(manifest: Manifest, options?: WriteOptions): Promise<Manifest>
  /** Merges changes into the object (RFC 7396): null removes a member, and lists are replaced as a whole. */
  patch(reference: ObjectReference, changes: object, options?: WriteOptions): Promise<Manifest>
  delete(reference: ObjectReference, options?: DeleteOptions): Promise<void>
  /** Lists the names of all namespaces. */
  namespaces(options?: CallOptions): Promise<string[]>
  /**
   * Lists the objects of a namespace, or of all namespaces, and follows their changes until the signal is aborted.
   * Reconnects by itself, and lists again if the server no longer has the changes since. Rejects if another try is
   * useless: not signed in, not allowed, not served. Without this method, or if it rejects with 403, 404 or 405, the
   * objects are listed every 15 seconds.
   */
  watch?(options?: CollectionOptions): AsyncIterable<WatchEvent>
  /**
   * Returns whether the user may do something with the objects of a namespace. Without it, users find out when they
   * try.
   */
  permission?(
    verb: Verb,
    target: { resource?: ResourceType | undefined; namespace?: string | undefined },
    options?: CallOptions,
  ): Promise<Permission>
  /** Lists the Secrets of a namespace, without requesting their values. */
  secrets?(namespace: string, options?: CallOptions): Promise<SecretSummary[]>
  /** Returns one Secret, without its values. */
  secret?(namespace: string, name: string, options?: CallOptions): Promise<SecretSummary>
}

/** The part of a client that a submit needs. */
export type SubmitClient = Pick<BackupStorageClient, 'get' | 'create' | 'update' | 'patch' | 'delete' | 'permission'> &
  Partial<Pick<BackupStorageClient, 'namespaces'>>
