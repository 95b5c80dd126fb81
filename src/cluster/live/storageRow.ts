import { textOf } from '../../base/json.ts'
import type { Manifest } from '../../schema/manifest.ts'
import { fromPointer, getAt } from '../../base/pointer.ts'
import type { Resource } from '../../schema/resource.ts'
import { layoutOf } from '../../schema/resource.ts'
import { storageStatus } from '../storageStatus.ts'

/** A storage as a list shows it. Texts are empty where the cluster has said nothing. */
export interface StorageRow {
  readonly namespace: string
  readonly name: string
  readonly provider: string
  /** The size of all that is in it, as the operator wrote it: `94.967 KiB`. */
  readonly size: string
  /** How many of those that keep something in it are connected. */
  readonly repositories: number
  readonly phase: string
  /** Why it is not ready, in the operator's words. */
  readonly problems: readonly string[]
  /** When it was created, as RFC 3339. */
  readonly created: string
}

const readers = new WeakMap<Resource, (object: Manifest) => StorageRow>()

/** What a list shows of a live object; the same row for the same object. Takes any object and never throws. */
export function storageRow(object: Manifest, resource: Resource): StorageRow {
  let read = readers.get(resource)
  if (!read) readers.set(resource, (read = readerOf(resource)))
  return read(object)
}

function readerOf(resource: Resource): (object: Manifest) => StorageRow {
  const provider = providerPath(resource)
  const rows = new WeakMap<Manifest, StorageRow>()
  return (object) => {
    let row = rows.get(object)
    if (!row) rows.set(object, (row = readRow(object, provider, resource)))
    return row
  }
}

function readRow(object: Manifest, provider: readonly string[], resource: Resource): StorageRow {
  const text = (path: readonly string[]): string => textOf(getAt(object, path))
  const { size, connected } = resource.schema['x-resource'].status ?? {}
  const at = (pointer: string | undefined): unknown =>
    pointer === undefined ? '' : getAt(object, fromPointer(pointer))
  const repositories = at(connected)
  const { phase, problems } = storageStatus(object, resource)
  return {
    namespace: text(['metadata', 'namespace']),
    name: text(['metadata', 'name']),
    provider: text(provider),
    size: textOf(at(size)),
    repositories: Array.isArray(repositories) ? repositories.length : 0,
    phase,
    problems,
    created: text(['metadata', 'creationTimestamp']),
  }
}

/** Where the resource says its provider. */
function providerPath(resource: Resource): readonly string[] {
  const field = layoutOf(resource, undefined).fields.find(({ path }) => path.join('/') === 'backend/provider')
  return field?.place.document === 'resource' ? field.place.path : []
}
