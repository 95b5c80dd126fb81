import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import type { Json } from 'backupstorage-forms/core'
import type { ProviderSchema, Schema } from '../../src/schema/language.ts'

/** The folder `schemas/` of the repository. */
export const folder = fileURLToPath(new URL('../../schemas', import.meta.url))

function readFile(file: string): ProviderSchema {
  return parse(readFileSync(`${folder}/providers/${file}`, 'utf8')) as ProviderSchema
}

/** The files of `schemas/providers/`, by the names of their providers. */
export const providerFiles: ReadonlyMap<string, string> = new Map(
  readdirSync(`${folder}/providers`)
    .filter((file) => /\.(json|ya?ml)$/.test(file))
    .map((file) => [readFile(file)['x-provider'].name, file]),
)

/** The names of the providers in `schemas/providers/`. */
export const builtinNames: readonly string[] = [...providerFiles.keys()]

/** The schema of a provider in `schemas/providers/`, a fresh copy each time. */
export function readProvider(name: string): ProviderSchema {
  return readFile(providerFiles.get(name) ?? `${name}.json`)
}

/** A provider's form in the guide: its labels in their order, `*` where a field is required, and what is masked. */
interface GuideForm {
  auth: string[]
  spec: string[]
  secrets: string[]
  /** Whether its cloud has workload identity. */
  identity: boolean
}

/** The forms of the guide, by the names of their providers. */
export const guide = JSON.parse(
  readFileSync(fileURLToPath(new URL('../fixtures/guide.json', import.meta.url)), 'utf8'),
) as Readonly<Record<string, GuideForm>>

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

/**
 * The README's first example, the schema `rest.json`. Give it another name where it stands next to the built-in providers,
 * as `schemas/providers/` may have it already.
 */
export function restExample(name = 'rest'): ProviderSchema {
  const schema = JSON.parse(readmeBlocks().find(({ info }) => info === 'json')?.text ?? 'null') as ProviderSchema
  return { ...schema, 'x-provider': { ...schema['x-provider'], name } }
}

/** The formats that schemas/REFERENCE.md lists, each with its example there. */
export const formatExamples: readonly { name: string; example: string }[] = readFormats()

function readFormats(): { name: string; example: string }[] {
  const [section = ''] =
    /### Values of `format`[^]*?(?=### )/.exec(readFileSync(`${folder}/REFERENCE.md`, 'utf8')) ?? []
  const rows = section.matchAll(/^\| `([a-z-]+)`\s*\|.*such as `([^`]+)`\.\s*\|$/gm)
  return [...rows].map(([, name = '', example = '']) => ({ name, example }))
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
