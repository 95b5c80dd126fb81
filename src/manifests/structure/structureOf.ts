import { isObject, member } from '../../base/json.ts'
import { getAt } from '../../base/pointer.ts'
import type { Structure, StructureDocument } from '../../schema/structure.ts'

/** The kind of an object, as its manifest names it. */
export interface GroupVersionKind {
  readonly apiVersion: string
  readonly kind: string
}

/** Returns the structure of a kind; undefined if the document doesn't define it. */
export function structureOfKind(
  { definitions }: StructureDocument,
  { apiVersion, kind }: GroupVersionKind,
): Structure | undefined {
  return Object.values(definitions).find((one) =>
    one['x-kubernetes-group-version-kind']?.some(
      ({ group, version, kind: name }) =>
        name === kind && (group === '' ? version : `${group}/${version}`) === apiVersion,
    ),
  )
}

/**
 * Returns the structure of a kind in a CustomResourceDefinition; undefined if it defines another kind or version.
 *
 * @param crd - an `apiextensions.k8s.io/v1` object as plain data
 * @param metadata - the structure of `metadata`, which a CustomResourceDefinition leaves to the API server
 */
export function structureOfCrd(
  crd: unknown,
  { apiVersion, kind }: GroupVersionKind,
  metadata: Structure,
): Structure | undefined {
  const spec = member(crd, 'spec')
  const versions = member(spec, 'versions')
  if (getAt(spec, ['names', 'kind']) !== kind || !Array.isArray(versions)) return undefined
  const [group, name] = apiVersion.split('/')
  if (member(spec, 'group') !== group) return undefined
  const version: unknown = versions.find((one) => member(one, 'name') === name)
  const schema = getAt(version, ['schema', 'openAPIV3Schema'])
  if (!isObject(schema)) return undefined
  const own = schema as Structure
  return { ...own, properties: { ...own.properties, metadata } }
}

/** Returns whether the structure has rules in CEL, which only the cluster checks. */
export function hasCelRules(structure: unknown, depth = 0): boolean {
  if (depth > 100 || typeof structure !== 'object' || structure === null) return false
  if (Object.hasOwn(structure, 'x-kubernetes-validations')) return true
  return Object.values(structure).some((part) => hasCelRules(part, depth + 1))
}
