import { isObject, member } from '../base/json.ts'
import type { Path } from '../base/pointer.ts'
import { getAt, toPointer } from '../base/pointer.ts'
import type { Field, Layout } from '../schema/layout.ts'

/** Whether a field stands for the place, or for something in it. */
export function isMapped({ fields }: Layout, path: Path): boolean {
  return fields.some(({ target, branch }) => {
    if (target.document !== 'resource') return false
    const shorter = Math.min(path.length, target.path.length)
    const isShared = path.slice(0, shorter).every((key, index) => key === target.path[index])
    return isShared && (shorter === path.length || !branch)
  })
}

/** The choices of a layout, by their pointers, each with the fields that are its branches. */
export function choicesOf({ fields }: Layout): Map<string, Field[]> {
  const choices = new Map<string, Field[]>()
  for (const field of fields) {
    if (!field.branch || field.path.length < 3) continue
    const pointer = toPointer(field.path.slice(0, -1))
    choices.set(pointer, [...(choices.get(pointer) ?? []), field])
  }
  return choices
}

/** What a manifest holds in the place of a choice that no branch stands for: another kind of volume, for example. */
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
