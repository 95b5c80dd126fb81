import type { ProviderSchema, ResourceSchema, Schema } from '../../src/schema/language.ts'
import { compileProviderTypes, compileTypes } from './compileTypes.ts'
import { compiledLiteral, schemasToCompile, wholeSchema, withoutConditions } from './providerCode.ts'
import type { ContribSchemas, KindSchemas } from './schemas.ts'
import { adviceToCompile, resourceLiteral, resourceToCompile, structureLiteral } from './resourceCode.ts'

/** All contributed providers in one row: their validators are numbered. */
function allProviders({ providers, kinds }: ContribSchemas): ProviderSchema[] {
  return [...providers, ...kinds.flatMap((kind) => kind.providers)]
}

const kindPrefix = (index: number): string => `kind${index}`
const structurePrefix = (index: number): string => `kind${index}Structure`

/** What of `contrib/` is compiled. */
export function contribToCompile(contrib: ContribSchemas): Map<string, Schema> {
  const ofKinds = contrib.kinds.flatMap(({ resource, structure }, index) => [
    ...resourceToCompile(resource, kindPrefix(index)),
    ...adviceToCompile(structure['x-advice'], structurePrefix(index)),
  ])
  return new Map([...schemasToCompile(allProviders(contrib)), ...ofKinds])
}

function union(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(' | ') || 'never'
}

/** The resource with its texts: its form is made at run time. */
function wholeResource(resource: ResourceSchema): ResourceSchema {
  const whole: ResourceSchema & Record<string, unknown> = { ...withoutConditions(resource) }
  for (const word of ['$schema', '$id', '$comment', 'x-language']) delete whole[word]
  return whole
}

/** The modules that stand for `contrib/`: the schemas with their validators, and the types of the values. */
export async function contribModules(contrib: ContribSchemas): Promise<Record<string, string>> {
  const all = allProviders(contrib)
  const literal = (provider: ProviderSchema): string =>
    compiledLiteral(provider, all.indexOf(provider), wholeSchema(provider))
  const kind = ({ resource, structure, providers }: KindSchemas, index: number): string => {
    const own = structureLiteral(structure, structurePrefix(index))
    return `{ resource: ${resourceLiteral(resource, kindPrefix(index), wholeResource(resource), own)}, providers: [${providers.map(literal).join(', ')}] }`
  }
  const names = contrib.providers.map((provider) => provider['x-provider'].name)
  const providers = contrib.providers.map((provider, index) => `${JSON.stringify(names[index])}: ${literal(provider)},`)
  const kinds = contrib.kinds.map((one, index) => `${JSON.stringify(one.name)}: ${kind(one, index)},`)
  const types: string[] = []
  for (const provider of contrib.providers) types.push(await compileProviderTypes(provider))
  for (const { name, resource, providers: own } of contrib.kinds) {
    types.push(await compileTypes(resource))
    for (const provider of own) types.push(await compileProviderTypes(provider, name))
  }
  return {
    'contribTypes.ts': types.join('\n'),
    'contrib.ts': `import type { CompiledKind, CompiledProvider } from '../schema/compiled.ts'
import * as validators from './contribValidators.js'

/** The names of the providers in \`schemas/contrib\`. */
export type ContribProvider = ${union(names)}

/** The names of the other kinds in \`schemas/contrib\`. */
export type ContribKind = ${union(contrib.kinds.map(({ name }) => name))}

export const contribProviders: Readonly<Record<ContribProvider, CompiledProvider>> = {
${providers.join('\n')}
}

export const contribKinds: Readonly<Record<ContribKind, CompiledKind>> = {
${kinds.join('\n')}
}
`,
  }
}
