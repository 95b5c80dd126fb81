import type { BackupStorageValues, Manifest, Options, Provider } from 'backupstorage-forms/core'
import { defineProvider, defineResource } from 'backupstorage-forms/core'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { folder } from './schemaFiles.ts'

/** A provider's schema file, and the options for its forms and manifests. */
export interface SchemaFile {
  /** The path relative to `schemas/`. */
  file: string
  schema: object
  provider: Provider
  options: Options
}

function read(file: string): object {
  return parse(readFileSync(join(folder, file), 'utf8')) as object
}

function filesIn(name: string): string[] {
  return readdirSync(join(folder, name), { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(json|ya?ml)$/.test(entry.name))
    .map((entry) => `${name}/${entry.name}`)
    .sort()
}

function providersIn(name: string, options: Options): SchemaFile[] {
  return filesIn(name).map((file) => {
    const schema = read(file)
    const provider = defineProvider(schema, options.resource)
    return { file, schema, provider, options: { ...options, providers: [provider] } }
  })
}

/** A case of a contributed provider, which is off by default. */
export interface ContribCase {
  name: string
  /** The provider's schema file, relative to `schemas/`. */
  schema: string
  values: BackupStorageValues
  manifests: Manifest[]
}

const fixtures = fileURLToPath(new URL('../fixtures/contrib', import.meta.url))

export const contribCases: readonly ContribCase[] = readdirSync(fixtures)
  .sort()
  .map((file) => JSON.parse(readFileSync(join(fixtures, file), 'utf8')) as ContribCase)

/** The other kinds: the folders in `schemas/contrib`. */
export const kinds = readdirSync(join(folder, 'contrib'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => ({
    name,
    resource: defineResource(read(`contrib/${name}/resource.json`), read(`contrib/${name}/structure.json`)),
  }))

/** All providers in the repository, defined from their files at run time. */
export const everyProvider: readonly SchemaFile[] = [
  ...providersIn('providers', {}),
  ...providersIn('contrib', {}),
  ...kinds.flatMap(({ name, resource }) => providersIn(`contrib/${name}/providers`, { resource })),
]
