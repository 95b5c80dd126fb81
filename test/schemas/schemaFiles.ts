import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import type { Json } from 'backupstorage-forms/core'
import { expect } from 'vitest'
import type { Guide, ProviderSchema, Schema } from '../../src/schema/language.ts'

/** The repository's folder `schemas/`. */
export const folder = fileURLToPath(new URL('../../schemas', import.meta.url))

function readFile(file: string): ProviderSchema {
  return parse(readFileSync(`${folder}/providers/${file}`, 'utf8')) as ProviderSchema
}

/** The files in `schemas/providers/`, by provider name. */
export const providerFiles: ReadonlyMap<string, string> = new Map(
  readdirSync(`${folder}/providers`)
    .filter((file) => /\.(json|ya?ml)$/.test(file))
    .map((file) => [readFile(file)['x-provider'].name, file]),
)

/** The names of the providers in `schemas/providers/`. */
export const builtinNames: readonly string[] = [...providerFiles.keys()]

/** Reads the schema of a provider in `schemas/providers/`; returns a new copy each time. */
export function readProvider(name: string): ProviderSchema {
  return readFile(providerFiles.get(name) ?? `${name}.json`)
}

/** The names of the files in `schemas/guides/`. */
export const guideNames: readonly string[] = readdirSync(`${folder}/guides`).map((file) => file.replace(/\.\w+$/, ''))

/** Reads a file in `schemas/guides/`; returns a new copy each time. */
export function readGuide(name: string): Guide {
  return JSON.parse(readFileSync(`${folder}/guides/${name}.json`, 'utf8')) as Guide
}

/** A provider's form in the guide: its labels in order, `*` for required fields, and the masked fields. */
interface GuideForm {
  auth: string[]
  spec: string[]
  secrets: string[]
  /** Whether its cloud supports workload identity. */
  identity: boolean
}

/** The guide's forms, by provider name. */
export const guide = JSON.parse(
  readFileSync(fileURLToPath(new URL('../fixtures/guide.json', import.meta.url)), 'utf8'),
) as Readonly<Record<string, GuideForm>>

/** A fenced block in schemas/README.md: its info string and its text. */
interface Block {
  info: string
  text: string
}

/** Returns all fenced blocks in schemas/README.md, in order. */
export function readmeBlocks(): Block[] {
  const text = readFileSync(`${folder}/README.md`, 'utf8')
  return [...text.matchAll(/^```(.+)\n([^]*?)^```$/gm)].map(([, info = '', body = '']) => ({ info, text: body }))
}

/**
 * Returns the README's first example, the schema `rest.json`. Use another name next to the built-in providers, because
 * `schemas/providers/` may contain it already.
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

/** Returns all properties below a schema, with their paths in the values. */
export function allFields(schema: Schema, path: string[] = []): { path: string[]; schema: Schema }[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, child]) => {
    const here = [...path, key]
    return [{ path: here, schema: child }, ...allFields(child, here)]
  })
}

/** Returns the values of a provider with only this value. */
export function holding(provider: string, path: readonly string[], value: Json): Record<string, unknown> {
  const inside = path.toReversed().reduce<unknown>((child, key) => ({ [key]: child }), value)
  return { backend: { provider, credentials: { source: 'new' }, ...(inside as object) } }
}

/** Expects help that is short, or none. The placeholder shows the example. */
export function expectHelp({ description, examples = [] }: Schema): void {
  if (description === undefined) return
  expect(description).toMatch(/^[A-Z].*\.$/)
  expect(description.length).toBeLessThanOrEqual(140)
  expect(description).not.toMatch(/for example|e\.g\./)
  for (const example of examples) {
    if (typeof example === 'string' && example.length > 10) expect(description).not.toContain(example)
  }
}
