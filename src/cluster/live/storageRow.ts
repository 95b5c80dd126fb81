import { textOf } from '../../base/json.ts'
import type { Manifest } from '../../schema/manifest.ts'
import { fromPointer, getAt } from '../../base/pointer.ts'
import { contextOf } from '../../context/createContext.ts'
import type { Options } from '../../context/options.ts'
import type { Resource } from '../../schema/resource.ts'
import { schemaAt } from '../../schema/schemaAt.ts'
import { statusOf } from '../storageStatus.ts'

/** A storage as a row of a list. Strings are empty if the cluster has no value. */
export interface StorageRow {
  readonly namespace: string
  readonly name: string
  readonly provider: string
  /** The total size of its content, as the operator writes it: `94.967 KiB`. */
  readonly size: string
  /** The number of connected Repositories. */
  readonly repositories: number
  readonly phase: string
  /** The operator's reasons why it is not ready. */
  readonly problems: readonly string[]
  /** The time of its creation, as RFC 3339. */
  readonly created: string
  /** The time of the request to delete it, as RFC 3339; empty if there is none. */
  readonly deleting: string
}

/** The row of each object: a list of 10,000 rows re-renders only those with a new object. */
const rows = new WeakMap<Manifest, { resource: Resource; row: StorageRow }>()

/** Returns the row of a live object: the same row for the same object. Accepts any object and never throws. */
export function storageRow(object: Manifest, options?: Options): StorageRow {
  return rowOf(object, contextOf(options).resource)
}

/** Returns the row of an object of a kind, as `storageRow` does. */
export function rowOf(object: Manifest, resource: Resource): StorageRow {
  const known = rows.get(object)
  if (known?.resource === resource) return known.row
  const row = readRow(object, resource)
  rows.set(object, { resource, row })
  return row
}

function readRow(object: Manifest, resource: Resource): StorageRow {
  const text = (path: readonly string[]): string => textOf(getAt(object, path))
  const { size, connected } = resource.schema['x-resource'].status ?? {}
  const at = (pointer: string | undefined): unknown =>
    pointer === undefined ? '' : getAt(object, fromPointer(pointer))
  const repositories = at(connected)
  const { phase, problems, deleting } = statusOf(object, resource.schema['x-resource'].status)
  return {
    namespace: text(['metadata', 'namespace']),
    name: text(['metadata', 'name']),
    provider: text(providerPath(resource)),
    size: textOf(at(size)),
    repositories: Array.isArray(repositories) ? repositories.length : 0,
    phase,
    problems,
    created: text(['metadata', 'creationTimestamp']),
    deleting,
  }
}

/** Returns the path of the provider's name in an object. */
function providerPath({ schema }: Resource): readonly string[] {
  const pointer = schemaAt(schema, ['backend', 'provider'])?.['x-manifest']
  return typeof pointer === 'string' ? fromPointer(pointer) : []
}
