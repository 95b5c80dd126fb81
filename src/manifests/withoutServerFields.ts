import { deepEqual, isObject } from '../base/json.ts'
import type { Manifest } from '../schema/manifest.ts'
import { getAt, setAt } from '../base/pointer.ts'
import { serverFields } from './serverFields.ts'

/** Removes the fields that only the server and kubectl write, and empty maps in the metadata. */
export function withoutServerFields(live: Manifest): Manifest {
  let rest = live
  for (const path of serverFields) if (getAt(rest, path) !== undefined) rest = setAt(rest, path, undefined)
  const filled = Object.entries(rest.metadata).filter(([, one]) => !isObject(one) || Object.keys(one).length > 0)
  return { ...rest, metadata: Object.fromEntries(filled) }
}

/** Returns whether two versions of an object differ only in server fields. */
export function saysSame(a: Manifest, b: Manifest): boolean {
  return deepEqual(withoutServerFields(a), withoutServerFields(b))
}
