import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { parseDocument } from 'yaml'
import type { Json } from '../../src/base/json.ts'
import { isObject, member } from '../../src/base/json.ts'
import { getAt } from '../../src/base/pointer.ts'
import type { Diagnostic } from '../../src/schema/diagnostics.ts'
import { checkProvider } from '../../src/schema/checkProvider.ts'
import { checkResource } from '../../src/schema/checkResource.ts'
import type { ProviderSchema, ResourceSchema } from '../../src/schema/language.ts'
import type { CredentialsSchema } from '../../src/schema/template.ts'
import { checkCredentials } from './checkCredentials.ts'
import { checkDefinitions, errorLines } from './checkDefinitions.ts'
import { checkVendors } from './checkVendors.ts'
import type { Language } from './schemas.ts'
import { checkLanguage, textKeysOf, structureName } from './readMessages.ts'
import type { StructureSchema } from '../../src/schema/structure.ts'
import type { ContribSchemas, Schemas } from './schemas.ts'
import type { VendorSchema } from './vendorModules.ts'

/** Schema files that can't be used. The message lists each error with its file and JSON Pointer. */
export class SchemaError extends Error {}

/** Reads YAML, or JSON, which is YAML too. Messages name the file by its path from the repository's root. */
function readData(folder: string, name: string): Json {
  const document = parseDocument(readFileSync(join(folder, name), 'utf8'), { uniqueKeys: true })
  const [error] = document.errors
  if (error) throw new SchemaError(`schemas/${name}:${error.linePos?.[0].line ?? 1}: ${error.message}`)
  try {
    return document.toJS() as Json
  } catch (problem) {
    throw new SchemaError(`schemas/${name}: ${String(problem)}`) // an alias without an anchor, or far too many
  }
}

/** Reads the languages of `messages/`, and checks that they translate the texts of the schemas. */
function readLanguages(folder: string, schemas: Omit<Schemas, 'languages'>): Language[] {
  const textKeys = textKeysOf(schemas)
  const files = existsSync(join(folder, 'messages')) ? readdirSync(join(folder, 'messages')) : []
  const read = files
    .filter((name) => extname(name) === '.json')
    .sort()
    .map((name) => {
      const path = `messages/${name}`
      return checkLanguage(basename(name, '.json'), `schemas/${path}`, readData(folder, path), textKeys)
    })
  const errors = read.flatMap((one) => one.errors)
  if (errors.length > 0) throw new SchemaError(errors.join('\n'))
  return read.map(({ language }) => language)
}

interface ReadFile {
  file: string
  data: Json
}

function readFolder(folder: string, name: string): ReadFile[] {
  return readdirSync(join(folder, name), { withFileTypes: true })
    .filter((entry) => entry.isFile() && ['.json', '.yaml', '.yml'].includes(extname(entry.name)))
    .map((entry) => entry.name)
    .sort()
    .map((file) => ({ file: `schemas/${name}/${file}`, data: readData(folder, `${name}/${file}`) }))
}

/** Reports names that two files share. The name of a file is at `name` under `word`. */
function sameNames(read: readonly ReadFile[], word: string): string[] {
  const names = read.map(({ data }) => getAt(data, [word, 'name']))
  return names.flatMap((name, index) => {
    const other = names.indexOf(name)
    if (other === index || typeof name !== 'string') return []
    return [
      `${read[index]?.file}#/${word}/name: The name "${name}" is already used in ${read[other]?.file}. Choose another.`,
    ]
  })
}

function inOrder<T>(schemas: readonly T[], orderOf: (schema: T) => number | undefined): T[] {
  const rank = (schema: T): number => orderOf(schema) ?? Number.MAX_SAFE_INTEGER
  return schemas.toSorted((a, b) => rank(a) - rank(b))
}

/** The data that the files of providers and resources are checked against. */
interface Metas {
  readonly provider: Json
  readonly resource: Json
  readonly vendors: readonly VendorSchema[]
}

/** Reads and checks the providers of a folder for a resource, sorted by their `order`. */
function readProviders(
  folder: string,
  name: string,
  { provider: meta, vendors }: Metas,
  resource: ResourceSchema,
): { read: ReadFile[]; providers: ProviderSchema[]; errors: string[] } {
  const read = readFolder(folder, name)
  const errors = read.flatMap(({ file, data }) => diagnosticLines(file, checkProvider(data, meta, resource, vendors)))
  const providers = errors.length > 0 ? [] : read.map(({ data }) => data as unknown as ProviderSchema)
  return { read, providers: inOrder(providers, (one) => one['x-provider'].order), errors }
}

function diagnosticLines(file: string, found: readonly Diagnostic[]): string[] {
  return found.map(({ path, message }) => `${file}${path && `#${path}`}: ${message}`)
}

/** Adds the types that all kinds share, such as the metadata, to the structure of another kind. */
function withShared(own: Json, shared: Json): Json {
  if (!isObject(own)) return own
  const definitions = { ...(member(shared, 'definitions') as object), ...(own['definitions'] as object) }
  return { ...own, definitions } as Json
}

/** Reads `contrib/`: providers, and a folder for each other kind, with `resource.json` and `structure.json`. */
function readContrib(
  folder: string,
  metas: Metas,
  resource: ResourceSchema,
  others: readonly ReadFile[],
  shared: Json,
): { contrib: ContribSchemas; errors: string[] } {
  const contrib: ContribSchemas = { providers: [], kinds: [] }
  if (!existsSync(join(folder, 'contrib'))) return { contrib, errors: [] }
  const own = readProviders(folder, 'contrib', metas, resource)
  // `readSchemas` reports duplicates among the others.
  const ofOthers = sameNames(others, 'x-provider')
  const twins = sameNames([...others, ...own.read], 'x-provider').filter((line) => !ofOthers.includes(line))
  const errors = [...own.errors, ...(own.errors.length > 0 ? [] : twins)]
  const folders = readdirSync(join(folder, 'contrib'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  for (const { name } of folders) {
    const path = `contrib/${name}`
    const kind = readData(folder, `${path}/resource.json`)
    const structure = readData(folder, `${path}/structure.json`)
    errors.push(
      ...diagnosticLines(`schemas/${path}/resource.json`, checkResource(kind, metas.resource)),
      ...errorLines(`schemas/${path}/structure.json`, checkDefinitions(withShared(structure, shared), metas.provider)),
    )
    if (errors.length > 0) continue
    const schema = kind as unknown as ResourceSchema
    const { read, providers, errors: ofProviders } = readProviders(folder, `${path}/providers`, metas, schema)
    errors.push(...ofProviders, ...sameNames(read, 'x-provider'))
    contrib.kinds.push({ name, resource: schema, structure: structure as unknown as StructureSchema, providers })
  }
  return { contrib: { ...contrib, providers: own.providers }, errors }
}

/**
 * Reads all schemas below a folder, and the languages of `messages/`.
 *
 * Providers and credential outputs are sorted by their `order`.
 *
 * @throws {SchemaError} listing every error of the structure and the resource; without any, those of the vendors;
 *   without any, those of the providers, of `contrib/` and of the credential outputs; without any, those of the languages
 */
export function readSchemas(folder: string): Schemas {
  const providerMeta = readData(folder, 'provider.meta.json')
  const resourceMeta = readData(folder, 'resource.meta.json')
  const resourceData = readData(folder, 'backupstorage.json')
  const structure = readData(folder, 'structure.json')
  const ways = readFolder(folder, 'credentials')
  const errors = errorLines('schemas/structure.json', checkDefinitions(structure, providerMeta))
  errors.push(...diagnosticLines('schemas/backupstorage.json', checkResource(resourceData, resourceMeta)))
  if (errors.length > 0) throw new SchemaError(errors.join('\n'))
  const resource = resourceData as unknown as ResourceSchema
  const vendorsMeta = readData(folder, 'vendors.meta.json')
  const tables = readFolder(folder, 'vendors')
  for (const { file, data } of tables) errors.push(...errorLines(file, checkVendors(data, vendorsMeta)))
  if (errors.length > 0) throw new SchemaError(errors.join('\n'))
  const vendors = tables.map(({ file, data }) => {
    return { name: basename(file, extname(file)), ...(data as unknown as Omit<VendorSchema, 'name'>) }
  })
  const metas = { provider: providerMeta, resource: resourceMeta, vendors }
  const { read, providers, errors: ofProviders } = readProviders(folder, 'providers', metas, resource)
  errors.push(...ofProviders)
  const credentialsMeta = readData(folder, 'credentials.meta.json')
  for (const { file, data } of ways) errors.push(...errorLines(file, checkCredentials(data, credentialsMeta)))
  if (errors.length === 0) {
    for (const { file, data } of read) {
      if (getAt(data, ['x-provider', 'name']) !== structureName) continue
      const message = `"${structureName}" is reserved for schemas/structure.json in translations. Choose another name.`
      errors.push(`${file}#/x-provider/name: ${message}`)
    }
    errors.push(...sameNames(read, 'x-provider'), ...sameNames(ways, 'x-credentials'))
  }
  const { contrib, errors: ofContrib } = readContrib(folder, metas, resource, read, structure)
  errors.push(...ofContrib)
  if (errors.length > 0) throw new SchemaError(errors.join('\n'))
  const credentials = inOrder(
    ways.map(({ data }) => data as unknown as CredentialsSchema),
    (one) => one['x-credentials'].order,
  )
  const ownStructure = structure as unknown as StructureSchema
  const allMetas = { providerMeta, resourceMeta, credentialsMeta, vendorsMeta }
  const schemas = { resource, structure: ownStructure, providers, credentials, vendors, ...allMetas, contrib }
  return { ...schemas, languages: readLanguages(folder, schemas) }
}
