import type { Json } from '../base/json.ts'
import type { Path } from '../base/pointer.ts'

/**
 * A change of the values in a text. `set` replaces or inserts: it creates missing maps on the path, if necessary
 * instead of other values, and appends at an index equal to a list's length. `delete` removes an entry of a map or an
 * item of a list, if there is one. `insertDocument` inserts a document before the one at that index.
 */
export type Edit =
  | { type: 'set'; document: number; path: Path; value: Json }
  | { type: 'delete'; document: number; path: Path }
  | { type: 'insertDocument'; document: number; value: Json }
  | { type: 'removeDocument'; document: number }
