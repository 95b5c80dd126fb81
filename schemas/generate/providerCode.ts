import { compact } from '../../src/schema/compact.ts'
import type { Constant, ProviderSchema, ResourceSchema, Schema } from '../../src/schema/language.ts'

function constantsOf(provider: ProviderSchema): readonly Constant[] {
  const constants = provider['x-manifest']
  return Array.isArray(constants) ? constants : []
}

/** A name of a function for each schema that is validated. */
function validatorNames(
  provider: ProviderSchema,
  index: number,
): { schema: string; conditions: (string | undefined)[]; advice: string[] } {
  const schema = `provider${index}`
  return {
    schema,
    conditions: constantsOf(provider).map(({ when }, at) => (when ? `${schema}When${at}` : undefined)),
    advice: (provider['x-advice'] ?? []).map((_one, at) => `${schema}Advice${at}`),
  }
}

/** The conditions of advice are compiled. */
export function withoutConditions<T extends ResourceSchema | ProviderSchema>(schema: T): T {
  const advice = schema['x-advice']?.map((one) => ({ ...one, when: {} }))
  return { ...schema, ...(advice ? { 'x-advice': advice } : {}) }
}

/** The root's description is shown in lists of providers, so it is kept. */
function compactRoot(schema: ProviderSchema): ProviderSchema {
  const { description } = schema
  return { ...withoutConditions(compact(schema)), ...(description === undefined ? {} : { description }) }
}

/** The schemas of providers that are compiled, each under the name by which `compiledLiteral` speaks of it. */
export function schemasToCompile(providers: readonly ProviderSchema[]): Map<string, Schema> {
  const schemas = new Map<string, Schema>()
  providers.forEach((provider, index) => {
    const names = validatorNames(provider, index)
    schemas.set(names.schema, provider)
    constantsOf(provider).forEach(({ when }, at) => {
      const name = names.conditions[at]
      if (name && when) schemas.set(name, when)
    })
    provider['x-advice']?.forEach(({ when }, at) => schemas.set(names.advice[at] ?? '', when))
  })
  return schemas
}

/** The schema with all its texts, for a form that is made of it at run time. */
export function wholeSchema(schema: ProviderSchema): ProviderSchema {
  const whole: ProviderSchema & Record<string, unknown> = { ...withoutConditions(schema) }
  for (const word of ['$schema', '$id', '$comment', 'x-language']) delete whole[word]
  return whole
}

/**
 * An object literal, a `CompiledProvider`, for the provider that stands at the index of those that are compiled.
 *
 * @param schema - what is kept of its schema; by default nothing that only a form shows, which is generated beside
 */
export function compiledLiteral(provider: ProviderSchema, index: number, schema = compactRoot(provider)): string {
  const names = validatorNames(provider, index)
  const conditions = names.conditions.map((name) => (name ? `validators.${name}` : 'undefined')).join(', ')
  return `{ schema: ${JSON.stringify(schema, null, 2)}, validate: validators.${names.schema}, conditions: [${conditions}], advice: [${names.advice.map((name) => `validators.${name}`).join(', ')}] }`
}
