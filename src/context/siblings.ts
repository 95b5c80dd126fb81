import { isObject, textOf } from '../base/json.ts'
import { memoize } from '../base/memoize.ts'
import { getAt, toPointer } from '../base/pointer.ts'
import { withoutFinalSlashes } from '../base/withoutFinalSlashes.ts'
import type { Layout } from '../schema/layout.ts'
import type { Provider } from '../schema/provider.ts'
import type { Context } from './context.ts'
import { findWritten } from './context.ts'

/** The other objects of the kind, indexed for the sibling checks, so that 10,000 don't slow down a keystroke. */
export interface SiblingIndex {
  /** `namespace/name` of each object. */
  readonly names: ReadonlySet<string>
  /** `namespace/name` of the default object, by namespace. */
  readonly defaults: ReadonlyMap<string, string>
  /** `namespace/name` of the object with a location, by bucket and folder. */
  readonly directories: ReadonlyMap<string, ReadonlyMap<string, string>>
}

/** Returns a function that reads a field of a cluster object, given the field's JSON Pointer into the values. */
function readerOf({ fields }: Layout): (object: object, pointer: string) => unknown {
  const targets = new Map(
    fields.flatMap(({ path, target }) =>
      target.document === 'resource' ? [[toPointer(path), target.path] as const] : [],
    ),
  )
  return (object, pointer) => {
    const path = targets.get(pointer)
    return path && getAt(object, path)
  }
}

/** Returns `namespace/name`. Anything but a string counts as empty. */
export function fullName(namespace: unknown, name: unknown): string {
  return `${textOf(namespace)}/${textOf(name)}`
}

function nameOf(object: object): string {
  return fullName(getAt(object, ['metadata', 'namespace']), getAt(object, ['metadata', 'name']))
}

/**
 * Returns the location of a provider's storage: its bucket, as one string, and the folder in it. KubeStash's webhook
 * compares the fields as they are except for one trailing slash; this ignores all slashes around each field, as the
 * operator does around the folder.
 */
export function directoryOf(
  provider: Provider,
  read: (pointer: string) => unknown,
): { bucket: string; folder: string } | undefined {
  const parts = (provider.schema['x-directory'] ?? []).map((pointer) => textOf(read(pointer)))
  if (!parts[0]) return undefined
  const [bucket, ...others] = parts.map((part) => withoutFinalSlashes(part.replace(/^\/+/, '')))
  const folder = others.pop() ?? ''
  return { bucket: JSON.stringify([provider.writes, bucket, ...others]), folder }
}

function indexSiblings({ existing = [], editing, layoutOf, providers }: Context): SiblingIndex {
  const readers = memoize((provider: Provider | undefined) => readerOf(layoutOf(provider)))
  const names = new Set<string>()
  const defaults = new Map<string, string>()
  const directories = new Map<string, Map<string, string>>()
  const own = editing && nameOf(editing)
  for (const object of existing) {
    if (!isObject(object)) continue
    const name = nameOf(object)
    if (name === own) continue
    const provider = findWritten({ providers }, readers(undefined)(object, '/backend/provider'))
    const read = readers(provider)
    names.add(name)
    if (read(object, '/default') === true) defaults.set(name.slice(0, name.indexOf('/')), name)
    const directory = provider && directoryOf(provider, (pointer) => read(object, pointer))
    if (!directory) continue
    const { bucket, folder } = directory
    const folders = directories.get(bucket)
    if (folders) folders.set(folder, name)
    else directories.set(bucket, new Map([[folder, name]]))
  }
  return { names, defaults, directories }
}

/** The index of each list, with its context: indexing 10,000 objects takes 30 ms, and a check 20 µs. */
const indexes = new WeakMap<readonly object[], { context: Context; index: SiblingIndex }>()

/** Returns the index of the existing objects, without the edited one. */
export function siblingsOf(context: Context): SiblingIndex {
  const { existing = [] } = context
  const known = indexes.get(existing)
  if (known && known.context.editing === context.editing && known.context.providers === context.providers)
    return known.index
  const index = indexSiblings(context)
  indexes.set(existing, { context, index })
  return index
}
