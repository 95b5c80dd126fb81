import type { ProviderSchema } from '../../src/schema/language.ts'
import { compileProviderTypes, compileTypes } from './compileTypes.ts'
import { literal } from './schemaCode.ts'
import type { ContribSchemas } from './schemas.ts'

const nameOf = (provider: ProviderSchema): string => provider['x-provider'].name

function union(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(' | ') || 'never'
}

/** Returns the modules for `contrib/`: the schemas, and the types of the values. */
export async function contribModules(contrib: ContribSchemas): Promise<Record<string, string>> {
  const types: string[] = []
  for (const provider of contrib.providers) types.push(await compileProviderTypes(provider))
  for (const { name, resource, providers: own } of contrib.kinds) {
    types.push(await compileTypes(resource))
    for (const provider of own) types.push(await compileProviderTypes(provider, name))
  }
  const providers = contrib.providers.map((one) => `${JSON.stringify(nameOf(one))}: ${literal(one)},\n`)
  const kinds = contrib.kinds.map(({ name, ...kind }) => `${JSON.stringify(name)}: ${literal(kind)},\n`)
  return {
    'contribTypes.ts': types.join('\n'),
    'contrib.ts': `import type { ProviderSchema, ResourceSchema } from '../schema/language.ts'
import type { StructureSchema } from '../schema/structure.ts'

/** The schemas of another kind. */
export interface KindSchemas {
  readonly resource: ResourceSchema
  readonly structure: StructureSchema
  readonly providers: readonly ProviderSchema[]
}

/** The names of the providers in \`schemas/contrib\`. */
export type ContribProvider = ${union(contrib.providers.map(nameOf))}

/** The names of the other kinds in \`schemas/contrib\`. */
export type ContribKind = ${union(contrib.kinds.map(({ name }) => name))}

// prettier-ignore
export const contribProviders: Readonly<Record<ContribProvider, ProviderSchema>> = {
${providers.join('')}}

// prettier-ignore
export const contribKinds: Readonly<Record<ContribKind, KindSchemas>> = {
${kinds.join('')}}
`,
  }
}
