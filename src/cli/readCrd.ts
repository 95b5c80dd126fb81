import type { Options } from '../context/options.ts'
import { contextOf } from '../context/createContext.ts'
import { isObject, member } from '../base/json.ts'
import { parseManifests } from '../manifests/parseManifests.ts'
import { getAt } from '../base/pointer.ts'
import type { CommandContext } from './context.ts'
import { Misuse } from './context.ts'
import { readSource } from './readSources.ts'

/**
 * Reads the CustomResourceDefinition of the options' kind from a YAML or JSON file, which may hold others too.
 *
 * @throws {Misuse} if it is missing or the file can't be read
 */
export function readCrd(file: string, options: Options, context: CommandContext): object {
  const { resource } = contextOf(options)
  const { manifests, diagnostics } = parseManifests(readSource(file, context).text)
  const error = diagnostics.find(({ severity }) => severity === 'error')
  if (error) throw new Misuse(`${file}:${error.range?.line ?? 1}: ${error.message}`)
  const definitions = manifests.filter((one) => member(one, 'kind') === 'CustomResourceDefinition')
  const kindOf = (one: object): string => `${getAt(one, ['spec', 'names', 'kind'])} (${getAt(one, ['spec', 'group'])})`
  const wanted = `${resource.kind} (${resource.apiVersion.split('/')[0]})`
  const found = definitions.find((one) => isObject(one) && kindOf(one) === wanted)
  if (found) return found
  const others = definitions.length === 0 ? '' : `, only for ${definitions.map(kindOf).join(', ')}`
  throw new Misuse(`${file} has no CustomResourceDefinition for ${wanted}${others}.`)
}
