import type { Json } from '../base/json.ts'
import type { Path } from '../base/pointer.ts'

/**
 * A change of what a text says. `set` replaces or inserts: missing maps on the way are made, what is no map on the way
 * is replaced by one, and an index equal to a list's length appends. `delete` takes out an entry of a map or an item of
 * a list, and does nothing where there is none. `insertDocument` puts a document before the one of that index.
 */
export type Edit =
  | { type: 'set'; document: number; path: Path; value: Json }
  | { type: 'delete'; document: number; path: Path }
  | { type: 'insertDocument'; document: number; value: Json }
  | { type: 'removeDocument'; document: number }
