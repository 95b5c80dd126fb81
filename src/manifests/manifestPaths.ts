import type { Path } from '../base/pointer.ts'
import { fromPointer } from '../base/pointer.ts'
import type { Field, Layout } from '../schema/layout.ts'

/** Returns whether a path is the same as another one, or inside it. */
export function isWithin(path: Path, outer: Path): boolean {
  return outer.every((key, index) => String(path[index]) === String(key))
}

/** The parts of a Secret with its values; the first one wins. */
const secretParts = ['stringData', 'data']

/** Returns the path in the values for a path in a manifest; undefined if no field covers it. */
export function fieldPathOf({ fields }: Layout, document: 'resource' | 'secret', path: Path): string[] | undefined {
  if (document === 'secret') {
    const [part, key] = path.map(String)
    const field = fields.find(({ target }) => target.document === 'secret' && target.key === key)
    return part !== undefined && secretParts.includes(part) ? field && [...field.path] : undefined
  }
  let best: { field: Field; length: number } | undefined
  for (const field of fields) {
    if (field.target.document !== 'resource' || !isWithin(path, field.target.path)) continue
    const { length } = field.target.path
    if (field.branch && length !== path.length) continue
    if (length > (best?.length ?? -1)) best = { field, length }
  }
  return best && [...best.field.path, ...path.slice(best.length).map(String)]
}

/** Returns the longest common prefix of the paths. */
function commonStart(paths: readonly Path[]): Path {
  const [first = [], ...others] = paths
  const end = first.findIndex((key, index) => others.some((path) => path[index] !== key))
  return end < 0 ? first : first.slice(0, end)
}

/** Returns the paths in the manifests for a pointer into the values, the likeliest first. */
export function pathsOf({ fields }: Layout, pointer: string): { inSecret: boolean; paths: Path[] } {
  const path = fromPointer(pointer)
  const pathsIn = ({ target }: Field): Path[] =>
    target.document === 'secret' ? secretParts.map((part) => [part, target.key]) : [target.path]
  const around = fields.filter((one) => isWithin(path, one.path)).sort((a, b) => b.path.length - a.path.length)
  const [field] = around
  if (field) {
    const rest = path.slice(field.path.length)
    return { inSecret: field.target.document === 'secret', paths: pathsIn(field).map((one) => [...one, ...rest]) }
  }
  // A group of fields, such as the security context, is where its fields are.
  const inside = fields.filter((one) => path.length > 0 && isWithin(one.path, path))
  // No field covers the pointer: it leads into a manifest.
  if (path.length > 0 && inside.length === 0) return { inSecret: secretParts.includes(path[0] ?? ''), paths: [path] }
  const inSecret = inside.length > 0 && inside.every(({ target }) => target.document === 'secret')
  const paths = inside
    .filter(({ target }) => inSecret || target.document === 'resource')
    .map((one) => pathsIn(one)[0] ?? [])
  return { inSecret, paths: [commonStart(paths)] }
}
