import { parseAllDocuments } from 'yaml'
import { isObject, member } from '../../src/base/json.ts'

/** An error that prevents the comparison. The message says how to fix it. */
export class Misuse extends Error {}

/** The kind to find. */
export interface Wanted {
  group: string
  version: string
  kind: string
}

/** Returns all objects of a text, YAML or JSON. The items of a list count as objects. */
function objectsIn(text: string, source: string): unknown[] {
  try {
    const objects = [...parseAllDocuments(text)].map((document) => {
      const [error] = document.errors
      if (error) throw error
      return JSON.parse(JSON.stringify(document.toJS() ?? null)) as unknown // throws if the data is circular
    })
    return objects.flatMap((one) => {
      const items = member(one, 'items')
      return Array.isArray(items) ? (items as unknown[]) : [one]
    })
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split('\n')
    throw new Misuse(`${source} is neither YAML nor JSON: ${reason}`)
  }
}

/**
 * Returns the `openAPIV3Schema` of the wanted kind and version from a text with one or more objects.
 *
 * @param source - the name of the text in messages
 * @throws {Misuse} if the text can't be read or has no such schema
 */
export function findCrd(text: string, source: string, { group, version, kind }: Wanted): object {
  const crds = objectsIn(text, source).filter((one) => member(one, 'kind') === 'CustomResourceDefinition')
  if (crds.length === 0) throw new Misuse(`There is no CustomResourceDefinition in ${source}.`)
  const specs = crds.map((one) => member(one, 'spec'))
  const kindOf = (spec: unknown): string => `${member(member(spec, 'names'), 'kind')} of ${member(spec, 'group')}`
  const spec = specs.find((one) => kindOf(one) === `${kind} of ${group}`)
  if (!spec) {
    const others = specs.map(kindOf).join(', ')
    throw new Misuse(`There is no CustomResourceDefinition for ${kind} of ${group} in ${source}, only for ${others}.`)
  }
  const versions = member(spec, 'versions')
  const list: unknown[] = Array.isArray(versions) ? versions : []
  const found = list.find((one) => member(one, 'name') === version)
  if (!found) {
    const others = list.map((one) => String(member(one, 'name'))).join(', ') || 'none'
    throw new Misuse(`The CRD in ${source} has no version ${version}. Its versions: ${others}.`)
  }
  const schema = member(member(found, 'schema'), 'openAPIV3Schema')
  if (!isObject(schema)) throw new Misuse(`The CRD in ${source} has no schema for version ${version}.`)
  return schema
}
