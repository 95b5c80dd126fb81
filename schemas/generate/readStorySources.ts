import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { parse } from 'yaml'
import type { Json } from '../../src/base/json.ts'
import { getAt } from '../../src/base/pointer.ts'

/** The parts of a provider schema that its stories need. */
export interface StorySource {
  /** The path below `schemas/`. */
  file: string
  /** The sidebar folders of its stories. */
  group: readonly string[]
  name: string
  title: string
}

const isSchema = (name: string): boolean => ['.json', '.yaml', '.yml'].includes(extname(name))

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

function readFolder(schemas: string, path: string, group: readonly string[]): StorySource[] {
  const folder = join(schemas, path)
  if (!existsSync(folder)) return []
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && isSchema(entry.name))
  return files.flatMap(({ name: file }): StorySource[] => {
    const data = parse(readFileSync(join(folder, file), 'utf8')) as Json
    const name = getAt(data, ['x-provider', 'name'])
    const title = getAt(data, ['title'])
    if (typeof name !== 'string') return []
    return [{ file: `${path}/${file}`, group, name, title: typeof title === 'string' ? title : name }]
  })
}

/**
 * Reads every provider that gets stories, sorted by path.
 *
 * These are the files of `providers/`, `contrib/`, and of `contrib/<kind>/providers` for each other kind of resource.
 */
export function readStorySources(schemas: string): StorySource[] {
  const contrib = join(schemas, 'contrib')
  const entries = existsSync(contrib) ? readdirSync(contrib, { withFileTypes: true }) : []
  const kinds = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  return [
    ...readFolder(schemas, 'providers', ['Providers']),
    ...readFolder(schemas, 'contrib', ['Contributed']),
    ...kinds.flatMap((kind) => readFolder(schemas, `contrib/${kind}/providers`, ['Contributed', capital(kind)])),
  ].sort((a, b) => (a.file < b.file ? -1 : 1))
}
