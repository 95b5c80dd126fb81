import { isObject, member } from '../base/json.ts'
import type { Path } from '../base/pointer.ts'
import { getAt, toPointer } from '../base/pointer.ts'
import type { Field, Layout } from '../schema/layout.ts'

/** Returns whether a field maps to a path in the manifest, or to something inside it. */
export function isMapped({ fields }: Layout, path: Path): boolean {
  return fields.some(({ target, branch }) => {
    if (target.document !== 'resource') return false
    const shorter = Math.min(path.length, target.path.length)
    const isShared = path.slice(0, shorter).every((key, index) => key === target.path[index])
    return isShared && (shorter === path.length || !branch)
  })
}

/** Returns the choices of a layout by JSON Pointer, each with the fields that are its branches. */
export function choicesOf({ fields }: Layout): Map<string, Field[]> {
  const choices = new Map<string, Field[]>()
  for (const field of fields) {
    if (!field.branch || field.path.length < 3) continue
    const pointer = toPointer(field.path.slice(0, -1))
    choices.set(pointer, [...(choices.get(pointer) ?? []), field])
  }
  return choices
}

/** Returns the paths in a manifest of a choice's unknown branches, such as another kind of volume. */
export function otherBranches(layout: Layout, pointer: string, manifest: unknown): Path[] {
  const [branch] = choicesOf(layout).get(pointer) ?? []
  if (branch?.target.document !== 'resource') return []
  const parent = branch.target.path.slice(0, -1)
  const object = getAt(manifest, parent)
  return Object.keys(isObject(object) ? object : {})
    .filter((key) => isObject(member(object, key)))
    .map((key) => [...parent, key])
    .filter((path) => !isMapped(layout, path))
}
