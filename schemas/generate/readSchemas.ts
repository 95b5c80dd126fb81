import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { parseDocument } from 'yaml'
import type { Json } from '../../src/core/json.ts'
import { getAt } from '../../src/core/pointer.ts'
import { checkProvider } from '../../src/core/schema/checkProvider.ts'
import type { Advice, ProviderSchema, ResourceSchema } from '../../src/core/schema/language.ts'
import type { CredentialsSchema } from '../../src/core/schema/template.ts'
import type { StructureDocument } from '../../src/core/structure/structure.ts'
import { checkCredentials } from './checkCredentials.ts'
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
  /** The ways in which credentials can leave, in their order. */
  credentials: CredentialsSchema[]
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

interface ReadFile {
  file: string
  data: Json
}

function readFolder(folder: string, name: string): ReadFile[] {
  return readdirSync(join(folder, name))
    .filter((file) => ['.json', '.yaml', '.yml'].includes(extname(file)))
    .sort()
    .map((file) => ({ file: `schemas/${name}/${file}`, data: readData(folder, `${name}/${file}`) }))
}

/** Faults of names that two files have, where each says its own under `word`. */
function sameNames(read: readonly ReadFile[], word: string): string[] {
  const names = read.map(({ data }) => getAt(data, [word, 'name']))
  return names.flatMap((name, index) => {
    const other = names.indexOf(name)
    if (other === index || typeof name !== 'string') return []
    return [`${read[index]?.file}#/${word}/name: ${read[other]?.file} has the name "${name}" already.`]
  })
}

function inOrder<T>(schemas: readonly T[], orderOf: (schema: T) => number | undefined): T[] {
  const rank = (schema: T): number => orderOf(schema) ?? Number.MAX_SAFE_INTEGER
  return schemas.toSorted((a, b) => rank(a) - rank(b))
}

/**
 * Reads `backupstorage.json`, `provider.meta.json`, `structure.json`, every file of `providers/` and `credentials/` below
 * the folder, in the order that they give themselves, and every language of `messages/`.
 *
 * @throws {SchemaFault} naming every fault of the structure, of every provider and of every way for credentials, or else
 *   of every language
 */
export function readSchemas(folder: string): Schemas {
  const providerMeta = readData(folder, 'provider.meta.json')
  const resource = readData(folder, 'backupstorage.json') as unknown as ResourceSchema
  const structure = readData(folder, 'structure.json')
  const read = readFolder(folder, 'providers')
  const ways = readFolder(folder, 'credentials')
  const faults = faultLines('schemas/structure.json', checkDefinitions(structure, providerMeta))
  for (const { file, data } of read) {
    const found = checkProvider(data, providerMeta, resource)
    faults.push(...found.map(({ path, message }) => `${file}${path && `#${path}`}: ${message}`))
  }
  const credentialsMeta = readData(folder, 'credentials.meta.json')
  for (const { file, data } of ways) faults.push(...faultLines(file, checkCredentials(data, credentialsMeta)))
  if (faults.length === 0) {
    for (const { file, data } of read) {
      if (getAt(data, ['x-provider', 'name']) !== structureName) continue
      const message = `"${structureName}" is what schemas/structure.json is called in translations.`
      faults.push(`${file}#/x-provider/name: ${message}`)
    }
    faults.push(...sameNames(read, 'x-provider'), ...sameNames(ways, 'x-credentials'))
  }
  if (faults.length > 0) throw new SchemaFault(faults.join('\n'))
  const providers = inOrder(
    read.map(({ data }) => data as unknown as ProviderSchema),
    (one) => one['x-provider'].order,
  )
  const credentials = inOrder(
    ways.map(({ data }) => data as unknown as CredentialsSchema),
    (one) => one['x-credentials'].order,
  )
  const schemas = { resource, structure: structure as unknown as StructureSchema, providers, credentials, providerMeta }
  return { ...schemas, languages: readLanguages(folder, schemas) }
}
