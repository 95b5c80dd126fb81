import type { ResourceType } from '../schema/manifest.ts'
import type { Manifest } from '../schema/manifest.ts'

declare global {
  /** The platform's own. Declared, so that these types can be read where neither the DOM's nor Node's are there. */
  interface AbortSignal {}
}

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

/** Options of a call that deletes. */
export interface DeleteOptions extends CallOptions {
  /** What the object must still be; it is not deleted where it is another (409). */
  preconditions?: { uid?: string; resourceVersion?: string } | undefined
}

/** What is done to a resource, as Kubernetes names it. */
export type Verb = 'list' | 'watch' | 'get' | 'create' | 'update' | 'patch' | 'delete'

/** Whether the user may do something, and what the cluster gives as its reason, which is often nothing. */
export interface Permission {
  allowed: boolean
  reason: string
}

/** Which objects are meant. */
export interface CollectionOptions extends CallOptions {
  /** The kind of the objects. @default that of the client, BackupStorage */
  resource?: ResourceType | undefined
  /** Empty for all namespaces. @default all */
  namespace?: string | undefined
}

/** A Secret without its values. */
export interface SecretSummary {
  namespace: string
  name: string
  type: string
  /** How many keys it has. */
  keys: number
  labels: Record<string, string>
  annotations: Record<string, string>
  /** When it was created, as RFC 3339; empty where it is not known. */
  created: string
}

/** What `watch` tells of a collection. */
export type WatchEvent =
  /** A page of the list. The first page of a list takes the place of everything that was told before. */
  | { type: 'listed'; objects: Manifest[]; isFirst: boolean; isLast: boolean }
  /** An object is new, or another than before. */
  | { type: 'changed'; object: Manifest }
  | { type: 'deleted'; object: Manifest }
  /** Nothing comes for now. It is tried again by itself after so many ms. */
  | { type: 'interrupted'; error: Error; retryIn: number }
  /** What was interrupted goes on. */
  | { type: 'resumed' }

/**
 * The part of a Kubernetes API that the components need. `createKubernetesClient` implements it over `fetch`;
 * a host may implement it over its own API. Every call rejects with an `Error` whose message is a sentence for people;
 * its `status`, where it has one, is the HTTP status (403, 404, 409 and 410 are told apart). What is optional can be
 * left out by an API that has no such thing: the components then do without.
 */
export interface BackupStorageClient {
  /** The objects of a namespace, or of all namespaces. */
  list(options?: CollectionOptions): Promise<Manifest[]>
  get(reference: ObjectReference, options?: CallOptions): Promise<Manifest>
  /** Creates the object. With `dryRun` the server checks it and keeps nothing. */
  create(manifest: Manifest, options?: WriteOptions): Promise<Manifest>
  /**
   * Writes the object in the place of the one that is there. `metadata.resourceVersion` has to be that of the object that
   * was read: it rejects where the object was changed meanwhile (409).
   */
  update(manifest: Manifest, options?: WriteOptions): Promise<Manifest>
  /** Merges changes into the object (RFC 7396): members that are null are removed, lists are replaced as a whole. */
  patch(reference: ObjectReference, changes: object, options?: WriteOptions): Promise<Manifest>
  delete(reference: ObjectReference, options?: DeleteOptions): Promise<void>
  /** The names of all namespaces. */
  namespaces(options?: CallOptions): Promise<string[]>
  /**
   * The objects of a namespace, or of all namespaces, and all that becomes of them, until the signal is aborted. It goes
   * on by itself after a lost connection, and lists again where the server does not know any more what came since.
   * Rejects where trying again is of no use: not signed in, not allowed, not served. Without it, they are listed again
   * from time to time.
   */
  watch?(options?: CollectionOptions): AsyncIterable<WatchEvent>
  /** Whether the user may do something with objects of a namespace. Without it, it shows when it is tried. */
  permission?(
    verb: Verb,
    target: { resource?: ResourceType | undefined; namespace?: string | undefined },
    options?: CallOptions,
  ): Promise<Permission>
  /** The Secrets of a namespace. Their values are not even asked for. */
  secrets?(namespace: string, options?: CallOptions): Promise<SecretSummary[]>
  /** One Secret, without its values. */
  secret?(namespace: string, name: string, options?: CallOptions): Promise<SecretSummary>
}

/** What a submit needs of a client. */
export type SubmitClient = Pick<BackupStorageClient, 'get' | 'create' | 'update' | 'patch' | 'delete'>
