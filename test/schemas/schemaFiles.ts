import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Json } from 'backupstorage-forms/core'
import type { ProviderSchema, Schema } from '../../src/core/schema/language.ts'

/** The folder `schemas/` of the repository. */
export const folder = fileURLToPath(new URL('../../schemas', import.meta.url))

export const builtinNames = ['s3', 'azure', 'gcs', 'local'] as const

/** The schema of `schemas/providers/<name>.json`, a fresh copy each time. */
export function readProvider(name: string): ProviderSchema {
  return JSON.parse(readFileSync(`${folder}/providers/${name}.json`, 'utf8')) as ProviderSchema
}

/** A fenced block of schemas/README.md: what stands behind its fence, and its text. */
interface Block {
  info: string
  text: string
}

/** All fenced blocks of schemas/README.md, in their order. */
export function readmeBlocks(): Block[] {
  const text = readFileSync(`${folder}/README.md`, 'utf8')
  return [...text.matchAll(/^```(.+)\n([^]*?)^```$/gm)].map(([, info = '', body = '']) => ({ info, text: body }))
}

/** The example that the README begins with: the schema `rest.json`. */
export function restExample(): ProviderSchema {
  return JSON.parse(readmeBlocks().find(({ info }) => info === 'json')?.text ?? 'null') as ProviderSchema
}

/** Every property below a schema, with its way in the values. */
export function allFields(schema: Schema, path: string[] = []): { path: string[]; schema: Schema }[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, child]) => {
    const here = [...path, key]
    return [{ path: here, schema: child }, ...allFields(child, here)]
  })
}

/** Values of a provider that hold this one value and nothing else. */
export function holding(provider: string, path: readonly string[], value: Json): Record<string, unknown> {
  const inside = path.toReversed().reduce<unknown>((child, key) => ({ [key]: child }), value)
  return { backend: { provider, credentials: { source: 'new' }, ...(inside as object) } }
}
