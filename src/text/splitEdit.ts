import type { Json } from '../base/json.ts'
import { deepEqual, isObject } from '../base/json.ts'
import { getAt } from '../base/pointer.ts'
import type { Path } from '../base/pointer.ts'
import { locateNode } from './locate.ts'
import type { TreeDocument } from './parseText.ts'

export type PartialEdit = { type: 'set'; path: Path; value: Json } | { type: 'delete'; path: Path }

/** The most differences to edit separately; with more, the value is written as a whole. */
const most = 200

/**
 * Splits the edit of a map or list into edits of the entries that differ, so that comments and equal entries stay.
 * Undefined if old and new have nothing in common.
 */
export function splitEdit(document: TreeDocument, path: Path, value: Json): PartialEdit[] | undefined {
  const old = getAt(document.value, path) as Json | undefined
  if (locateNode(document.root, path)?.kind === 'alias') return undefined
  let parts: PartialEdit[] | undefined
  if (isObject(old) && isObject(value)) parts = splitMap(path, old, value)
  else if (Array.isArray(old) && Array.isArray(value)) parts = splitList(path, old, value)
  return parts && parts.length <= most ? parts : undefined
}

function splitMap(path: Path, old: { [key: string]: Json }, value: { [key: string]: Json }): PartialEdit[] | undefined {
  if (!Object.keys(old).some((key) => Object.hasOwn(value, key))) return undefined
  const parts: PartialEdit[] = []
  for (const key of Object.keys(value)) {
    const next = value[key] as Json
    if (Object.hasOwn(old, key) && deepEqual(old[key] as Json, next)) continue
    parts.push({ type: 'set', path: [...path, key], value: next })
  }
  for (const key of Object.keys(old)) {
    if (!Object.hasOwn(value, key)) parts.push({ type: 'delete', path: [...path, key] })
  }
  return parts
}

function splitList(path: Path, old: readonly Json[], value: readonly Json[]): PartialEdit[] | undefined {
  if (old.length === 0 || value.length === 0) return undefined
  const shorter = Math.min(old.length, value.length)
  let start = 0
  while (start < shorter && deepEqual(old[start] as Json, value[start] as Json)) start++
  let end = 0
  while (end < shorter - start && deepEqual(old[old.length - 1 - end] as Json, value[value.length - 1 - end] as Json)) {
    end++
  }
  // Nothing can be inserted before an item, so a longer list also sets the items after it.
  if (value.length > old.length) end = 0
  const parts: PartialEdit[] = []
  const newEnd = value.length - end
  const oldEnd = old.length - end
  for (let index = start; index < newEnd; index++) {
    parts.push({ type: 'set', path: [...path, index], value: value[index] as Json })
  }
  for (let index = oldEnd - 1; index >= newEnd; index--) parts.push({ type: 'delete', path: [...path, index] })
  return parts
}
