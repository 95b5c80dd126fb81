import type { Options, Provider } from 'backupstorage-forms/core'
import { defineProvider, defineResource } from 'backupstorage-forms/core'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
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
