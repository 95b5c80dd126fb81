import type { Advice, ResourceSchema, Schema } from '../../src/schema/language.ts'
import type { StructureSchema } from './schemas.ts'

const adviceName = (prefix: string, index: number): string => `${prefix}Advice${index}`

/** The conditions of rules, each under the name by which the literals below speak of it. */
export function adviceToCompile(advice: readonly Advice[] = [], prefix: string): Map<string, Schema> {
  return new Map(advice.map(({ when }, index) => [adviceName(prefix, index), when]))
}

/** The schemas of a resource that are compiled: its own, under the name of the prefix, and the conditions of its rules. */
export function resourceToCompile(resource: ResourceSchema, prefix: string): Map<string, Schema> {
  return new Map([[prefix, resource], ...adviceToCompile(resource['x-advice'], prefix)])
}

/**
 * An object literal, a `CompiledResource`.
 *
 * @param schema - what is kept of its schema
 * @param structure - a literal of its fields in the API, where they are its own
 */
export function resourceLiteral(
  resource: ResourceSchema,
  prefix: string,
  schema: ResourceSchema,
  structure?: string,
): string {
  const advice = (resource['x-advice'] ?? []).map((_one, index) => `validators.${adviceName(prefix, index)}`)
  const own = structure === undefined ? '' : `, structure: ${structure}`
  return `{ schema: ${JSON.stringify(schema, null, 2)}, validate: validators.${prefix}, advice: [${advice.join(', ')}]${own} }`
}

/** An object literal, a `StructureDocument`. */
export function structureLiteral({ definitions, 'x-advice': advice = [] }: StructureSchema, prefix: string): string {
  const rules = advice.map(({ when: _when, ...rule }, index) => {
    return `{ ${JSON.stringify(rule).slice(1, -1)}, applies: validators.${adviceName(prefix, index)} },`
  })
  return `{ definitions: ${JSON.stringify(definitions)}, advice: [${rules.join('\n')}] }`
}
