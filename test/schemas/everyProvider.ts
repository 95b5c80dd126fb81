import type { BackupStorageValues, Manifest, Options, Provider } from 'backupstorage-forms/core'
import { defineProvider, defineResource } from 'backupstorage-forms/core'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { folder } from './schemaFiles.ts'

/** A provider's schema as it stands in a file, and the options with which its forms and manifests are made. */
export interface SchemaFile {
  /** From `schemas/`. */
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

/** What values of a contributed provider come to: the cases of the specification that are off by default. */
export interface ContribCase {
  name: string
  /** The file of the provider's schema, from `schemas/`. */
  schema: string
  values: BackupStorageValues
  manifests: Manifest[]
}

const fixtures = fileURLToPath(new URL('../fixtures/contrib', import.meta.url))

export const contribCases: readonly ContribCase[] = readdirSync(fixtures)
  .sort()
  .map((file) => JSON.parse(readFileSync(join(fixtures, file), 'utf8')) as ContribCase)

/** The other kinds: the folders of `schemas/contrib`. */
export const kinds = readdirSync(join(folder, 'contrib'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => ({
    name,
    resource: defineResource(read(`contrib/${name}/resource.json`), read(`contrib/${name}/structure.json`)),
  }))

/** Every provider that the repository has a schema of, made of its file at run time. */
export const everyProvider: readonly SchemaFile[] = [
  ...providersIn('providers', {}),
  ...providersIn('contrib', {}),
  ...kinds.flatMap(({ name, resource }) => providersIn(`contrib/${name}/providers`, { resource })),
]
