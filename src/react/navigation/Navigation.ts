import type { ObjectReference } from '../../cluster/client.ts'

/** How a host's pages are reached. */
export interface Navigation {
  /** The address of the page of an object; undefined where the host has none, and a plain text is shown. */
  hrefFor?: ((reference: ObjectReference) => string | undefined) | undefined
  /** Goes to the page of an object, in the place of the browser; for a plain click only. */
  onNavigate?: ((reference: ObjectReference) => void) | undefined
}
