import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { parseDocument } from 'yaml'
import type { Json } from '../../src/core/json.ts'
import { checkProvider } from '../../src/core/schema/checkProvider.ts'
import type { Advice, ProviderSchema, ResourceSchema } from '../../src/core/schema/language.ts'
import type { StructureDocument } from '../../src/core/structure/structure.ts'
import { checkDefinitions, faultLines } from './checkDefinitions.ts'
import type { Language } from './readMessages.ts'
import { checkLanguage, placesOf, structureName } from './readMessages.ts'

/** A schema file that cannot be used; the message lists the file, the JSON Pointer and the fault of each place. */
export class SchemaFault extends Error {}

/** `structure.json` as it stands there, its advice not ready yet. */
export interface StructureSchema extends Pick<StructureDocument, 'definitions'> {
  readonly 'x-advice'?: readonly Advice[]
}

export interface Schemas {
  resource: ResourceSchema
  structure: StructureSchema
  providers: ProviderSchema[]
  providerMeta: Json
  languages: Language[]
}

/** Reads JSON, which is YAML too. The file is named as it is from the repository's root. */
function readData(folder: string, name: string): Json {
  const document = parseDocument(readFileSync(join(folder, name), 'utf8'), { uniqueKeys: true })
  const [error] = document.errors
  if (error) throw new SchemaFault(`schemas/${name}:${error.linePos?.[0].line ?? 1}: ${error.message}`)
  try {
    return document.toJS() as Json
  } catch (problem) {
    throw new SchemaFault(`schemas/${name}: ${String(problem)}`) // an alias without an anchor, or far too many
  }
}

/** The languages of `messages/`; their texts are all those of the schemas. */
function readLanguages(folder: string, schemas: Omit<Schemas, 'languages'>): Language[] {
  const places = placesOf(schemas)
  const files = existsSync(join(folder, 'messages')) ? readdirSync(join(folder, 'messages')) : []
  const read = files
    .filter((name) => extname(name) === '.json')
    .sort()
    .map((name) => {
      const path = `messages/${name}`
      return checkLanguage(basename(name, '.json'), `schemas/${path}`, readData(folder, path), places)
    })
  const faults = read.flatMap((one) => one.faults)
  if (faults.length > 0) throw new SchemaFault(faults.join('\n'))
  return read.map(({ language }) => language)
}

/**
 * Reads `backupstorage.json`, `provider.meta.json`, `structure.json`, every file of `providers/` below the folder, in the
 * order that the providers give themselves, and every language of `messages/`.
 *
 * @throws {SchemaFault} naming every fault of the structure and of every provider, or else of every language
 */
export function readSchemas(folder: string): Schemas {
  const providerMeta = readData(folder, 'provider.meta.json')
  const resource = readData(folder, 'backupstorage.json') as unknown as ResourceSchema
  const structure = readData(folder, 'structure.json')
  const files = readdirSync(join(folder, 'providers')).filter((name) =>
    ['.json', '.yaml', '.yml'].includes(extname(name)),
  )
  const read = files
    .sort()
    .map((name) => ({ file: `schemas/providers/${name}`, data: readData(folder, `providers/${name}`) }))
  const faults = faultLines('schemas/structure.json', checkDefinitions(structure, providerMeta))
  for (const { file, data } of read) {
    const found = checkProvider(data, providerMeta, resource)
    faults.push(...found.map(({ path, message }) => `${file}${path && `#${path}`}: ${message}`))
  }
  const providers = read.map(({ data }) => data as unknown as ProviderSchema)
  const names = faults.length > 0 ? [] : providers.map((provider) => provider['x-provider'].name)
  names.forEach((name, index) => {
    if (name === structureName)
      faults.push(
        `${read[index]?.file}#/x-provider/name: "${name}" is what schemas/structure.json is called in translations.`,
      )
    const other = names.indexOf(name)
    if (other < index)
      faults.push(`${read[index]?.file}#/x-provider/name: ${read[other]?.file} has the name "${name}" already.`)
  })
  if (faults.length > 0) throw new SchemaFault(faults.join('\n'))
  const rank = (provider: ProviderSchema): number => provider['x-provider'].order ?? Number.MAX_SAFE_INTEGER
  providers.sort((a, b) => rank(a) - rank(b))
  const schemas = { resource, structure: structure as unknown as StructureSchema, providers, providerMeta }
  return { ...schemas, languages: readLanguages(folder, schemas) }
}
