import type { ObjectReference } from '../client.ts'
import type { ResourceType } from '../../schema/manifest.ts'
import { member, textOf } from '../../base/json.ts'
import type { Manifest } from '../../schema/manifest.ts'

/** A namespace and a name. */
export interface Name {
  readonly namespace: string
  readonly name: string
}

/** Returns the items of a list; an empty list for anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** Returns the reference to an object of a kind by its name. */
export function referenceOf({ apiVersion, kind }: ResourceType, { namespace, name }: Name): ObjectReference {
  return { apiVersion, kind, namespace, name }
}

/** Returns the name of an object. */
export function nameOf({ metadata }: Manifest): Name {
  return { namespace: textOf(metadata.namespace), name: textOf(metadata.name) }
}

/** Returns the name in a reference. Without a namespace, it has that of the object around it. */
export function referred(reference: unknown, namespace: string): Name | undefined {
  const name = textOf(member(reference, 'name'))
  return name === '' ? undefined : { namespace: textOf(member(reference, 'namespace')) || namespace, name }
}

/** Returns whether both are the same name; false if the first is undefined. */
export function isSame(a: Name | undefined, b: Name): boolean {
  return a?.namespace === b.namespace && a.name === b.name
}

/** Returns a name in one string: `demo/alpha`. */
export function qualified({ namespace, name }: Name): string {
  return namespace === '' ? name : `${namespace}/${name}`
}

/** Returns the backup target: `StatefulSet demo/sample`; empty if unset. */
export function targetOf(reference: unknown, namespace: string): string {
  const name = referred(reference, namespace)
  return name === undefined ? '' : [textOf(member(reference, 'kind')), qualified(name)].filter(Boolean).join(' ')
}
