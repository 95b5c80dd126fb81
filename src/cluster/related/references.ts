import type { ObjectReference } from '../client.ts'
import type { ResourceType } from '../../schema/manifest.ts'
import { member, textOf } from '../../base/json.ts'
import type { Manifest } from '../../schema/manifest.ts'

/** A namespace and a name. */
export interface Name {
  readonly namespace: string
  readonly name: string
}

/** The objects of a list; none for anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** Which object of a kind has the name. */
export function referenceOf({ apiVersion, kind }: ResourceType, { namespace, name }: Name): ObjectReference {
  return { apiVersion, kind, namespace, name }
}

/** The name of an object. */
export function nameOf({ metadata }: Manifest): Name {
  return { namespace: textOf(metadata.namespace), name: textOf(metadata.name) }
}

/** What a reference names; its namespace is that of the object that it stands in, where it says none. */
export function referred(reference: unknown, namespace: string): Name | undefined {
  const name = textOf(member(reference, 'name'))
  return name === '' ? undefined : { namespace: textOf(member(reference, 'namespace')) || namespace, name }
}

/** Whether both are the same name; an undefined one is no other's. */
export function isSame(a: Name | undefined, b: Name): boolean {
  return a?.namespace === b.namespace && a.name === b.name
}

/** A name as people write it: `demo/alpha`. */
export function qualified({ namespace, name }: Name): string {
  return namespace === '' ? name : `${namespace}/${name}`
}

/** What is backed up, `StatefulSet demo/sample`; empty where that is not said. */
export function targetOf(reference: unknown, namespace: string): string {
  const name = referred(reference, namespace)
  return name === undefined ? '' : [textOf(member(reference, 'kind')), qualified(name)].filter(Boolean).join(' ')
}
