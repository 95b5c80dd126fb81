import type { ObjectReference } from '../../cluster/client.ts'

/** Links to the host's pages. */
export interface Navigation {
  /** Returns the address of an object's page; undefined if it has none, so that its name is plain text. */
  hrefFor?: ((reference: ObjectReference) => string | undefined) | undefined
  /** Replaces the browser's navigation to an object's page, for plain clicks only. */
  onNavigate?: ((reference: ObjectReference) => void) | undefined
}
